// Writes test/check/parquet-golden.json: Parquet files that DuckDB wrote, as base64. It installs DuckDB in a
// folder of its own for that time.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withPackages } from '../../scripts/scratch-packages.mjs';

const ROWS = '(VALUES (1.5::DOUBLE, -2::DOUBLE), (0.25, 4), (-8, 0.5)) AS t(mu, sigma)';
const many = 'SELECT sin(i) AS mu, (i % 3)::DOUBLE AS sigma FROM range(5000) AS r(i)';
const FILES = [
  ...['uncompressed', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4_raw'].map((codec) => [
    codec,
    `SELECT * FROM ${ROWS}`,
    `COMPRESSION ${codec}`,
  ]),
  ['version 2', `SELECT * FROM ${ROWS}`, 'PARQUET_VERSION v2'],
  ['float32', `SELECT mu::FLOAT AS mu, sigma::FLOAT AS sigma FROM ${ROWS}`, ''],
  ['other columns', `SELECT 'a' AS name, mu, 7 AS step, sigma, [1.5] AS list FROM ${ROWS}`, ''],
  ['no numbers', `SELECT 'a' AS name, 7 AS step FROM ${ROWS}`, ''],
  ['null', `SELECT mu, nullif(sigma, 4) AS sigma FROM ${ROWS}`, ''],
  ['NaN', `SELECT mu, CASE sigma WHEN 4 THEN 'NaN'::DOUBLE ELSE sigma END AS sigma FROM ${ROWS}`, ''],
  ['empty', `SELECT * FROM ${ROWS} WHERE mu > 100`, ''],
  ['row groups', many, 'ROW_GROUP_SIZE 2048'],
  ['row groups by zstd', many, 'ROW_GROUP_SIZE 2048, COMPRESSION zstd, PARQUET_VERSION v2'],
];

await withPackages(['@duckdb/node-api@1.5.6-r.1'], async (folder) => {
  const { DuckDBInstance } = await import(
    pathToFileURL(join(folder, 'node_modules/@duckdb/node-api/lib/index.js')).href
  );
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const golden = [];
  for (const [name, query, options] of FILES) {
    const file = join(folder, 'file.parquet');
    const all = ['FORMAT parquet', ...(options === '' ? [] : [options])].join(', ');
    await connection.run(`COPY (${query}) TO '${file}' (${all})`);
    golden.push({ name, base64: readFileSync(file).toString('base64') });
  }
  writeFileSync(new URL('parquet-golden.json', import.meta.url), `${JSON.stringify(golden, null, 2)}\n`);
});
