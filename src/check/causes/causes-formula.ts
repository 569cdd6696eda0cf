import { call, number } from '../../formula/tree/nodes.ts';
import { FREEDOM, plainCause, prediction, type Cause, type Prediction } from './cause.ts';
import { shown } from './numbers.ts';
import type { Setting } from './setting.ts';

/** What a draw contributes by component, where a mistake puts it in place of the right one. */
type Written = Partial<Readonly<Record<'mu' | 'sigma' | 'log_sigma', string>>>;

function formulaCause(
  name: string,
  sentence: Cause['sentence'],
  applies: (setting: Setting) => boolean,
  written: Written,
): Cause {
  return plainCause(name, sentence, (setting) => {
    const text = written[setting.claim.component as keyof Written];
    return text === undefined || !applies(setting) ? null : setting.averaging(text);
  });
}

/** −log sqrt(2 pi), as text. */
const LOG_DENSITY = '(-0.5*eps^2 - log(sigma) - 0.918938533204672742)';

const everywhere = (text: string): Written => ({ mu: text, sigma: text, log_sigma: text });
const isScore = (setting: Setting): boolean => setting.isScore;

/** Bounds of actions that people use. */
const ACTION_BOUNDS: readonly number[] = [1, 0.5, 2, 3, 5, 10];

/** r and the score of draws that are clipped where some of them lie. */
function clippedActions(setting: Setting): readonly Prediction[] {
  const { mu, sigma } = setting.subject;
  if (!setting.isScore) return [];
  return ACTION_BOUNDS.filter((bound) => Math.abs(Math.abs(mu) - bound) < 4 * sigma).flatMap((bound) =>
    (['r*s', 'plain*s'] as const).flatMap((text) => {
      const law = setting.averaging(text, { seen: (z) => call('clip', z, number(-bound), number(bound)) });
      return law === null
        ? []
        : [prediction(law, { detail: `clipped to ±${bound}`, freedom: FREEDOM.chosen })];
    }),
  );
}

/** What draws contribute is not what it should be, in ways that can be written down. */
export const formulaCauses: readonly Cause[] = [
  formulaCause(
    'both_added',
    'score and pathwise gradient are added up: detach r in the score term, or leave one of the two out',
    () => true,
    everywhere('r*s + dr*w'),
  ),
  formulaCause(
    'draw_not_detached',
    'the draw in the log density is not detached: use sample(), or stop the gradient of z',
    isScore,
    { sigma: '-r/sigma', log_sigma: '-r' },
  ),
  formulaCause(
    'draw_and_reward_not_detached',
    'neither the draw nor r is detached: use sample(), or stop the gradient of z before r and the log density',
    isScore,
    {
      mu: `dr*w*${LOG_DENSITY}`,
      sigma: `dr*w*${LOG_DENSITY} - r/sigma`,
      log_sigma: `dr*w*${LOG_DENSITY} - r`,
    },
  ),
  {
    name: 'variance_for_sigma',
    sentence:
      'the draws have the standard deviation sigma^2 or sqrt(sigma): a variance was given where a deviation is meant',
    predict: ({ subject: { sigma }, isPath, averaging }) =>
      (sigma === 1 ? [] : [sigma * sigma, Math.sqrt(sigma)]).flatMap((other) => {
        const law = averaging(isPath ? 'dr*w' : 'r*s', { sigma: other });
        return law === null ? [] : [prediction(law, { detail: `standard deviation ${shown(other)}` })];
      }),
  },
  formulaCause(
    'sigma_as_variance',
    'sigma is taken as the variance in the log density: it is the standard deviation',
    (setting) => setting.isScore && setting.subject.sigma !== 1,
    { sigma: 'r*(eps^2/2 - 1/(2*sigma))', log_sigma: 'r*(sigma*eps^2/2 - 1/2)' },
  ),
  formulaCause(
    'variance_as_sigma',
    'sigma^2 is taken as the standard deviation in the log density: give it sigma',
    (setting) => setting.isScore && setting.subject.sigma !== 1,
    {
      mu: 'r*eps/sigma^3',
      sigma: 'r*(2*eps^2/sigma^3 - 2/sigma)',
      log_sigma: 'r*(2*eps^2/sigma^2 - 2)',
    },
  ),
  formulaCause('eps_squared', 'eps^2 stands where eps^2 - 1 belongs', isScore, {
    sigma: 'r*eps^2/sigma',
    log_sigma: 'r*eps^2',
  }),
  formulaCause(
    'not_centered',
    'z stands where z - mu belongs',
    (setting) => setting.isScore && setting.subject.mu !== 0,
    { mu: 'r*z/sigma^2', sigma: 'r*((z/sigma)^2 - 1)/sigma', log_sigma: 'r*((z/sigma)^2 - 1)' },
  ),
  formulaCause('z_for_eps', 'z stands where eps = (z - mu)/sigma belongs', isScore, {
    mu: 'r*z/sigma',
    sigma: 'r*(z^2 - 1)/sigma',
    log_sigma: 'r*(z^2 - 1)',
  }),
  formulaCause('z_in_path', 'z stands where eps = (z - mu)/sigma belongs', (setting) => setting.isPath, {
    sigma: 'dr*z',
    log_sigma: 'dr*z*sigma',
  }),
  {
    name: 'clipped_action',
    sentence:
      'the log density is taken at the clipped draw: clip what is handed on, and keep the draw itself for the score',
    predict: clippedActions,
  },
];
