import { join } from 'node:path';
import type { MeasuredCost } from '../cost/cost.ts';
import { EXIT, GradvarError } from '../errors.ts';
import { baseComponent } from '../estimators/component.ts';
import type { Cost } from '../estimators/estimator.ts';
import { requireEstimator } from '../estimators/registry.ts';
import type { Plan } from '../plan/plan.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { WorkRow } from '../tables/columns/work-columns.ts';
import type { Command } from './command.ts';
import { printLine, say } from './terminal/output.ts';

interface Arguments {
  readonly folder: string;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs.positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' }),
  handler: work,
};

/**
 * Measures what each estimator of each integrand costs on this machine and writes work.csv beside
 * summary.csv.
 */
async function work({ folder }: Arguments): Promise<void> {
  const [{ planOfFolder }, { SUMMARY_READER }, { existsSync }, { FILES }, { noResults }] = await Promise.all([
    import('../folder/results-folder.ts'),
    import('../tables/reading/read-table.ts'),
    import('node:fs'),
    import('../folder/folder-files.ts'),
    import('../run/shard-checks.ts'),
  ]);
  const plan = await planOfFolder(folder);
  const path = join(folder, FILES.summary);
  if (plan === undefined || !existsSync(path)) throw noResults(folder);
  const costs = await measuredCosts(plan);
  const { openTable, namesOf } = await import('../folder/table-file.ts');
  const { WORK_COLUMNS } = await import('../tables/columns/work-columns.ts');
  const { estimatorRounds } = await import('../cost/estimator-cost.ts');
  const { costRatio, median } = await import('../cost/cost-ratio.ts');
  const pairs = new Map<string, PairTally>();
  const table = await openTable(join(folder, FILES.work), namesOf(WORK_COLUMNS));
  try {
    for await (const rows of SUMMARY_READER.rows(path)) {
      for (const row of rows) {
        const { estimator_1, estimator_2, component } = row;
        const names = [estimator_1, estimator_2];
        const measured = costs.get(`${row.formula} ${row.params}`);
        if (measured === undefined || !isOfPlan(row, plan)) throw foreignRow(path, row);
        const rounds = names.map((name) =>
          estimatorRounds(costOfRow(name, component), measured, (row.dimension ?? 1) - 1),
        );
        const found = costRatio(rounds[0]!, rounds[1]!);
        const made = workRow(row, rounds.map(median), found.ratio, found.logError);
        tally(pairs, made);
        await table.add(made);
      }
    }
    await table.commit();
  } finally {
    await table.discard();
  }
  for (const [pair, { rows, costs: all, variance, work: less }] of pairs)
    say(
      `${pair}: costs ${Number(median(all).toPrecision(3))} times as much (median), has the smaller variance in ${variance} of ${rows} rows, and with its cost counted is the better one in ${less}`,
    );
  printLine(join(folder, FILES.work));
}

/** What the rows of a pair of estimators come to. */
interface PairTally {
  rows: number;
  readonly costs: number[];
  variance: number;
  work: number;
}

function tally(pairs: Map<string, PairTally>, row: WorkRow): void {
  const { estimator_1, estimator_2, variance_ratio, work_ratio, cost_ratio } = row;
  const pair = `${estimator_1} against ${estimator_2}`;
  const found = pairs.get(pair) ?? { rows: 0, costs: [], variance: 0, work: 0 };
  found.rows += 1;
  if (found.costs.length < MOST_COSTS && cost_ratio !== null) found.costs.push(cost_ratio);
  if (variance_ratio !== null && variance_ratio < 1) found.variance += 1;
  if (work_ratio !== null && work_ratio < 1) found.work += 1;
  pairs.set(pair, found);
}

/** Costs whose median is told: they differ by function, and there may be millions of rows. */
const MOST_COSTS = 10_000;

function isOfPlan({ estimator_1, estimator_2, component }: SummaryRow, plan: Plan): boolean {
  return (
    [estimator_1, estimator_2].every((name) => plan.estimators.includes(name)) &&
    plan.components.includes(component)
  );
}

function foreignRow(path: string, { cell_id }: SummaryRow): GradvarError {
  return new GradvarError(
    'FOLDER_DAMAGED',
    EXIT.io,
    `${path} is not of the plan beside it: the row of cell ${cell_id} is none of it`,
    '`gradvar verify` says what is wrong with the folder; `gradvar run` with the same config writes the file again',
  );
}

/**
 * The cost of the programs of every integrand point of a plan, by formula and parameters as in summary.csv.
 */
async function measuredCosts(plan: Plan): Promise<ReadonlyMap<string, MeasuredCost>> {
  const [{ measureCost }, { ESTIMATOR_EVALUATIONS }, { integrandPoints }, { compileIntegrand }] =
    await Promise.all([
      import('../cost/cost.ts'),
      import('../cost/estimator-cost.ts'),
      import('../plan/points.ts'),
      import('../integrands/compile.ts'),
    ]);
  const [{ parameterText }, { guideOf }, { boundParameters }] = await Promise.all([
    import('../tables/parameter-text.ts'),
    import('../plan/guide.ts'),
    import('../plan/cell.ts'),
  ]);
  const { loadKernel } = await import('../../workers/kernel/native/load-kernel.ts');
  const kernel = loadKernel();
  const at = guideOf(plan).at(0);
  const costs = new Map<string, MeasuredCost>();
  for (const point of integrandPoints(plan)) {
    const { name, formula, parameters } = point;
    const integrand = compileIntegrand(formula, boundParameters(point, at));
    costs.set(
      `${formula} ${parameterText(parameters)}`,
      await measureCost(kernel, integrand, at, ESTIMATOR_EVALUATIONS),
    );
    say(`measured ${name} ${parameterText(parameters)}`.trim());
  }
  return costs;
}

/** A direction in both components needs what either needs. */
function costOfRow(name: string, component: string): Cost {
  const { cost } = requireEstimator(name);
  const base = baseComponent(component);
  if (base !== null) return cost[base];
  const most = (of: (each: Cost) => number): number => Math.max(of(cost.mu), of(cost.sigma));
  return {
    normals: most((each) => each.normals),
    values: most((each) => each.values),
    derivatives: most((each) => each.derivatives),
    seconds: most((each) => each.seconds),
  };
}

function workRow(row: SummaryRow, nanoseconds: readonly number[], ratio: number, logError: number): WorkRow {
  const { cell_id, integrand, params, mu, sigma, m, component, estimator_1, estimator_2 } = row;
  const variance = row.variance_ratio_exact ?? row.variance_ratio;
  return {
    cell_id,
    integrand,
    params,
    mu,
    sigma,
    m,
    component,
    estimator_1,
    estimator_2,
    nanoseconds_1: nanoseconds[0]!,
    nanoseconds_2: nanoseconds[1]!,
    cost_ratio: ratio,
    cost_ratio_error: logError,
    variance_ratio: variance,
    work_ratio: variance === null ? null : variance * ratio,
  };
}
