import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configJsonSchema, configSchema } from '../../src/config/schema.ts';
import { effort } from '../fixtures/effort.ts';

/** Every schema within a JSON Schema, with its JSON pointer. */
function* parts(schema: unknown, pointer = '#'): Generator<readonly [string, Record<string, unknown>]> {
  if (typeof schema !== 'object' || schema === null) return;
  const object = schema as Record<string, unknown>;
  yield [pointer, object];
  for (const key of ['items', 'additionalProperties', 'propertyNames'])
    yield* parts(object[key], `${pointer}/${key}`);
  for (const [i, each] of ((object['anyOf'] ?? []) as unknown[]).entries())
    yield* parts(each, `${pointer}/anyOf/${i}`);
  for (const [key, each] of Object.entries(object['properties'] ?? {})) {
    yield* parts(each, `${pointer}/properties/${key}`);
  }
}

describe('the JSON Schema of a config', () => {
  const schema = configJsonSchema() as Record<string, unknown>;

  it('is of the draft of 2020-12, has no address, and is plain JSON', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema).not.toHaveProperty('$id');
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('describes every key and refuses every other one', () => {
    const described = [...parts(schema)].filter(([pointer]) => /properties\/[^/]+$/.test(pointer));
    expect(described.length).toBeGreaterThan(20);
    for (const [pointer, part] of described) expect(part, pointer).toHaveProperty('description');
    for (const [pointer, part] of parts(schema)) {
      if ('properties' in part) expect(part['additionalProperties'], pointer).toBe(false);
    }
  });

  it('lets out only what has a default', () => {
    expect(schema['required']).toEqual(['version', 'name', 'seed', 'integrands', 'mu', 'sigma', 'm']);
    expect(schema['oneOf']).toEqual([{ required: ['trials'] }, { required: ['precision'] }]);
  });

  it('accepts and refuses what the reader accepts and refuses', () => {
    // The library would take the two alternatives, which name keys alone, for schemas that anything fits.
    const known = Object.entries(schema).filter(([key]) => key !== 'oneOf');
    const published = z.fromJSONSchema(Object.fromEntries(known));
    const number = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 2.5, 1e6, 1e7, 'x', null),
      fc.double({ noNaN: true }),
    );
    const spacing = fc.record(
      { from: number, to: number, count: number, extra: number },
      { requiredKeys: ['from', 'to'] },
    );
    const axis = fc.oneof(
      number,
      fc.uniqueArray(number, { maxLength: 3 }),
      fc.record({ linear: spacing }),
      fc.record({ geometric: spacing, linear: spacing }, { requiredKeys: [] }),
    );
    const name = fc.constantFrom(
      'square',
      'a.b',
      'a.',
      '..',
      '1a',
      '',
      'x'.repeat(64),
      'x'.repeat(65),
      'a\n',
    );
    const integrand = fc.oneof(
      name,
      fc.record(
        {
          name,
          formula: fc.constantFrom('z', 1),
          params: fc.record({ k: axis, 'k-': axis }, { requiredKeys: [] }),
          over: fc.constantFrom('sum', 'mean', 'sq', 'max', 1),
        },
        { requiredKeys: ['name'] },
      ),
    );
    const config = fc.record(
      {
        version: fc.constantFrom<unknown>(1, 2, '1'),
        name,
        seed: fc.constantFrom<unknown>('1', 1, '', 's'.repeat(200), 's'.repeat(201), '\u{1f600}'.repeat(200)),
        integrands: fc.array(integrand, { maxLength: 2 }),
        mu: axis,
        sigma: axis,
        dimension: axis,
        m: axis,
        trials: number,
        precision: fc.record(
          { ratio: number, max_trials: number, extra: number },
          { requiredKeys: ['ratio'] },
        ),
        components: fc.uniqueArray(fc.constantFrom('mu', 'sigma', 'log_sigma', 'm'), { maxLength: 2 }),
        estimators: fc.uniqueArray(fc.constantFrom('score', 'pathwise', 'none'), { maxLength: 3 }),
        other: number,
      },
      { requiredKeys: ['version', 'name', 'seed', 'integrands', 'mu', 'sigma', 'm', 'trials'] },
    );
    const right = {
      version: 1,
      name: 'a',
      seed: '1',
      integrands: ['square'],
      mu: 0,
      sigma: 1,
      m: 1,
      trials: 2,
    };
    const seen = { accepted: 0, refused: 0 };
    // One wrong key at a time, otherwise nearly every config would be refused by both for some reason.
    fc.assert(
      fc.property(config, fc.nat(11), (all, pick) => {
        const keys = Object.keys(all) as (keyof typeof all)[];
        const key = keys[pick % keys.length]!;
        const data = { ...right, [key]: all[key] };
        const accepted = configSchema.safeParse(data).success;
        seen[accepted ? 'accepted' : 'refused'] += 1;
        // JSON Schema counts characters, the library UTF-16 units: it would refuse a long seed of emoji.
        if (key !== 'seed') expect(published.safeParse(data).success, JSON.stringify(data)).toBe(accepted);
      }),
      { numRuns: effort(800, 3000) },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(effort(80, 300));
  });
});
