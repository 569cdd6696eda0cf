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

/** The rooms of the formula language, from the lowest up. */
const FORMULA = [
  'src/formula/tree',
  'src/formula/algebra',
  'src/formula/loops',
  'src/formula/operations',
  'src/formula',
  'src/formula/analysis',
  'src/formula/program',
];

/** From the lowest up; a folder may import from itself and from those named after it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/elementary': [],
  'src/text': [],
  'src/errors.ts': ['src/text'],
  'src/formula/tree': ['src/errors.ts', 'src/text'],
  'src/formula/algebra': ['src/elementary', ...FORMULA.slice(0, 1)],
  'src/formula/loops': ['src/elementary'],
  'src/formula/operations': ['src/elementary', ...FORMULA.slice(0, 3)],
  'src/formula': ['src/elementary', 'src/errors.ts', 'src/text', ...FORMULA.slice(0, 4)],
  'src/formula/analysis': ['src/elementary', ...FORMULA.slice(0, 5)],
  'src/formula/program': ['src/elementary', ...FORMULA.slice(0, 6)],
  'src/integrands': [...FORMULA, 'src/text'],
  'src/random': ['workers/kernel'],
  'workers/kernel': ['src/elementary', ...FORMULA, 'src/integrands', 'src/package-file.ts'],
  'src/oracle': ['src/elementary', ...FORMULA, 'src/integrands', 'workers/kernel'],
  'src/laws': ['src/elementary', ...FORMULA, 'src/integrands', 'src/oracle', 'workers/kernel'],
  'src/certificate': [...FORMULA, 'src/integrands'],
  'src/crossings': ['src/elementary', ...FORMULA, 'src/integrands', 'src/oracle'],
  'src/statistics': ['src/elementary', 'workers/kernel'],
  'src/estimators': [
    'src/elementary',
    ...FORMULA,
    'src/integrands',
    'src/laws',
    'src/oracle',
    'src/statistics',
    'workers/kernel',
  ],
  'src/file-failure.ts': ['src/errors.ts'],
  'src/samples': [
    'src/file-failure.ts',
    'src/errors.ts',
    'src/elementary',
    ...FORMULA,
    'src/integrands',
    'src/laws',
    'src/oracle',
    'src/statistics',
    'src/estimators',
  ],
  'src/grid': [
    'src/elementary',
    'src/estimators',
    ...FORMULA,
    'src/integrands',
    'src/random',
    'workers/kernel',
  ],
  workers: [
    'src/estimators',
    'src/grid',
    ...FORMULA,
    'src/integrands',
    'src/laws',
    'src/oracle',
    'src/random',
    'workers/kernel',
  ],
  'src/journal': ['src/errors.ts', 'src/estimators', 'src/grid', 'src/results', 'workers', 'workers/kernel'],
  'src/report': [
    'src/elementary',
    'src/errors.ts',
    'src/grid',
    ...FORMULA,
    'src/integrands',
    'src/results',
    'src/package-file.ts',
    'src/text',
    'src/version.ts',
  ],
  'src/serve': ['src/errors.ts', 'src/grid', 'src/report', 'src/results', 'src/text', 'src/version.ts'],
  'src/report/page': ['src/report', 'src/report/page/figures', 'src/results', 'src/text'],
  'src/report/page/figures': ['src/elementary', 'src/report', 'src/report/page', 'src/text'],
  'src/config': [
    'src/errors.ts',
    'src/elementary',
    'src/estimators',
    'src/grid',
    ...FORMULA,
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
      (/^src\/(coordinator|journal|results)\//.test(from) &&
        /^src\/(commands|config|cli)/.test(to) &&
        // What a folder holds is checked by the rules of configs.
        !to.startsWith('src/config/stored-')) ||
      (/^src\/results\//.test(from) && /^src\/(coordinator|journal)\//.test(to)),
  );
  expect(upward).toEqual([]);
});

test.each([
  ['piscina', /^src\/coordinator\//],
  ['seedrandom', /^src\/random\//],
  ['yargs', /^src\/(cli\.ts|commands\/)/],
  ['tinybench', /^src\/commands\/bench\.ts/],
  ['zod', /^src\/(config\/|results\/(seal|shard)-schema\.ts)/],
  ['yaml', /^src\/config\//],
  ['@observablehq/plot', /^src\/report\/page\//],
  ['linkedom', /^src\/report\/page\//],
  ['@resvg/resvg-wasm', /^src\/report\/draw-pixels\.ts/],
])('%s has one home', (name, home) => {
  const users = all.filter(({ to }) => to === name || to.startsWith(`${name}/`));
  expect(users.filter(({ from }) => !home.test(from))).toEqual([]);
});

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const code = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const guiltyOf = (pattern: RegExp, home: RegExp) =>
  sources.filter((file) => !home.test(file) && pattern.test(code(file)));

test('one file writes to the terminal', () => {
  const writes =
    /\bprocess\.(stdout|stderr)\b|\bconsole\s*[.[]|\bwrite(File)?Sync\([12]\b|\/dev\/(std|tty|fd)/;
  expect(guiltyOf(writes, /^src\/commands\/output\.ts$/)).toEqual([]);
});

/** What only an escape or the start of a format's own syntax looks like, and where it may stand. */
test.each([
  ['entities of HTML, XML and Markdown', /&(amp|lt|gt|quot|apos|#\d+|#\$\{)/, /^src\/text\//],
  ['escapes of workflow commands', /%(25|0A|0D|3A|2C)\b|`::\$?\w/, /^src\/text\//],
  [
    'controls and characters that are not seen',
    /\\p\{C[cf]\}|\\u202|\\u001b|\\x1b/i,
    /^src\/(text\/|commands\/output\.ts)/,
  ],
  [
    'doubled quotes and quotes of a shell',
    /'""'|'\\\\'''|`'\\\\''`/,
    /^src\/text\/|^src\/results\/split-line\.ts/,
  ],
  [
    'markup made of text',
    /\b(innerHTML|insertAdjacentHTML|document\.write|createContextualFragment)\b|outerHTML\s*=/,
    /^$/,
  ],
])('%s stand in one place', (_, pattern, home) => {
  expect(sources.some((file) => home.test(file) && pattern.test(textOf(file))) || home.source === '^$').toBe(
    true,
  );
  expect(guiltyOf(pattern, home)).toEqual([]);
});

/** Files that write a format, and the escape that each must have. */
test.each([
  ['src/commands/output.ts', 'visible'],
  ['src/errors.ts', 'visible'],
  ['src/regression/output/table.ts', 'table'],
  ['src/regression/output/markdown.ts', 'markdown'],
  ['src/regression/output/github.ts', 'annotation'],
  ['src/regression/output/junit.ts', 'markup'],
  ['src/regression/output/json.ts', 'json'],
  ['src/results/csv.ts', 'csv'],
  ['src/report/csv-rows.ts', 'csv'],
  ['src/report/markdown.ts', 'markdown'],
  ['src/report/html-page.ts', 'markup'],
  ['src/report/html-page.ts', 'json'],
  ['src/report/report-row.ts', 'visible'],
  ['src/serve/event-text.ts', 'json'],
])('%s has the escape of %s', (file, escape) => {
  expect(local.filter(({ from }) => from === file).map(({ to }) => to)).toContain(`src/text/${escape}.ts`);
});

test('the formats of a comparison are those above', () => {
  const formats = sources.filter(
    (file) => /yield/.test(textOf(file)) && file.startsWith('src/regression/output/'),
  );
  expect(formats.map((file) => file.replace(/^.*\//, '')).sort()).toEqual([
    'batched.ts',
    'csv.ts',
    'github.ts',
    'json.ts',
    'junit.ts',
    'markdown.ts',
    'table.ts',
  ]);
});

test('a message of several lines is given as lines: line feeds in a text of ours would be written out', () => {
  const calls = sources.flatMap((file) =>
    [...code(file).matchAll(/new GradvarError\([^;]*?\);|(?<!function )\bsay\([^;]*?\);/g)].map(([call]) => ({
      file,
      call,
    })),
  );
  expect(calls.length).toBeGreaterThan(50);
  expect(calls.filter(({ call }) => /\\n/.test(call) && !call.includes("split('\\n')"))).toEqual([]);
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
    /^(src\/(elementary|formula|integrands|estimators|grid|random|statistics|oracle|laws|results)|workers)\//;
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
