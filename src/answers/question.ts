import type { CellKey } from '../streams/task.ts';
import type { Certificate } from '../certificate/certificate.ts';
import type { Crossing } from '../cross/crossings.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import type { ExactPoint } from '../truth/exact/exact.ts';

/** What a page asks the oracle, which runs in a worker of the browser: plain data, both ways. */

/** A function as it is typed, or a name of the catalogue, at a point. */
export interface FunctionPoint {
  readonly formula: string;
  /** Those that are known; a missing one is that of the catalogue, else 1. */
  readonly parameters: Parameters;
  readonly mu: number;
  readonly sigma: number;
}

export type AnswerComponent = 'mu' | 'sigma';

/** The questions by kind, each with what it is answered by. */
export interface Questions {
  /** Everything exact at a point, as `gradvar exact` prints it. */
  readonly exact: { readonly asks: FunctionPoint; readonly answer: PointAnswer };
  /** r and r' over z, with the density. */
  readonly shape: { readonly asks: FunctionPoint; readonly answer: ShapeAnswer };
  /** Both exact variances of one draw over a range, finer where the ratio comes near 1, and its crossings. */
  readonly line: { readonly asks: LineQuestion; readonly answer: LineAnswer };
  /** Estimates from real draws. */
  readonly draws: { readonly asks: DrawsQuestion; readonly answer: DrawsAnswer };
}

export type Kind = keyof Questions;

export interface PointAnswer {
  /** The text of `gradvar exact`. */
  readonly text: string;
  readonly formula: string;
  readonly derivative: string;
  /** With those that were missing. */
  readonly parameters: Parameters;
  readonly exact: ExactPoint;
  readonly certificate: Certificate;
}

export interface ShapeAnswer {
  readonly z: readonly number[];
  readonly value: readonly number[];
  readonly derivative: readonly number[];
  readonly density: readonly number[];
}

export interface LineQuestion extends FunctionPoint {
  /** `mu`, `sigma`, or a parameter. */
  readonly vary: string;
  readonly from: number;
  readonly to: number;
  readonly component: AnswerComponent;
  /** So many points at even distances; null: as many as it takes to find every crossing. */
  readonly points: number | null;
}

export interface LinePoint {
  readonly at: number;
  /** Of one draw; null where it is infinite, 0 or not known. */
  readonly score: number | null;
  readonly pathwise: number | null;
}

export interface LineAnswer {
  readonly points: readonly LinePoint[];
  readonly crossings: readonly Crossing[];
}

export interface DrawsQuestion extends FunctionPoint {
  readonly component: AnswerComponent;
  readonly m: number;
  readonly trials: number;
  readonly key: CellKey;
  readonly block: number;
}

export interface DrawsAnswer {
  readonly score: Float64Array;
  readonly pathwise: Float64Array;
}

/** What a worker is sent, and what it sends back. */
export interface WorkerQuestion {
  readonly number: number;
  readonly kind: Kind;
  readonly asks: Questions[Kind]['asks'];
}

export type WorkerAnswer = { readonly number: number } & (
  | { readonly kind: 'answer'; readonly answer: Questions[Kind]['answer'] }
  | { readonly kind: 'refused'; readonly message: string }
);
