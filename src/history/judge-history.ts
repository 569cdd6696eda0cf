import { EXIT } from '../errors.ts';
import { countsOf, type Judgement, type JudgedClaim } from '../suite/judgement.ts';
import type { HistoryLine, RunLine } from './history-line.ts';
import { movedExact, movedTables, type Move } from './moved-bytes.ts';
import { sequentialTest, type Alarm, type SequentialResult } from './sequential-test.ts';

/** The runs of one plan, whatever its seed, with all that is wrong with them. */
export interface Series {
  readonly name: string;
  /** In the order of the file. */
  readonly runs: readonly RunLine[];
  /** Those since the last acceptance of which each has draws of its own: the first of each seed. */
  readonly tested: readonly RunLine[];
  readonly draws: SequentialResult;
  /** Moves since the last acceptance: of tables, plan by plan, and of the exact values. */
  readonly plans: readonly PlanRuns[];
  readonly exact: readonly Move[];
}

export interface PlanRuns {
  readonly seed: string;
  readonly runs: readonly RunLine[];
  readonly moves: readonly Move[];
}

/** @param alpha probability of any false alarm over the whole of a series, from one acceptance to the next */
export function judgedSeries(lines: readonly HistoryLine[], alpha: number): readonly Series[] {
  const runs = lines.filter((line) => line.kind === 'run');
  const accepted = lines.findLastIndex(({ kind }) => kind === 'accepted');
  const since = new Set<HistoryLine>(lines.slice(accepted + 1));
  const isNew = ({ after }: Move) => since.has(after);
  return grouped(runs, ({ series }) => series).map((ofSeries) => {
    const seeds = grouped(
      ofSeries.filter((run) => since.has(run) && run.evidence.length > 0),
      ({ seed }) => seed,
    );
    const tested = seeds.map(([first]) => first!);
    return {
      name: ofSeries[0]!.name,
      runs: ofSeries,
      tested,
      draws: sequentialTest(
        tested.map(({ evidence }) => evidence),
        alpha,
      ),
      plans: grouped(ofSeries, ({ plan }) => plan).map((ofPlan) => ({
        seed: ofPlan[0]!.seed,
        runs: ofPlan,
        moves: movedTables(ofPlan).filter(isNew),
      })),
      exact: movedExact(ofSeries).filter(isNew),
    };
  });
}

function grouped(runs: readonly RunLine[], keyOf: (run: RunLine) => string): readonly (readonly RunLine[])[] {
  const groups = new Map<string, RunLine[]>();
  for (const run of runs) groups.set(keyOf(run), [...(groups.get(keyOf(run)) ?? []), run]);
  return [...groups.values()];
}

/** The verdict of `gradvar history check`. */
export function judgeHistory(all: readonly Series[], name: string, alpha: number): Judgement {
  const claims = all.flatMap((series) => claimsOf(series, alpha));
  const counts = countsOf(claims);
  const runs = all.reduce((sum, series) => sum + series.runs.length, 0);
  const verdict = counts.rejected === 0 ? 'nothing moved' : `${counts.rejected} of ${claims.length} moved`;
  return {
    title: 'gradvar history check',
    name,
    alpha,
    counted: 'runs',
    claims,
    counts,
    exitCode: counts.rejected === 0 ? EXIT.ok : EXIT.gateFailed,
    sentence: `${runs} runs of ${all.length} series: ${verdict} (false alarm of draws in a whole series: at most ${alpha})`,
  };
}

function claimsOf(
  { name, runs, tested, draws, plans, exact }: Series,
  alpha: number,
): readonly JudgedClaim[] {
  const again = plans.filter((plan) => plan.runs.length > 1);
  const ofDraws: JudgedClaim = {
    name: `draws of ${name} against the exact values`,
    outcome: draws.p <= alpha ? 'rejected' : 'accepted',
    p: draws.p,
    count: tested.length,
    reasons: draws.alarms.slice(0, MOST_REASONS).map((alarm) => alarmText(alarm, tested)),
  };
  return [
    ...again.map((plan) => moved(`bytes of ${name}, seed ${plan.seed}`, plan.runs.length, plan.moves)),
    ...(runs.length > 1 ? [moved(`exact values of ${name}`, runs.length, exact)] : []),
    ...(tested.length === 0 ? [] : [ofDraws]),
  ];
}

const MOST_REASONS = 10;

function moved(name: string, count: number, moves: readonly Move[]): JudgedClaim {
  const reasons = moves.slice(0, MOST_REASONS).map(moveText);
  return { name, outcome: moves.length === 0 ? 'accepted' : 'rejected', p: null, count, reasons };
}

/** When and where a run was: `2026-03-01, commit 1a2b3c4d5e6f`. */
export function runText({ time, commit }: RunLine): string {
  const day = time.slice(0, 10);
  return commit === null ? day : `${day}, commit ${commit.slice(0, 12)}`;
}

export function moveText({ before, after, what }: Move): string {
  const versions = Object.keys(after.versions)
    .filter((name) => before.versions[name] !== after.versions[name])
    .map((name) => `, ${name} ${before.versions[name] ?? '?'} → ${after.versions[name] ?? '?'}`);
  return `${what.join(', ')} moved on ${runText(after)} (before: ${runText(before)}${versions.join('')})`;
}

export function alarmText({ estimator, integrand, ...alarm }: Alarm, tested: readonly RunLine[]): string {
  const percent = (share: number) => Number((100 * share).toPrecision(3));
  const sign = alarm.deviation > 0 ? '+' : '';
  const where = integrand === '' ? 'over all integrands' : `of ${integrand}`;
  const size = `${sign}${percent(alarm.deviation)} % ± ${percent(alarm.error)} %`;
  const [first, last] = [tested[alarm.since]!, tested[alarm.seen]!];
  return `${alarm.quantity} of ${estimator} ${where} off by ${size} since ${runText(first)}, seen on ${runText(last)}`;
}
