import { closeSync, existsSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { cellCount } from '../plan/cells.ts';
import type { Plan } from '../plan/plan.ts';
import { FILES } from '../folder/folder-files.ts';
import { inputError } from '../files/input-error.ts';
import { openPlainFile, requirePlainFile } from '../files/plain-file.ts';
import { planOfFolder } from '../folder/results-folder.ts';
import { brokenFiles, readSeal, sealState, type SealState } from '../folder/seal.ts';
import { RATIO_AS_SUMMARY, SUMMARY_READER } from '../tables/reading/read-table.ts';
import type { RecordRuns } from './match.ts';

/**
 * One side of a comparison: a results folder with its plan, or a summary alone. `label` is what the user
 * wrote.
 */
export type ResultSource =
  | {
      readonly kind: 'folder';
      readonly label: string;
      readonly summary: string;
      readonly plan: Plan;
      readonly seal: SealState;
    }
  | {
      readonly kind: 'summary';
      readonly label: string;
      readonly summary: string;
      /** null where there is no seal beside it that says anything. */
      readonly seal: SealState | null;
    };

/**
 * Finds the summary.csv of a results folder or takes the path of a summary itself.
 *
 * @throws GradvarError RESULT_MISSING (2) if there is nothing, RESULT_INCOMPLETE (31) if a folder has a plan
 *   and no summary yet, FOLDER_FOREIGN (41), FOLDER_DAMAGED, INPUT_UNREADABLE (50)
 */
export async function resultSource(label: string, hint: string): Promise<ResultSource> {
  if (!existsSync(label)) {
    throw new GradvarError('RESULT_MISSING', EXIT.usage, `there is no result at ${label}`, hint);
  }
  if (!statSync(label).isDirectory())
    return { kind: 'summary', label, summary: realpathSync(label), seal: await sealBeside(label) };
  const plan = await planOfFolder(label);
  const ratio = join(label, FILES.ratio);
  const summary = plan === undefined && holdsPlainFile(ratio) ? ratio : join(label, FILES.summary);
  if (!holdsPlainFile(summary)) throw withoutSummary(label, plan);
  return plan === undefined
    ? { kind: 'summary', label, summary, seal: await sealBeside(summary) }
    : { kind: 'folder', label, summary, plan, seal: await sealState(label, plan) };
}

/** @throws GradvarError INPUT_UNREADABLE (50) for what is no plain file */
function holdsPlainFile(path: string): boolean {
  const file = openPlainFile(path);
  if (file !== undefined) closeSync(file.descriptor);
  return file !== undefined;
}

/**
 * What a seal says of a summary beside it. A file that was given by itself may lie anywhere: a seal of others
 * says nothing.
 */
async function sealBeside(summary: string): Promise<SealState | null> {
  const folder = dirname(summary);
  const name = basename(summary);
  const isNamed = name === FILES.summary || name === FILES.ratio;
  const seal = isNamed ? await readSeal(folder).catch(() => undefined) : undefined;
  if (seal?.files.some((file) => file.name === name) !== true) return null;
  return (await brokenFiles(folder, seal, [name])).length === 0 ? 'sealed' : 'changed';
}

/** The rows of a side; those of a ratio.csv as rows of a summary. */
export function recordsOf({ summary }: ResultSource): RecordRuns {
  return (isRatio(summary) ? RATIO_AS_SUMMARY : SUMMARY_READER).records(summary);
}

/** Whether a file is a ratio.csv, whatever it is called: one of its columns tells. */
function isRatio(path: string): boolean {
  const { descriptor } = requirePlainFile(path);
  try {
    const start = Buffer.alloc(1 << 12);
    const header = start.toString('utf8', 0, readSync(descriptor, start)).split('\n', 1)[0] ?? '';
    return header.includes('mean_difference_p');
  } catch (error) {
    throw inputError(path, error);
  } finally {
    closeSync(descriptor);
  }
}

/** Rows that a plan has in its summary. */
export function rowsPlanned(plan: Plan): number {
  return cellCount(plan) * plan.components.length * (plan.estimators.length - 1);
}

function withoutSummary(folder: string, plan: Plan | undefined): GradvarError {
  if (plan !== undefined) {
    return new GradvarError(
      'RESULT_INCOMPLETE',
      EXIT.incomplete,
      `${folder} has a plan but no ${FILES.summary}: its run has not ended`,
      'run it to its end (the same command resumes it), or merge its shards, and compare then',
    );
  }
  return new GradvarError(
    'RESULT_MISSING',
    EXIT.usage,
    `${folder} is a folder without ${FILES.summary} and ${FILES.plan}: no results folder`,
    'give the folder of a run, or the path of a summary.csv',
  );
}
