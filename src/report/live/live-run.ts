import { planId } from '../../plan/canonical.ts';
import { cellCount } from '../../plan/cells.ts';
import type { FinishedCells } from '../../plan/finished-cells.ts';
import type { Plan } from '../../plan/plan.ts';
import { encodeColumns } from '../data/encode-columns.ts';
import { contentPolicy, htmlPage } from '../html-page.ts';
import type { EndMessage, ProgressMessage } from '../live-messages.ts';
import { NO_WHY } from '../data/read-why.ts';
import type { ReportData } from '../data/report-data.ts';
import { pageParts } from '../write-report.ts';
import { unpackedRows } from '../../tables/packed-rows.ts';
import { version } from '../../version.ts';
import { eventStream } from './event-stream.ts';
import { eventText } from './event-text.ts';
import { startLiveServer, type LiveServer } from './live-server.ts';
import { rowsSoFar } from './rows-so-far.ts';

/** Milliseconds between two pieces of news. */
const NEWS_EVERY = 500;

/** Longest time that the end of a run waits for its readers to hear of it. */
const FAREWELL = 1000;

type RunProgress = Omit<ProgressMessage, 'rowsLeftOut'>;

/**
 * The page of a run while it goes on. Nothing here fails or waits once it is there: readers come after the
 * run.
 */
export interface LiveRun {
  readonly address: string;
  /** Cells in plan order. */
  readonly add: (cells: Pick<FinishedCells, 'count' | 'packed' | 'terms'>) => void;
  readonly progress: (progress: RunProgress) => void;
  /**
   * Tells the readers and closes the server: at once, or after a second if some are slow. Only the first call
   * counts.
   */
  readonly end: (kind: EndMessage['kind']) => Promise<void>;
}

/**
 * Serves the report's page of a plan on this machine, without rows at first.
 *
 * @throws GradvarError PORT_UNAVAILABLE (50)
 */
export async function serveRun(plan: Plan, port: number): Promise<LiveRun> {
  const rows = rowsSoFar();
  const events = eventStream(rows);
  const parts = pageParts();
  const page = htmlPage(emptyReport(plan), parts);
  const server = await startLiveServer(port, { page, policy: contentPolicy(parts, true), events });
  let latest: RunProgress = { cells: 0, draws: 0, fraction: 0, milliseconds: 0 };
  let isNew = true;
  let hasEnded = false;
  const tell = () => {
    const { cells, draws, fraction, milliseconds } = latest;
    const message = { cells, draws, fraction, milliseconds, rowsLeftOut: rows.leftOut() };
    if (isNew) events.progress(eventText('progress', message));
    isNew = false;
  };
  const timer = setInterval(() => {
    tell();
    events.tick();
  }, NEWS_EVERY).unref();
  return {
    address: server.address,
    add({ count, packed, terms }) {
      const found = unpackedRows(packed);
      const each = found.length / count;
      terms.forEach((of, i) => rows.add(found.slice(i * each, (i + 1) * each), of));
    },
    progress(progress) {
      latest = progress;
      isNew = true;
    },
    async end(kind) {
      if (hasEnded) return;
      hasEnded = true;
      // Progress is told batch by batch: the last cells are merged after the last batch.
      if (kind === 'done') latest = { ...latest, cells: cellCount(plan), fraction: 1 };
      isNew = true;
      tell();
      await events.end(eventText('end', { kind }), FAREWELL);
      clearInterval(timer);
      server.close();
    },
  };
}

/**
 * Serves the page of a finished result on this machine, as it is now.
 *
 * @throws GradvarError PORT_UNAVAILABLE (50)
 */
export function serveReport(data: ReportData, port: number): Promise<LiveServer> {
  const parts = pageParts();
  const policy = contentPolicy(parts, false);
  return startLiveServer(port, { page: htmlPage(data, parts), policy, events: eventStream(rowsSoFar()) });
}

function emptyReport(plan: Plan): ReportData {
  const cells = cellCount(plan);
  return {
    version: version(),
    name: plan.name,
    plan: planId(plan),
    seal: 'unsealed',
    columns: encodeColumns([]),
    classes: Object.fromEntries(plan.integrands.map(({ name, class: word }) => [name, word])),
    findings: [],
    why: NO_WHY,
    notes: [],
    whole: null,
    live: { cells, rows: cells * plan.components.length * (plan.estimators.length - 1) },
  };
}
