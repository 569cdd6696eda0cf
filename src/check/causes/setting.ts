import { GradvarError } from '../../errors.ts';
import { directionOf, type DerivedComponent } from '../../estimators/component.ts';
import { simplify } from '../../formula/simplify.ts';
import { parseFormula } from '../../formula/parse.ts';
import { call, number, Z } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { averaged, drawTrees } from '../law/averaged.ts';
import { averagedLaw } from '../law/averaged-law.ts';
import { claimedLaw, type ClaimedLaw, type RowClaim, type Subject } from '../law/claimed-law.ts';
import type { RowLaw } from '../law/row-law.ts';
import type { SampleMoments } from '../moments/sample-moments.ts';
import { simulatedLaw, type MakeRows } from './simulated-law.ts';
import { poolOf, type Pool } from './pool.ts';

/** What a file should hold, as far as telling what it holds instead needs it. */
export interface Setting {
  readonly subject: Subject;
  readonly claim: RowClaim;
  readonly right: ClaimedLaw;
  readonly sample: SampleMoments;
  /** Whether draws of r alone, or of its derivatives alone, make the rows that are claimed. */
  readonly isScore: boolean;
  readonly isPath: boolean;
  /** The law of another claim; null where m is none for its estimator. */
  readonly lawOf: (changed: Partial<RowClaim>) => ClaimedLaw | null;
  /** Rows that average m draws of something written in the words of `wordsOf`; null if it is too large. */
  readonly averaging: (text: string, change?: Change) => RowLaw | null;
  /** Rows that a program makes of batches of so many draws; null if one is no number. */
  readonly simulated: (batch: number, make: MakeRows) => RowLaw | null;
}

/** What is not as claimed: the standard deviation of the draws, or the z that r and the score see. */
export interface Change {
  readonly sigma?: number;
  readonly seen?: (z: Node) => Node;
}

export function settingOf(
  subject: Subject,
  claim: RowClaim,
  right: ClaimedLaw,
  sample: SampleMoments,
): Setting {
  const { name } = claim.estimator;
  const isPath = name.startsWith('pathwise') || name === 'price';
  let pool: Pool | null = null;
  return {
    subject,
    claim,
    right,
    sample,
    isPath,
    isScore: name.startsWith('score'),
    lawOf: (changed) => {
      const other = { ...claim, ...changed };
      return other.estimator.needsOfM?.holds(other.m) === false ? null : claimedLaw(subject, other);
    },
    averaging: (text, change = {}) => {
      try {
        return averagedLaw(averaged(written(text, wordsOf(subject, claim, change)), claim.m));
      } catch (error) {
        if (error instanceof GradvarError) return null;
        throw error;
      }
    },
    simulated: (batch, make) => {
      pool ??= poolOf(subject, claim);
      return simulatedLaw(pool, batch, make);
    },
  };
}

/**
 * r and its derivative dr, and r of the draw itself, plain; z and eps; the derivatives of the log density, s,
 * and of the path, w, by the claimed component; mu and sigma.
 */
function wordsOf(
  { integrand, mu, sigma: claimed }: Subject,
  { component }: RowClaim,
  { sigma = claimed, seen = (z) => z }: Change,
): Readonly<Record<string, Node>> {
  const drawn = call('add', number(mu), call('multiply', number(sigma), Z));
  const z = seen(drawn);
  const eps = simplify(call('divide', call('subtract', z, number(mu)), number(sigma)));
  const { value, derivative } = drawTrees(integrand, 0, 1, z);
  const plain = drawTrees(integrand, 0, 1, drawn).value;
  const known = { r: value, plain, dr: derivative, eps, z, mu: number(mu), sigma: number(sigma) };
  const [score, path] = weightTexts(component);
  return { ...known, s: written(score, known), w: written(path, known) };
}

/** The derivatives of the log density and of the path by a component. */
function weightTexts(component: DerivedComponent): readonly [score: string, path: string] {
  if (Object.hasOwn(SCORE, component)) return [SCORE[component]!, PATH[component]!];
  const { mu, sigma } = directionOf(component);
  return [`((${mu})*eps + (${sigma})*(eps^2 - 1))/sigma`, `(${mu}) + (${sigma})*eps`];
}

const SCORE: Readonly<Record<string, string>> = {
  mu: 'eps/sigma',
  sigma: '(eps^2 - 1)/sigma',
  log_sigma: 'eps^2 - 1',
};
const PATH: Readonly<Record<string, string>> = { mu: '1', sigma: 'eps', log_sigma: 'sigma*eps' };

function written(text: string, words: Readonly<Record<string, Node>>): Node {
  const visit = (node: Node): Node => {
    if (node.kind === 'z') return words['z']!;
    if (node.kind === 'parameter') return words[node.name]!;
    return node.kind === 'call' ? call(node.operation, ...node.args.map(visit)) : node;
  };
  return visit(parseFormula(text));
}
