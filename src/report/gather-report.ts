import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { planId } from '../grid/canonical.ts';
import { inputError } from '../results/input-error.ts';
import { FILES } from '../results/folder-files.ts';
import { readSummary } from '../results/read-summary.ts';
import { planOfFolder } from '../results/results-folder.ts';
import { sealState } from '../results/seal.ts';
import { version } from '../version.ts';
import { encodeColumns } from './encode-columns.ts';
import { findingsByPair } from './pair-findings.ts';
import type { ReportData } from './report-data.ts';
import { classOf } from './report-row.ts';
import { whyTerms } from './why-terms.ts';

/**
 * Everything that a report shows, from plan.json, summary.csv and seal.json of a results folder.
 *
 * @throws GradvarError INPUT_UNREADABLE, FOLDER_DAMAGED (50)
 */
export async function gatherReport(folder: string): Promise<ReportData> {
  const plan = await planOfFolder(folder);
  const path = join(folder, FILES.summary);
  if (plan === undefined || !existsSync(path)) throw noSummary(folder, plan === undefined);
  const rows = readSummary(path, await textOf(path));
  const classes = Object.fromEntries(plan.integrands.map((integrand) => [integrand.name, integrand.class]));
  return {
    version: version(),
    name: plan.name,
    plan: planId(plan),
    seal: await sealState(folder, plan),
    columns: encodeColumns(rows),
    classes,
    findings: findingsByPair(rows, (name) => classOf(classes, name)),
    why: whyTerms(rows),
    live: null,
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw inputError(path, error);
  }
}

function noSummary(folder: string, noPlan: boolean): GradvarError {
  return noPlan
    ? new GradvarError(
        'INPUT_UNREADABLE',
        EXIT.io,
        `${folder} holds no ${FILES.plan}: it is no results folder`,
        'give the folder that `gradvar run` or `gradvar merge` wrote',
      )
    : new GradvarError(
        'INPUT_UNREADABLE',
        EXIT.io,
        `${folder} holds no ${FILES.summary}: the run has not ended, or it is a shard`,
        'run the same command again to finish it, or join the shards with `gradvar merge`',
      );
}
