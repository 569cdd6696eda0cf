import type { Trace } from '../statistics/jackknife.ts';
import { traceOf, type Traced } from '../statistics/trace.ts';
import type { GroupSums } from './group-sums.ts';

/** The parameters from `from` on, `count` of them: one alone, or all together. */
export function tracedColumns(sums: GroupSums, from: number, count: number): Traced {
  const parts: Trace = {
    *[Symbol.iterator]() {
      for (let j = from; j < from + count; j += 1) yield sums.column(j);
    },
  };
  return traceOf(parts);
}
