import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import { CONTRIBUTIONS } from '../../streams/task.ts';
import { baseComponent, directionOf, gradientParts, type DerivedComponent } from '../component.ts';
import type { Estimator } from '../estimator.ts';
import { estimators as all, requireEstimator } from '../registry.ts';

/**
 * One channel beyond the four contributions that every block has: whose estimates, and along which direction.
 */
export interface ChannelRequest {
  /** Name of the estimator whose form it is. */
  readonly estimator: string;
  readonly direction: Direction;
}

/**
 * The channels that estimators need in these components, each once: in the order of the registry, then of the
 * components. None for score and pathwise in mu, sigma and log_sigma.
 */
export function requestedChannels(
  names: readonly string[],
  components: readonly DerivedComponent[],
): readonly ChannelRequest[] {
  const wanted = new Set(names.map((name) => requireEstimator(name).sumsOf));
  const found = new Map<string, ChannelRequest>();
  for (const estimator of all) {
    if (!wanted.has(estimator.name)) continue;
    for (const component of gradientParts(components)) {
      if (builtInContribution(estimator, component) !== null) continue;
      const request = { estimator: estimator.name, direction: directionOf(component) };
      found.set(channelKey(request), request);
    }
  }
  return [...found.values()];
}

/**
 * The channel of an estimator in a component: a contribution, or one of the requests that follow.
 *
 * Errors: a RangeError for what was not requested.
 */
export function channelOf(
  requests: readonly ChannelRequest[],
  estimator: Estimator,
  component: DerivedComponent,
): number {
  const channel = findChannel(requests, estimator, component);
  if (channel === null) throw new RangeError(`no channel of ${estimator.name} in ${component} was requested`);
  return channel;
}

/** The same, but null for what was not requested. */
export function findChannel(
  requests: readonly ChannelRequest[],
  estimator: Estimator,
  component: DerivedComponent,
): number | null {
  const builtIn = builtInContribution(estimator, component);
  if (builtIn !== null) return builtIn;
  const key = channelKey({ estimator: estimator.sumsOf, direction: directionOf(component) });
  const at = requests.findIndex((request) => channelKey(request) === key);
  return at < 0 ? null : CONTRIBUTIONS + at;
}

function builtInContribution({ builtIn }: Estimator, component: DerivedComponent): number | null {
  const base = baseComponent(component);
  return builtIn === null || base === null ? null : builtIn.contribution[base];
}

function channelKey({ estimator, direction }: ChannelRequest): string {
  return `${estimator} ${String(direction.mu)} ${String(direction.sigma)}`;
}
