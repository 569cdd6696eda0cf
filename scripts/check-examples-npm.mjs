/*
 * Runs the examples whose tools come from npm, into a scratch folder: the Vega-Lite specification is compiled and drawn, and
 * must hold a mark for each row that it promises; every DuckDB question is asked, and its answers held against the CSV.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { withPackages } from './scratch-packages.mjs';

const [results, out] = process.argv.slice(2).map((path) => resolve(path));
const plots = fileURLToPath(new URL('../examples/plots', import.meta.url));
const rows = parse(readFileSync(join(results, 'summary.csv'), 'utf8'), { columns: true });

const moduleIn = async (folder, name) => {
  const find = createRequire(join(folder, 'package.json'));
  return import(pathToFileURL(find.resolve(name)).href);
};

async function vegaLite(folder) {
  const vega = await moduleIn(folder, 'vega');
  const { compile } = await moduleIn(folder, 'vega-lite');
  const complaints = [];
  const logger = vega.logger(vega.Warn);
  logger.warn = (...what) => (complaints.push(what.join(' ')), logger);
  const spec = compile(JSON.parse(readFileSync(join(plots, 'ratio.vl.json'), 'utf8')), { logger }).spec;
  const loader = vega.loader({ baseURL: results, mode: 'file' });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', loader, logger });
  const svg = await view.toSVG();
  const drawn = svg.match(/aria-roledescription="point"/g)?.length ?? 0;
  const wanted = rows.filter(
    (row) => row.status === 'ok' && row.variance_ratio > 0 && row.variance_ratio_exact > 0,
  );
  assert.deepEqual(complaints, []);
  assert.equal(drawn, wanted.length);
  writeFileSync(join(out, 'vega-lite.svg'), svg);
  console.log(`vega-lite: ${svg.length} bytes, ${drawn} points`);
}

async function duckdb(folder) {
  const { DuckDBInstance } = await moduleIn(folder, '@duckdb/node-api');
  const connection = await (await DuckDBInstance.create()).connect();
  process.chdir(results);
  const questions = readFileSync(join(plots, 'questions.sql'), 'utf8')
    .split(/;\s*\n/)
    .filter((text) => /SELECT/.test(text));
  const answers = [];
  for (const question of questions)
    answers.push((await connection.runAndReadAll(question)).getRowObjectsJS());
  const [wins, coverage] = answers;
  const best = rows
    .filter((row) => row.winner === 'score' && row.status === 'ok')
    .map((row) => 1 / row.variance_ratio_exact)
    .sort((a, b) => b - a);
  assert.deepEqual(
    wins.map((row) => row.times_less),
    best.slice(0, 10),
  );
  const intervals = rows.filter((row) => row.variance_ratio_low !== '' && row.variance_ratio_exact !== '');
  assert.equal(
    coverage.reduce((sum, row) => sum + Number(row.intervals), 0),
    intervals.length,
  );
  const ok = coverage.find((row) => row.ci_quality === 'ok').covering;
  assert.ok(ok > 0.85 && ok <= 1, `of the intervals ${ok} cover`);
  console.log(`duckdb: ${questions.length} questions, ${wins.length} and ${coverage.length} rows`);
}

for (const [name, packages, run] of [
  ['vega-lite', ['vega@6', 'vega-lite@6'], vegaLite],
  ['duckdb', ['@duckdb/node-api'], duckdb],
]) {
  let isThere = false;
  try {
    await withPackages(packages, async (folder) => {
      isThere = true;
      await run(folder);
    });
  } catch (error) {
    if (isThere) throw error;
    console.log(`${name}: skipped, npm cannot install ${packages.join(' and ')} here`);
  }
}
