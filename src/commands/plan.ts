import type { Command } from './command.ts';
import { configArguments, planOf, type ConfigArguments } from './config-arguments.ts';
import { print, table } from './output.ts';

interface Arguments extends ConfigArguments {
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    configArguments(yargs).option('json', {
      type: 'boolean',
      default: false,
      describe: 'Print plan and estimate as JSON',
    }),
  handler: async (args) => {
    const plan = await planOf(args);
    const [{ estimatePlan }, { planId }, { duration }, { availableParallelism }] = await Promise.all([
      import('../grid/estimate.ts'),
      import('../grid/canonical.ts'),
      import('./progress.ts'),
      import('node:os'),
    ]);
    const estimate = estimatePlan(plan);
    if (args.json) {
      print(JSON.stringify({ plan_id: planId(plan), estimate, plan }, null, 2));
      return;
    }
    const cores = availableParallelism();
    const { cells, points, blocks, draws, rows, nanoseconds, bytes, journalBytes } = estimate;
    print(
      table(
        ['quantity', 'value'],
        [
          ['name', plan.name],
          ['plan_id', planId(plan)],
          ['seed', JSON.stringify(plan.seed)],
          ['integrands', String(plan.integrands.length)],
          ['cells', String(cells)],
          ['exact points', String(points)],
          ['blocks', String(blocks)],
          ['draws', String(draws)],
          ['rows', String(rows)],
          ['time', `about ${duration(nanoseconds / 1e6 / cores)} on ${cores} cores`],
          ['tables', `about ${(bytes / 1e6).toFixed(2)} MB`],
          ['journal', `about ${(journalBytes / 1e6).toFixed(2)} MB`],
        ],
      ),
    );
  },
};
