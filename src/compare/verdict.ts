import { EXIT, type ExitCode } from '../errors.ts';
import { ROW_CLASSES, type RowClass } from './compared-row.ts';
import { countedRows, type Comparison } from './comparison.ts';
import type { GlobalShift } from './global-shift.ts';

/** The one answer to a comparison. */
export interface ComparisonVerdict {
  readonly word: 'identical' | 'passed' | 'failed' | 'inconclusive' | 'incomplete';
  readonly exitCode: ExitCode;
  readonly sentence: string;
}

/** Classes that say "not known" and not "wrong": asked to fail, they give an exit code of their own. */
const UNDECIDED: ReadonlySet<RowClass> = new Set(['inconclusive', 'heavy_tail', 'unmeasured']);

/**
 * The verdict: incomplete results (31) go before differences (20), those before what could not be decided (21
 * when asked for with --fail-on, else 0). Passed are only results of which every row could be judged. An
 * edited side is named.
 */
export function verdict(comparison: Comparison): ComparisonVerdict {
  const found = verdictOfRows(comparison);
  const edited = comparison.edited.map((label) => `; ${label} was changed since it was sealed`);
  return { ...found, sentence: [found.sentence, ...edited].join('') };
}

function verdictOfRows(comparison: Comparison): ComparisonVerdict {
  const { counts, options, incomplete, sameBytes, shifts } = comparison;
  const [short] = incomplete;
  if (short !== undefined) {
    const sentence = `${short.label} is incomplete: ${short.rows} of ${short.planned} rows`;
    return { word: 'incomplete', exitCode: EXIT.incomplete, sentence };
  }
  const total = countedRows(counts);
  if (sameBytes) {
    const sentence = `the same bytes: ${rowsText(total)}`;
    return { word: 'identical', exitCode: EXIT.ok, sentence };
  }
  const found = ROW_CLASSES.filter((name) => counts[name] > 0 && options.failing.has(name));
  const wrong = found.filter((name) => !UNDECIDED.has(name));
  const alarms = shifts.filter(({ alarm }) => alarm);
  if (wrong.length > 0 || alarms.length > 0) {
    const parts = [...wrong.map((name) => `${counts[name]} ${classText(name)}`), ...alarms.map(shiftText)];
    return {
      word: 'failed',
      exitCode: EXIT.gateFailed,
      sentence: `of ${rowsText(total)}: ${parts.join(', ')}`,
    };
  }
  const parts = ROW_CLASSES.filter((name) => counts[name] > 0).map(
    (name) => `${counts[name]} ${classText(name)}`,
  );
  const sentence = `of ${rowsText(total)}: ${parts.join(', ')}`;
  const undecided = ROW_CLASSES.some((name) => counts[name] > 0 && UNDECIDED.has(name));
  if (!undecided) return { word: 'passed', exitCode: EXIT.ok, sentence };
  const exitCode = found.length > 0 ? EXIT.inconclusive : EXIT.ok;
  return { word: 'inconclusive', exitCode, sentence: `${sentence}; no change was found` };
}

export function classText(name: RowClass): string {
  return name.replaceAll('_', ' ');
}

export function shiftText({ quantity, change, cells, p }: GlobalShift): string {
  return `${quantity} shifted by ${percent(change)} over ${cells} cells (p = ${p.toPrecision(2)})`;
}

/** +3.1 %, −0.02 %. */
export function percent(fraction: number): string {
  const value = 100 * fraction;
  const digits = Math.abs(value) >= 10 ? value.toFixed(0) : Number(value.toPrecision(2)).toString();
  return `${value > 0 ? '+' : ''}${digits} %`;
}

function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
