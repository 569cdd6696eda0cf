import type { SummaryRow } from '../../tables/columns/columns.ts';
import { collectHealth } from '../../tables/columns/health.ts';
import { advantageOf, isScoreAgainstPathwise, isWin, pairNamesOf } from '../../tables/estimator-pair.ts';
import { collectPoints, countedWith, NO_POINTS } from '../../tables/points.ts';
import type { ClassFindings, PairFindings } from './report-data.ts';

/**
 * What a result says of each pair of estimators, score against pathwise first: as a whole and for each class
 * of integrands.
 */
export function collectByPair(classOf: (integrand: string) => string) {
  const collectors = new Map<string, ReturnType<typeof pairCollector>>();
  return {
    /** @param index the row's place, by which the findings name it */
    add(row: SummaryRow, index: number): void {
      const key = pairNamesOf(row);
      let collector = collectors.get(key);
      if (collector === undefined) {
        collector = pairCollector(row.estimator_1, row.estimator_2, classOf);
        collectors.set(key, collector);
      }
      collector.add(row, index);
    },
    /** The rows that are the strongest of a class. */
    strongest: () => [...collectors.values()].flatMap(({ strongest }) => strongest()),
    result(): readonly PairFindings[] {
      const findings = [...collectors.values()].map(({ result }) => result());
      return findings.sort((a, b) => Number(isScoreAgainstPathwise(b)) - Number(isScoreAgainstPathwise(a)));
    },
  };
}

export function findingsByPair(
  rows: readonly SummaryRow[],
  classOf: (integrand: string) => string,
): readonly PairFindings[] {
  const pairs = collectByPair(classOf);
  rows.forEach((row, i) => pairs.add(row, i));
  return pairs.result();
}

/** Rows of a pair that a report names for how clearly its challenger wins. */
export const MOST_CLEAR = 40;

interface Win {
  readonly row: SummaryRow;
  readonly index: number;
  readonly advantage: number;
}

interface OneClass {
  points: number;
  wins: number;
  strongest: Win | null;
}

function pairCollector(first: string, second: string, classOf: (integrand: string) => string) {
  let rows = 0;
  let counts = NO_POINTS;
  const health = collectHealth();
  const classes = new Map<string, OneClass>();
  const flagged = new Map<string, number>();
  const clearest: Win[] = [];
  const points = collectPoints((row, index) => {
    counts = countedWith(counts, row);
    const name = classOf(row.integrand);
    const found = classes.get(name) ?? { points: 0, wins: 0, strongest: null };
    classes.set(name, found);
    found.points += 1;
    if (!isWin(row)) return;
    found.wins += 1;
    const win = { row, index, advantage: advantageOf(row) };
    if (win.advantage === 0) return;
    insert(clearest, win);
    if (win.advantage > (found.strongest?.advantage ?? 0)) found.strongest = win;
  });
  return {
    add(row: SummaryRow, index: number): void {
      rows += 1;
      health.add(row);
      const flag = flagOf(row);
      if (flag !== null) flagged.set(flag, (flagged.get(flag) ?? 0) + 1);
      points.add(row, index);
    },
    strongest: () => {
      points.flush();
      return [...classes.values()].flatMap(({ strongest }) => strongest?.row ?? []);
    },
    result: (): PairFindings => {
      points.flush();
      return {
        first,
        second,
        rows,
        ...counts,
        health: health.result()[0] ?? NO_HEALTH,
        classes: classFindings(classes),
        flagged: [...flagged],
        clearest: clearest.map(({ index }) => index),
      };
    },
  };
}

/** Puts a win to its place among the clearest, the first of equal ones first. */
function insert(clearest: Win[], win: Win): void {
  const last = clearest.at(-1);
  if (clearest.length === MOST_CLEAR && last !== undefined && win.advantage <= last.advantage) return;
  const place = clearest.findIndex(({ advantage }) => advantage < win.advantage);
  clearest.splice(place === -1 ? clearest.length : place, 0, win);
  if (clearest.length > MOST_CLEAR) clearest.pop();
}

/** Why a row is to be read with care; null for one that is not. */
function flagOf({ status, ci_quality: quality }: SummaryRow): string | null {
  if (status !== 'ok') return status;
  if (quality === 'ok') return null;
  return quality === 'none' ? 'no interval' : quality;
}

/** Of a pair without a row of quality `ok`. */
const NO_HEALTH = { scores: 0, chiSquare: 0, probability: 1, intervals: 0, covering: 0 };

function classFindings(found: ReadonlyMap<string, OneClass>): readonly ClassFindings[] {
  const advantage = ({ strongest }: OneClass) => strongest?.advantage ?? 0;
  const ordered = [...found].sort(([, a], [, b]) => advantage(b) - advantage(a));
  return ordered.map(([name, { points, wins, strongest }]) => ({
    name,
    points,
    wins,
    strongest: strongest?.index ?? null,
  }));
}
