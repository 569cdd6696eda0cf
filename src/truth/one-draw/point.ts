import { NORMAL_REACH } from '../../elementary/constants.ts';
import { encloseable } from '../../formula/analysis/enclosure.ts';
import { breaksWithin, type Break, type BreakFinder } from '../../formula/analysis/breaks.ts';
import { lowerProgram } from '../../formula/program/lower.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { stableIntegrand } from '../../integrands/stable.ts';
import { buildGraph } from '../../formula/graph.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { analyze, analyzeSecond, type Analysis } from '../line/analysis.ts';
import type { ExactPoint } from '../exact/exact.ts';
import { resolvedPoint } from '../line/exact-moments.ts';
import { momentsOf, type LineMoments } from '../line/moments.ts';
import type { Jump } from '../line/panel.ts';
import { areNear, jumpsOf } from '../line/pieces.ts';
import { halvedCells, plainCells, type LineCell } from './nodes/cells.ts';
import type { Formulas } from './nodes/evaluate-side.ts';
import type { KnownExistence } from './variable/existence-of.ts';
import { gridOf, type Grid } from './nodes/grid.ts';
import { memoized, lazy } from './nodes/memoized.ts';
import { mirroredCells } from './nodes/mirrored-cells.ts';
import { isDifferenceConstant, isPairConstant } from './pair-constant.ts';
import { shapeAt, type Shape } from './variable/shape.ts';
import { lineOf, type Line, type Order } from './nodes/stretch.ts';

/** What the laws need of an integrand whatever mu and sigma are. */
export interface Prepared {
  readonly integrand: Integrand;
  readonly analysis: Analysis;
  readonly formulas: Formulas;
  /** Made when r'' is first asked for. */
  readonly second: () => { readonly analysis: Analysis; readonly slopeFinder: BreakFinder };
}

export function prepare(written: Integrand): Prepared {
  const integrand = stableIntegrand(written);
  const { value, derivative, secondDerivative, program } = integrand;
  return {
    integrand,
    analysis: analyze(integrand),
    formulas: { first: program, second: lowerProgram(value, secondDerivative) },
    second: lazy(() => {
      const analysis = analyzeSecond(integrand);
      return { analysis, slopeFinder: slopeFinder(analysis.finder, derivative) };
    }),
  };
}

/** Finds the breaks with the heights of the jumps of r'; where r has a kink, r' may jump. */
function slopeFinder({ sources }: BreakFinder, derivative: Node): BreakFinder {
  return {
    work: encloseable(buildGraph([derivative])),
    sources: sources.map((source) => (source.effect === 'kink' ? { ...source, effect: 'step' } : source)),
  };
}

/** Which draws a grid is for: one eps on the whole line, or a pair ±eps with eps > 0. */
export type GridKind = 'plain' | 'mirrored';

export type GridResult =
  { readonly kind: 'grid'; readonly grid: Grid } | { readonly kind: 'failed'; readonly reason: string };

/**
 * One point (integrand, mu, sigma) with all that its laws share; everything is made once, when it is first
 * asked for.
 */
export interface Point {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly exact: ExactPoint;
  readonly shape: Shape;
  readonly known: (order: Order) => KnownExistence;
  /** Jumps of r, and of r'; null where there are too many to list. */
  readonly jumps: readonly Jump[];
  readonly slopeJumps: () => readonly Jump[] | null;
  /** Whether r' is piecewise constant and r'(mu + h) + r'(mu − h) the same for all h. */
  readonly isSlopePairConstant: () => boolean;
  /** Whether r is even about mu but for steps, and r(mu + h) − r(mu − h) the same for all h > 0. */
  readonly isDifferenceConstant: () => boolean;
  /** Whether r is one number on either side of mu. */
  readonly isStepAtMu: () => boolean;
  readonly formulas: Formulas;
  /** The line that grids are made of, or why there is none. */
  readonly line: (order: Order) => Line | string;
  /** Where r or a derivative up to the order is not smooth; null where they cannot be listed. */
  readonly breaks: (order: Order) => readonly Break[] | null;
  /** Whether two of them are so near that a place in eps does not tell how far they are apart. */
  readonly hasNearBreaks: () => boolean;
  /** @param level how often every cell is halved */
  readonly grid: (kind: GridKind, order: Order, level: number) => GridResult;
}

export function pointAt(prepared: Prepared, mu: number, sigma: number): Point {
  const { integrand, analysis, formulas } = prepared;
  const { exact, moments } = resolvedPoint(analysis, mu, sigma);
  const second = lazy(() => momentsOf(prepared.second().analysis, mu, sigma, []));
  const momentsFor = (order: Order): LineMoments => (order === 1 ? moments : second());
  const line = memoized((order: Order) => {
    const known = momentsFor(order);
    if (known.kind === 'failed') return known.reason;
    if (known.line.hasTails) return NEAR_LIMIT;
    return known.line.hasStrips && !isCertain(exact) ? UNTOLD : lineOf(known.line, order, sigma);
  });
  const cells = memoized((kind: GridKind, order: Order, level: number): readonly LineCell[] => {
    if (level > 0) return halvedCells(cells(kind, order, level - 1));
    const found = line(order) as Line;
    return kind === 'plain' ? plainCells(found) : mirroredCells(found);
  });
  const grid = memoized((kind: GridKind, order: Order, level: number): GridResult => {
    const found = line(order);
    return typeof found === 'string'
      ? { kind: 'failed', reason: found }
      : { kind: 'grid', grid: gridOf(found, formulas, cells(kind, order, level), sigma) };
  });
  const finderOf = (order: Order): BreakFinder =>
    order === 1 ? analysis.finder : prepared.second().analysis.finder;
  const breaks = memoized((order: Order) => breaksWithinReach(finderOf(order), mu, sigma));
  const singular = (): readonly number[] | null =>
    breaks(2)
      ?.filter(({ kind }) => kind === 'singular')
      .map(({ z }) => (z - mu) / sigma) ?? null;
  // Where E r is not known, r may jump where its formula does not show it.
  const isKnown = exact.expectation.kind === 'finite';
  return {
    integrand,
    mu,
    sigma,
    exact,
    shape: shapeAt(integrand, analysis.mayJump, mu, sigma),
    known: memoized((order: Order) => ({
      first: moments.exists,
      second: order === 1 ? null : second().exists,
      singular,
    })),
    jumps: moments.kind === 'failed' ? [] : moments.jumps,
    isSlopePairConstant: lazy(
      () =>
        isKnown &&
        isZero(integrand.secondDerivative) &&
        isPairConstant(integrand.derivative, prepared.second().slopeFinder, mu, sigma, 1),
    ),
    isDifferenceConstant: lazy(() => isKnown && isDifferenceConstant(integrand.value, mu, sigma)),
    isStepAtMu: lazy(
      () => isKnown && isZero(integrand.derivative) && isBreakAtMuAlone(analysis.finder, mu, sigma),
    ),
    slopeJumps: lazy(() => {
      const found = breaksWithinReach(prepared.second().slopeFinder, mu, sigma);
      return found === null ? null : jumpsOf(found, mu, sigma);
    }),
    formulas,
    line,
    breaks,
    hasNearBreaks: lazy(
      () => breaks(1)?.some((each, i, all) => i > 0 && areNear(all[i - 1]!, each, mu)) ?? false,
    ),
    grid,
  };
}

export const NEAR_BREAKS = 'r breaks at points too near each other';
const NEAR_LIMIT = 'a moment of r is too near its limit of existence';
const UNTOLD = 'r breaks at points that rounding does not tell apart';

/** Whether what lies between such points does not count. */
function isCertain({ expectationVariance, mu, sigma }: ExactPoint): boolean {
  return [expectationVariance, mu.score.variance, sigma.score.variance].every(
    ({ kind }) => kind !== 'unknown',
  );
}

function isBreakAtMuAlone(finder: BreakFinder, mu: number, sigma: number): boolean {
  const found = breaksWithin(finder, mu - NORMAL_REACH * sigma, mu + NORMAL_REACH * sigma);
  return found.kind === 'breaks' && found.breaks.every(({ z, width }) => z === mu && width === 0);
}

function isZero(node: Node): boolean {
  return node.kind === 'number' && node.value === 0;
}

function breaksWithinReach(finder: BreakFinder, mu: number, sigma: number): readonly Break[] | null {
  const found = breaksWithin(finder, mu - NORMAL_REACH * sigma, mu + NORMAL_REACH * sigma);
  // A place that is known to an interval alone is no place.
  return found.kind === 'too-many' || found.breaks.some(({ width }) => width > 0) ? null : found.breaks;
}
