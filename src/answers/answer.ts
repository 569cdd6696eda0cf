import { certify } from '../certificate/certify.ts';
import type { Crossing } from '../cross/crossings.ts';
import { findCrossings } from '../cross/find-crossings.ts';
import { pointsAlong, varianceRatio } from '../cross/ratio-along.ts';
import { normpdf } from '../elementary/normal.ts';
import { evaluateIntegrand } from '../formula/program/evaluate-program.ts';
import { printFormula } from '../formula/print.ts';
import type { Exact, ExactPoint } from '../truth/exact/exact.ts';
import { exactMoments } from '../truth/line/exact-moments.ts';
import { drawnEstimates } from './drawn-estimates.ts';
import { exactText } from './exact-text.ts';
import { namedFunction } from './named-function.ts';
import type {
  FunctionPoint,
  Kind,
  LineQuestion,
  LineAnswer,
  PointAnswer,
  Questions,
  ShapeAnswer,
} from './question.ts';

/** The answer to a question. @throws GradvarError FORMULA_INVALID */
export function answerTo<Of extends Kind>(kind: Of, asks: Questions[Of]['asks']): Questions[Of]['answer'] {
  const answers: { readonly [Each in Kind]: (asks: Questions[Each]['asks']) => Questions[Each]['answer'] } = {
    exact: pointAnswer,
    shape: shapeOf,
    line: lineAnswer,
    draws: drawnEstimates,
  };
  return answers[kind](asks);
}

function pointAnswer({ formula, parameters, mu, sigma }: FunctionPoint): PointAnswer {
  const integrand = namedFunction(formula, parameters);
  const exact = exactMoments(integrand, mu, sigma);
  const certificate = certify(integrand);
  return {
    text: exactText(integrand, mu, sigma, exact, certificate),
    formula: integrand.formula,
    derivative: printFormula(integrand.derivative),
    parameters: integrand.parameters,
    exact,
    certificate,
  };
}

/** Standard deviations that are drawn on each side, and points. */
const REACH = 3.5;
const POINTS = 561;

/** Over ± 3.5 standard deviations. */
export function shapeOf({ formula, parameters, mu, sigma }: FunctionPoint): ShapeAnswer {
  const { program } = namedFunction(formula, parameters);
  const places = Array.from({ length: POINTS }, (_, i) => REACH * ((2 * i) / (POINTS - 1) - 1));
  const z = Float64Array.from(places, (eps) => mu + sigma * eps);
  const { value, derivative } = evaluateIntegrand(program, z);
  return { z: [...z], value: [...value], derivative: [...derivative], density: places.map(normpdf) };
}

/** Every point looked at is one of the curve: the search for crossings is finest where it matters. */
export function lineAnswer(question: LineQuestion): LineAnswer {
  const { vary, from, to, component, points: count } = question;
  const { formula, parameters } = namedFunction(question.formula, question.parameters);
  const others = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== vary));
  const pointAt = pointsAlong({ formula, parameters: others, mu: question.mu, sigma: question.sigma, vary });
  const seen = new Map<number, ExactPoint>();
  const look = (at: number): ExactPoint => {
    const point = pointAt(at);
    seen.set(at, point);
    return point;
  };
  let crossings: readonly Crossing[] = [];
  if (count === null) ({ crossings } = findCrossings((at) => varianceRatio(look(at)[component]), from, to));
  else evenly(from, to, count).forEach(look);
  const points = [...seen]
    .map(([at, point]) => ({
      at,
      score: positive(point[component].score.variance),
      pathwise: positive(point[component].pathwise.variance),
    }))
    .sort((a, b) => a.at - b.at);
  return { points, crossings };
}

/** By ratio where the range is positive and wide, as the search for crossings takes it. */
function evenly(from: number, to: number, count: number): readonly number[] {
  const isWide = from > 0 && to / from > 4;
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    if (i === count - 1) return to;
    return isWide ? from * Math.pow(to / from, share) : from + (to - from) * share;
  });
}

const positive = (exact: Exact): number | null =>
  exact.kind === 'finite' && exact.value > 0 ? exact.value : null;
