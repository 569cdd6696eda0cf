import { SCORE_MU, SCORE_SIGMA, PATH_MU, PATH_SIGMA, R } from '../../line/variables.ts';
import { worse, type Existence, type MomentExistence } from '../../line/existence.ts';
import { isNone, type Quadratic } from './polynomial.ts';
import type { DrawVariable } from './variable.ts';

/** Existence as the oracle found it for r and r', and for r and r'' where these were looked at. */
export interface KnownExistence {
  readonly first: MomentExistence;
  readonly second: MomentExistence | null;
  /** Where r or a derivative may be unbounded, in eps; null where there are too many to list. */
  readonly singular: () => readonly number[] | null;
}

export type Degree = 'first' | 'second' | 'fourth';

export function gravest(parts: readonly Existence[]): Existence {
  return parts.reduce(worse, 'finite');
}

/** Whether E|x|^k exists, k = 1, 2 or 4. Parts of the variable that are constant must have been folded. */
export function existenceOf(known: KnownExistence, variable: DrawVariable, degree: Degree): Existence {
  const groups = [
    groupExistence(valueParts(variable.value), variable.value, known.first, degree, known),
    groupExistence(slopeParts(variable.derivative), variable.derivative, known.first, degree, known),
    secondExistence(known, variable, degree),
  ] satisfies readonly Existence[];
  const open = groups.filter((group) => group !== 'finite');
  // Two that are infinite may cancel.
  return open.length > 1 ? 'unknown' : gravest(open);
}

/** Whether E x²y² exists. */
export function jointExistence(known: KnownExistence, x: DrawVariable, y: DrawVariable): Existence {
  const [a, b] = [existenceOf(known, x, 'fourth'), existenceOf(known, y, 'fourth')];
  if (a === 'finite' && b === 'finite') return 'finite';
  const cross = crossOf(known, x, y);
  if (cross !== null) return cross;
  const isSame = !isNone(x.value) && !isNone(y.value) && a === 'infinite' && b === 'infinite';
  return isSame && isOneGroup(x) && isOneGroup(y) ? 'infinite' : 'unknown';
}

/** The oracle's own E x²y², of a score and a pathwise contribution of the same component. */
function crossOf({ first }: KnownExistence, x: DrawVariable, y: DrawVariable): Existence | null {
  const [score, path] = isNone(x.value) ? [y, x] : [x, y];
  if (!isNone(score.derivative) || !isNone(score.second) || !isNone(path.value) || !isNone(path.second))
    return null;
  const [v, d] = [valueParts(score.value), slopeParts(path.derivative)];
  if (v.length !== 1 || d.length !== 1) return null;
  if (v[0] === SCORE_MU && d[0] === PATH_MU) return first.cross[0]!;
  return v[0] === SCORE_SIGMA && d[0] === PATH_SIGMA ? first.cross[1]! : null;
}

function isOneGroup({ value, derivative, second }: DrawVariable): boolean {
  return [value, derivative, second].filter((part) => !isNone(part)).length === 1;
}

function valueParts(p: Quadratic): readonly number[] {
  return [
    ...(p[2] === 0 ? [] : [SCORE_SIGMA]),
    ...(p[1] === 0 ? [] : [SCORE_MU]),
    ...(p[0] + p[2] === 0 ? [] : [R]),
  ];
}

function slopeParts(p: Quadratic): readonly number[] {
  return [...(p[0] === 0 ? [] : [PATH_MU]), ...(p[1] === 0 && p[2] === 0 ? [] : [PATH_SIGMA])];
}

/** r'' is the `path` variable of its own analysis. */
function secondExistence(known: KnownExistence, { second }: DrawVariable, degree: Degree): Existence {
  if (isNone(second)) return 'finite';
  if (known.second === null) return 'unknown';
  return groupExistence(slopeParts(second), second, known.second, degree, known);
}

function groupExistence(
  parts: readonly number[],
  factor: Quadratic,
  moments: MomentExistence,
  degree: Degree,
  { singular }: KnownExistence,
): Existence {
  const found = gravest(parts.map((v) => moments[degree][v]!));
  if (found !== 'infinite' || parts.length === 1) return found;
  // A factor of several terms may vanish at a singular point where none of the terms does.
  const places = singular();
  return places === null || places.some((eps) => vanishesAt(factor, eps)) ? 'unknown' : found;
}

function vanishesAt(p: Quadratic, eps: number): boolean {
  const terms = [p[0], p[1] * eps, p[2] * eps * eps];
  const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
  return Math.abs(terms[0]! + terms[1]! + terms[2]!) <= 1e-9 * size;
}
