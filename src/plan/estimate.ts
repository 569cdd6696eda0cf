import { requestedChannels } from '../estimators/measured/channels.ts';
import { needsLaws } from '../estimators/exact/point-laws.ts';
import { askedOf } from './asked.ts';
import { blockCount } from './blocks.ts';
import { cellCount } from './cells.ts';
import {
  blockNanoseconds,
  cellNanoseconds,
  integrandWork,
  type IntegrandWork,
  LAWS,
  warmUp,
} from './cost.ts';
import { guideOf } from './guide.ts';
import { looksOf } from './looks.ts';
import { dimensionsOf, type Plan } from './plan.ts';
import { parameterPointCount } from './points.ts';

/**
 * What a plan would take. Counts are exact; time and bytes are estimates.
 *
 * @example
 * const cells = (plan: Plan): PlanEstimate['cells'] => estimatePlan(plan).cells;
 */
export interface PlanEstimate {
  readonly cells: number;
  /** Points (integrand, parameters, mu, sigma) whose exact values are computed. */
  readonly points: number;
  readonly blocks: number;
  /** Draws of Z, times its coordinates. */
  readonly draws: number;
  readonly rows: number;
  /** Core time of draws and exact values in nanoseconds, over all workers, with the portable kernel. */
  readonly nanoseconds: number;
  /** What of that its draws take: the native kernel is faster. */
  readonly drawNanoseconds: number;
  /** Size of the tables, summary.csv the largest of them. */
  readonly bytes: number;
  /** Size of the journal. */
  readonly journalBytes: number;
}

/** Typical length of a row of summary.csv. */
const BYTES_PER_ROW = 520;

/** Typical length of the rows of a point in the other tables. */
const BYTES_PER_POINT = 220;

/** Typical size of a block and of a point in the journal. */
export const JOURNAL_BLOCK_BYTES = 1180;
export const JOURNAL_POINT_BYTES = 2600;

/**
 * What a plan takes; one with a precision, at most.
 *
 * @example
 * estimatePlan(loadPlan('configs/ci.yaml')).cells > 0; // → true
 */
export function estimatePlan(plan: Plan): PlanEstimate {
  return estimated(plan, () => plan.trials);
}

/** What a plan takes at least: with a precision, that of a run in which every cell ends at its first look. */
export function estimateLeast(plan: Plan): PlanEstimate {
  return estimated(plan, (m) => looksOf(plan, m)[0]!.trials);
}

/** Nanoseconds of a point and all blocks of its cells, but for the draws. */
function pointNanoseconds(plan: Plan, work: IntegrandWork, trialsOf: (m: number) => number): number {
  return plan.m.reduce(
    (sum, m) => sum + cellNanoseconds(plan) + blockNanoseconds(0, 0, m) * blockCount(trialsOf(m), m),
    work.point,
  );
}

/** Nanoseconds of the draws of all cells of a point. */
function drawsNanoseconds(plan: Plan, { draw }: IntegrandWork, trialsOf: (m: number) => number): number {
  return plan.m.reduce(
    (sum, m) => sum + blockNanoseconds(draw, trialsOf(m), m) - blockNanoseconds(draw, 0, m),
    0,
  );
}

/** Nanoseconds of a point and all of its cells. */
export function wholeNanoseconds(plan: Plan, work: IntegrandWork): number {
  const trialsOf = () => plan.trials;
  return pointNanoseconds(plan, work, trialsOf) + drawsNanoseconds(plan, work, trialsOf);
}

function estimated(plan: Plan, trialsOf: (m: number) => number): PlanEstimate {
  const sum = (of: (m: number) => number): number => plan.m.reduce((total, m) => total + of(m), 0);
  const guide = guideOf(plan);
  const asked = askedOf(plan);
  const channels = requestedChannels(asked).length;
  let [other, drawNanoseconds] = [0, 0];
  const dimensions = dimensionsOf(plan);
  for (const integrand of plan.integrands) {
    for (const dimension of dimensions) {
      const work = integrandWork(integrand, dimension, channels, guide.at(0));
      const count = parameterPointCount(integrand) * guide.count;
      other += count * pointNanoseconds(plan, work, trialsOf);
      drawNanoseconds += count * drawsNanoseconds(plan, work, trialsOf);
    }
  }
  const cells = cellCount(plan);
  const rows = cells * plan.components.length * (plan.estimators.length - 1);
  const points = cells / plan.m.length;
  const blocks = points * sum((m) => blockCount(trialsOf(m), m));
  return {
    cells,
    points,
    blocks,
    draws: (points / dimensions.length) * totalOf(dimensions) * sum((m) => m * trialsOf(m)),
    rows,
    nanoseconds: other + drawNanoseconds + (needsLaws(asked) ? warmUp(LAWS, points) : 0),
    drawNanoseconds,
    bytes: rows * BYTES_PER_ROW + points * BYTES_PER_POINT,
    journalBytes: blocks * JOURNAL_BLOCK_BYTES * (1 + channels / 4) + points * JOURNAL_POINT_BYTES,
  };
}

function totalOf(dimensions: readonly number[]): number {
  return dimensions.reduce((sum, dimension) => sum + dimension, 0);
}
