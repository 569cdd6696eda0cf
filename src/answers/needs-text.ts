import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { table } from '../text/table.ts';
import { drawsNeeded } from '../truth/exact/draws-needed.ts';
import type { Exact, ExactComponent, ExactPoint } from '../truth/exact/exact.ts';

/** How many draws score and pathwise need, in lines. */
export function needsText({ mu, sigma }: ExactPoint): readonly string[] {
  const of = ({ gradient, score, pathwise }: ExactComponent): readonly string[] => [
    ...shownNeeds(gradient, score.variance),
    ...(isBiased(pathwise.bias) ? ['-', '-'] : shownNeeds(gradient, pathwise.variance)),
  ];
  const header = ['draws for', 'score: 10 %', 'sign', 'pathwise: 10 %', 'sign'];
  return [
    table(header, [
      ['d/dmu', ...of(mu)],
      ['d/dsigma', ...of(sigma)],
    ]),
    NEEDS_NOTE,
  ];
}

/** What the two numbers of draws are for. */
export const NEEDS_NOTE = `10 %: a standard error of 10 % of the gradient; sign: the right sign in ${CONFIDENCE_TEXT} of the estimates, by the normal law`;

export function shownNeeds(gradient: Exact, variance: Exact): readonly [string, string] {
  const { precise, signed } = drawsNeeded(gradient, variance);
  return [shown(precise), shown(signed)];
}

export function isBiased(bias: Exact): boolean {
  return bias.kind !== 'finite' || bias.value !== 0;
}

function shown(draws: number | null): string {
  if (draws === null) return '-';
  return draws < 1e15 ? String(draws) : draws.toPrecision(3);
}
