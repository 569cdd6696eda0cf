import { hash } from 'node:crypto';
import type { Parameters } from '../formula/tree/tree.ts';
import { canonicalJson } from './canonical.ts';
import { namedValues, type Guided, type GuidePoint } from '../estimators/guide-point.ts';
import type { IntegrandPoint } from './points.ts';

/** One grid point. Its numbers depend on its content and the seed alone, never on its index or name. */
export interface Cell {
  /** Place in plan order, from 0. */
  readonly index: number;
  /** Content address: `c` and 12 base32 characters. */
  readonly id: string;
  /** Index of the integrand point (integrand with bound parameters) in plan order. */
  readonly integrand: number;
  readonly name: string;
  readonly class: string;
  /** Canonical formula, parameters by name. */
  readonly formula: string;
  readonly parameters: Parameters;
  /** Coordinates of Z. */
  readonly dimension: number;
  readonly mu: number;
  readonly sigma: number;
  /** null in a plan without phi and x. */
  readonly guided: Guided | null;
  /** Draws a trial. */
  readonly m: number;
  /** Names in the formula whose values the cell has beside its parameters: mu, sigma, those of phi, x. */
  readonly knows: readonly string[];
}

/** What the numbers of a cell depend on, the seed aside. */
export type CellIngredients = Pick<
  Cell,
  'formula' | 'parameters' | 'dimension' | 'mu' | 'sigma' | 'guided' | 'm'
>;

/**
 * Content of a cell: canonical JSON of [formula, parameters, mu, sigma, m], of the dimension where it is not
 * 1, and of phi and x where there are any. It keys the streams of the cell, so it is part of the stream
 * scheme; the name is not in it, -0 and 0 are one content.
 */
export function cellContent(cell: CellIngredients): string {
  return cellContents(cell)(cell.m);
}

/** The same of the cells of one point, by their m. */
export function cellContents(point: Omit<CellIngredients, 'm'>): (m: number) => string {
  const { formula, parameters, dimension, mu, sigma, guided } = point;
  const before = canonicalJson([formula, parameters, mu, sigma]).slice(0, -1);
  const guide = guided === null ? [] : [{ phi: guided.phi, x: guided.x }];
  const after =
    guided === null && dimension === 1 ? '' : `,${canonicalJson([dimension, ...guide]).slice(1, -1)}`;
  return (m) => `${before},${canonicalJson(m)}${after}]`;
}

/** A cell of an integrand point at a law of Z. */
export function cellWith(
  point: IntegrandPoint,
  { mu, sigma, guided }: GuidePoint,
  m: number,
  { index, content }: { readonly index: number; readonly content: string },
): Cell {
  const { index: integrand, name, class: kind, formula, parameters, dimension, knows } = point;
  const id = cellId(content);
  const of = { integrand, name, class: kind, formula, parameters, dimension, knows };
  return { index, id, ...of, mu, sigma, guided, m };
}

/** The law of Z of a cell. */
export function guidePointOf({ mu, sigma, guided }: Cell): GuidePoint {
  return { mu, sigma, guided };
}

/** The parameters of a formula with the values of what it knows of its law of Z. */
export function boundParameters(
  { parameters, knows }: Pick<Cell, 'parameters' | 'knows'>,
  guidePoint: GuidePoint,
): Parameters {
  if (knows.length === 0) return parameters;
  const values = namedValues(guidePoint);
  return { ...parameters, ...Object.fromEntries(knows.map((name) => [name, values[name]!])) };
}

/**
 * Content address of a cell: `c` and 12 base32 characters (RFC 4648, lower case), the first 60 bits of the
 * SHA-256 of the content. The letter in front keeps readers of CSV files from taking it for a number.
 */
export function cellId(content: string): string {
  const digest = hash('sha256', content, 'buffer');
  // 60 bits are read as two groups of 30, each of which fits a 32-bit integer.
  const high = digest.readUInt32BE(0) >>> 2;
  const low = ((digest.readUInt32BE(3) << 4) | (digest[7]! >>> 4)) & 0x3fff_ffff;
  return `c${base32(high)}${base32(low)}`;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Six base32 characters of the lower 30 bits, the most significant first. */
function base32(bits: number): string {
  let text = '';
  for (let shift = 25; shift >= 0; shift -= 5) text += BASE32[(bits >>> shift) & 31]!;
  return text;
}
