import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import { readPlainText } from '../files/plain-file.ts';
import { FILES } from '../folder/folder-files.ts';
import { planOfFolder } from '../folder/results-folder.ts';
import { readSeal, sealFindings, type Seal } from '../folder/seal.ts';
import { canonicalJson, planId, type Json } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { collectHealth, type PairHealth } from '../tables/columns/health.ts';
import { SUMMARY_READER } from '../tables/reading/read-table.ts';
import { TABLE_FILES } from '../tables/tables.ts';
import { version } from '../version.ts';
import { collectEvidence } from './evidence.ts';
import type { AcceptedLine, RunLine } from './history-line.ts';

/**
 * The line of a history that a results folder gives, in bounded memory.
 *
 * @param commit of the repository that made it; null where there is none
 * @throws GradvarError USAGE (2) for no results folder, RESULT_INCOMPLETE (31) before a run has ended,
 *   RESULT_FOREIGN (41) for results that were changed, RESULT_DAMAGED, FOLDER_DAMAGED, INPUT_UNREADABLE (50)
 */
export async function runLine(folder: string, commit: string | null): Promise<RunLine> {
  const plan = await planOfFolder(folder);
  if (plan === undefined) throw noRun(folder);
  const seal = await wholeSeal(folder, plan);
  const started = startOf(folder);
  const tables = Object.fromEntries(
    seal.files.filter(({ name }) => TABLE_FILES.includes(name)).map(({ name, sha256 }) => [name, sha256]),
  );
  const facts = {
    commit,
    plan: planId(plan),
    tables,
    versions: { gradvar: version(), node: process.version },
  };
  return {
    version: 1,
    kind: 'run',
    id: digestOf({ ...facts, started }),
    time: started ?? new Date().toISOString(),
    name: plan.name,
    series: digestOf({ ...plan, seed: '' } as unknown as Json),
    seed: plan.seed,
    scheme: plan.scheme,
    ...facts,
    ...(await tellRows(join(folder, FILES.summary))),
  };
}

/** From here on all is as it should be, for the reason given. */
export function acceptedLine(reason: string, commit: string | null): AcceptedLine {
  const facts = { commit, time: new Date().toISOString(), reason };
  return { version: 1, kind: 'accepted', id: digestOf(facts), ...facts };
}

const digestOf = (data: Json): string => createHash('sha256').update(canonicalJson(data)).digest('hex');

type RowFacts = Pick<RunLine, 'exact' | 'rows' | 'counts' | 'health' | 'worst' | 'evidence'>;

/** Rows that lie furthest from their exact ratio. */
const WORST = 5;

async function tellRows(summary: string): Promise<RowFacts> {
  const exact = createHash('sha256');
  const [status, winner] = [new Map<string, number>(), new Map<string, number>()];
  const [health, evidence] = [collectHealth(), collectEvidence()];
  let rows = 0;
  let worst: readonly SummaryRow[] = [];
  for await (const run of SUMMARY_READER.rows(summary)) {
    for (const row of run) {
      rows += 1;
      addExact(exact, row);
      status.set(row.status, (status.get(row.status) ?? 0) + 1);
      winner.set(row.winner, (winner.get(row.winner) ?? 0) + 1);
      health.add(row);
      evidence.add(row);
    }
    const scored = run.filter(({ z_score: z, ci_quality }) => z !== null && ci_quality === 'ok');
    worst = [...worst, ...scored].sort((a, b) => size(b) - size(a)).slice(0, WORST);
  }
  return {
    exact: exact.digest('hex'),
    rows,
    counts: { status: Object.fromEntries(status), winner: Object.fromEntries(winner) },
    health: health.result().map(healthOf),
    worst: worst.map(worstOf),
    evidence: [...evidence.result()],
  };
}

const size = ({ z_score: z }: SummaryRow): number => Math.abs(z ?? 0);

function addExact(hash: Hash, row: SummaryRow): void {
  const { cell_id, component, estimator_1, estimator_2, gradient_exact, bias_1, bias_2 } = row;
  const { variance_1_exact, variance_2_exact, variance_ratio_exact, kurtosis_1, kurtosis_2 } = row;
  const place = [cell_id, component, estimator_1, estimator_2];
  const values = [gradient_exact, bias_1, bias_2, variance_1_exact, variance_2_exact, variance_ratio_exact];
  hash.update(`${JSON.stringify([...place, ...values, kurtosis_1, kurtosis_2])}\n`);
}

function healthOf({ estimator1, estimator2, ...told }: PairHealth): RunLine['health'][number] {
  return {
    pair: `${estimator1}/${estimator2}`,
    scores: told.scores,
    chi_square: told.chiSquare,
    probability: told.probability,
    intervals: told.intervals,
    covering: told.covering,
  };
}

function worstOf(row: SummaryRow): RunLine['worst'][number] {
  const { integrand, params, mu, sigma, m, cell_id, component, estimator_1, estimator_2, z_score } = row;
  const place = [integrand, params, `mu=${mu}`, `sigma=${sigma}`, `m=${m}`, `(${cell_id})`];
  return {
    row: place.filter((part) => part !== '').join(' '),
    component,
    estimators: `${estimator_1}/${estimator_2}`,
    z: Number((z_score ?? 0).toPrecision(4)),
  };
}

/** The seal of a whole run that nobody changed. */
async function wholeSeal(folder: string, plan: Plan): Promise<Seal> {
  const seal = await readSeal(folder);
  if (seal === undefined || seal.shard !== null)
    throw new GradvarError(
      'RESULT_INCOMPLETE',
      EXIT.incomplete,
      `${folder} ${seal === undefined ? 'has no seal: its run has not ended' : `holds shard ${seal.shard} alone`}`,
      'run it to its end (the same command resumes it), or merge its shards, and add it then',
    );
  const wrong = await sealFindings(folder, planId(plan), seal);
  if (wrong.length === 0) return seal;
  throw new GradvarError(
    'RESULT_FOREIGN',
    EXIT.foreign,
    `${folder} is not as it was sealed: ${wrong.join('; ')}`,
    '`gradvar verify` tells more; without its seal.json the same `gradvar run` makes the tables again',
  );
}

/** When the run began, from manifest.json; null in a baseline, which has none. */
function startOf(folder: string): string | null {
  try {
    const text = readPlainText(join(folder, FILES.manifest)) ?? '';
    const { run } = JSON.parse(text) as { readonly run?: { readonly started?: unknown } };
    const started = run?.started;
    return typeof started === 'string' && !Number.isNaN(Date.parse(started))
      ? new Date(started).toISOString()
      : null;
  } catch {
    return null;
  }
}

function noRun(folder: string): GradvarError {
  return new GradvarError(
    'RESULT_MISSING',
    EXIT.usage,
    `${folder} holds no ${FILES.plan}: a history is of runs`,
    'give the folder that `gradvar run` or `gradvar merge` wrote; a ratio.csv is gated by `gradvar compare`',
  );
}
