import type { PointAnswer } from '../../answers/question.ts';
import { exactWinnerText } from '../../answers/exact-text.ts';
import type { WhySum } from '../../report/data/why-sum.ts';
import { sayNumber } from '../../report/data/number-text.ts';
import { element } from '../../report/page/element.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import { meanSquare, varianceDifference } from '../../truth/exact/second-moment.ts';
import type { ExploreState } from '../explore-state.ts';

/** V1, V2, who wins; then every number with all its digits. */
export function numbersPart() {
  const big = element('div', { class: 'numbers' });
  const verdict = element('p', { id: 'verdict', role: 'status' });
  const certificate = element('p', { id: 'certificate', class: 'quiet' });
  const text = element('pre', { id: 'answer', tabindex: '0' });
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', 'The answer as gradvar exact prints it');
  const digits = element('dl', { id: 'digits' });
  const root = element('section', { 'aria-label': 'Exact values' }, big, verdict, certificate);
  const details = element(
    'section',
    { 'aria-label': 'All numbers' },
    element('h2', {}, 'As gradvar exact prints it'),
    text,
    element('details', {}, element('summary', {}, 'Every number, with all digits'), digits),
  );
  return {
    root,
    details,
    show({ exact, certificate: found, text: printed }: PointAnswer, { component, m }: ExploreState): void {
      const { score, pathwise } = exact[component];
      big.replaceChildren(
        bigNumber('of-score', score.variance, 'V1, one draw of score'),
        bigNumber('of-pathwise', pathwise.variance, 'V2, one draw of pathwise'),
        bigNumber('', score.variance, `V1/m, an estimate of ${m} draws`, 1 / m),
        bigNumber('', pathwise.variance, `V2/m, an estimate of ${m} draws`, 1 / m),
      );
      verdict.textContent = `d/d${component}: ${exactWinnerText(exact[component])}`;
      certificate.textContent =
        found.kind === 'proven'
          ? "Certificate: r·r'' is nowhere negative, so pathwise wins for d/dmu and d/dsigma at every mu and sigma. Proven."
          : `No certificate that pathwise wins everywhere: ${found.reason}.`;
      text.textContent = printed;
      digits.replaceChildren(
        ...flat(exact).flatMap(([name, value]) => [
          element('dt', {}, name),
          element('dd', { 'data-number': name }, value),
        ]),
      );
    },
  };
}

function bigNumber(kind: string, exact: Exact, meaning: string, factor = 1): HTMLElement {
  const text =
    exact.kind === 'finite' ? sayNumber(exact.value * factor, 4) : exact.kind === 'infinite' ? '∞' : '?';
  const root = element(
    'div',
    kind === '' ? {} : { class: kind },
    element('strong', {}, text),
    element('span', {}, meaning),
  );
  if (exact.kind === 'unknown') root.title = exact.reason;
  return root;
}

/** Every number of an answer by its path, as the shortest decimal; else its kind and why. */
function flat(value: object, path = ''): readonly (readonly [name: string, text: string])[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    if (typeof part !== 'object' || part === null) return [];
    const inner = path === '' ? name : `${path}.${name}`;
    return 'kind' in part ? [[inner, exactWord(part as Exact)] as const] : flat(part, inner);
  });
}

function exactWord(exact: Exact): string {
  if (exact.kind === 'finite') return String(exact.value);
  return exact.kind === 'infinite' ? 'infinite' : `unknown: ${exact.reason}`;
}

/** V1 − V2 taken apart; null where a part is no number. */
export function whyOf({ exact }: PointAnswer, { component }: ExploreState): WhySum | null {
  const { square, derivativeSquare, curvature } = exact.why;
  const { score, pathwise } = exact[component];
  const terms =
    component === 'mu'
      ? [term('E[r²]/sigma²', square), term("E[r'²]", derivativeSquare), term("2E[r·r'']", curvature)]
      : [
          term('E[r²s²]', meanSquare(score.variance, score.mean)),
          term("−E[(r'·eps)²]", meanSquare(pathwise.variance, pathwise.mean), -1),
        ];
  const known = terms.flatMap((each) => each ?? []);
  if (known.length < terms.length) return null;
  const sum = component === 'mu' ? term('V1 − V2', varianceDifference(exact)) : null;
  const value = sum?.value ?? known.reduce((total, each) => total + each.value, 0);
  const note =
    component === 'mu'
      ? "Only the last of the three terms can be negative: where r and r'' have opposite signs."
      : 'These are the two second moments, s = (eps² − 1)/sigma: the squared gradient is in both and cancels, where pathwise is not biased.';
  return { terms: known, total: { name: 'V1 − V2', value }, of: 'per draw', note };
}

function term(name: string, exact: Exact, factor = 1) {
  return exact.kind === 'finite' ? { name, value: factor * exact.value } : null;
}
