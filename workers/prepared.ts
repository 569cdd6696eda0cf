import { constantsAlong } from '../src/estimators/exact/constants-along.ts';
import { requestedChannels, type ChannelRequest } from '../src/estimators/measured/channels.ts';
import { measurementsOf } from '../src/estimators/measured/measurements.ts';
import type { Asked } from '../src/estimators/asked.ts';
import { needsLaws, pairLaws, type PairLaws } from '../src/estimators/exact/point-laws.ts';
import { ownTerms } from '../src/estimators/own-terms.ts';
import type { BatchIntegrand } from '../src/plan/batch.ts';
import type { GuidePoint } from '../src/plan/guide.ts';
import { compileIntegrand } from '../src/integrands/compile.ts';
import { compileCoordinates } from '../src/integrands/coordinates.ts';
import type { DrawProgram } from '../src/formula/program/program.ts';
import { coordinateOracle } from '../src/truth/coordinates/coordinate-oracle.ts';
import { exactLaws } from '../src/truth/estimates/exact-laws.ts';
import type { PointLaws } from '../src/truth/one-draw/variable/point-laws.ts';
import type { ExactPoint } from '../src/truth/exact/exact.ts';
import { exactOracle } from '../src/truth/line/exact-moments.ts';
import type { Measurement } from '../src/streams/measurement.ts';

/** An integrand with all that is made of it, each when first asked for. */
export interface PreparedIntegrand {
  /** What makes r and r' of a draw. */
  readonly program: DrawProgram;
  readonly requests: readonly ChannelRequest[];
  readonly oracle: (at: GuidePoint) => ExactPoint;
  /** null where the oracle says it all. */
  readonly laws: (at: GuidePoint) => PairLaws | null;
  /** What is to be measured beyond the four contributions, and in which channels. */
  readonly measurements: (at: GuidePoint, m: number) => readonly PlacedChannels[];
}

export interface PlacedChannels {
  readonly measurement: Measurement;
  /** Numbers of the requests that it measures. */
  readonly requests: readonly number[];
}

/** Prepares the integrands of batch after batch. A thread makes one and hands it on. */
export type Preparer = (integrand: BatchIntegrand, asked: Asked) => PreparedIntegrand;

/** Keeps the last integrand: a batch mostly begins with the one that the batch before ended with. */
export function createPreparer(): Preparer {
  let last: { readonly key: string; readonly prepared: PreparedIntegrand } | undefined;
  return (integrand, asked) => {
    const key = JSON.stringify([integrand, asked]);
    if (last?.key !== key) last = { key, prepared: prepareIntegrand(integrand, asked) };
    return last.prepared;
  };
}

/** The integrand of a slot of a batch, prepared once. */
export function prepareOnce(
  preparer: Preparer,
  integrands: readonly BatchIntegrand[],
  asked: Asked,
): (slot: number) => PreparedIntegrand {
  const prepared = new Map<number, PreparedIntegrand>();
  return (slot) => {
    const known = prepared.get(slot);
    if (known !== undefined) return known;
    const made = preparer(integrands[slot]!, asked);
    prepared.set(slot, made);
    return made;
  };
}

export function prepareIntegrand(given: BatchIntegrand, asked: Asked): PreparedIntegrand {
  return given.dimension === 1 ? preparePlain(given, asked) : prepareCoordinates(given);
}

/** Of several coordinates, where only the four contributions are ever asked for. */
function prepareCoordinates({ formula, parameters, dimension }: BatchIntegrand): PreparedIntegrand {
  const integrand = compileCoordinates(formula, parameters, dimension);
  const oracle = once(() => coordinateOracle(integrand));
  return {
    program: integrand.program,
    requests: [],
    oracle: ({ mu, sigma }) => oracle()(mu, sigma),
    laws: () => null,
    measurements: () => [],
  };
}

function preparePlain(given: BatchIntegrand, asked: Asked): PreparedIntegrand {
  const { formula, known } = given;
  const parameters = { ...given.parameters, ...known };
  const integrand = compileIntegrand(formula, parameters);
  const requests = requestedChannels(asked);
  const knows = Object.keys(known);
  const ownAt = once(() => ownTerms(formula, parameters, knows));
  // Of x alone no derivative is taken.
  const own = (at: GuidePoint) => (knows.some((name) => name !== 'x') ? ownAt()(at) : null);
  const oracle = once(() => exactOracle(integrand));
  const lawsOf = once(() => exactLaws(integrand));
  const lawsAt = lastOnly((mu: number, sigma: number): PointLaws => lawsOf()(mu, sigma));
  const isLawful = needsLaws(asked);
  const measurements = lastOnly((m: number, mu: number, sigma: number, guided: GuidePoint['guided']) => {
    const at = { mu, sigma, guided };
    const knowledge = { knowsPhi: asked.knowsPhi, own: own(at) };
    return measurementsOf({ integrand, ...at }, m, requests, knowledge, (direction) =>
      constantsAlong(lawsAt(mu, sigma), direction),
    );
  });
  return {
    program: integrand.program,
    requests,
    oracle: ({ mu, sigma }) => oracle()(mu, sigma),
    laws: (at) => (isLawful ? pairLaws(lawsAt(at.mu, at.sigma), asked, { integrand, ...at }, own(at)) : null),
    measurements: ({ mu, sigma, guided }, m) =>
      requests.length === 0 ? [] : measurements(m, mu, sigma, guided),
  };
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

/** Keeps the last result: what is asked next is mostly about the same point. */
function lastOnly<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last === undefined || !args.every((arg, i) => Object.is(arg, last!.args[i]))) {
      last = { args, result: make(...args) };
    }
    return last.result;
  };
}
