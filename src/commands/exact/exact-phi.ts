import { exactGradient, type ExactGradient } from '../../estimators/exact/exact-gradient.ts';
import type { GuidePoint } from '../../estimators/guide-point.ts';
import { estimators } from '../../estimators/registry.ts';
import { locatedData } from '../../config/reading/located.ts';
import { resolvePlan } from '../../config/resolve.ts';
import { askedOf } from '../../plan/asked.ts';
import { batchIntegrand } from '../../plan/batches.ts';
import { guideOf } from '../../plan/guide.ts';
import type { Plan } from '../../plan/plan.ts';
import { integrandPoints } from '../../plan/points.ts';
import { parameterText, phiText } from '../../tables/rows.ts';
import { table } from '../../text/table.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import { usage } from '../../errors.ts';
import { typedValue, typedValues } from '../arguments/formula-arguments.ts';
import { isBiased, NEEDS_NOTE, shownNeeds } from '../../answers/needs-text.ts';

/** What is asked of a function by phi; quantities as they were typed. */
export interface PhiQuestion {
  readonly formula: string;
  readonly name: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly phi: Readonly<Record<string, string>>;
  readonly x: string | undefined;
  readonly mu: string;
  readonly sigma: string;
  /** Empty for all that there are. */
  readonly components: readonly string[];
  readonly m: number;
  /** Every estimator that works with m, or score and pathwise. */
  readonly isOfAll: boolean;
}

/** The exact values at one point. */
export interface PhiAnswer extends GuidePoint {
  readonly params: string;
  readonly phi: string;
  readonly rows: readonly ExactGradient[];
}

/** Points that one call answers. */
const MOST_POINTS = 2000;

/**
 * The exact gradients by phi of one function, at every combination of the values typed: a plan as a config
 * gives it, so that every rule of configs holds.
 *
 * @throws GradvarError CONFIG_INVALID or USAGE (2)
 */
export function exactByPhi(question: PhiQuestion): {
  readonly plan: Plan;
  readonly answers: readonly PhiAnswer[];
} {
  const plan = planOfQuestion(question);
  const asked = askedOf(plan);
  const guide = guideOf(plan);
  const points = [...integrandPoints(plan)];
  const count = points.length * guide.count;
  if (count > MOST_POINTS) throw usage(`found ${count} points, expected at most ${MOST_POINTS}`);
  const answers = points.flatMap((integrand) =>
    Array.from({ length: guide.count }, (_, i): PhiAnswer => {
      const at = guide.at(i);
      const rows = exactGradient(batchIntegrand(integrand, at), asked, at);
      return { ...at, params: parameterText(integrand.parameters), phi: phiText(at), rows };
    }),
  );
  return { plan, answers };
}

function planOfQuestion(question: PhiQuestion): Plan {
  const { formula, name, params, phi, x, mu, sigma, components, m, isOfAll } = question;
  const names = isOfAll
    ? estimators.filter(({ needsOfM }) => needsOfM === null || needsOfM.holds(m)).map((each) => each.name)
    : ['score', 'score_frozen', 'pathwise', 'pathwise_frozen'];
  const options = {
    ...{ version: 1, name: 'exact', seed: '1', m, trials: 2, estimators: names },
    integrands: [{ ...(name === null ? { name: 'r', formula } : { name }), params: typedValues(params) }],
    ...(Object.keys(phi).length === 0 ? {} : { phi: typedValues(phi) }),
    ...(x === undefined ? {} : { x: typedValue(x) }),
    ...{ mu: typedValue(mu), sigma: typedValue(sigma) },
    ...(components.length === 0 ? {} : { components }),
  };
  const plan = resolvePlan({ source: 'gradvar exact', root: locatedData(options) });
  // An r that does not know phi has nothing that could be left out.
  if (isOfAll || askedOf(plan).knowsPhi) return plan;
  return { ...plan, estimators: ['score', 'pathwise'] };
}

export function phiAnswerText({ plan, answers }: ReturnType<typeof exactByPhi>): string {
  const [{ formula }] = plan.integrands as readonly [Plan['integrands'][number]];
  const written = (['mu', 'sigma'] as const).map((key) => {
    const of = plan[key];
    return `${key} = ${typeof of === 'string' ? of : of.join(', ')}`;
  });
  const header = [
    ...['at', 'component', 'estimator', 'gradient', `variance at m = ${plan.m[0]!}`, 'bias', 'kurtosis'],
    ...['signal/noise', 'draws: 10 %', 'sign'],
  ];
  return [
    `r(z) = ${formula}`,
    `Z ~ N(mu, sigma^2),  ${written.join(',  ')}`,
    '',
    table(
      header,
      answers.flatMap((answer) => answer.rows.map((row) => [placeText(answer), ...cellsOf(row, plan.m[0]!)])),
    ),
    NEEDS_NOTE,
  ].join('\n');
}

function placeText({ params, phi, guided, mu, sigma }: PhiAnswer): string {
  const x = guided?.x == null ? '' : `x=${guided.x}`;
  const law = `mu=${short(mu)};sigma=${short(sigma)}`;
  return [params, phi, x, law].filter((part) => part !== '').join(' ');
}

function cellsOf(
  { component, estimator, gradient, estimate, signalToNoise }: ExactGradient,
  m: number,
): string[] {
  const { variance, bias, kurtosis } = estimate;
  const ofDraw: Exact = variance.kind === 'finite' ? { ...variance, value: variance.value * m } : variance;
  return [
    component,
    estimator,
    ...[gradient, variance, bias, kurtosis, signalToNoise].map(show),
    ...(isBiased(bias) ? ['-', '-'] : shownNeeds(gradient, ofDraw)),
  ];
}

function show(exact: Exact): string {
  return exact.kind === 'finite' ? short(exact.value) : exact.kind;
}

/** Seven digits, without trailing zeros. */
function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}
