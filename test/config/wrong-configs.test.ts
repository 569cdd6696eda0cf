import { describe, expect, it } from 'vitest';
import { configText, errorOf, planOfText } from './config-text.ts';
import { wrongAxes, wrongCounts, wrongGrids } from './wrong-axes.ts';
import { wrongDimensions } from './wrong-dimensions.ts';
import { wrongIntegrands } from './wrong-integrands.ts';
import { wrongKeys, wrongNames, wrongPrecisions, wrongSyntax } from './wrong-keys.ts';

const all = {
  keys: wrongKeys,
  names: wrongNames,
  precisions: wrongPrecisions,
  syntax: wrongSyntax,
  axes: wrongAxes,
  counts: wrongCounts,
  grids: wrongGrids,
  integrands: wrongIntegrands,
  dimensions: wrongDimensions,
};

describe.each(Object.entries(all))('wrong %s', (_, cases) => {
  it.each(cases)('%s is refused with its place and what was expected', (_title, lines, fragments) => {
    const error = errorOf(() => planOfText(configText(lines)));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.exitCode).toBe(2);
    for (const fragment of fragments) expect(error.message).toContain(fragment);
  });
});

describe('a config with many faults', () => {
  it('lists all of them in one error, in the order of the file', () => {
    const text = configText({
      name: 'name: ..',
      seed: 'seed: 5',
      integrands:
        'integrands:\n  - sqare\n  - { name: a, formula: "z+" }\n  - { name: cosine, params: { w: 1 } }',
      sigma: 'sigma: [1, -1, 1]',
      m: 'm: [1, 1]',
      components: 'components: [mu, mu]',
    });
    const { message } = errorOf(() => planOfText(text));
    const places = [...message.matchAll(/x\.yaml:(\d+):(\d+) /g)].map(([, line]) => Number(line));
    expect(places).toEqual([2, 3, 5, 6, 7, 9, 10, 12]);
    expect(message.split('\n')[0]).toBe('x.yaml: 8 problems');
  });

  it('lists no more than 50 of them and counts the rest', () => {
    const many = Array.from({ length: 70 }, (_, i) => `x${i}: 1`).join('\n');
    const { message } = errorOf(() => planOfText(configText({ mu: `mu: 0\n${many}` })));
    expect(message).toContain('x.yaml: 70 problems');
    expect(message).toContain('and 20 more');
    expect(message.split('\n')).toHaveLength(52);
  });
});
