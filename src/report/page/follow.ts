import type { LivePlan, ReportData } from '../data/report-data.ts';
import type { RowTable } from '../data/report-row.ts';
import { listen } from './live-feed.ts';
import { livePart } from './live-part.ts';

export interface Followed extends RowTable {
  readonly title: string;
  readonly renew: (seal: ReportData['seal'], keepsChosen: boolean) => void;
  readonly sections: readonly HTMLElement[];
}

/**
 * Milliseconds between two drawings: at least this, and four times what one takes, so that the page stays
 * quick with many rows.
 */
const DRAW_EVERY = 1000;

/**
 * Follows a run: rows are added as they come, the page is drawn now and then. Returns the part that says how
 * far it is.
 */
export function follow(plan: LivePlan, { title, rows, append, renew, sections }: Followed): HTMLElement {
  const part = livePart(plan, title);
  document.documentElement.dataset['live'] = 'running';
  let seal: ReportData['seal'] = 'unsealed';
  let isDirty = false;
  let isWaiting = false;
  let timer = 0;
  let isTouched = location.hash.length > 1;
  for (const sign of ['pointerdown', 'keydown', 'wheel'] as const)
    window.addEventListener(sign, () => (isTouched = true), { passive: true });

  const draw = () => {
    isWaiting = false;
    // Nobody looks: it is drawn when somebody comes back.
    if (!isDirty || document.hidden) return;
    isDirty = false;
    const started = performance.now();
    inPlace(sections, () => renew(seal, isTouched));
    isWaiting = true;
    timer = window.setTimeout(draw, Math.max(DRAW_EVERY, 4 * (performance.now() - started)));
  };
  const soon = () => {
    isDirty = true;
    if (isWaiting) return;
    isWaiting = true;
    // What has come already is drawn with it.
    timer = window.setTimeout(draw, 50);
  };
  document.addEventListener('visibilitychange', draw);
  listen({
    onRows({ from, columns, why }) {
      // What was sent twice is passed over.
      if (from !== rows.length) return;
      append(columns, why);
      soon();
    },
    onProgress: (message) => part.progress(message, rows.length),
    onConnection: (state) => {
      part.connection(state);
      if (state === 'lost') document.documentElement.dataset['live'] = 'lost';
    },
    onEnd(message) {
      part.end(message);
      document.documentElement.dataset['live'] = message.kind;
      if (message.kind === 'done') seal = 'sealed';
      // The last drawing comes at once.
      window.clearTimeout(timer);
      isWaiting = false;
      soon();
    },
  });
  return part.root;
}

/** Draws, and leaves the section in the middle of the screen where it is. */
function inPlace(sections: readonly HTMLElement[], draw: () => void): void {
  const middle = window.innerHeight / 2;
  const seen =
    window.scrollY > 0
      ? sections.find((each) => !each.hidden && each.getBoundingClientRect().bottom > middle)
      : undefined;
  const before = seen?.getBoundingClientRect().top ?? 0;
  draw();
  if (seen !== undefined) window.scrollBy(0, seen.getBoundingClientRect().top - before);
}
