import {
  FAMILIES,
  MAX_CHANNELS,
  type Family,
  type MeasuredChannel,
  type Measurement,
} from '../../streams/measurement.ts';
import { lowerOutputs } from '../../formula/program/lower.ts';
import type { Node } from '../../formula/tree/tree.ts';
import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import { alongAt, type ComponentPoint } from '../component.ts';
import type { OwnTerms } from '../own-terms.ts';
import type { ChannelRequest } from './channels.ts';
import type { Constants } from '../estimator.ts';
import { measuredForm, withOwnTerm, type MeasuredForm, type PointTrees } from './measured-form.ts';
import { requireEstimator } from '../registry.ts';

/** A measurement and which of the requested channels it measures, in its order. */
export interface PlacedMeasurement {
  readonly measurement: Measurement;
  readonly requests: readonly number[];
}

/** What of phi is known: by an integrand of the plan, and by this r, whose own derivatives they are. */
export interface Knowledge {
  readonly knowsPhi: boolean;
  readonly own: OwnTerms | null;
}

/**
 * What the kernel has to measure for the requested channels at one point and m: those of one family of random
 * numbers together, so that they share its draws and the evaluations of r.
 *
 * @param knowledge what the plan and r know of phi
 * @param constantsOf what the oracle knows along a direction
 *
 * @throws GradvarError FORMULA_INVALID if a program needs too many registers
 */
export function measurementsOf(
  point: PointTrees & ComponentPoint,
  m: number,
  requests: readonly ChannelRequest[],
  { own, knowsPhi }: Knowledge,
  constantsOf: (direction: Direction) => Constants,
): readonly PlacedMeasurement[] {
  const forms = requests.map((request) => {
    const estimator = requireEstimator(request.estimator);
    const direction = directionAt(request, point, knowsPhi);
    const context = { direction, sigma: point.sigma, m, constants: constantsOf(direction) };
    const measured = measuredForm(estimator.form(context), direction, point);
    return own === null || request.kind === 'direction' || !estimator.ownTerm
      ? measured
      : withOwnTerm(measured, estimator.form(context).scale, own.along(request.component).tree);
  });
  return Object.keys(FAMILIES).flatMap((name) => {
    const family = name as Family;
    const members = [...forms.keys()].filter((i) => forms[i]!.family === family);
    return chunks(members).map((chunk) => ({
      measurement: together(
        family,
        chunk.map((i) => forms[i]!),
      ),
      requests: chunk,
    }));
  });
}

function directionAt(
  request: ChannelRequest,
  point: PointTrees & ComponentPoint,
  knowsPhi: boolean,
): Direction {
  return request.kind === 'direction'
    ? request.direction
    : alongAt(request.component, point, knowsPhi).direction;
}

function together(family: Family, forms: readonly MeasuredForm[]): Measurement {
  const trees: Node[] = [];
  const output = (tree: Node): number => trees.push(tree) - 1;
  const channels = forms.map((form): MeasuredChannel =>
    form.kind === 'average'
      ? { kind: 'average', output: output(form.tree) }
      : { kind: 'covariance', value: output(form.value), weight: output(form.weight) },
  );
  return { family, program: lowerOutputs(trees, FAMILIES[family].inputs), channels };
}

function chunks(items: readonly number[]): readonly (readonly number[])[] {
  const count = Math.ceil(items.length / MAX_CHANNELS);
  return Array.from({ length: count }, (_, i) => items.slice(i * MAX_CHANNELS, (i + 1) * MAX_CHANNELS));
}
