import { evaluationNanoseconds } from '../plan/cost.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { lowerOutputs } from '../formula/program/lower.ts';
import type { OutputProgram } from '../formula/program/program.ts';
import type { Node } from '../formula/tree/tree.ts';
import type { Kernel } from '../../workers/kernel/wasm/wasm-kernel.ts';
import { drawsOn, evaluateOn, NORMALS } from '../../bench/kernel-under-test.ts';
import type { Rounds } from './cost-ratio.ts';
import { timeCases } from '../../bench/measure-suite.ts';
import type { BenchCase } from '../../bench/suite.ts';

/*
 * What a draw of an integrand costs on this machine: making the normal, and evaluating r and its derivatives
 * by the integrand's own program. Volatile by nature: nothing of it may reach a deterministic file.
 */

/** r, r' and r'' by the order of the derivative. */
export type CostOrder = 0 | 1 | 2;

/** Orders that are evaluated together, and so share subexpressions. */
export type Evaluation = readonly CostOrder[];

export const EVALUATIONS: readonly Evaluation[] = [[0], [1], [0, 1], [0, 1, 2]];

export interface MeasuredCost {
  /** Making eps and z. */
  readonly normal: Rounds;
  /** In the order of the evaluations that were asked for. */
  readonly evaluations: readonly Rounds[];
}

export interface CostSettings {
  readonly rounds: number;
  /** Time of a case in a round. */
  readonly milliseconds: number;
}

/** About 25 ms a case; ratios then repeat within 1 % from launch to launch, also on a busy machine. */
export const COST_SETTINGS: CostSettings = { rounds: 7, milliseconds: 3 };

/** A call takes about so long: far more than reading the clock, far less than a time slice of the system. */
const CALL_NANOSECONDS = 20_000;
const MOST_REPEATS = 64;
const NORMAL_REPEATS = 12;

/**
 * Measures the cost of a draw. In each round all cases take their turn, at new draws of Normal(mu, sigma²),
 * so that a slow spell of the machine meets them alike; the value of a round is that of the median call. A
 * round in front lets the engine compile and does not count.
 *
 * @param kernel used alone while the measurement runs: its memory is overwritten
 *
 * Errors: FORMULA_INVALID where a program needs too many registers.
 */
export async function measureCost(
  kernel: Kernel,
  { value, derivative, secondDerivative }: Integrand,
  { mu, sigma }: { readonly mu: number; readonly sigma: number },
  evaluations: readonly Evaluation[],
  { rounds, milliseconds }: CostSettings = COST_SETTINGS,
): Promise<MeasuredCost> {
  const trees = [value, derivative, secondDerivative];
  const draw = drawsOn(kernel, mu, sigma);
  const normals = normalsCase(draw);
  const programs = evaluations.map((orders) => programOf(orders.map((order) => trees[order]!)));
  const cases = [normals, ...programs.map((program, i) => evaluationCase(kernel, program, evaluations[i]!))];
  const counted: number[][] = cases.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [i, each] of cases.entries()) {
      draw(1);
      const [timed] = await timeCases([each], { time: milliseconds, iterations: 3, warmup: false });
      if (round >= 0) counted[i]!.push(1e9 / (timed!.callsPerSecond * each.draws));
    }
  }
  const [normal, ...evaluated] = counted;
  return { normal: normal!, evaluations: evaluated };
}

function normalsCase(draw: (times: number) => void): BenchCase {
  const run = (): void => draw(NORMAL_REPEATS);
  return { name: 'normal', draws: NORMAL_REPEATS * NORMALS, run };
}

function evaluationCase(kernel: Kernel, program: OutputProgram, orders: Evaluation): BenchCase {
  const estimated = NORMALS * evaluationNanoseconds(program);
  const times = Math.max(1, Math.min(MOST_REPEATS, Math.ceil(CALL_NANOSECONDS / estimated)));
  return { name: orders.join(), draws: NORMALS * times, run: evaluateOn(kernel, program, times) };
}

/** The program of r and derivatives of it, with what they share once. */
export function programOf(trees: readonly Node[]): OutputProgram {
  return lowerOutputs(trees, ['z']);
}
