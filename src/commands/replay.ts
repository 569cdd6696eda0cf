import type { Replay } from '../audit/replay-block.ts';
import { EXIT } from '../errors.ts';
import { alignedLines } from '../text/table.ts';
import { visibleLines } from '../text/visible.ts';
import type { Command } from './command.ts';
import { print, printPiece } from './terminal/output.ts';

interface Arguments {
  readonly folder: string;
  readonly cell: string;
  readonly draws: boolean;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' })
      .positional('cell', {
        type: 'string',
        demandOption: true,
        describe: 'cell_id, or cell_id#BLOCK for another block than the first',
      })
      .option('draws', {
        type: 'boolean',
        default: false,
        describe: "Print every draw as CSV: eps, z, r, r' and the contributions",
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print a JSON document' }),
  handler: replay,
};

/** Exit code 0, or 50 if the journal holds other numbers for the block. */
async function replay({ folder, cell, draws, json }: Arguments): Promise<void> {
  const { replayBlock } = await import('../audit/replay-block.ts');
  const found = await replayBlock(folder, cell);
  process.exitCode = found.journal === 'other' || found.reference === 'other' ? EXIT.io : EXIT.ok;
  if (draws) await printDraws(found);
  else print(json ? JSON.stringify(summaryOf(found)) : replayText(found));
}

const DRAW_COLUMNS = [
  'trial',
  'draw',
  'eps',
  'z',
  'r',
  'r_derivative',
  'score_mu',
  'score_sigma',
  'pathwise_mu',
  'pathwise_sigma',
] as const;

/** Lines that are handed on together. */
const PIECE = 512;

async function printDraws({ draws }: Replay): Promise<void> {
  const { csvHeader, csvText } = await import('../tables/csv.ts');
  if (!(await printPiece(csvHeader(DRAW_COLUMNS)))) return;
  let waiting: Record<(typeof DRAW_COLUMNS)[number], number | null>[] = [];
  for (const draw of draws()) {
    waiting.push(finiteOnly(draw));
    if (waiting.length < PIECE) continue;
    if (!(await printPiece(csvText(DRAW_COLUMNS, waiting)))) return;
    waiting = [];
  }
  await printPiece(csvText(DRAW_COLUMNS, waiting));
}

/** A number that is not finite is an empty cell. */
function finiteOnly<Row extends object>(row: Row): Record<keyof Row, number | null> {
  const cells = Object.entries(row).map(([name, value]) => [
    name,
    Number.isFinite(value) ? (value as number) : null,
  ]);
  return Object.fromEntries(cells) as Record<keyof Row, number | null>;
}

function summaryOf({ cell, block, trials, channels, reference, journal }: Replay): object {
  const { id, name, formula, parameters, dimension, mu, sigma, m } = cell;
  const place = { cell_id: id, integrand: name, formula, parameters, dimension, mu, sigma, m };
  return { ...place, block, trials, contributions: channels, reference, journal };
}

function replayText(found: Replay): string {
  const { cell, block, trials, channels, reference, journal } = found;
  const parameters = Object.entries(cell.parameters).map(([name, value]) => `${name} = ${value}`);
  const coordinates = cell.dimension === 1 ? [] : [`dimension = ${cell.dimension}`];
  const where = [`mu = ${cell.mu}`, `sigma = ${cell.sigma}`, ...coordinates, ...parameters].join(', ');
  const journalText = { same: 'the same bits', other: 'OTHER NUMBERS', missing: 'not in it' }[journal];
  return visibleLines([
    `${cell.id}#${block}  ${cell.name}: r(z) = ${cell.formula} at ${where}`,
    `${trials} trials of ${cell.m} draws`,
    `reference kernel: ${reference === 'same' ? 'the same bits' : 'OTHER NUMBERS'}; journal: ${journalText}`,
    '',
    ...alignedLines([
      ['contribution', 'mean', 'variance', 'draw variance'],
      ...channels.map(({ contribution, mean, variance, draw_variance: ofDraws }) => [
        contribution,
        String(mean),
        String(variance ?? '-'),
        String(ofDraws ?? '-'),
      ]),
    ]),
  ]);
}
