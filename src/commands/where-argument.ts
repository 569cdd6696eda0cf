import { GradvarError, usage } from '../errors.ts';
import { nearestName } from '../formula/names.ts';
import { FILTER_COLUMNS, type Condition, type RowFilter } from '../report/data/row-filter.ts';
import { COLUMNS, type SummaryRow } from '../tables/columns/columns.ts';

/**
 * `key=value[,value]` or `key=low..high`, as often as given; a row must fulfil all of them.
 *
 * @throws GradvarError USAGE (exit 2)
 */
export function parseWhere(texts: readonly string[]): RowFilter {
  return { text: texts.join(' '), conditions: texts.map(conditionOf) };
}

function conditionOf(text: string): Condition {
  const equals = text.indexOf('=');
  if (equals < 1 || equals === text.length - 1)
    throw unfit(text, 'expected key=value, key=value,value or key=low..high', KEYS);
  const key = text.slice(0, equals);
  const value = text.slice(equals + 1);
  const column = COLUMNS.find(({ name }) => name === key);
  if (column === undefined) {
    const near = nearestName(key, FILTER_COLUMNS);
    throw unfit(text, `there is no column '${key}'`, near === null ? KEYS : `did you mean ${near}?`);
  }
  const { name, type } = column;
  if (type !== 'string') return numbersOf(text, name, value);
  // A name with a comma is meant as a whole.
  return { column: name, kind: 'words', words: [value, ...value.split(',')] };
}

function numbersOf(text: string, column: keyof SummaryRow, value: string): Condition {
  const ends = value.split('..');
  if (ends.length === 1)
    return { column, kind: 'numbers', numbers: value.split(',').map((each) => numberOf(text, each)) };
  if (ends.length > 2 || ends.join('') === '')
    throw unfit(text, `found ${value}, expected low..high`, RANGES);
  const [low, high] = [endOf(text, ends[0]!, -Infinity), endOf(text, ends[1]!, Infinity)];
  if (low > high) throw unfit(text, `found ${low} above ${high}, expected low..high`, RANGES);
  return { column, kind: 'range', low, high };
}

const endOf = (text: string, end: string, open: number): number => (end === '' ? open : numberOf(text, end));

function numberOf(text: string, written: string): number {
  const value = /^\s*[-+.\d][-+.\deE]*\s*$/.test(written) ? Number(written) : NaN;
  if (Number.isFinite(value)) return value;
  throw unfit(text, `found '${written}', expected a number`, RANGES);
}

const KEYS = 'the keys are the columns of summary.csv, as integrand, mu, sigma, m, component, status, winner';
const RANGES = 'numbers are written as sigma=0.5, sigma=0.5,1 or sigma=0.1..2; an end may be left open';

function unfit(text: string, found: string, hint: string): GradvarError {
  return usage(`--where ${text}: ${found}`, hint);
}
