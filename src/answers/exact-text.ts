import type { Certificate } from '../certificate/certificate.ts';
import type { CoordinateIntegrand } from '../integrands/coordinates.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { printFormula } from '../formula/print.ts';
import type { Exact, ExactComponent, ExactPoint } from '../truth/exact/exact.ts';
import { numberOrNull, quotient } from '../truth/exact/exact-number.ts';
import { isUndefined, lacksText } from '../truth/exact/lacks.ts';
import { decidingRatio, winnerOfExact } from '../truth/exact/judgment.ts';
import { varianceDifference } from '../truth/exact/second-moment.ts';
import { parameterText } from '../tables/parameter-text.ts';
import { table } from '../text/table.ts';
import { needsText } from './needs-text.ts';

/** The answer for one function in a readable block. */
export function exactText(
  integrand: Integrand,
  mu: number,
  sigma: number,
  exact: ExactPoint,
  certificate: Certificate,
): string {
  return [
    ...formulaLines(integrand),
    `Z ~ N(${mu}, ${sigma}^2),  ${expectationText(exact)}`,
    '',
    ...quantities(exact),
    certificateText(certificate),
  ].join('\n');
}

export function formulaLines(integrand: Integrand): readonly string[] {
  return [`r(z)  = ${withParameters(integrand)}`, `r'(z) = ${printFormula(integrand.derivative)}`];
}

/** The same of a function of several coordinates. */
export function coordinatesText(
  { formula, parameters, dimension }: CoordinateIntegrand,
  mu: number,
  sigma: number,
  exact: ExactPoint,
): string {
  return [
    `r = ${withParameters({ formula, parameters })}  over the coordinates z_1 to z_${dimension}`,
    `z_i ~ N(${mu}, ${sigma}^2), mu and sigma those of z_1,  ${expectationText(exact)}`,
    '',
    ...quantities(exact),
  ].join('\n');
}

function withParameters({ formula, parameters }: Pick<Integrand, 'formula' | 'parameters'>): string {
  const text = parameterText(parameters);
  return text === '' ? formula : `${formula}   with ${text}`;
}

function expectationText({ expectation, expectationVariance }: ExactPoint): string {
  return `E r = ${show(expectation)},  Var r = ${show(expectationVariance)}`;
}

/** Both components in a table, who wins, and why. */
function quantities(exact: ExactPoint): string[] {
  const components = [
    ['d/dmu', exact.mu],
    ['d/dsigma', exact.sigma],
  ] as const;
  const rows = components.map(([name, component]) => row(name, component));
  return [
    table(
      [
        'per draw',
        'gradient',
        'V1 score',
        'V2 pathwise',
        'V1/V2',
        'bias pathwise',
        'kurtosis 1',
        'kurtosis 2',
      ],
      rows,
    ),
    '',
    ...components.map(([name, component]) => `${name.padEnd(8)}  ${exactWinnerText(component)}`),
    ...reasonsText(exact),
    '',
    ...needsText(exact),
    '',
    ...why(exact),
  ];
}

/** Which numbers are unknown and why. */
function reasonsText({ expectation, expectationVariance, mu, sigma }: ExactPoint): string[] {
  const text = lacksText([
    ['E r', expectation],
    ['Var r', expectationVariance],
    ...namedNumbers('d/dmu', mu),
    ...namedNumbers('d/dsigma', sigma),
  ]);
  return text === '' ? [] : [`unknown   ${text}`];
}

/** Those of a row, by the head of the table. */
function namedNumbers(
  name: string,
  { gradient, score, pathwise }: ExactComponent,
): readonly (readonly [string, Exact])[] {
  return [
    [`gradient ${name}`, gradient],
    ...verdictNumbers(name, { score, pathwise }),
    [`kurtosis 1 ${name}`, score.kurtosis],
    [`kurtosis 2 ${name}`, pathwise.kurtosis],
  ];
}

/** Those that tell who is the less noisy. */
export function verdictNumbers(
  name: string,
  { score, pathwise }: Pick<ExactComponent, 'score' | 'pathwise'>,
): readonly (readonly [string, Exact])[] {
  return [
    [`V1 ${name}`, score.variance],
    [`V2 ${name}`, pathwise.variance],
    [`bias ${name}`, pathwise.bias],
  ];
}

function row(name: string, component: ExactComponent): string[] {
  const { gradient, score, pathwise } = component;
  const ratio = ratioOf(component);
  return [
    name,
    show(gradient),
    show(score.variance),
    show(pathwise.variance),
    ratio === null ? '-' : short(ratio),
    show(pathwise.bias),
    show(score.kurtosis),
    show(pathwise.kurtosis),
  ];
}

export function ratioOf({ score, pathwise }: ExactComponent): number | null {
  return numberOrNull(quotient(score.variance, pathwise.variance));
}

/** The word of the rule for a winner. */
export function winnerName({ score, pathwise }: ExactComponent): 'score' | 'pathwise' | 'tie' | 'undecided' {
  const winner = winnerOfExact(score, pathwise);
  if (winner === 'first') return 'score';
  return winner === 'second' ? 'pathwise' : winner;
}

/** Who wins, and by how much, in words. */
export function exactWinnerText(component: ExactComponent): string {
  const { score, pathwise } = component;
  const isBiased = pathwise.bias.kind === 'finite' && pathwise.bias.value !== 0;
  const ratio = ratioOf(component);
  switch (winnerName(component)) {
    case 'undecided':
      return undecidedText(component);
    case 'tie':
      return ratio === null ? 'tie: both have no variance' : 'tie: equal variances';
    case 'score':
      if (isBiased) return 'score wins: pathwise is biased, for r jumps';
      if (pathwise.variance.kind === 'infinite') return 'score wins: pathwise has infinite variance';
      return ratio === null || ratio === 0
        ? 'score wins: it has no variance'
        : `score wins: its variance is ${short(1 / ratio)} times smaller`;
    case 'pathwise':
      if (score.variance.kind === 'infinite')
        return 'pathwise wins: the score function has infinite variance';
      return ratio === null
        ? 'pathwise wins: it has no variance'
        : `pathwise wins: its variance is ${short(ratio)} times smaller`;
  }
}

function undecidedText({ score, pathwise }: ExactComponent): string {
  const ratio = decidingRatio(score, pathwise);
  if (score.variance.kind === 'infinite' && pathwise.variance.kind === 'infinite')
    return 'neither has a finite variance';
  return ratio.kind === 'unknown' ? `not known to 8 digits: ${ratio.reason}` : 'not known to 8 digits';
}

/** V1 − V2 in three terms for d/dmu: only the last can be negative, where r and r'' have opposite signs. */
function why(exact: ExactPoint): string[] {
  const { square, derivativeSquare, curvature } = exact.why;
  const sum = varianceDifference(exact);
  if (sum.kind !== 'finite') return [];
  return [
    "why (d/dmu): V1 - V2 = E[r^2]/sigma^2 + E[r'^2] + 2 E[r r'']",
    `           ${show(sum)} = ${show(square)} + ${show(derivativeSquare)} + ${show(curvature)}`,
  ];
}

function certificateText(certificate: Certificate): string {
  if (certificate.kind === 'proven')
    return "certificate: r*r'' >= 0 for every z, so V2 <= V1 for d/dmu and d/dsigma at every mu and sigma";
  return `no certificate that V2 <= V1 everywhere: ${certificate.reason}`;
}

export function show(exact: Exact, digits = 7): string {
  switch (exact.kind) {
    case 'finite':
      return short(exact.value, digits);
    case 'infinite':
      return 'infinite';
    case 'unknown':
      return isUndefined(exact) ? '-' : 'unknown';
  }
}

/** So many digits, without trailing zeros. */
export function short(value: number, digits = 7): string {
  return String(Number(value.toPrecision(digits)));
}
