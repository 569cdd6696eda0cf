import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../src/plan/canonical.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

/** The same data with the keys of every object in another order. */
function reversed(data: Json): Json {
  if (Array.isArray(data)) return (data as readonly Json[]).map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .reverse()
      .map(([key, value]) => [key, reversed(value)]),
  );
}

describe('canonical JSON', () => {
  it('is JSON of the same data, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (data) => {
        const text = canonicalJson(data);
        // JSON has one zero.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
        expect(canonicalJson(reversed(data))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  it('sorts keys by UTF-16 code unit and writes numbers as RFC 8785 does', () => {
    const data = {
      '\u{1f600}': 1e21,
      '\ufb33': 1e-7,
      b: -0,
      a: [333333333.33333329, 4.5, 2e-3, 1e-27],
      B: 'é\u2028"',
    };
    expect(canonicalJson(data)).toBe(
      '{"B":"é\u2028\\"","a":[333333333.3333333,4.5,0.002,1e-27],"b":0,"\u{1f600}":1e+21,"\ufb33":1e-7}',
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (number) => {
    expect(() => canonicalJson({ a: [number] })).toThrow(RangeError);
  });
});
