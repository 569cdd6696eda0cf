import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/*
 * The shape of the program, held by reading its imports: layers look down only, and each outside package has one home.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = [...files('src'), ...files('workers')];

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)(\s+type)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, type, named, dynamic]) => ({
    from: file,
    to: named ?? dynamic!,
    typeOnly: type !== undefined,
  }));
}

const all = sources.flatMap(importsOf);
const local = all
  .filter(({ to }) => to.startsWith('.'))
  .map((found) => ({ ...found, to: normalize(join(dirname(found.from), found.to)) }));

/** From the lowest up; a folder may import from itself and from those named after it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/elementary': [],
  'src/integrands': ['src/elementary', 'src/errors.ts'],
  'src/random': ['workers/kernel'],
  'workers/kernel': ['src/elementary', 'src/integrands', 'src/package-file.ts'],
  'src/oracle': ['src/elementary', 'src/integrands', 'workers/kernel'],
  'src/laws': ['src/elementary', 'src/integrands', 'src/oracle', 'workers/kernel'],
  'src/certificate': ['src/elementary', 'src/integrands'],
  'src/crossings': ['src/elementary', 'src/integrands', 'src/oracle'],
  'src/statistics': ['src/elementary', 'workers/kernel'],
  'src/estimators': ['src/integrands', 'src/laws', 'src/oracle', 'src/statistics', 'workers/kernel'],
  'src/file-failure.ts': ['src/errors.ts'],
  'src/samples': [
    'src/file-failure.ts',
    'src/errors.ts',
    'src/elementary',
    'src/integrands',
    'src/laws',
    'src/oracle',
    'src/statistics',
    'src/estimators',
  ],
  'src/grid': ['src/elementary', 'src/estimators', 'src/integrands', 'src/random', 'workers/kernel'],
  workers: [
    'src/estimators',
    'src/grid',
    'src/integrands',
    'src/laws',
    'src/oracle',
    'src/random',
    'workers/kernel',
  ],
  'src/journal': ['src/errors.ts', 'src/grid', 'src/results', 'workers', 'workers/kernel'],
  'src/report': [
    'src/elementary',
    'src/errors.ts',
    'src/grid',
    'src/integrands',
    'src/journal',
    'src/laws',
    'src/oracle',
    'src/results',
    'src/package-file.ts',
    'src/version.ts',
  ],
  'src/serve': ['src/errors.ts', 'src/grid', 'src/report', 'src/results', 'src/version.ts'],
  'src/report/page': ['src/report', 'src/report/page/figures', 'src/results'],
  'src/report/page/figures': ['src/elementary', 'src/report', 'src/report/page'],
  'src/config': [
    'src/errors.ts',
    'src/elementary',
    'src/estimators',
    'src/grid',
    'src/integrands',
    'src/random',
  ],
};

const folderOf = (file: string) => (dirname(file) === 'src' ? file : dirname(file));

test.each(Object.entries(MAY_IMPORT))('%s imports from the layers below it alone', (folder, allowed) => {
  const inFolder = local.filter(({ from }) => folderOf(from) === folder);
  expect(inFolder.length).toBeGreaterThan(0);
  const strangers = inFolder.filter(({ to }) => folderOf(to) !== folder && !allowed.includes(folderOf(to)));
  expect(strangers).toEqual([]);
});

test('the comparison knows nothing of workers, of how results are made, or of the command line', () => {
  const strangers = local.filter(
    ({ from, to }) =>
      from.startsWith('src/regression/') && /^(workers|src\/(coordinator|commands|config|oracle))\//.test(to),
  );
  expect(strangers).toEqual([]);
});

test('the coordinator, the journal and the results know nothing of commands, configs or yargs, nor results of the others', () => {
  const upward = local.filter(
    ({ from, to }) =>
      (/^src\/(coordinator|journal|results)\//.test(from) && /^src\/(commands|config|cli)/.test(to)) ||
      (/^src\/results\//.test(from) && /^src\/(coordinator|journal)\//.test(to)),
  );
  expect(upward).toEqual([]);
});

test.each([
  ['piscina', /^src\/coordinator\//],
  ['seedrandom', /^src\/random\//],
  ['csv-stringify', /^src\/results\//],
  ['yargs', /^src\/(cli\.ts|commands\/)/],
  ['tinybench', /^src\/commands\/bench\.ts/],
  ['zod', /^src\/config\//],
  ['yaml', /^src\/config\//],
  ['@observablehq/plot', /^src\/report\/page\//],
  ['linkedom', /^src\/report\/page\//],
  ['@resvg/resvg-wasm', /^src\/report\/draw-pixels\.ts/],
])('%s has one home', (name, home) => {
  const users = all.filter(({ to }) => to === name || to.startsWith(`${name}/`));
  expect(users.filter(({ from }) => !home.test(from))).toEqual([]);
});

test('no file holds more than 350 lines, and the median is near 80', () => {
  const lengths = sources
    .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length)
    .sort((a, b) => a - b);
  expect(lengths.at(-1)).toBeLessThanOrEqual(350);
  expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(100);
});

test('nothing on the way to a deterministic file calls mathematics that engines disagree on', () => {
  const folders =
    /^(src\/(elementary|integrands|estimators|grid|random|statistics|oracle|laws|results)|workers)\//;
  const forbidden =
    /Math\.(exp|expm1|log|log1p|log2|log10|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|pow|cbrt|hypot|random)\b|[^*/]\*\*[^*/]|toLocale|Intl\./;
  const guilty = sources
    .filter((file) => folders.test(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .map((line, i) => ({
          place: `${file}:${i + 1}`,
          line: line.replace(/(['"`]).*?\1|\/\/.*|^\s*\/?\*.*/g, ''),
        }))
        .filter(({ line }) => forbidden.test(line)),
    );
  expect(guilty).toEqual([]);
});
