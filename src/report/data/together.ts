import type { SizeRange } from './report-data.ts';

/** How the rows of one sample size speak for those of the others, which are put together with them. */
export interface Together {
  /** Rows of other sizes whose winner is that of the row that stands for them, of how many. */
  readonly agreeing: number;
  readonly rows: number;
}

/** A row as far as it matters here. */
export interface SizedRow {
  /** Function and place; rows of one point stand side by side. */
  readonly point: string;
  /** Component and estimators. */
  readonly kind: string;
  readonly m: string;
  readonly winner: string;
}

interface Group {
  winner: string | undefined;
  readonly others: string[];
}

/** Holds the rows of one point at a time. */
export function collectTogether(sizes: readonly SizeRange[], all: readonly string[]) {
  const shownFor = new Map<string, string>();
  for (const { m, from, to } of sizes)
    for (const other of all.slice(all.indexOf(from), all.indexOf(to) + 1)) shownFor.set(other, m);
  const groups = new Map<string, Group>();
  let point = '';
  let [agreeing, rows] = [0, 0];
  const flush = () => {
    for (const { winner, others } of groups.values()) {
      if (winner === undefined) continue;
      rows += others.length;
      agreeing += others.filter((other) => other === winner).length;
    }
    groups.clear();
  };
  return {
    add(row: SizedRow): void {
      if (row.point !== point) flush();
      point = row.point;
      const shown = shownFor.get(row.m);
      const key = `${row.kind} ${shown}`;
      const group: Group = groups.get(key) ?? { winner: undefined, others: [] };
      groups.set(key, group);
      if (row.m === shown) group.winner = row.winner;
      else group.others.push(row.winner);
    },
    result(): Together {
      flush();
      return { agreeing, rows };
    },
  };
}
