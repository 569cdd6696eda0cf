import { blockDraws } from '../../workers/kernel/reference/block-draws.ts';
import type { DrawsAnswer, DrawsQuestion } from './question.ts';
import { namedFunction } from './named-function.ts';

/** Both estimates of each trial, from the draws that the kernel would make with this key. */
export function drawnEstimates(question: DrawsQuestion): DrawsAnswer {
  const { component, m, trials, mu, sigma, key, block } = question;
  const { program } = namedFunction(question.formula, question.parameters);
  const [score, pathwise] = [new Float64Array(trials), new Float64Array(trials)];
  for (const { trial, eps, value, derivative } of blockDraws(program, { key, block, trials, m, mu, sigma })) {
    const [weight, slope] = component === 'mu' ? [eps, 1] : [eps * eps - 1, eps];
    score[trial]! += (value * weight) / (sigma * m);
    pathwise[trial]! += (derivative * slope) / m;
  }
  return { score, pathwise };
}
