import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../src/config/load.ts';
import { parseConfig } from '../../src/config/reading/read.ts';
import { resolvePlan } from '../../src/config/resolve.ts';
import { configYaml } from '../../src/config/write-config.ts';
import { planJson } from '../../src/plan/canonical.ts';
import { effort } from '../fixtures/effort.ts';

const planOfYaml = (text: string) => planJson(resolvePlan(parseConfig(text, 'written.yaml')));

test.each(readdirSync('configs'))('configs/%s, written with comments, is the same plan', (file) => {
  const config = parseConfig(readFileSync(`configs/${file}`, 'utf8'), file);
  expect(planOfYaml(configYaml(config.root, true))).toBe(planJson(resolvePlan(config)));
});

test('the config of a function, written, is the plan of its run', () => {
  const functions = fc.constantFrom(
    'z',
    '-z^2',
    'z-1',
    'square',
    'sin(w*z) # "quoted"'.slice(0, 8),
    'cosine',
    'a + z',
  );
  const axes = fc.constantFrom(
    '1',
    '0.1..4',
    '1,2,5',
    '[3, 4]',
    '1e-3..1e3:4',
    '{ linear: { from: 1, to: 2, count: 3 } }',
  );
  fc.assert(
    fc.property(functions, axes, axes, fc.boolean(), (formula, sigma, mu, hasComments) => {
      const params = { 'sin(w*z)': ['w'], 'a + z': ['a'] }[formula] ?? [];
      const options = [
        { option: '--sigma', path: ['sigma'], value: sigma },
        { option: '--mu', path: ['mu'], value: mu },
        ...params.map((name) => ({ option: '--param', path: ['integrands', 0, 'params', name], value: mu })),
      ];
      const { config, plan } = loadExperiment({ kind: 'formula', formula }, { options });
      expect(planOfYaml(configYaml(config.root, hasComments))).toBe(planJson(plan));
    }),
    { numRuns: effort(20, 60) },
  );
});

test('another question has another name, the same one the same', () => {
  const nameOf = (sigma: string) =>
    loadExperiment(
      { kind: 'formula', formula: 'z^2' },
      { options: [{ option: '--sigma', path: ['sigma'], value: sigma }] },
    ).plan.name;
  expect(nameOf('1,2')).toBe(nameOf('[1, 2]'));
  expect(nameOf('1,2')).not.toBe(nameOf('1,3'));
  expect(loadExperiment({ kind: 'formula', formula: 'z^2' }, { set: ['name=mine'] }).plan.name).toBe('mine');
});
