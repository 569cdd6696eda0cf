import { exactGradient, type ExactGradient } from '../../estimators/exact/exact-gradient.ts';
import { exactPoints } from '../../estimators/exact/exact-points.ts';
import type { GuidePoint } from '../../estimators/guide-point.ts';
import { estimators } from '../../estimators/registry.ts';
import { askedOf } from '../../plan/asked.ts';
import { batchIntegrand } from '../../plan/batches.ts';
import { guideOf } from '../../plan/guide.ts';
import type { Plan } from '../../plan/plan.ts';
import { integrandPoints } from '../../plan/points.ts';
import { parameterText, phiText } from '../../tables/parameter-text.ts';
import { table } from '../../text/table.ts';
import { scaled } from '../../truth/exact/exact-number.ts';
import { usage } from '../../errors.ts';
import { short, show } from '../../answers/exact-text.ts';
import { isBiased, NEEDS_NOTE, shownNeeds } from '../../answers/needs-text.ts';
import { functionPlan, type FunctionByPhi } from '../arguments/function-plan.ts';

/** What is asked of a function by phi. */
export interface PhiQuestion extends FunctionByPhi {
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
      const rows = exactGradient(exactPoints(batchIntegrand(integrand, at), asked), asked, at);
      return { ...at, params: parameterText(integrand.parameters), phi: phiText(at), rows };
    }),
  );
  return { plan, answers };
}

function planOfQuestion({ m, isOfAll, ...asked }: PhiQuestion): Plan {
  const names = isOfAll
    ? estimators.filter(({ needsOfM }) => needsOfM === null || needsOfM.holds(m)).map((each) => each.name)
    : ['score', 'score_frozen', 'pathwise', 'pathwise_frozen'];
  const plan = functionPlan(asked, 'exact', { m, estimators: names });
  // An r that does not know phi has nothing that could be left out.
  return isOfAll || askedOf(plan).knowsPhi ? plan : { ...plan, estimators: ['score', 'pathwise'] };
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
  return [
    component,
    estimator,
    ...[gradient, variance, bias, kurtosis, signalToNoise].map((each) => show(each)),
    ...(isBiased(bias) ? ['-', '-'] : shownNeeds(gradient, scaled(variance, m))),
  ];
}
