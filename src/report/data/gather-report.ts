import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, GradvarError, usage } from '../../errors.ts';
import { planId } from '../../plan/canonical.ts';
import { FILES } from '../../folder/folder-files.ts';
import { planOfFolder } from '../../folder/results-folder.ts';
import { sealState } from '../../folder/seal.ts';
import { version } from '../../version.ts';
import { encodeColumns } from './encode-columns.ts';
import { NO_WHY, readWhy } from './read-why.ts';
import type { ReportData } from './report-data.ts';
import { rowClassOf } from './report-row.ts';
import { ALL_ROWS, type RowFilter } from './row-filter.ts';
import { MOST_SHOWN_ROWS, selectRows } from './select-rows.ts';
import { surveyRows, type Survey } from './survey.ts';

/**
 * Everything that a report shows, from plan.json, summary.csv, why.csv and seal.json of a results folder.
 * summary.csv is read in bounded memory: once for what all rows say, and of more rows than a report holds
 * once more for those that it shows.
 *
 * @throws GradvarError USAGE (2) if no row is wanted, RESULT_FOREIGN (41), RESULT_DAMAGED, INPUT_UNREADABLE,
 *   FOLDER_DAMAGED (50)
 */
export async function gatherReport(
  folder: string,
  filter: RowFilter = ALL_ROWS,
  most = MOST_SHOWN_ROWS,
): Promise<ReportData> {
  const plan = await planOfFolder(folder);
  const path = join(folder, FILES.summary);
  if (plan === undefined || !existsSync(path)) throw noSummary(folder, plan === undefined);
  const classes = Object.fromEntries(plan.integrands.map((integrand) => [integrand.name, integrand.class]));
  const survey = await surveyRows(path, filter, (name) => rowClassOf(classes, name), most);
  if (survey.wanted === 0 && survey.rows > 0) throw nothingWanted(filter, survey);
  const { rows, findings, whole, notes } = await selectRows(path, filter, survey, most);
  const why = await readWhy(join(folder, 'why.csv'), rows);
  return {
    version: version(),
    name: plan.name,
    plan: planId(plan),
    seal: await sealState(folder, plan),
    columns: encodeColumns(rows),
    classes,
    findings,
    why: why ?? NO_WHY,
    notes: why === undefined ? [...notes, WHY_MISSING] : notes,
    whole,
    live: null,
  };
}

const WHY_MISSING =
  'The folder holds no why.csv, which an older version did not write: the three terms of d/dmu are left out.';

function nothingWanted({ text, conditions }: RowFilter, { rows }: Survey): GradvarError {
  return usage(
    `--where ${text}: no row of ${rows} is left`,
    `look for the values of ${conditions.map(({ column }) => column).join(', ')} in summary.csv; all conditions must hold`,
  );
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
