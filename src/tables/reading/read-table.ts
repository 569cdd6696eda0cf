import { ABSENT, COLUMNS, type Column, type RowOf, type SummaryRow } from '../columns/columns.ts';
import { RATIO_COLUMNS } from '../columns/ratio-columns.ts';
import { damagedTable, readRecords, type RowRecord } from './csv-records.ts';
import { WHY_COLUMNS } from '../columns/why-columns.ts';

/** A record whose numbers are known already. */
export interface ReadRow<Row> {
  readonly record: RowRecord;
  readonly row: Row;
}

/**
 * Reads one kind of table; every method throws what `readRecords` does, and RESULT_DAMAGED (50) if a number
 * is none.
 */
export interface TableReader<Row> {
  readonly records: (path: string) => AsyncGenerator<readonly RowRecord[], void, void>;
  /**
   * The row of a record, typed by the columns of the table.
   *
   * @param like a row that may have the same text in many places, such as its partner: what is the same is
   *   not read again
   */
  readonly row: (record: RowRecord, like?: ReadRow<Row>) => Row;
  /** All rows, in runs of some hundreds. */
  readonly rows: (path: string) => AsyncGenerator<readonly Row[], void, void>;
}

export const SUMMARY_READER = tableReader('summary.csv', COLUMNS);

export const WHY_READER = tableReader('why.csv', WHY_COLUMNS);

export const RATIO_READER = tableReader('ratio.csv', RATIO_COLUMNS);

/** The column of ratio.csv that stands for one of summary.csv: there is no exact kurtosis of a file. */
const IN_RATIO: Readonly<Record<string, string>> = {
  kurtosis_1: 'kurtosis_1_estimated',
  kurtosis_2: 'kurtosis_2_estimated',
};

/** What the rows of a ratio.csv are in the columns that it has not. */
const NOT_IN_RATIO: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    COLUMNS.map(({ name }) => name)
      .filter((name) => !RATIO_COLUMNS.some((own) => own.name === (IN_RATIO[name] ?? name)))
      .map((name) => [name, '']),
  ),
  cell_id: 'ratio',
  integrand: 'ratio',
};

/** Reads a ratio.csv as rows of summary.csv, to be compared as they are. */
export const RATIO_AS_SUMMARY: TableReader<SummaryRow> = {
  ...SUMMARY_READER,
  records: (path) => {
    const names = COLUMNS.map(({ name }) => IN_RATIO[name] ?? name);
    return readRecords(path, { file: 'ratio.csv', names, absent: NOT_IN_RATIO });
  },
};

function tableReader<const Columns extends readonly Column[]>(
  file: string,
  columns: Columns,
): TableReader<RowOf<Columns>> {
  const names = columns.map(({ name }) => name);
  const rowOf = rowMaker<RowOf<Columns>>(columns);
  const records = (path: string) => readRecords(path, { file, names, absent: ABSENT });
  return {
    records,
    row: rowOf,
    async *rows(path) {
      for await (const run of records(path)) yield run.map((record) => rowOf(record));
    },
  };
}

type Value = string | number | null;

/** What a row is underneath: values in the order of the columns. */
interface Values {
  readonly values: readonly Value[];
}

/**
 * Rows are views of their values. A literal would have to name every column by hand, and an object that is
 * filled name by name takes twice the time.
 */
function rowMaker<Row>(columns: readonly Column[]): TableReader<Row>['row'] {
  const getters = columns.map(({ name }, i): [string, PropertyDescriptor & ThisType<Values>] => [
    name,
    {
      enumerable: true,
      get() {
        return this.values[i];
      },
    },
  ]);
  const view: object = Object.defineProperties({}, Object.fromEntries(getters));
  return (record, like) => {
    const { fields } = record;
    const known = like?.record.fields;
    const knownValues = (like?.row as Values | undefined)?.values;
    const row = Object.create(view) as { values: readonly Value[] };
    row.values = columns.map(({ name, type }, i) => {
      const field = fields[i]!;
      if (type === 'string') return field;
      if (field === '') return null;
      if (known?.[i] === field) return knownValues![i]!;
      const value = Number(field);
      if (Number.isFinite(value)) return value;
      throw damagedTable(
        record.path,
        record.line,
        `'${field.slice(0, 40)}' in ${name}`,
        'a finite number or an empty field',
      );
    });
    return row as Row;
  };
}
