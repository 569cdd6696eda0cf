import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { gridId } from '../../../src/plan/grid-id.ts';
import type { Exact } from '../../../src/truth/exact/exact.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { isFault, lineReader } from '../../../src/folder/journal/line-reader.ts';
import { openLedger } from '../../../src/folder/journal/ledger.ts';
import { repairJournal } from '../../../src/folder/journal/repair.ts';
import { encodeRecord, openLine } from '../../../src/folder/journal/record.ts';
import { computed, forgedLine, recordsOf, smallPlan } from '../../fixtures/small-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradvar-origin-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plan = smallPlan({ integrands: ['relu'], m: [1, 3] });
const linesOf = (of: Plan) => recordsOf(of, computed(of)).map(encodeRecord);
const [header, ...ours] = linesOf(plan) as [Buffer, ...Buffer[]];
const foreign = [{ seed: 'other' }, { sigma: 2 }, { estimators: ['score', 'price', 'pathwise'] }].flatMap(
  (change) => linesOf(smallPlan({ integrands: ['relu'], m: [1, 3], ...change })),
);
const path = join(folder, 'journal.ndjson');
const write = (...lines: readonly Buffer[]) => writeFileSync(path, Buffer.concat(lines));
const line = fc.oneof(
  fc.constantFrom(header, ...ours),
  fc.constantFrom(...foreign),
  fc.constantFrom(Buffer.from('\n'), Buffer.from('{"kind":"blocks"}\n'), Buffer.from(`${'\0'.repeat(70)}\n`)),
);
const isOurs = (found: Buffer) => found === header || ours.includes(found);

test('a journal is read only if every line is of its grid, and repair keeps those of its grid and no other', async () => {
  const all = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(header, ...ours) }, line), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(all, async (lines) => {
      write(header, ...lines);
      const blocksOf = async () => {
        const ledger = await openLedger(plan, [path]);
        ledger.close();
        return [ledger.blocks, ledger.points];
      };
      const good = lines.filter(isOurs);
      const whole = lines.filter((each) => isOurs(each) || foreign.includes(each));
      const isSound = lines.slice(0, lines.lastIndexOf(whole.at(-1)!) + 1).every(isOurs);
      const read = await blocksOf().catch((error: unknown) => error);
      if (isSound) expect(read).toBeInstanceOf(Array);
      else expect((read as { exitCode: number }).exitCode).toSatisfy((code) => code === 41 || code === 50);
      if (lines.every((each) => isOurs(each) || foreign.includes(each)) && !isSound)
        expect(read).toMatchObject({ code: 'JOURNAL_FOREIGN', exitCode: 41 });
      const repair = await repairJournal(plan, path, () => Promise.resolve());
      expect(repair.kind).toBe(isSound ? 'sound' : 'repaired');
      const healed = await blocksOf();
      write(header, ...good);
      expect(healed).toEqual(await blocksOf());
    }),
    { numRuns: 60 },
  );
});

test('regression: the exact values of a point are of another grid where other estimators are asked for, in any order', () => {
  const grids = [
    ['score', 'price', 'pathwise'],
    ['price', 'score', 'pathwise'],
    ['score', 'pathwise'],
  ].map((estimators) => gridId(smallPlan({ estimators })));
  expect(new Set(grids).size).toBe(3);
  expect(gridId(smallPlan({ trials: 9000, name: 'renamed', components: ['mu'] }))).toBe(gridId(smallPlan()));
});

const laws = smallPlan({
  integrands: ['relu'],
  mu: 0,
  m: 10,
  estimators: ['score', 'price', 'pathwise'],
  components: ['mu', 'log_sigma'],
});

/** Every way to one value of a record. */
function places(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...way, name]))];
}

function changed(record: unknown, way: readonly string[], to: unknown): unknown {
  const [name, ...rest] = way;
  if (name === undefined) return to;
  const copy = structuredClone(record) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, to);
  return copy;
}

test.each(['blocks', 'point', 'failed'] as const)(
  'a %s record of which anything is missing or of another kind is none',
  (kind) => {
    const reader = lineReader(laws);
    const lines = recordsOf(laws, computed(laws)).map((record) => encodeRecord(record).subarray(0, -1));
    const known = lines.map((each) => openLine(each) as Record<string, unknown>);
    const { grid } = known[1]!;
    const failure = { kind: 'failed', grid, cell: 0, first: 0, count: 2, reason: 'x' };
    const stored = known.find((each) => each['kind'] === kind) ?? failure;
    const read = (record: unknown) => reader.read(forgedLine(record).subarray(0, -1));
    expect(read(stored)).toMatchObject({ kind });
    for (const way of places(stored).slice(1)) {
      const last = way.at(-1)!;
      for (const to of [undefined, null, -1, 0.5, 1e300, 'x', {}, []]) {
        const isAllowed =
          last === 'reason' ? typeof to === 'string' : /^(value|error)$/.test(last) && typeof to === 'number';
        const forged = changed(stored, way, to);
        if (JSON.stringify(forged) === JSON.stringify(stored)) continue;
        const found = read(forged);
        const isTaken = found !== undefined && !isFault(found);
        if (isTaken !== isAllowed) throw new Error(`${way.join('.')} = ${JSON.stringify(to)}`);
      }
    }
  },
);

test('doubles that JSON does not hold come back in the exact values of a point', () => {
  const record = recordsOf(plan, computed(plan)).find((each) => each.kind === 'point')!;
  const odd = [NaN, Infinity, -Infinity, 5e-324].map((value) => {
    const { result } = structuredClone(record);
    if (result.kind !== 'exact') throw new Error(result.reason);
    const expectation = { kind: 'finite', value, error: -value } as unknown as Exact;
    return { ...record, result: { ...result, exact: { ...result.exact, expectation } } };
  });
  for (const each of odd) expect(lineReader(plan).read(encodeRecord(each).subarray(0, -1))).toEqual(each);
});
