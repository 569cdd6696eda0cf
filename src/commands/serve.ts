import type { Command } from './command.ts';
import { once } from './arguments/once.ts';
import { parsePort } from './arguments/port.ts';
import { openInBrowser } from './terminal/browser.ts';
import { printLine, say } from './terminal/output.ts';

interface Arguments {
  readonly folder: string;
  readonly port: string;
  readonly open: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' })
      .option('port', {
        coerce: once('port'),
        type: 'string',
        requiresArg: true,
        default: '0',
        describe: 'Port of this machine, 0 for a free one',
      })
      .option('open', { type: 'boolean', default: false, describe: 'Open the page in the browser' }),
  handler: serve,
};

/** Shows a finished folder until it is stopped. */
async function serve({ folder, port, open }: Arguments): Promise<void> {
  const [{ gatherReport }, { serveReport }] = await Promise.all([
    import('../report/data/gather-report.ts'),
    import('../report/live/live-run.ts'),
  ]);
  const wanted = parsePort('port', port);
  const server = await serveReport(await gatherReport(folder), wanted);
  printLine(server.address);
  say('this machine alone; whoever has the address may look. Ctrl-C ends it');
  if (open) await openInBrowser(server.address);
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  server.close();
}
