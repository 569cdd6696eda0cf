import { tableFile, type ResultTable } from './result-table.ts';
import { TABLES } from './tables.ts';

/** What each status means, for people. */
const STATUS_MEANINGS: readonly (readonly [string, string])[] = [
  ['ok', 'both variances are positive, finite and measured'],
  ['zero_variance_1', 'every estimate by estimator 1 was the same'],
  ['zero_variance_2', 'every estimate by estimator 2 was the same'],
  ['zero_variance_both', 'every estimate by either was the same'],
  ['biased_1', 'estimator 1 is biased here'],
  ['biased_2', 'estimator 2 is biased here: r jumps where Z has density'],
  ['infinite_variance_1', 'the exact variance of estimator 1 is infinite: the measured one means nothing'],
  ['infinite_variance_2', 'the exact variance of estimator 2 is infinite: the measured one means nothing'],
  ['non_finite', "r or r' overflowed or was not a number in some draw"],
  ['error', 'the cell could not be computed; manifest.json says why'],
];

/** What each reason to stop means, for people. */
const STOP_MEANINGS: readonly (readonly [string, string])[] = [
  ['ratio', 'the interval of `variance_ratio` is as narrow as wanted, and `ci_quality` is `ok`'],
  ['max_trials', '`max_trials` are done, and it is not'],
  ['heavy_tail', 'by the exact kurtosis not even `max_trials` would do for an interval to be trusted'],
  ['no_interval', 'there is none, however many trials: a variance is 0 or infinite, or a draw overflowed'],
];

/** docs/csv-columns.md, made from the tables themselves. */
export function columnsPage(): string {
  const reasons = STOP_MEANINGS.map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  const statuses = STATUS_MEANINGS.map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  return [
    '# Columns of the CSV files',
    '',
    '<!-- Made from src/tables/tables.ts by `npm run docs`; do not edit. -->',
    '',
    'UTF-8, LF, a header, quotes only where needed, numbers as the shortest decimal that reads back as the same double. **An',
    'undefined, infinite or unknown number is an empty cell**, so every common reader keeps the column numeric; in',
    'summary.csv `status` says so, and `unknown` names what is not known and why. pandas reads the last bit right with `pandas.read_csv(path, float_precision="round_trip")`.',
    '',
    'Read back by gradvar itself (`compare`, `report`, `work`), a table may have been in the hands of an editor or a spreadsheet: CR LF,',
    'a byte order mark, other quotes, columns in another order, and further columns are fine; those that an older version lacked',
    'have what they mean in its rows.',
    '',
    'Units are in terms of r and z; a gradient has unit r/z (for `log_sigma`, r). `gradvar schema summary` and so on print the',
    'same as Table Schema, as does `datapackage.json` of every results folder.',
    '',
    ...TABLES.flatMap(tableSection),
    '## status',
    '',
    'The gravest that applies, in the order error, non_finite, infinite_variance, biased, zero_variance, ok.',
    '',
    '| status | meaning |',
    '|---|---|',
    ...statuses,
    '',
    'A zero variance in the sample is not always a zero variance in truth: beside a positive `variance_2_exact` it says',
    'that no draw hit the place where r varies.',
    '',
    '## stopped',
    '',
    'With `precision` a cell ends at the first look at which none of its rows needs more trials ([rule](statistics.md)). Empty',
    'with `trials`, and where the status is `error`.',
    '',
    '| stopped | meaning |',
    '|---|---|',
    ...reasons,
    '',
    '## Exact columns',
    '',
    'They come from quadrature with an error estimate of at most 1e-8 (most are good to 1e-12) and are empty where that',
    'cannot be certified, or where the quantity is infinite or not defined. `unknown` names those that are not known, with the reason',
    'from where it was found: a `winner` that is `undecided` for want of a bias, say. Numbers that are made of an unknown one share',
    'its reason: `bias_2, mse_ratio: r jumps at more places than can be listed`.',
    '',
  ].join('\n');
}

function tableSection(table: ResultTable): readonly string[] {
  const columns = table.columns.map(
    ({ name, type, unit, description }) => `| \`${name}\` | ${type} | ${unit} | ${description} |`,
  );
  const head = [
    `## ${tableFile(table)}`,
    '',
    table.rowMeaning,
    '',
    '| column | type | unit | meaning |',
    '|---|---|---|---|',
  ];
  return [...head, ...columns, ''];
}
