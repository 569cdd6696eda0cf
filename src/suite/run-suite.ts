import { checkSamples, type SamplesChecked } from '../check/check-samples.ts';
import { lawBook, type LawBook } from '../check/law-book.ts';
import type { Suite, SuiteClaim } from '../config/suite.ts';
import { EXIT, GradvarError, type ExitCode } from '../errors.ts';
import { doubtText } from '../check/claim/verdict.ts';
import { holmAdjusted } from '../statistics/holm.ts';
import { countsOf, type JudgedClaim, type Judgement } from './judgement.ts';

/** A claim of a suite with its file. */
export interface ClaimResult extends JudgedClaim {
  readonly path: string;
  /** What of the file was left out, a sentence each. */
  readonly notes: readonly string[];
}

export interface SuiteResult extends Judgement {
  /** In the order of the suite. */
  readonly claims: readonly ClaimResult[];
}

type Looked =
  | { readonly kind: 'checked'; readonly checked: SamplesChecked; readonly alpha: number }
  | { readonly kind: 'failed'; readonly error: GradvarError };

/**
 * Tests every claim of a suite, so that one of correct files is rejected with probability alpha at most,
 * whatever they have in common: each claim has the probability of its tests together (Holm), and the claims
 * are judged together (Holm again). A file that is missing or no gradients fails, and the others go on.
 */
export function runSuite(suite: Suite, laws = lawBook()): SuiteResult {
  const { claims, alpha } = suite;
  const strict = alpha / claims.length;
  const looked = claims.map((claim) => look(claim, strict, laws));
  const p = looked.map((each) => (each.kind === 'checked' ? probability(each.checked) : 1));
  const adjusted = adjustedInOrder(p);
  const results = claims.map((claim, i): ClaimResult => {
    const first = looked[i]!;
    // One that only the later steps of Holm reject is looked at again at its own level, for its causes.
    const isLate = first.kind === 'checked' && adjusted[i]! <= alpha && first.checked.verdict !== 'rejected';
    return resultOf(claim, isLate ? look(claim, Math.min(0.5, 2 * p[i]!), laws) : first, adjusted[i]!, alpha);
  });
  const counts = countsOf(results);
  return {
    title: 'gradvar check',
    name: suite.name,
    alpha,
    counted: 'rows',
    claims: results,
    counts,
    exitCode: exitOf(suite, counts),
    sentence: sentenceOf(suite, counts),
  };
}

function look({ claim }: SuiteClaim, alpha: number, laws: LawBook): Looked {
  try {
    return { kind: 'checked', checked: checkSamples({ ...claim, alpha }, laws), alpha };
  } catch (error) {
    if (error instanceof GradvarError && error.code.startsWith('SAMPLES')) return { kind: 'failed', error };
    throw error;
  }
}

/** Of the claim as a whole: the least of its tests, which are judged together already. */
function probability({ tests }: SamplesChecked): number {
  return Math.min(1, ...tests.map(({ pAdjusted }) => pAdjusted));
}

function adjustedInOrder(p: readonly number[]): readonly number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const adjusted = holmAdjusted(Float64Array.from(order, (i) => p[i]!));
  const found = [...p];
  order.forEach((i, place) => (found[i] = adjusted[place]!));
  return found;
}

function resultOf({ name, claim }: SuiteClaim, found: Looked, p: number, alpha: number): ClaimResult {
  const { path } = claim;
  if (found.kind === 'failed') {
    const { message, hint } = found.error;
    return {
      name,
      path,
      notes: [],
      outcome: 'failed',
      p: null,
      count: null,
      reasons: hint === '' ? [message] : [message, hint],
    };
  }
  const { checked } = found;
  const { notes } = checked;
  const count = checked.sample.rows;
  if (p <= alpha) return { name, path, notes, outcome: 'rejected', p, count, reasons: wrongReasons(checked) };
  const isDoubtful = checked.verdict === 'inconclusive' || checked.doubts.length > 0;
  const outcome = checked.verdict === 'accepted' ? 'accepted' : 'inconclusive';
  return { name, path, notes, outcome, p, count, reasons: isDoubtful ? checked.doubts.map(doubtText) : [] };
}

function wrongReasons({ causes, tests }: SamplesChecked): readonly string[] {
  const told = causes.map(
    ({ name, sentence, detail }) => `${name}${detail === '' ? '' : ` (${detail})`}: ${sentence}`,
  );
  const off = tests
    .filter(({ verdict }) => verdict === 'rejected')
    .map(({ statistic, measured, exact }) => `${statistic} ${short(measured)}, exact ${short(exact)}`);
  return [...(told.length === 0 ? ['no known mistake predicts these rows'] : told), ...off];
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

function exitOf(suite: Suite, { rejected, failed, inconclusive }: SuiteResult['counts']): ExitCode {
  if (rejected + failed > 0) return EXIT.gateFailed;
  return inconclusive > 0 && suite.inconclusive === 'fail' ? EXIT.inconclusive : EXIT.ok;
}

function sentenceOf({ name, claims, alpha }: Suite, counts: SuiteResult['counts']): string {
  const told = (['rejected', 'failed', 'inconclusive', 'accepted'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  return `${name}: of ${claims.length} claims ${told.join(', ')} (level ${alpha} for all together, Holm)`;
}
