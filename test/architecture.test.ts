import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/*
 * The shape of the program, held by reading its imports: rooms look down only, and each outside package has one home.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every room, from the ground up: a room imports only from itself and from rooms before it. */
const ROOMS = [
  'src/text',
  'src/errors.ts',
  'src/package-file.ts',
  'src/version.ts',
  'src/environment.ts',
  'src/files',
  'src/elementary',
  'src/formula/tree',
  'src/formula/algebra',
  'src/formula/loops',
  'src/formula/operations',
  'src/formula',
  'src/formula/analysis',
  'src/formula/program',
  'src/integrands',
  'src/streams',
  'workers/kernel/reference',
  'workers/kernel/wasm',
  'workers/kernel/native',
  'src/statistics',
  'src/truth/exact',
  'src/truth/line',
  'src/truth/one-draw/variable',
  'src/truth/one-draw/nodes',
  'src/truth/one-draw',
  'src/truth/estimates/covariance',
  'src/truth/estimates/coupled',
  'src/truth/estimates/lattice',
  'src/truth/estimates',
  'src/truth/coordinates',
  'src/truth/directions',
  'src/certificate',
  'src/cross',
  'src/estimators',
  'src/estimators/exact',
  'src/estimators/measured',
  'src/check/claim',
  'src/check/reading',
  'src/check/moments',
  'src/check/law',
  'src/check/causes',
  'src/check',
  'src/plan',
  'src/config/reading',
  'src/config/axes',
  'src/config',
  'src/tables/columns',
  'src/tables/reading',
  'src/tables',
  'src/folder',
  'src/folder/journal',
  'workers',
  'src/run/pool',
  'src/run',
  'src/ratio',
  'src/suite',
  'src/suite/output',
  'src/history',
  'src/compare',
  'src/compare/output',
  'src/answers',
  'src/report/data',
  'src/report/pdf',
  'src/report',
  'src/report/page/figures',
  'src/report/page',
  'src/report/live',
  'src/explore',
  'src/explore/page',
  'src/cost',
  'src/audit',
  'src/commands/arguments',
  'src/commands/terminal',
  'src/commands/exact',
  'src/commands',
  'src/cli.ts',
  'src/index.ts',
] as const;

const sources = [...files('src'), ...files('workers')];

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('assembly/'))
    .map((name) => join(folder, name));
}

const roomOf = (file: string): string => (dirname(file) === 'src' ? file : dirname(file));

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)(?:\s+type)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, named, dynamic]) => ({ from: file, to: named ?? dynamic! }));
}

const all = sources.flatMap(importsOf);
const local = all
  .filter(({ to }) => to.startsWith('.'))
  .map((found) => ({ ...found, to: normalize(join(dirname(found.from), found.to)) }));

test('every folder is a room of the list, and every room is there', () => {
  expect([...new Set(sources.map(roomOf))].sort()).toEqual([...ROOMS].sort());
});

test('a room imports only from rooms before it', () => {
  const floor = new Map<string, number>(ROOMS.map((room, i) => [room, i]));
  const upward = local.filter(({ from, to }) => floor.get(roomOf(to))! > floor.get(roomOf(from))!);
  expect(upward).toEqual([]);
});

test('nothing imports itself, by whatever way round', () => {
  const next = groups(local, ({ from }) => from);
  const done = new Set<string>();
  const way: string[] = [];
  const circles: string[][] = [];
  function visit(file: string): void {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (done.has(file) || way.includes(file)) return;
    way.push(file);
    for (const { to } of next.get(file) ?? []) visit(to);
    way.pop();
    done.add(file);
  }
  sources.forEach(visit);
  expect(circles).toEqual([]);
});

test('no folder holds more than 30 files, no file more than 350 lines, and the median is near 80', () => {
  const crowded = [...groups(sources, roomOf)].filter(([, inside]) => inside.length > 30);
  expect(crowded.map(([room]) => room)).toEqual([]);
  const lengths = sources
    .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length)
    .sort((a, b) => a - b);
  expect(lengths.at(-1)).toBeLessThanOrEqual(350);
  expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(100);
});

test('no comment is wider than 110 columns', () => {
  const wide = sources.flatMap((file) =>
    textOf(file)
      .split('\n')
      .map((line, i) => ({ place: `${file}:${i + 1}`, line }))
      .filter(({ line }) => line.length > 110 && /^\s*(\/\/|\/?\*)/.test(line)),
  );
  expect(wide).toEqual([]);
});

const EXPORTED = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm;

test('an exported name has one meaning: what stands twice is in the list of docs/glossary.md', () => {
  const names = sources.flatMap((file) =>
    [...textOf(file).matchAll(EXPORTED)].map(([, name]) => ({ file, name: name! })),
  );
  const twice = [...groups(names, ({ name }) => name)].filter(
    ([, found]) => new Set(found.map(({ file }) => file)).size > 1,
  );
  const page = textOf('docs/glossary.md');
  const rows = page.slice(page.indexOf('## Names that stand twice')).matchAll(/^\| (`[^|]*)\|/gm);
  const listed = [...rows].flatMap(([, cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(twice.map(([name]) => name).sort()).toEqual(listed.sort());
});

test('no test asserts what a clock says: it would fail where the machine is busy', () => {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  const timed = tests.filter((name) =>
    /expect\([^;]*\b(performance|Date)\.now\(/.test(textOf(`test/${name}`)),
  );
  expect(timed.filter((name) => name !== 'architecture.test.ts')).toEqual([]);
});

test('the map of rooms in docs/architecture.md names every folder, and none that is gone', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const named = [...page.matchAll(/^\| `((?:src|workers)[^`]*?)\/?`[ ,]/gm)].map(([, name]) => name!);
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  const folders = ROOMS.filter((room) => !room.endsWith('.ts'));
  expect(folders.filter((room) => !named.includes(room))).toEqual([]);
});

test.each([
  ['piscina', /^src\/run\/pool\//],
  ['seedrandom', /^src\/streams\//],
  ['csv-stringify', /^src\/tables\/csv\.ts/],
  ['yargs', /^src\/(cli\.ts|commands\/)/],
  ['tinybench', /^src\/commands\/bench\.ts/],
  ['zod', /^src\/(config\/|folder\/(seal|shard)-schema\.ts|history\/history-line\.ts)/],
  ['yaml', /^src\/config\//],
  ['fflate', /^src\/check\/reading\/streamed-file\.ts/],
  ['hyparquet', /^src\/check\/reading\/parquet-/],
  ['fzstd', /^src\/check\/reading\/parquet-/],
  ['@observablehq/plot', /^src\/(report|explore)\/page\//],
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
    /\bprocess\.(stdout|stderr)\b|\bconsole\s*[.[]|\bwrite(File)?Sync\([12]\b|\/dev\/(stdout|stderr|tty|fd)/;
  expect(guiltyOf(writes, /^src\/commands\/terminal\/output\.ts$/)).toEqual([]);
});

/** What only an escape or the start of a format's own syntax looks like, and where it may stand. */
test.each([
  ['entities of HTML, XML and Markdown', /&(amp|lt|gt|quot|apos|#\d+|#\$\{)/, /^src\/text\//],
  ['escapes of workflow commands', /%(25|0A|0D|3A|2C)\b|`::\$?\w/, /^src\/text\//],
  [
    'controls and characters that are not seen',
    /\\p\{C[cf]\}|\\u202|\\u001b|\\x1b/i,
    /^src\/(text\/|commands\/terminal\/output\.ts)/,
  ],
  [
    'doubled quotes and quotes of a shell',
    /'""'|'\\\\'''|`'\\\\''`/,
    /^src\/text\/|^src\/tables\/reading\/split-line\.ts/,
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
  ['src/commands/terminal/output.ts', 'visible'],
  ['src/errors.ts', 'visible'],
  ['src/compare/output/table.ts', 'table'],
  ['src/compare/output/markdown.ts', 'markdown'],
  ['src/compare/output/github.ts', 'annotation'],
  ['src/compare/output/junit.ts', 'junit'],
  ['src/text/junit.ts', 'markup'],
  ['src/suite/output/junit.ts', 'junit'],
  ['src/suite/output/markdown.ts', 'markdown'],
  ['src/suite/output/github.ts', 'annotation'],
  ['src/suite/output/table.ts', 'table'],
  ['src/suite/output/json.ts', 'json'],
  ['src/report/ratio-report.ts', 'markdown'],
  ['src/report/static-page.ts', 'markup'],
  ['src/report/static-page.ts', 'markdown'],
  ['src/report/history-figure.ts', 'markup'],
  ['src/report/ratio-figure.ts', 'markup'],
  ['src/compare/output/json.ts', 'json'],
  ['src/tables/csv.ts', 'csv'],
  ['src/report/csv-rows.ts', 'csv'],
  ['src/report/markdown.ts', 'markdown'],
  ['src/report/html-page.ts', 'markup'],
  ['src/report/html-page.ts', 'json'],
  ['src/report/data/report-row.ts', 'visible'],
  ['src/report/live/event-text.ts', 'json'],
])('%s has the escape of %s', (file, escape) => {
  expect(local.filter(({ from }) => from === file).map(({ to }) => to)).toContain(`src/text/${escape}.ts`);
});

test('the formats of a comparison are those above', () => {
  const formats = sources.filter(
    (file) => /yield/.test(textOf(file)) && file.startsWith('src/compare/output/'),
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

test('nothing on the way to a deterministic file calls mathematics that engines disagree on', () => {
  const folders =
    /^(src\/(elementary|formula|integrands|estimators|plan|streams|statistics|truth|tables)|workers)\//;
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

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}
