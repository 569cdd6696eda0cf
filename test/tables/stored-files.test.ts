import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { DEALING } from '../../src/plan/shard.ts';
import { loadPlan } from '../../src/config/load.ts';
import { GradvarError } from '../../src/errors.ts';
import { canonicalJson, planId, planJson, type Json } from '../../src/plan/canonical.ts';
import { planOfFolder } from '../../src/folder/results-folder.ts';
import { readSeal, sealState, writeSeal, type SealedContent } from '../../src/folder/seal.ts';
import { readShardName, writeShardName } from '../../src/folder/shard-name.ts';
import { smallPlan } from '../fixtures/small-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-stored-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
const put = (name: string, text: string) => writeFileSync(path(name), text);

const plan = smallPlan({
  integrands: ['sin10', { name: 'own', formula: 'max(k*z, 0)^2', params: { k: [1, 2] } }],
  components: ['mu', { phi: { mu: 1, sigma: -0.5 } }],
});
const digest: SealedContent = { sha256: 'ab'.repeat(32), bytes: 12 };
const contents = { 'plan.json': digest, 'datapackage.json': digest, 'summary.csv': { ...digest, rows: 4 } };

/** The data with the value at a random place taken away or replaced by another. */
function mutated(data: Json): fc.Arbitrary<Json> {
  const places = [...placesOf(data)];
  const other = fc.oneof(
    fc.constantFrom<Json>(null, {}, [], '', 0, -1, 1.5, 2, 1e9, 1e308, true, [[]], '../../etc/passwd', '3/2'),
    fc.constantFrom('z^', 'no_such', '\u0000', '\u001b[31m', 'phi(mu=x;sigma=1)', 'a'.repeat(3000), '0/1'),
    fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
  );
  return fc
    .record({ place: fc.constantFrom(...places), value: other, isGone: fc.boolean(), key: fc.string() })
    .map(({ place, value, isGone, key }) =>
      changed(data, place, (found) => (isGone ? undefined : key === '' ? { found, more: value } : value)),
    );
}

function* placesOf(data: Json): Generator<readonly (string | number)[]> {
  yield [];
  if (data === null || typeof data !== 'object') return;
  for (const [key, value] of Object.entries(data))
    for (const rest of placesOf(value)) yield [Array.isArray(data) ? Number(key) : key, ...rest];
}

function changed(
  data: Json,
  [key, ...rest]: readonly (string | number)[],
  change: (found: Json) => Json | undefined,
): Json {
  if (key === undefined) return change(data) ?? null;
  const isList = Array.isArray(data);
  const entries = Object.entries(data as object).flatMap(([name, value]) => {
    if (name !== String(key)) return [[name, value as Json] as const];
    const next = rest.length === 0 ? change(value as Json) : changed(value as Json, rest, change);
    return next === undefined ? [] : [[name, next] as const];
  });
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** What was read, or the exit code of the sentence that refused it; any other error is a fault. */
async function outcome<Data>(read: () => Promise<Data>): Promise<{ data: Data } | { refused: number }> {
  try {
    return { data: await read() };
  } catch (error) {
    if (!(error instanceof GradvarError)) throw error;
    expect(error.message).not.toBe('');
    return { refused: error.exitCode };
  }
}

describe('plan.json', () => {
  test.each(readdirSync('configs'))('of %s is read back as it was written', async (name) => {
    const written = loadPlan(join('configs', name));
    put('plan.json', planJson(written));
    expect(planId((await planOfFolder(folder))!)).toBe(planId(written));
  });

  it('with anything else in any place is refused with 41 or 50, or is the plan of another config', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(plan as unknown as Json), async (data) => {
        put('plan.json', canonicalJson(data));
        const found = await outcome(() => planOfFolder(folder));
        if ('refused' in found) expect([41, 50]).toContain(found.refused);
        else expect(planJson(found.data!)).toBe(canonicalJson(data));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['no sigma above 0', { sigma: [0] }, 50],
    ['a sigma twice', { sigma: [1, 1] }, 50],
    ['an empty axis', { mu: [] }, 50],
    ['draws that overflow', { mu: [1e308], sigma: [1e308] }, 50],
    ['m = 0', { m: [0] }, 50],
    ['one trial', { trials: 1 }, 50],
    ['more trials than a config may ask for', { trials: 1e12 }, 50],
    ['more cells than a grid may have', { mu: numbers(4000), sigma: numbers(4000) }, 50],
    ['an estimator that is none', { estimators: ['score', 'guess'] }, 50],
    ['a component that is none', { components: ['phi(mu=0;sigma=0)'] }, 50],
    ['a name that leaves the folder', { name: '../x' }, 50],
    ['a key more', { extra: 1 }, 50],
    ['another version', { version: 2 }, 41],
    ['another scheme', { scheme: 'gradvar-1' }, 41],
  ])('with %s is refused', async (_, change, exitCode) => {
    put('plan.json', canonicalJson({ ...plan, ...change } as unknown as Json));
    expect(await outcome(() => planOfFolder(folder))).toEqual({ refused: exitCode });
  });

  test.each([
    ['a formula that does not parse', { formula: 'z +' }],
    ['a formula that is not canonical', { formula: 'z*1 + 0' }],
    ['a parameter that the formula has not', { parameters: { k: [1], w: [1] } }],
    ['a formula without values for its parameter', { formula: 'k*z', parameters: {} }],
    ['a formula that is never finite', { formula: 'z/0', parameters: {} }],
  ])('with %s is refused', async (_, change) => {
    const integrands = [{ ...plan.integrands[1], ...change }];
    put('plan.json', canonicalJson({ ...plan, integrands } as unknown as Json));
    expect(await outcome(() => planOfFolder(folder))).toEqual({ refused: 50 });
  });

  it('that is no text of JSON, or nests without end, is refused', async () => {
    for (const text of [
      '',
      '{',
      '\ufeff{}',
      planJson(plan).slice(1),
      '['.repeat(2_000_000),
      '\u0000'.repeat(99),
    ]) {
      put('plan.json', text);
      expect(await outcome(() => planOfFolder(folder))).toEqual({ refused: 50 });
    }
  });
});

describe('seal.json', () => {
  const sealed = { plan: planId(plan), shard: { index: 2, count: 4 }, failedCells: 3 };

  it('is read back as it was written', async () => {
    await writeSeal(folder, sealed, contents);
    expect(await readSeal(folder)).toMatchObject({ plan_id: planId(plan), shard: '2/4', failed_cells: 3 });
  });

  it('names no file that gradvar does not seal, no impossible count and no other key, whatever is changed', async () => {
    await writeSeal(folder, sealed, contents);
    const data = (await readSeal(folder)) as unknown as Json;
    await fc.assert(
      fc.asyncProperty(mutated(data), async (other) => {
        put('seal.json', JSON.stringify(other));
        const found = await outcome(() => readSeal(folder));
        if ('refused' in found) {
          expect(found.refused).toBe(50);
          return;
        }
        const { files, failed_cells, plan_id } = found.data!;
        expect(plan_id).toMatch(/^[0-9a-f]{64}$/);
        expect(failed_cells).toBeGreaterThanOrEqual(0);
        for (const { name, sha256, bytes, rows = 0 } of files) {
          expect(name).toMatch(/^(plan|datapackage)\.json$|^(summary|why|phi)\.csv$/);
          expect(sha256).toMatch(/^[0-9a-f]{64}$/);
          expect(Number.isSafeInteger(bytes) && bytes >= 0 && Number.isSafeInteger(rows)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'journal.ndjson', '.', '', 'sum\u0000mary.csv', '\u001b[31m'])(
    'that names %j is refused',
    async (name) => {
      await writeSeal(folder, sealed, { ...contents, [name]: digest });
      expect(await outcome(() => readSeal(folder))).toEqual({ refused: 50 });
    },
  );

  it('that leaves out the summary, or a table that is there, covers nothing', async () => {
    const without = { 'plan.json': digest, 'datapackage.json': digest };
    await writeSeal(folder, { ...sealed, shard: null }, without);
    expect(await outcome(() => readSeal(folder))).toEqual({ refused: 50 });
    put('why.csv', 'forged');
    await writeSeal(folder, { ...sealed, shard: null }, contents);
    expect(await sealState(folder, plan, true)).toBe('changed');
    rmSync(path('seal.json'));
    expect(await sealState(folder, plan)).toBe('unsealed');
  });
});

describe('shard.json', () => {
  it('is read back as it was written, and null where there is none', async () => {
    expect(await readShardName(folder)).toBe(null);
    await writeShardName(folder, { index: 7, count: 100_000 });
    expect(await readShardName(folder)).toEqual({ index: 7, count: 100_000, dealing: DEALING });
  });

  it.each(['', 'null', '{}', '[]', '{"shard":null}', '{"shard":"1/2","more":1}', '{"shard":["1/2"]}'])(
    '%j is refused',
    async (text) => {
      put('shard.json', text);
      expect(await outcome(() => readShardName(folder))).toEqual({ refused: 50 });
    },
  );

  it('with an impossible share is refused', async () => {
    for (const shard of [
      '0/1',
      '2/1',
      '1/100001',
      '1/1000000000000',
      '1',
      '1/2/3',
      ' 1/2',
      '1e0/2',
      '-1/2',
      '1/x',
      '1/2\n',
    ]) {
      put('shard.json', JSON.stringify({ shard }));
      expect(await outcome(() => readShardName(folder))).toEqual({ refused: 50 });
    }
  });
});

it('a folder or a link in the place of a file is refused, and never followed', async () => {
  const readers = { 'plan.json': planOfFolder, 'seal.json': readSeal, 'shard.json': readShardName };
  put('real', planJson(plan));
  for (const [name, read] of Object.entries(readers)) {
    rmSync(path(name), { force: true });
    mkdirSync(path(name));
    expect(await outcome(() => read(folder) as Promise<unknown>)).toEqual({ refused: 50 });
    rmSync(path(name), { recursive: true });
    for (const target of ['real', 'nowhere', name, '/dev/zero']) {
      symlinkSync(target, path(name));
      expect(await outcome(() => read(folder) as Promise<unknown>)).toEqual({ refused: 50 });
      rmSync(path(name));
    }
  }
});

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
