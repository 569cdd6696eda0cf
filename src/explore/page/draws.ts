import type { DrawsAnswer, FunctionPoint, PointAnswer } from '../../answers/question.ts';
import type { Oracle } from '../../report/page/ask-worker.ts';
import { element } from '../../report/page/element.ts';
import { figureBox } from '../../report/page/figure-box.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import type { ExploreState } from '../explore-state.ts';
import { histograms, type ExactSpread } from './histogram.ts';
import { addEstimates, emptyTally, type Tally } from './tally.ts';

/** Draws of one batch: a twentieth of a second of work; and estimates after which it is enough. */
const BATCH = 40_000;
const MOST_ESTIMATES = 300_000;

/** Histograms that fill by real draws. */
export function drawsPart(oracle: Oracle | null) {
  const box = figureBox('draws');
  const pause = element('button', { type: 'button', id: 'pause', 'aria-pressed': 'false' }, 'Pause');
  const root = element('section', { 'aria-label': 'Estimates from draws' }, box.root, pause);
  let isPaused = false;
  let turn = 0;
  let goOn = (): void => undefined;
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', String(isPaused));
    pause.textContent = isPaused ? 'Go on' : 'Pause';
    if (!isPaused) goOn();
  });
  return {
    root,
    /** Begins anew. */
    start(point: FunctionPoint, answer: PointAnswer, { m, component }: ExploreState): void {
      turn += 1;
      const own = turn;
      const spreads = spreadsOf(answer, component, m);
      const key = [...crypto.getRandomValues(new Uint32Array(4))] as [number, number, number, number];
      const trials = Math.max(8, Math.min(20_000, Math.ceil(BATCH / m)));
      let tally: Tally | null = null;
      let block = 0;
      let isRunning = false;
      const run = async (): Promise<void> => {
        isRunning = true;
        while (own === turn && !isPaused && oracle !== null && (tally?.score.count ?? 0) < MOST_ESTIMATES) {
          const answered = await oracle.ask('draws', { ...point, component, m, trials, key, block });
          if (answered.kind === 'refused' || own !== turn) break;
          block += 1;
          tally ??= emptyTally(...frameOf(spreads, answered.answer));
          addEstimates(tally, 'score', answered.answer.score);
          addEstimates(tally, 'pathwise', answered.answer.pathwise);
          const [filled, place] = [tally, block];
          box.draw([own, place], (frame) => histograms(filled, spreads, m, frame));
          root.dataset['estimates'] = String(tally.score.count);
        }
        isRunning = false;
      };
      goOn = () => {
        if (!isRunning) void run();
      };
      goOn();
    },
    stop(): void {
      turn += 1;
    },
  };
}

function spreadsOf(
  { exact }: PointAnswer,
  component: ExploreState['component'],
  m: number,
): readonly [ExactSpread, ExactSpread] {
  const number = (value: Exact) => (value.kind === 'finite' ? value.value : null);
  const of = (name: 'score' | 'pathwise'): ExactSpread => {
    const { mean, variance } = exact[component][name];
    const found = number(variance);
    return { name, mean: number(mean), deviation: found === null ? null : Math.sqrt(found / m) };
  };
  return [of('score'), of('pathwise')];
}

/** Where both are seen: ± 4 exact standard deviations of the noisier, or what the first draws reach. */
function frameOf(spreads: readonly ExactSpread[], first: DrawsAnswer): readonly [number, number] {
  const known = spreads.flatMap(({ mean, deviation }) =>
    mean === null || deviation === null ? [] : [mean - 4 * deviation, mean + 4 * deviation],
  );
  const seen =
    spreads.length * 2 === known.length ? [] : [...middleOf(first.score), ...middleOf(first.pathwise)];
  const [low, high] = [Math.min(...known, ...seen), Math.max(...known, ...seen)];
  return high > low && Number.isFinite(high - low) ? [low, high] : [low - 1, low + 1];
}

/** The middle 99 % of finite values. */
function middleOf(estimates: Float64Array): readonly number[] {
  const sorted = estimates.filter(Number.isFinite).sort();
  if (sorted.length === 0) return [];
  return [0.005, 0.995].map((share) => sorted[Math.floor(share * (sorted.length - 1))]!);
}
