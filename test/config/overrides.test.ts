import { describe, expect, it } from 'vitest';
import { configText, errorOf, planOfText } from './config-text.ts';

const text = configText({ integrands: 'integrands: [square, { name: cosine, params: { k: [1, 2] } }]' });

describe('--set', () => {
  it('replaces the value at a path, in order, and changes nothing else', () => {
    const set = ['trials=7', 'sigma=[1, 2]', 'integrands.1.params.k=5', 'integrands.0=cube', 'sigma=3'];
    const changed = configText({
      integrands: 'integrands: [cube, { name: cosine, params: { k: 5 } }]',
      sigma: 'sigma: 3',
      trials: 'trials: 7',
    });
    expect(planOfText(text, { set })).toEqual(planOfText(changed));
  });

  it('adds a key that the schema has and the config lacks', () => {
    const without = configText({ components: '#', estimators: '#' });
    expect(planOfText(without, { set: ['components=[log_sigma]'] }).components).toEqual(['log_sigma']);
    const spaced = planOfText(configText({ mu: '#' }), { set: ['mu={linear: {from: 0, to: 1, count: 3}}'] });
    expect(spaced.mu).toEqual([0, 0.5, 1]);
  });

  it('takes everything after the first equals sign as the value', () => {
    expect(planOfText(text, { set: ['seed="a=b"'] }).seed).toBe('a=b');
  });

  it.each([
    ['sigm=1', 'the config has no key "sigm", expected one of $schema, version'],
    ['sigm=1', 'did you mean `sigma`?'],
    ['integrands.2=cube', 'integrands has no item "2", expected 0 to 1'],
    ['integrands.first=cube', 'integrands has no item "first"'],
    ['integrands.0.params.k=1', 'integrands[0] is "square" and has no `params`'],
    ['integrands.1.parms.k=1', 'integrands[1] has no key "parms", expected one of name, formula, params'],
    ['mu.linear.from=1', 'mu is 0 and has no `linear`'],
    ['__proto__.polluted=1', 'the config has no key "__proto__"'],
    ['trials', '--set: found "trials", expected path=value'],
    ['=1', '--set: found "=1", expected path=value'],
    ['mu=[1', '--set mu=[1: not valid YAML'],
    ['mu=*a', '--set mu=*a: found *a, but nothing is named so'],
  ])('%s is refused, for %s', (assignment, fragment) => {
    const error = errorOf(() => planOfText(text, { set: [assignment] }));
    expect(error.code).toBe('USAGE');
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(fragment);
  });

  it('reports every override that cannot be applied', () => {
    const { message } = errorOf(() => planOfText(text, { set: ['a=1', 'trials=5', 'b=1'] }));
    expect(message).toContain('2 problems');
  });

  it.each([
    ['sigma=[1, -1]', '--set sigma=[1, -1] sigma[1]: found -1, expected a number > 0'],
    ['sigma=', '--set sigma= sigma: found nothing, expected a number > 0'],
    ['seed=7', '--set seed=7 seed: found 7, expected a string of 1 to 200 characters: use --seed 7'],
    [
      'integrands.1.params.w=7',
      '--set integrands.1.params.w=7 integrands[1].params.w: found the parameter "w"',
    ],
  ])('%s is validated like the file, its place is the option', (assignment, fragment) => {
    const error = errorOf(() => planOfText(text, { set: [assignment] }));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(fragment);
  });
});

describe('--seed', () => {
  it.each(['7', '007', 'true', '[1', '', 'é'.repeat(201)])('takes %j as text, never as YAML', (seed) => {
    const run = () => planOfText(text, { seed, set: ['seed="other"'] });
    if (seed !== '' && seed.length <= 200) expect(run().seed).toBe(seed);
    else expect(errorOf(run).message).toContain('--seed seed: found "');
  });
});
