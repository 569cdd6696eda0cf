import type { PlanEstimate } from '../plan/estimate.ts';
import type { RunTime } from '../plan/run-time.ts';
import { table } from '../text/table.ts';
import type { Command } from './command.ts';
import { configArguments, experimentOf, type ConfigArguments } from './arguments/config-arguments.ts';
import { print } from './terminal/output.ts';

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
    const { plan } = await experimentOf(args);
    const [{ estimateLeast, estimatePlan }, { runTime }, { planId }, { duration }, { defaultWorkers }] =
      await Promise.all([
        import('../plan/estimate.ts'),
        import('../plan/run-time.ts'),
        import('../plan/canonical.ts'),
        import('./terminal/progress.ts'),
        import('../run/pool/default-workers.ts'),
      ]);
    const { kernelHere, kernelText } = await import('../../workers/kernel/native/load-kernel.ts');
    const chosen = kernelHere();
    const workers = defaultWorkers();
    const timed = (of: PlanEstimate) => ({ ...of, ...runTime(of, workers, chosen.kernel.bits) });
    const estimate = timed(estimatePlan(plan));
    const least = timed(estimateLeast(plan));
    if (args.json) {
      const both = plan.precision === undefined ? { estimate } : { estimate, least };
      print(JSON.stringify({ plan_id: planId(plan), ...both, plan }, null, 2));
      return;
    }
    const { cells, points, rows, bytes } = estimate;
    /** What a precision leaves open is told from least to most. */
    const range = (text: (of: PlanEstimate & RunTime) => string): string => {
      const [from, to] = [text(least), text(estimate)];
      return from === to ? to : `${from} to ${to}`;
    };
    const time = range(({ seconds }) => duration(Math.max(1000, 1000 * seconds)));
    const megabytes = range(({ journalBytes }) => (journalBytes / 1e6).toFixed(2));
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
          ['blocks', range(({ blocks }) => String(blocks))],
          ['draws', range(({ draws }) => String(draws))],
          ['rows', String(rows)],
          ['time', `about ${time} with ${workers === 1 ? '1 worker' : `${workers} workers`}`],
          ['kernel', kernelText(chosen)],
          ['tables', `about ${(bytes / 1e6).toFixed(2)} MB`],
          ['journal', `about ${megabytes} MB`],
        ],
      ),
    );
  },
};
