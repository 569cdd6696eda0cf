import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../truth/one-draw/variable/direction.ts';
import type { Contribution } from '../../statistics/contribution.ts';
import { CONTRIBUTIONS } from '../../streams/task.ts';
import { IN_BOTH, movesBoth, gradientParts, type Asked } from '../asked.ts';
import { directionOf, type Along, type BaseComponent, type DerivedComponent } from '../component.ts';
import type { Estimator } from '../estimator.ts';
import { estimators as all, requireEstimator } from '../registry.ts';

/**
 * One channel beyond the four contributions that every block has: whose estimates, and along which direction,
 * or by which component where the direction is another one at each point or r's own derivative is added.
 */
export type ChannelRequest =
  | { readonly kind: 'direction'; readonly estimator: string; readonly direction: Direction }
  | { readonly kind: 'component'; readonly estimator: string; readonly component: DerivedComponent };

/** What requests depend on. */
export type ChannelAsked = Pick<Asked, 'estimators' | 'components' | 'moves' | 'knowsPhi'>;

/**
 * The channels that estimators need in these components, each once: in the order of the registry, then of the
 * components. None for score and pathwise in mu, sigma and log_sigma.
 */
export function requestedChannels(asked: ChannelAsked): readonly ChannelRequest[] {
  const wanted = new Set(asked.estimators.map((name) => requireEstimator(name).sumsOf));
  const found = new Map<string, ChannelRequest>();
  for (const estimator of all) {
    if (!wanted.has(estimator.name)) continue;
    for (const component of gradientParts(asked))
      for (const request of requestsOf(asked, estimator, component)) found.set(channelKey(request), request);
  }
  return [...found.values()];
}

/** What an estimator needs for a component, the contributions that every block has left out. */
function requestsOf(
  asked: ChannelAsked,
  estimator: Estimator,
  component: DerivedComponent,
): readonly ChannelRequest[] {
  const { name } = estimator;
  if (hasChannelOfItsOwn(asked, estimator, component))
    return [{ kind: 'component', estimator: name, component }];
  return directionsOf(asked, component)
    .filter((direction) => builtInContribution(estimator, direction) === null)
    .map((direction) => ({ kind: 'direction', estimator: name, direction }));
}

/** Whether the sums along mu, sigma and both do not say what those of a component are. */
function hasChannelOfItsOwn(
  { moves, knowsPhi }: ChannelAsked,
  { ownTerm, choosesByDirection }: Estimator,
  component: DerivedComponent,
): boolean {
  return (knowsPhi && ownTerm) || (choosesByDirection && Object.hasOwn(moves, component));
}

/** The directions whose sums give those of a component at every point. */
function directionsOf(asked: ChannelAsked, component: DerivedComponent): readonly Direction[] {
  if (!Object.hasOwn(asked.moves, component)) return [directionOf(component)];
  const { mu, sigma } = asked.moves[component]!;
  return [
    ...(mu ? [ALONG_MU] : []),
    ...(sigma ? [ALONG_SIGMA] : []),
    ...(movesBoth(asked, component) ? [IN_BOTH] : []),
  ];
}

/**
 * The contribution of an estimator in a component at a point.
 *
 * Errors: a RangeError for what was not requested.
 */
export function contributionOf(
  asked: ChannelAsked,
  requests: readonly ChannelRequest[],
  estimator: Estimator,
  component: DerivedComponent,
  { direction }: Pick<Along, 'direction'>,
): Contribution {
  const channel = (request: ChannelRequest): number => {
    const found = findChannel(requests, estimator, request);
    if (found === null) throw new RangeError(`no channel of ${estimator.name} in ${component} was requested`);
    return found;
  };
  const estimatorName = estimator.sumsOf;
  const along = (towards: Direction): number =>
    channel({ kind: 'direction', estimator: estimatorName, direction: towards });
  const single = (found: number, weight: number): Contribution => ({
    kind: 'channel',
    channel: found,
    weight,
  });
  if (hasChannelOfItsOwn(asked, estimator, component))
    return single(channel({ kind: 'component', estimator: estimatorName, component }), 1);
  if (!Object.hasOwn(asked.moves, component)) return single(along(direction), 1);
  const { mu, sigma } = direction;
  if (mu === 0) return sigma === 0 ? { kind: 'none' } : single(along(ALONG_SIGMA), sigma);
  if (sigma === 0) return single(along(ALONG_MU), mu);
  return {
    kind: 'combination',
    mu: along(ALONG_MU),
    sigma: along(ALONG_SIGMA),
    both: along(IN_BOTH),
    direction,
  };
}

/** The channel of a request of an estimator: a contribution, or one of the requests; null for neither. */
export function findChannel(
  requests: readonly ChannelRequest[],
  estimator: Estimator,
  request: ChannelRequest,
): number | null {
  const builtIn = request.kind === 'direction' ? builtInContribution(estimator, request.direction) : null;
  if (builtIn !== null) return builtIn;
  const key = channelKey({ ...request, estimator: estimator.sumsOf });
  const at = requests.findIndex((each) => channelKey(each) === key);
  return at < 0 ? null : CONTRIBUTIONS + at;
}

function builtInContribution({ builtIn }: Estimator, direction: Direction): number | null {
  const base = baseOf(direction);
  return builtIn === null || base === null ? null : builtIn.contribution[base];
}

function baseOf({ mu, sigma }: Direction): BaseComponent | null {
  if (mu === 1 && sigma === 0) return 'mu';
  return mu === 0 && sigma === 1 ? 'sigma' : null;
}

function channelKey(request: ChannelRequest): string {
  if (request.kind === 'component') return `${request.estimator} ${request.component}`;
  return `${request.estimator} ${String(request.direction.mu)} ${String(request.direction.sigma)}`;
}
