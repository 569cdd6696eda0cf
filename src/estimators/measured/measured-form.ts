import { INVERSE_SQRT_2PI } from '../../elementary/constants.ts';
import type { Family } from '../../streams/measurement.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { call, number, Z } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import {
  drawTreesAt,
  substitute,
  sumTree,
  timesTree,
  variableTree,
  type DrawTrees,
} from '../contribution-trees.ts';

/** A form as the kernel measures it, its scale apart: trees in the inputs of a family. */
export type MeasuredForm =
  | { readonly kind: 'average'; readonly family: Family; readonly tree: Node }
  | { readonly kind: 'covariance'; readonly family: Family; readonly value: Node; readonly weight: Node };

/** What the trees of a point are made of. */
export interface PointTrees {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
}

export function measuredForm(form: EstimateForm, direction: Direction, point: PointTrees): MeasuredForm {
  switch (form.kind) {
    case 'average': {
      const { family, variable } = form;
      const there = variableTree(variable, drawTrees(point, EPS, Z));
      if (family === 'plain') return { kind: 'average', family, tree: there };
      const mirrored = call('negate', EPS);
      const image = variableTree(variable, drawTrees(point, mirrored, at(point, mirrored)));
      return { kind: 'average', family, tree: timesTree(number(0.5), call('add', there, image)) };
    }
    case 'covariance': {
      const draw = drawTrees(point, EPS, Z);
      const [value, weight] = [variableTree(form.value, draw), variableTree(form.weight, draw)];
      return { kind: 'covariance', family: 'plain', value, weight };
    }
    case 'coupled':
      return { kind: 'average', family: 'coupled', tree: coupledTree(direction, point) };
    case 'lattice': {
      const eps = call('normquantile', input('u'));
      return {
        kind: 'average',
        family: 'lattice',
        tree: variableTree(form.variable, drawTrees(point, eps, at(point, eps))),
      };
    }
  }
}

/** A mean of draws to each of which r's own derivative is added; the scale of the form comes after it. */
export function withOwnTerm(form: MeasuredForm, scale: number, own: Node): MeasuredForm {
  if (form.kind !== 'average' || form.family !== 'plain')
    throw new RangeError(`an estimate of kind ${form.kind} takes no derivative of r's own`);
  const term = scale === 1 ? own : timesTree(number(1 / scale), own);
  return { ...form, tree: call('add', form.tree, term) };
}

const input = (name: string): Node => ({ kind: 'parameter', name });
const EPS = input('eps');

/** mu + sigma·x. */
function at({ mu, sigma }: PointTrees, x: Node): Node {
  return call('add', number(mu), timesTree(number(sigma), x));
}

function drawTrees({ integrand }: PointTrees, eps: Node, z: Node): DrawTrees {
  return drawTreesAt(integrand, eps, (tree) => (z === Z ? tree : substitute(tree, z)));
}

/**
 * [p·(r(mu + sigma·W) − r(mu − sigma·W))/√(2 pi) + q·(r(mu + sigma·M) − r(mu + sigma·N))]/sigma from five
 * normals: W = √(n1² + n2²) is Weibull(2, √2); M = ±√(n3² + n4² + n5²) with the sign of n5 is double-sided
 * Maxwell, and N = n5 is M times a uniform, since the projection of a random direction in space is uniform
 * (Archimedes).
 */
function coupledTree({ mu: p, sigma: q }: Direction, point: PointTrees): Node {
  const [n1, n2, n3, n4, n5] = ['n1', 'n2', 'n3', 'n4', 'n5'].map(input) as [Node, Node, Node, Node, Node];
  const length = (...parts: readonly Node[]): Node =>
    call('sqrt', sumTree(parts.map((part) => call('power', part, number(2)))));
  const r = (x: Node): Node => substitute(point.integrand.value, at(point, x));
  const parts: Node[] = [];
  if (p !== 0) {
    const weibull = length(n1, n2);
    const difference = call('subtract', r(weibull), r(call('negate', weibull)));
    parts.push(timesTree(number((p * INVERSE_SQRT_2PI) / point.sigma), difference));
  }
  if (q !== 0) {
    const maxwell = timesTree(call('sign', n5), length(n3, n4, n5));
    parts.push(timesTree(number(q / point.sigma), call('subtract', r(maxwell), r(n5))));
  }
  return sumTree(parts);
}
