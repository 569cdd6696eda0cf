import type { HistoryEvidence, RunLine } from '../history/history-line.ts';
import { runText, type PlanRuns, type Series } from '../history/judge-history.ts';
import type { Alarm } from '../history/sequential-test.ts';
import { markupLine } from '../text/markup.ts';
import { shortened } from '../text/visible.ts';
import { numberText } from './data/number-text.ts';
import type { StaticFigure } from './static-figure.ts';

/*
 * A history as tracks below each other, runs from left to right: for each plan that ran again a line that is
 * flat by construction and steps where its bytes moved, then for each estimator the deviation from the exact
 * value, night by night. Drawn as text: it needs no script.
 */

const LABEL = 200;
const RIGHT = 20;
const TOP = 30;
const LINE_HEIGHT = 44;
const PANEL_HEIGHT = 96;
const STEP = 8;

/** Tracks of each kind that are drawn. */
const MOST_TRACKS = 20;

interface Track {
  readonly height: number;
  readonly draw: (top: number) => string;
}

export function historyFigure(all: readonly Series[], width: number): StaticFigure {
  const scale = (runs: number) => (place: number) =>
    LABEL + (width - LABEL - RIGHT) * (runs < 2 ? 0.5 : place / (runs - 1));
  const tracks = all.flatMap((series): readonly Track[] => {
    const again = series.plans.filter(({ runs }) => runs.length > 1).slice(0, MOST_TRACKS);
    return [
      ...again.map((plan) =>
        bytesTrack(`${series.name}, seed ${plan.seed}: bytes`, plan, scale(plan.runs.length)),
      ),
      ...panelsOf(series).map((panel) => panelTrack(panel, series, scale(series.tested.length), width)),
    ];
  });
  const tops = tracks.map((_, i) => tracks.slice(0, i).reduce((sum, { height }) => sum + height, TOP));
  const height = TOP + tracks.reduce((sum, track) => sum + track.height, 0) + 10;
  const text =
    'Runs from left to right. Bytes are flat unless something moved; deviations from the exact value lie in their band of two standard errors. The first run that moved is marked';
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${markupLine(text)}" font-family="DejaVu Sans, sans-serif" font-size="12" fill="currentColor" stroke="none">`,
    ...tracks.map((track, i) => track.draw(tops[i]!)),
    '</svg>',
  ].join('\n');
  return { name: 'history', svg, text };
}

type Place = (run: number) => number;

function bytesTrack(label: string, { runs, moves }: PlanRuns, x: Place): Track {
  const moved = new Set(moves.map(({ after }) => after));
  const first = runs.findIndex((run) => moved.has(run));
  return {
    height: LINE_HEIGHT,
    draw: (top) => {
      let level = 0;
      const points = runs.map((run, i) => {
        const before = level;
        if (moved.has(run)) level = (level + 1) % 3;
        const y = (at: number) => fixed(top + 28 - STEP * at);
        return `${fixed(x(i))},${y(before)} ${fixed(x(i))},${y(level)}`;
      });
      const line = `<polyline points="${points.join(' ')}" fill="none" stroke="currentColor" stroke-width="2"/>`;
      return [
        labelText(label, top + 24),
        line,
        ...(first < 0 ? [] : [mark(x(first), top, runs[first]!)]),
      ].join('');
    },
  };
}

/** What of a series is drawn: each estimator over all integrands, and what alarmed. */
function panelsOf({ tested, draws }: Series): readonly HistoryEvidence[] {
  const pieces = tested.at(-1)?.evidence ?? [];
  const isAlarmed = (piece: HistoryEvidence) => draws.alarms.some((alarm) => isSame(alarm, piece));
  return pieces.filter((piece) => piece.integrand === '' || isAlarmed(piece)).slice(0, MOST_TRACKS);
}

type Piece = Pick<HistoryEvidence, 'estimator' | 'integrand' | 'quantity'>;

function isSame(a: Piece, b: Piece): boolean {
  return a.estimator === b.estimator && a.integrand === b.integrand && a.quantity === b.quantity;
}

function panelTrack(piece: HistoryEvidence, { name, tested, draws }: Series, x: Place, width: number): Track {
  const points = tested.flatMap((run, i) => {
    const found = run.evidence.find((each) => isSame(each, piece));
    return found === undefined ? [] : [{ x: x(i), deviation: found.deviation, error: found.error }];
  });
  const most = Math.max(...points.map(({ deviation, error }) => Math.max(Math.abs(deviation), 2 * error)));
  const alarm: Alarm | undefined = draws.alarms.find((each) => isSame(each, piece));
  const where = piece.integrand === '' ? name : `${name}, ${piece.integrand}`;
  return {
    height: PANEL_HEIGHT,
    draw: (top) => {
      const y = (value: number) => fixed(top + 52 - (34 * value) / most);
      const band = [
        ...points.map((point) => `${fixed(point.x)},${y(2 * point.error)}`),
        ...points.toReversed().map((point) => `${fixed(point.x)},${y(-2 * point.error)}`),
      ];
      const line = points.map((point) => `${fixed(point.x)},${y(point.deviation)}`);
      return [
        labelText(where, top + 38),
        labelText(`${piece.quantity} of ${piece.estimator}`, top + 54),
        labelText(`full height ±${numberText(100 * most, 2)} %`, top + 70),
        `<polygon points="${band.join(' ')}" fill="currentColor" opacity="0.15"/>`,
        `<line x1="${LABEL}" x2="${width - RIGHT}" y1="${y(0)}" y2="${y(0)}" stroke="currentColor" opacity="0.5"/>`,
        `<polyline points="${line.join(' ')}" fill="none" stroke="currentColor" stroke-width="2"/>`,
        ...(alarm === undefined ? [] : [mark(x(alarm.since), top, tested[alarm.since]!)]),
      ].join('');
    },
  };
}

/** The first run that moved: a line over the height of its track, and when and where it was. */
function mark(x: number, top: number, run: RunLine): string {
  const anchor = x > 480 ? 'end' : 'start';
  const line = `<line x1="${fixed(x)}" x2="${fixed(x)}" y1="${top}" y2="${top + 40}" stroke="currentColor" stroke-dasharray="3 3"/>`;
  const text = `<text x="${fixed(x + (anchor === 'end' ? -6 : 6))}" y="${top + 8}" text-anchor="${anchor}">moved: ${markupLine(runText(run))}</text>`;
  return `${line}<circle cx="${fixed(x)}" cy="${top + 4}" r="4"/>${text}`;
}

const labelText = (text: string, y: number): string =>
  `<text x="${LABEL - 10}" y="${y}" text-anchor="end">${markupLine(shortened(text, 30))}</text>`;

const fixed = (value: number): string => value.toFixed(1);
