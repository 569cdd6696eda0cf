import type { EndMessage, ProgressMessage } from '../live-messages.ts';
import type { LivePlan } from '../data/report-data.ts';
import { element } from './element.ts';

export type Connection = 'open' | 'trying' | 'lost';

/** How far the run is, above everything else. */
export interface LivePart {
  readonly root: HTMLElement;
  readonly progress: (message: ProgressMessage, rowsHere: number) => void;
  readonly connection: (state: Connection) => void;
  readonly end: (message: EndMessage) => void;
}

export function livePart(plan: LivePlan, title: string): LivePart {
  const phase = element('p', { role: 'status', id: 'phase' }, 'Connecting to the run …');
  const bar = element('progress', { max: '1', value: '0', 'aria-label': 'Progress of the run' });
  const numbers = element('p', { id: 'progress', class: 'quiet' });
  const root = element('section', { class: 'live', 'aria-label': 'The run' }, phase, bar, numbers);
  return {
    root,
    progress({ cells, draws, fraction, milliseconds, rowsLeftOut }, rowsHere) {
      const percent = `${Math.floor(100 * fraction)} %`;
      document.title = `${percent} – ${title}`;
      bar.value = fraction;
      const rate = milliseconds > 0 ? `, ${(draws / milliseconds / 1000).toFixed(1)} M draws/s` : '';
      const left =
        fraction > 0 && fraction < 1 ? `, ${timeText((milliseconds / fraction) * (1 - fraction))} left` : '';
      const more =
        rowsLeftOut === 0
          ? ''
          : ` ${rowsLeftOut} further rows are too many for this page: summary.csv has them.`;
      numbers.textContent = `${percent}: ${cells} of ${plan.cells} cells, ${rowsHere} of ${plan.rows} rows here${rate}${left}.${more}`;
    },
    connection(state) {
      phase.textContent = PHASES[state];
    },
    end({ kind }) {
      document.title = `${kind === 'stopped' ? 'stopped' : 'done'} – ${title}`;
      if (kind !== 'stopped') bar.value = 1;
      root.dataset['end'] = kind;
      phase.textContent = ENDS[kind];
    },
  };
}

const PHASES: Readonly<Record<Connection, string>> = {
  open: 'The run goes on; the page follows it.',
  trying: 'The run does not answer; trying again …',
  lost: 'The run cannot be reached any more. The page keeps what it has; gradvar status says how far it came.',
};

const ENDS: Readonly<Record<EndMessage['kind'], string>> = {
  done: 'The run is done. The page keeps what it has until it is closed; gradvar report makes a file of it.',
  complete: 'The folder was complete before: nothing was computed. gradvar report makes its page.',
  stopped: 'The run was stopped before its end; the same command goes on. The page keeps what it has.',
};

function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
