import type { Certificate } from '../../certificate/certificate.ts';
import type { Crossing, Crossings, Side } from '../../cross/crossings.ts';
import type { PointLine } from '../../cross/ratio-along.ts';
import { parameterText } from '../../tables/parameter-text.ts';
import { table } from '../../text/table.ts';

/** What `gradvar cross` has found along a line, by component. */
export interface CrossAnswer extends Omit<PointLine, 'mu' | 'sigma'> {
  /** Values, or formulas in phi. */
  readonly mu: number | string;
  readonly sigma: number | string;
  readonly from: number;
  readonly to: number;
  /** Of r, where mu or sigma is varied. */
  readonly certificate: Certificate | null;
  readonly found: readonly FoundCrossings[];
}

interface FoundCrossings extends Crossings {
  readonly component: string;
}

const NAMES: Readonly<Record<Side, string>> = { first: 'score', second: 'pathwise' };

export function crossText(answer: CrossAnswer): string {
  const { formula, vary, from, to, found } = answer;
  return [
    `r(z) = ${formula}${fixedText(answer)},  ${vary} from ${from} to ${to}`,
    'V1/V2 = 1, score over pathwise, one draw; who wins below and above:',
    '',
    table(['', vary, 'error', 'below', 'above'], found.flatMap(rowsOf)),
    '',
    ...doubts(answer),
  ].join('\n');
}

/** What stays the same along the line. */
function fixedText({ parameters, mu, sigma, vary }: CrossAnswer): string {
  const text = parameterText(parameters);
  const law = `Z ~ N(${vary === 'mu' ? 'mu' : mu}, ${vary === 'sigma' ? 'sigma' : sigma}^2)`;
  return `${text === '' ? '' : ` with ${text}`},  ${law}`;
}

function rowsOf({ component, crossings, stretches }: FoundCrossings): readonly (readonly string[])[] {
  const name = `d/d${component}`;
  if (crossings.length === 0) {
    const winners = stretches.flatMap((stretch) => (stretch.kind === 'won' ? [NAMES[stretch.by]] : []));
    const winner = winners[0] ?? '-';
    return [[name, 'none', '-', winner, winner]];
  }
  return crossings.map((crossing) => [
    name,
    `${digits(crossing)}${crossing.kind === 'crossing' ? '' : ` (${crossing.kind})`}`,
    crossing.error.toPrecision(1),
    NAMES[crossing.below],
    NAMES[crossing.above],
  ]);
}

/** Ten digits, or as many as are sure. */
export function digits({ at, error }: Crossing): string {
  let sure = 10;
  while (sure > 2 && Math.abs(Number(at.toPrecision(sure)) - at) + error > tenth(at, sure)) sure -= 1;
  return at.toPrecision(sure);
}

/** One unit of the last of so many digits. */
function tenth(at: number, count: number): number {
  const [, exponent = '0'] = at.toExponential().split('e');
  return Number(`1e${Number(exponent) - count + 1}`);
}

/** What could not be settled or excluded; components that share a sentence stand before it together. */
function doubts(answer: CrossAnswer): readonly string[] {
  const components = new Map<string, string[]>();
  for (const found of answer.found) {
    for (const sentence of doubtsOf(answer, found))
      components.set(sentence, [...(components.get(sentence) ?? []), `d/d${found.component}`]);
  }
  return [...components].map(([sentence, names]) => `${names.join(', ')}: ${sentence}`);
}

function doubtsOf({ vary, certificate }: CrossAnswer, found: FoundCrossings): readonly string[] {
  const { stretches, widestStep, spacing, unresolved } = found;
  if (certificate?.kind === 'proven')
    return ["no crossing at any mu and sigma: r*r'' >= 0 for every z is proven"];
  const step = spacing === 'linear' ? `${short(widestStep)} apart` : `a factor of ${short(widestStep)} apart`;
  const isAnythingKnown = widestStep > (spacing === 'linear' ? 0 : 1);
  const parts = stretches.flatMap((stretch) => {
    if (stretch.kind === 'won') return [];
    const where = `${vary} from ${short(stretch.from)} to ${short(stretch.to)}`;
    return stretch.kind === 'even'
      ? [`not settled is ${where}: the ratio cannot be told from 1`]
      : [`not known is ${where}: ${stretch.reason}`];
  });
  return [
    ...(isAnythingKnown ? [`not excluded are more crossings, in pairs less than ${step}`] : []),
    ...(unresolved === 0
      ? []
      : [`${unresolved} intervals could not be separated; a narrower range is scanned more finely`]),
    ...parts,
  ];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Everything found, winners by their names. */
export function crossJson({ found, certificate, ...line }: CrossAnswer): string {
  const named = found.map(({ component, crossings, stretches, ...rest }) => ({
    component,
    crossings: crossings.map(({ below, above, ...crossing }) => ({
      ...crossing,
      below: NAMES[below],
      above: NAMES[above],
    })),
    stretches: stretches.map((stretch) =>
      stretch.kind === 'won' ? { ...stretch, by: NAMES[stretch.by] } : stretch,
    ),
    ...rest,
  }));
  return JSON.stringify({ ...line, estimators: ['score', 'pathwise'], certificate, found: named }, null, 2);
}
