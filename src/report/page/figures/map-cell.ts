import { sayNumber } from '../../data/number-text.ts';
import { challengerOf, type PairNames } from '../../../tables/estimator-pair.ts';
import type { ReportRow } from '../../data/report-row.ts';
import { CHARACTER } from './axis-ticks.ts';
import { ratioOfRow } from '../../data/row-ratio.ts';
import { drawn } from './draw.ts';
import type { Frame } from './frame.ts';

/** Factors at which the color goes a step further: even, slightly, clearly, ten times, a hundred times. */
export const STEP_FACTORS = [1.1, 2, 10, 100] as const;

/** From here on the number stands in the cell. */
const WRITTEN = 1000;

/** So many exact standard errors between measured and exact ratio are no chance. */
export const DISAGREES = 4;

/** From −4, the challenger less noisy by far, to 4. */
export function stepOf(ratio: number, pair: PairNames): number {
  const factor = Math.max(ratio, 1 / ratio);
  const size = STEP_FACTORS.filter((limit) => factor >= limit).length;
  const isFirst = ratio < 1;
  return isFirst === (challengerOf(pair) === pair.first) ? -size : size;
}

export type Trust = 'tail' | 'disagrees' | 'ok';

export function trustOf({ ci_quality: quality, z_score: z }: ReportRow): Trust {
  if (quality === 'heavy_tail' || quality === 'few_trials') return 'tail';
  return quality === 'ok' && z !== null && Math.abs(z) > DISAGREES ? 'disagrees' : 'ok';
}

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** The cell of a row and the signs on it. */
export function cellSign(row: ReportRow, pair: PairNames, box: Box, frame: Frame) {
  const { document, paint } = frame;
  const ratio = ratioOfRow(row);
  const step = ratio === null ? null : stepOf(ratio, pair);
  const fill = step === null ? 'transparent' : paint.steps[step + 4]!;
  const cell = drawn(document, 'rect', { ...box, fill, 'data-row': String(row.index) });
  const ink = step !== null && Math.abs(step) >= 3 ? paint.onStrong : paint.ink;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const trust = trustOf(row);
  const signs: SVGElement[] = [];
  const label = ratio === null ? glyphOf(row) : written(ratio, box.width - (trust === 'ok' ? 0 : 16));
  if (label !== '')
    signs.push(
      drawn(
        document,
        'text',
        { x: trust === 'ok' ? x : x - 5, y: y + 4, 'text-anchor': 'middle', fill: ink, 'font-size': 10 },
        label,
      ),
    );
  if (trust !== 'ok' && ratio !== null)
    signs.push(trustSign(document, trust, label === '' ? x : box.x + box.width - 8, y, ink));
  return { cell, signs };
}

/** A ring, or a ring with a cross in it. */
export function trustSign(
  document: Document,
  trust: Exclude<Trust, 'ok'>,
  x: number,
  y: number,
  ink: string,
): SVGElement {
  const ring = { fill: 'none', stroke: ink, 'stroke-width': 1.3 };
  if (trust === 'tail')
    return drawn(document, 'circle', { ...ring, cx: x, cy: y, r: 3, 'stroke-dasharray': '1.6 1.2' });
  const d = `M${x - 3} ${y - 3}l6 6m0 -6l-6 6M${x - 4.2} ${y}a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0`;
  return drawn(document, 'path', { ...ring, d });
}

/** The factor, where it is beyond the scale and has room. */
function written(ratio: number, width: number): string {
  const factor = Math.max(ratio, 1 / ratio);
  if (factor < WRITTEN) return '';
  const text = sayNumber(factor, 1);
  return text.length * CHARACTER <= width ? text : '';
}

export function glyphOf({ status }: ReportRow): string {
  if (status.startsWith('zero')) return '0';
  if (status.startsWith('infinite')) return '∞';
  return status.startsWith('biased') ? 'b' : '?';
}
