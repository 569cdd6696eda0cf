import { acrossTicks } from '../../report/page/figures/axis-ticks.ts';
import { sayNumber } from '../../report/data/number-text.ts';
import { drawing, drawn } from '../../report/page/figures/draw.ts';
import { figure, type Figure, type Frame } from '../../report/page/figures/frame.ts';
import type { Tally } from './tally.ts';

const PANEL = 130;
const SIDE = 12;

/** What is known exactly of an estimator of m draws; null where it is no number. */
export interface ExactSpread {
  readonly name: 'score' | 'pathwise';
  readonly mean: number | null;
  readonly deviation: number | null;
}

/** The estimates of both, on one axis, with the exact mean and ± 2 standard deviations. */
export function histograms(
  tally: Tally,
  spreads: readonly [ExactSpread, ExactSpread],
  m: number,
  frame: Frame,
): Figure {
  const { document, width } = frame;
  const panels = spreads.flatMap((spread, i) => panel(tally, spread, i * PANEL, frame));
  const top = 2 * PANEL;
  const x = placeIn(tally, width);
  const line = {
    spacing: 'linear',
    low: tally.low,
    high: tally.high,
    length: width - 2 * SIDE,
    inset: 0,
  } as const;
  const ticks = acrossTicks(line).flatMap((value) => {
    const [at, label] = [x(value), sayNumber(value)];
    return [
      drawn(document, 'line', { x1: at, x2: at, y1: top, y2: top + 5, stroke: frame.paint.quiet }),
      drawn(
        document,
        'text',
        { x: at, y: top + 18, 'text-anchor': 'middle', fill: frame.paint.quiet },
        label,
      ),
    ];
  });
  const svg = drawing(document, width, top + 26, ...panels, ...ticks);
  const count = tally.score.count;
  return figure(
    svg,
    `${count.toLocaleString('en')} estimates of ${m} ${m === 1 ? 'draw' : 'draws'} each, drawn here`,
    'Both on one axis; below each histogram its exact mean and ± 2 exact standard deviations.',
  );
}

const placeIn =
  ({ low, high }: Tally, width: number) =>
  (value: number): number =>
    SIDE + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (width - 2 * SIDE);

function panel(
  tally: Tally,
  { name, mean, deviation }: ExactSpread,
  top: number,
  { document, width, paint }: Frame,
): readonly SVGElement[] {
  const { bins, outside, count } = tally[name];
  const most = Math.max(1, ...bins);
  const wide = (width - 2 * SIDE) / bins.length;
  const base = top + PANEL - 22;
  const room = PANEL - 46;
  // One path: a bar a bin would be hundreds of elements, drawn anew many times a second.
  let d = '';
  bins.forEach((bin, i) => {
    const tall = (bin / most) * room;
    if (bin > 0)
      d += `M${(SIDE + i * wide).toFixed(1)} ${base}v${(-tall).toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}z`;
  });
  const x = placeIn(tally, width);
  const y = base + 8;
  const spread =
    mean === null || deviation === null
      ? []
      : [
          drawn(document, 'line', {
            x1: x(mean - 2 * deviation),
            x2: x(mean + 2 * deviation),
            y1: y,
            y2: y,
            stroke: paint.ink,
            'stroke-width': 2,
          }),
          drawn(document, 'circle', { cx: x(mean), cy: y, r: 3.5, fill: paint.ink }),
        ];
  const far =
    outside === 0 ? '' : `, ${sayNumber((100 * outside) / Math.max(1, count), 2)} % beyond the frame`;
  return [
    drawn(document, 'path', { d, fill: paint[name], 'data-histogram': name }),
    drawn(document, 'line', { x1: SIDE, x2: width - SIDE, y1: base, y2: base, stroke: paint.grid }),
    ...spread,
    drawn(document, 'text', { x: SIDE, y: top + 14, 'font-weight': 600, fill: paint[name] }, name),
    drawn(
      document,
      'text',
      { x: width - SIDE, y: top + 14, 'text-anchor': 'end', fill: paint.quiet },
      `${spreadText(tally[name], deviation)}${far}`,
    ),
  ];
}

function spreadText({ count, squares }: Tally['score'], deviation: number | null): string {
  if (count < 2) return '';
  const measured = sayNumber(Math.sqrt(squares / (count - 1)), 3);
  return `sd ${measured}, exact ${deviation === null ? '∞ or unknown' : sayNumber(deviation, 3)}`;
}
