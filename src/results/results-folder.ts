import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { planId, planJson } from '../grid/canonical.ts';
import type { Plan } from '../grid/plan.ts';
import { dataPackage } from './data-package.ts';
import { writeDurably, type FileDigest } from './durable-file.ts';
import { outputError } from './output-error.ts';

/** Names of the files of a results folder. */
export const FILES = {
  plan: 'plan.json',
  summary: 'summary.csv',
  dataPackage: 'datapackage.json',
  manifest: 'manifest.json',
  timings: 'timings.csv',
  seal: 'seal.json',
} as const;

/**
 * Makes the folder ready for a run of this plan: creates it, refuses one that holds another plan, writes plan.json and
 * datapackage.json and takes away an old seal. It is the first write of a run: a folder that cannot be written
 * is found out before anything is computed.
 *
 * @throws GradvarError FOLDER_OTHER_PLAN (40), OUTPUT_UNWRITABLE (50)
 */
export async function prepareFolder(
  folder: string,
  plan: Plan,
): Promise<Readonly<Record<string, FileDigest>>> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw outputError(folder, error);
  }
  refuseOtherPlan(folder, plan);
  rmSync(join(folder, FILES.seal), { force: true });
  const description = `${JSON.stringify(dataPackage(plan.name), null, 2)}\n`;
  return {
    [FILES.plan]: await writeDurably(join(folder, FILES.plan), planJson(plan)),
    [FILES.dataPackage]: await writeDurably(join(folder, FILES.dataPackage), description),
  };
}

function refuseOtherPlan(folder: string, plan: Plan): void {
  let existing: string;
  try {
    existing = readFileSync(join(folder, FILES.plan), 'utf8');
  } catch {
    return;
  }
  const id = createHash('sha256').update(existing, 'utf8').digest('hex');
  if (id === planId(plan)) return;
  throw new GradvarError(
    'FOLDER_OTHER_PLAN',
    EXIT.refused,
    `the folder ${folder} holds the results of another plan (${id.slice(0, 12)}, this one is ${planId(plan).slice(0, 12)})`,
    'choose another folder with --out, or move the old one away',
  );
}
