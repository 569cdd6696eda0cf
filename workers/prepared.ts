import { requestedChannels, type ChannelRequest } from '../src/estimators/measured/channels.ts';
import { measurementsOf } from '../src/estimators/measured/measurements.ts';
import type { Asked } from '../src/estimators/asked.ts';
import { exactPoints, lastOnly } from '../src/estimators/exact/exact-points.ts';
import type { PairLaws } from '../src/estimators/exact/point-laws.ts';
import type { GuidePoint } from '../src/estimators/guide-point.ts';
import type { BatchIntegrand } from '../src/plan/batch.ts';
import { compileCoordinates } from '../src/integrands/coordinates.ts';
import type { DrawProgram } from '../src/formula/program/program.ts';
import { coordinateOracle } from '../src/truth/coordinates/coordinate-oracle.ts';
import type { ExactPoint } from '../src/truth/exact/exact.ts';
import { lazy } from '../src/truth/one-draw/nodes/memoized.ts';
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

/** What of an integrand its numbers depend on. */
export type GivenIntegrand = Pick<BatchIntegrand, 'formula' | 'parameters' | 'known' | 'dimension'>;

export function prepareIntegrand(given: GivenIntegrand, asked: Asked): PreparedIntegrand {
  return given.dimension === 1 ? preparePlain(given, asked) : prepareCoordinates(given);
}

/** Of several coordinates, where only the four contributions are ever asked for. */
function prepareCoordinates({ formula, parameters, dimension }: GivenIntegrand): PreparedIntegrand {
  const integrand = compileCoordinates(formula, parameters, dimension);
  const oracle = lazy(() => coordinateOracle(integrand));
  return {
    program: integrand.program,
    requests: [],
    oracle: ({ mu, sigma }) => oracle()(mu, sigma),
    laws: () => null,
    measurements: () => [],
  };
}

function preparePlain(given: GivenIntegrand, asked: Asked): PreparedIntegrand {
  const points = exactPoints(given, asked);
  const { integrand, oracle, laws } = points;
  const requests = requestedChannels(asked);
  const measurements = lastOnly((m: number, mu: number, sigma: number, guided: GuidePoint['guided']) => {
    const at = { mu, sigma, guided };
    const knowledge = { knowsPhi: asked.knowsPhi, own: points.own(at) };
    return measurementsOf({ integrand, ...at }, m, requests, knowledge, (direction) =>
      points.constants(at, direction),
    );
  });
  return {
    program: integrand.program,
    requests,
    oracle,
    laws,
    measurements: ({ mu, sigma, guided }, m) =>
      requests.length === 0 ? [] : measurements(m, mu, sigma, guided),
  };
}
