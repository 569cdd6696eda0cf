import type { OutputProgram } from '../formula/program/program.ts';

/*
 * A measurement: estimators beyond the four contributions, as plain data for a worker. A program makes, from
 * the random numbers of each draw, what the channels average; families of random numbers never share a
 * stream.
 */

/**
 * What random numbers the draws of a measurement are made of: `plain` the eps of the four contributions,
 * `mirrored` other eps, each to be used with −eps as well, `coupled` five independent normals a draw,
 * `lattice` the points (j + U)/m, j < m, of each trial, U one uniform a trial.
 */
export type Family = 'plain' | 'mirrored' | 'coupled' | 'lattice';

export interface FamilyShape {
  /** What the program's trees call the inputs, in the order of their registers. `z` is mu + sigma·eps. */
  readonly inputs: readonly string[];
  /** Sources of random numbers (`seedStreams`), in order. Part of the stream scheme. */
  readonly sources: readonly number[];
  /** Draws of one trial of m evaluations. */
  readonly draws: (m: number) => number;
}

export const FAMILIES: Readonly<Record<Family, FamilyShape>> = {
  plain: { inputs: ['z', 'eps'], sources: [0], draws: (m) => m },
  mirrored: { inputs: ['z', 'eps'], sources: [1], draws: (m) => m / 2 },
  coupled: { inputs: ['n1', 'n2', 'n3', 'n4', 'n5'], sources: [2, 3, 4, 5, 6], draws: (m) => m },
  lattice: { inputs: ['u'], sources: [7], draws: (m) => m },
};

/** One estimate a trial: the mean of an output over the draws, or the sample covariance of two outputs. */
export type MeasuredChannel =
  | { readonly kind: 'average'; readonly output: number }
  | { readonly kind: 'covariance'; readonly value: number; readonly weight: number };

/** Most channels of one measurement. */
export const MAX_CHANNELS = 12;

export interface Measurement {
  readonly family: Family;
  /** Inputs as those of the family. */
  readonly program: OutputProgram;
  readonly channels: readonly MeasuredChannel[];
}
