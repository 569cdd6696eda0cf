import { challengerOf, type PairNames } from '../../../tables/estimator-pair.ts';
import { shortened, visibleLine } from '../../../text/visible.ts';
import { drawing, drawn } from './draw.ts';
import { CHARACTER } from './axis-ticks.ts';
import { figure, type Figure, type Frame } from './frame.ts';
import { DISAGREES, STEP_FACTORS, trustSign } from './map-cell.ts';

/** Least width of a color. */
const SWATCH = 26;

/** The colors and signs of the map and what they mean. */
export function mapLegend(pair: PairNames, frame: Frame): Figure {
  const { document, paint } = frame;
  const challenger = challengerOf(pair);
  const [left, right] = [challenger, challenger === pair.first ? pair.second : pair.first].map((name) =>
    shortened(visibleLine(name), 16),
  ) as [string, string];
  const names = CHARACTER * `${left} less noisy  ${right} less noisy`.length;
  const step = Math.min(frame.width / 9, Math.max(SWATCH, names / 9));
  const swatches = paint.steps.flatMap((fill, i) => [
    drawn(document, 'rect', { x: i * step, y: 14, width: step - 1, height: 14, fill }),
  ]);
  const factors = [...STEP_FACTORS].reverse().map((factor, i) => ({ x: (i + 1) * step, text: `${factor}` }));
  const mirrored = STEP_FACTORS.map((factor, i) => ({ x: (i + 5) * step, text: `${factor}` }));
  const ticks = [...factors, ...mirrored].map(({ x, text }) =>
    drawn(document, 'text', { x, y: 39, 'text-anchor': 'middle', 'font-size': 9, fill: paint.quiet }, text),
  );
  const ends = [
    drawn(document, 'text', { x: 0, y: 10 }, `${left} less noisy`),
    drawn(document, 'text', { x: 9 * step, y: 10, 'text-anchor': 'end' }, `${right} less noisy`),
  ];
  const { marks, height } = signLegend(frame, 48);
  const svg = drawing(document, frame.width, height, ...swatches, ...ticks, ...ends, ...marks);
  return figure(
    svg,
    'Colors and signs of the map',
    `Orange where ${left} is less noisy, blue where ${right} is, by so many times; beyond 1000 the number stands in the cell.`,
  );
}

const SIGNS = [
  ['tail', 'too few trials for its tail'],
  ['disagrees', `measured is over ${DISAGREES} standard errors off`],
  ['0', 'a variance is zero'],
  ['∞', 'a variance is infinite'],
  ['b', 'an estimator is biased'],
  ['?', 'not known'],
] as const;

/** Item after item, in as many lines as it takes. */
function signLegend({ document, width, paint }: Frame, top: number) {
  let [x, y] = [0, top + 10];
  const marks = SIGNS.flatMap(([sign, meaning]) => {
    const wide = 16 + CHARACTER * meaning.length + 14;
    if (x > 0 && x + wide > width) [x, y] = [0, y + 16];
    const at = x;
    x += wide;
    const mark =
      sign === 'tail' || sign === 'disagrees'
        ? trustSign(document, sign, at + 6, y - 4, paint.ink)
        : drawn(document, 'text', { x: at + 6, y, 'text-anchor': 'middle' }, sign);
    return [mark, drawn(document, 'text', { x: at + 16, y, fill: paint.quiet }, meaning)];
  });
  return { marks, height: y + 8 };
}
