import * as Plot from '@observablehq/plot';
import { CONFIDENCE, CONFIDENCE_TEXT } from '../../../elementary/constants.ts';
import { sayNumber, shareText } from '../../data/number-text.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { positiveRange } from './axis-ticks.ts';
import { acrossAxis } from './plot-axes.ts';
import { common, figure, type Figure, type Frame } from './frame.ts';

/** Intervals that are drawn. */
const MOST_DRAWN = 240;

interface Drawn {
  readonly rank: number;
  /** Over the exact ratio. */
  readonly low: number;
  readonly high: number;
  readonly ratio: number;
  readonly holds: boolean;
}

/**
 * The intervals that can be trusted, each over its exact ratio, the one that is furthest off on top: those
 * that miss 1 miss the truth, and of all of them 5 % should.
 */
export function zipFigure(rows: readonly ReportRow[], frame: Frame): Figure | null {
  const { paint, width } = frame;
  // log sigma and any phi repeat what mu and sigma say.
  const base = rows.filter(({ component }) => component === 'mu' || component === 'sigma');
  const all = (base.length === 0 ? rows : base).flatMap(intervalOf).sort((a, b) => a.off - b.off);
  if (all.length === 0) return null;
  const count = Math.min(all.length, MOST_DRAWN);
  const shown = Array.from({ length: count }, (_, i): Drawn => {
    const place = count === 1 ? 0 : Math.round((i * (all.length - 1)) / (count - 1));
    return { ...all[place]!, rank: (100 * (place + 0.5)) / all.length };
  });
  const height = 300;
  const [low, high] = positiveRange(shown.flatMap((each) => [each.low, each.high]));
  const across = { spacing: 'log', low, high, length: width - 76, inset: 8 } as const;
  const color = ({ holds }: Drawn) => (holds ? paint.quiet : paint.ink);
  const holding = all.filter(({ holds }) => holds).length;
  const xAxis = acrossAxis(across, [], 'interval over the exact ratio →');
  const svg = Plot.plot({
    ...common(frame),
    height,
    marginLeft: 60,
    marginRight: 16,
    marginTop: 20,
    marginBottom: 40,
    x: xAxis.scale,
    y: {
      domain: [0, 100],
      ticks: [0, 25, 50, 75, 100 * CONFIDENCE],
      tickFormat: (rank: number) => String(Math.round(rank)),
      label: '↑ intervals by how far they are off, %',
    },
    color: { type: 'identity' },
    marks: [
      xAxis.axis,
      Plot.ruleY([100 * CONFIDENCE], { stroke: paint.quiet, strokeDasharray: '3 3' }),
      Plot.ruleY(shown, {
        y: 'rank',
        x1: 'low',
        x2: 'high',
        stroke: color,
        strokeWidth: ({ holds }: Drawn) => (holds ? 1 : 2),
        strokeOpacity: ({ holds }: Drawn) => (holds ? 0.55 : 1),
      }),
      Plot.ruleX([1], { stroke: paint.ink, strokeWidth: 1.5 }),
    ],
  });
  const part = count < all.length ? ` Drawn are ${count} at even ranks.` : '';
  return figure(
    svg,
    `${sayNumber((100 * holding) / all.length)} % of the intervals that can be trusted hold the exact ratio (expected ${CONFIDENCE_TEXT})`,
    `Zip plot: ${shareText(holding, all.length, `${CONFIDENCE_TEXT} intervals`)} of quality ok hold the exact ratio; those that miss it are dark and should lie above the dashed line.${part}`,
  );
}

function intervalOf(row: ReportRow): readonly (Omit<Drawn, 'rank'> & { readonly off: number })[] {
  const { variance_ratio: ratio, variance_ratio_low: low, variance_ratio_high: high } = row;
  const { variance_ratio_exact: exact, ci_quality: quality } = row;
  if (ratio === null || low === null || high === null || exact === null) return [];
  if (quality !== 'ok' || !(low > 0 && exact > 0)) return [];
  const holds = low <= exact && exact <= high;
  return [
    {
      low: low / exact,
      high: high / exact,
      ratio: ratio / exact,
      holds,
      off: Math.abs(Math.log(ratio / exact)) / Math.log(high / low),
    },
  ];
}
