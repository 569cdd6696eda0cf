import { describe, expect, it } from 'vitest';
import { configText, errorOf, planOfText, type Key } from './config-text.ts';

/** What is wrong, the lines that make it so, and what the message must say. Lines are numbered as in LINES. */
type Wrong = readonly [title: string, lines: Partial<Record<Key, string>>, fragments: readonly string[]];

const keys: readonly Wrong[] = [
  [
    'an unknown key',
    { mu: 'mu: 0\nsigm: 2' },
    ['x.yaml:6:1 sigm: unknown key "sigm"', 'did you mean `sigma`?'],
  ],
  [
    'a misspelt key',
    { trials: 'trails: 5' },
    ['x.yaml:8:1 trails: unknown key', '`trials`?', 'trials: missing'],
  ],
  ['capitals in a key', { m: 'M: 5' }, ['x.yaml:7:1 M: unknown key', 'did you mean `m`?', 'm: missing']],
  [
    'a far-fetched key',
    { mu: 'mu: 0\nbanana: 2' },
    ['x.yaml:6:1 banana: unknown key', 'expected one of $schema, version'],
  ],
  ['a key that every object has', { mu: 'mu: 0\nconstructor: 2' }, ['x.yaml:6:1 constructor: unknown key']],
  [
    'the prototype as a key',
    { mu: 'mu: 0\n__proto__: 2' },
    ['x.yaml:6:1 __proto__: found the key "__proto__", expected another name'],
  ],
  ['a key twice', { mu: 'mu: 0\nmu: 1' }, ['x.yaml:6:1: found the key "mu" twice']],
  ['a number as a key', { mu: 'mu: 0\n7: 1' }, ['x.yaml:6:1 "7": unknown key']],
  ['a list as a key', { mu: 'mu: 0\n? [a]\n: 1' }, ['x.yaml:6:3: found a list, a map or an alias as a key']],
  ['no version', { version: '#' }, ['version: missing, expected 1']],
  ['another version', { version: 'version: 2' }, ['x.yaml:1:10 version: found 2, expected 1']],
  ['a version as a string', { version: 'version: "1"' }, ['x.yaml:1:10 version: found "1", expected 1']],
  ['no name', { name: '#' }, ['name: missing, expected a name']],
  ['no seed', { seed: '#' }, ['seed: missing, expected a string']],
  ['no integrands', { integrands: '#' }, ['integrands: missing, expected a list']],
  ['no trials', { trials: '#' }, ['trials: missing, expected a whole number from 2 to 1000000000']],
];

const names: readonly Wrong[] = [
  ['a name with a slash', { name: 'name: a/b' }, ['x.yaml:2:7 name: found "a/b", expected a name']],
  ['a name of dots', { name: 'name: ".."' }, ['x.yaml:2:7 name: found ".."']],
  [
    'a name with a dot at its end',
    { name: 'name: ends.' },
    ['x.yaml:2:7 name: found "ends."', 'no `.` at the end'],
  ],
  [
    'a name that starts with a digit',
    { name: 'name: 2fast' },
    ['x.yaml:2:7 name: found "2fast"', 'a letter'],
  ],
  ['a name that is a formula of a spreadsheet', { name: 'name: "=A1"' }, ['x.yaml:2:7 name: found "=A1"']],
  [
    'a name that is too long',
    { name: `name: ${'a'.repeat(65)}` },
    ['x.yaml:2:7 name: found "aaa', '…, expected'],
  ],
  ['a name with a line feed', { name: 'name: "a\\nb"' }, ['x.yaml:2:7 name: found "a\\nb"']],
  ['a name with a line feed at its end', { name: 'name: "ab\\n"' }, ['x.yaml:2:7 name: found "ab\\n"']],
  ['a number for a name', { name: 'name: 7' }, ['x.yaml:2:7 name: found 7', 'a letter']],
  ['an empty name', { name: 'name: ""' }, ['x.yaml:2:7 name: found ""']],
  ['a number for a seed', { seed: 'seed: 007' }, ['x.yaml:3:7 seed: found 007', 'put it in quotes, "007"']],
  [
    'a seed that is too long',
    { seed: `seed: "${'s'.repeat(201)}"` },
    ['x.yaml:3:7 seed: found "sss', '1 to 200 characters'],
  ],
  ['an empty seed', { seed: 'seed: ""' }, ['x.yaml:3:7 seed: found "", expected a string of 1 to 200']],
  [
    'a seed that is no Unicode',
    { seed: 'seed: "\\ud800"' },
    ['x.yaml:3:7 seed: found "\\ud800", expected valid Unicode'],
  ],
  ['nothing for a seed', { seed: 'seed:' }, ['x.yaml:3:6 seed: found nothing, expected a string']],
];

const axes: readonly Wrong[] = [
  [
    'a negative sigma',
    { sigma: 'sigma: [1, 2, -1]' },
    ['x.yaml:6:15 sigma[2]: found -1, expected a number > 0'],
  ],
  ['a sigma of zero', { sigma: 'sigma: 0' }, ['x.yaml:6:8 sigma: found 0, expected a number > 0']],
  [
    'a sigma that is text',
    { sigma: 'sigma: [1, two]' },
    ['x.yaml:6:12 sigma[1]: found "two", expected a number > 0'],
  ],
  [
    'a sigma in quotes',
    { sigma: 'sigma: "1"' },
    ['x.yaml:6:8 sigma: found "1", expected a number > 0, a list'],
  ],
  ['an empty axis', { mu: 'mu: []' }, ['x.yaml:5:5 mu: found an empty list, expected at least one value']],
  ['nothing for an axis', { mu: 'mu:' }, ['x.yaml:5:4 mu: found nothing, expected a number, a list of them']],
  ['an axis that is true', { mu: 'mu: true' }, ['x.yaml:5:5 mu: found true, expected a number']],
  [
    'a list within a list',
    { mu: 'mu: [[1]]' },
    ['x.yaml:5:6 mu[0]: found a list of 1, expected a finite number'],
  ],
  [
    'a value that is not a number',
    { mu: 'mu: [.nan]' },
    ['x.yaml:5:6 mu[0]: found .nan, expected a finite number'],
  ],
  ['an infinite value', { mu: 'mu: -.inf' }, ['x.yaml:5:5 mu: found -.inf, expected a number']],
  [
    'a number that overflows',
    { mu: 'mu: [1e400]' },
    ['x.yaml:5:6 mu[0]: found 1e400, expected a finite number'],
  ],
  ['a number with a grouping sign', { mu: 'mu: 1_000' }, ['x.yaml:5:5 mu: found "1_000"']],
  ['a value twice', { mu: 'mu: [1, 2, 1]' }, ['x.yaml:5:12 mu[2]: found 1, expected distinct values: mu[0]']],
  [
    'two spellings of a value',
    { mu: 'mu: [0.5, 5e-1]' },
    ['x.yaml:5:11 mu[1]: found 5e-1', 'mu[0] is the same number'],
  ],
  [
    'zero with and without a sign',
    { mu: 'mu: [0, -0.0]' },
    ['x.yaml:5:9 mu[1]: found -0.0', 'mu[0] is the same number'],
  ],
  [
    'decimals beyond a double',
    { mu: 'mu: [0.1, 0.10000000000000000001]' },
    ['mu[1]: found 0.10000000000000000001', 'same'],
  ],
  [
    'draws that overflow',
    { mu: 'mu: 1.7e308', sigma: 'sigma: 1e307' },
    ['x.yaml:6:8 sigma: mu = 1.7e+308 with sigma = 1e+307 overflows', 'mu ± 9·sigma'],
  ],
  ['m of zero', { m: 'm: 0' }, ['x.yaml:7:4 m: found 0, expected a whole number from 1 to 1000000']],
  [
    'm with a fraction',
    { m: 'm: [1, 2.5]' },
    ['x.yaml:7:8 m[1]: found 2.5, expected a whole number from 1 to 1000000'],
  ],
  [
    'm that is too large',
    { m: 'm: 1000001' },
    ['x.yaml:7:4 m: found 1000001, expected a whole number from 1 to 1000000'],
  ],
  [
    'an unknown form of an axis',
    { mu: 'mu: { range: [1, 2] }' },
    ['x.yaml:5:7 mu.range: unknown key "range", expected one of linear, geometric'],
  ],
  [
    'a misspelt form of an axis',
    { sigma: 'sigma: { geometrc: { from: 1, to: 2, count: 2 } }' },
    ['x.yaml:6:10 sigma.geometrc: unknown key', '`geometric`?'],
  ],
  [
    'two forms of an axis at once',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 2 }, geometric: { from: 1, to: 2, count: 2 } }' },
    ['x.yaml:5:5 mu: found a map, expected a number, a list of them, {linear'],
  ],
  [
    'a spacing without its end',
    { mu: 'mu: { linear: { from: 1, count: 2 } }' },
    ['mu.linear.to: missing, expected a finite number'],
  ],
  [
    'a spacing with a step',
    { mu: 'mu: { linear: { from: 1, to: 2, step: 1 } }' },
    ['mu.linear.step: unknown key "step", expected one of from, to, count', 'mu.linear.count: missing'],
  ],
  [
    'a list for a spacing',
    { mu: 'mu: { linear: [1, 2, 3] }' },
    ['mu.linear: found a list of 3, expected a map with from, to and count'],
  ],
  [
    'a count of zero',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 0 } }' },
    ['mu.linear.count: found 0, expected a whole number from 1 to 10000'],
  ],
  [
    'a count that is too large',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 10001 } }' },
    ['mu.linear.count: found 10001'],
  ],
  [
    'a count of one for two ends',
    { mu: 'mu: { linear: { from: 1, to: 2, count: 1 } }' },
    ['x.yaml:5:40 mu.linear.count: found 1, expected 2 or more'],
  ],
  [
    'a spacing from a value to itself',
    { mu: 'mu: { linear: { from: 1, to: 1, count: 3 } }' },
    ['mu.linear: gives 1 more than once'],
  ],
  [
    'a spacing that is too fine',
    { mu: 'mu: { linear: { from: 1, to: 1.0000000000000002, count: 3 } }' },
    ['mu.linear: gives 1 more than once'],
  ],
  [
    'a spacing that overflows',
    { mu: 'mu: { linear: { from: -1.7e308, to: 1.7e308, count: 3 } }', sigma: 'sigma: 1e-9' },
    ['mu.linear: gives values that overflow'],
  ],
  [
    'a geometric spacing from zero',
    { sigma: 'sigma: { geometric: { from: 0, to: 2, count: 2 } }' },
    ['x.yaml:6:29 sigma.geometric.from: found 0, expected a number > 0'],
  ],
  [
    'a geometric spacing across zero',
    { mu: 'mu: { geometric: { from: -1, to: 2, count: 2 } }' },
    ['mu.geometric.from: found -1, expected a number > 0'],
  ],
  [
    'a linear spacing of sigma through zero',
    { sigma: 'sigma: { linear: { from: 0, to: 2, count: 3 } }' },
    ['sigma.linear.from: found 0, expected a number > 0'],
  ],
  [
    'a spacing of m with fractions',
    { m: 'm: { geometric: { from: 1, to: 10, count: 3 } }' },
    ['x.yaml:7:17 m.geometric: gives 3.16227766016838, expected whole numbers only'],
  ],
];

const counts: readonly Wrong[] = [
  [
    'one trial',
    { trials: 'trials: 1' },
    ['x.yaml:8:9 trials: found 1, expected a whole number from 2 to 1000000000'],
  ],
  [
    'trials with a fraction',
    { trials: 'trials: 10.5' },
    ['x.yaml:8:9 trials: found 10.5, expected a whole number'],
  ],
  [
    'too many trials',
    { trials: 'trials: 1e10' },
    ['x.yaml:8:9 trials: found 1e10, expected a whole number from 2'],
  ],
  [
    'an axis of trials',
    { trials: 'trials: [10, 20]' },
    ['x.yaml:8:9 trials: found a list of 2, expected a whole number'],
  ],
  [
    'an unknown component',
    { components: 'components: [mu, sigam]' },
    ['x.yaml:9:18 components[1]: found "sigam", expected one of mu, sigma, log_sigma; did you mean `sigma`?'],
  ],
  [
    'a component twice',
    { components: 'components: [mu, mu]' },
    ['x.yaml:9:18 components[1]: found "mu" a second time'],
  ],
  [
    'no component',
    { components: 'components: []' },
    ['x.yaml:9:13 components: found an empty list, expected at least one component'],
  ],
  [
    'a component that is no list',
    { components: 'components: mu' },
    ['x.yaml:9:13 components: found "mu", expected a list of components'],
  ],
  [
    'an unknown estimator',
    { estimators: 'estimators: [scored, pathwise]' },
    ['x.yaml:10:14 estimators[0]: found "scored"', 'did you mean `score`?'],
  ],
  [
    'one estimator',
    { estimators: 'estimators: [score]' },
    ['x.yaml:10:13 estimators: found a list of 1, expected at least two estimators'],
  ],
  [
    'an estimator twice',
    { estimators: 'estimators: [score, score]' },
    ['x.yaml:10:21 estimators[1]: found "score" a second time'],
  ],
];

const integrands: readonly Wrong[] = [
  [
    'an unknown catalogue name',
    { integrands: 'integrands: [sqare]' },
    ['x.yaml:4:14 integrands[0]: found "sqare", expected a name of the catalogue', '`square`?'],
  ],
  [
    'a formula for a name',
    { integrands: 'integrands: ["sin(z)"]' },
    ['x.yaml:4:14 integrands[0]: found "sin(z)", expected a name'],
  ],
  [
    'an unknown name in a map',
    { integrands: 'integrands: [{ name: cosin }]' },
    ['x.yaml:4:22 integrands[0].name: found "cosin"', '`cosine`?'],
  ],
  [
    'no integrand',
    { integrands: 'integrands: []' },
    ['x.yaml:4:13 integrands: found an empty list, expected at least one integrand'],
  ],
  [
    'a list for an integrand',
    { integrands: 'integrands: [[square]]' },
    ['x.yaml:4:14 integrands[0]: found a list of 1, expected a catalogue name, or a map'],
  ],
  [
    'a map without a name',
    { integrands: 'integrands: [{ formula: z }]' },
    ['integrands[0].name: missing, expected a name'],
  ],
  [
    'a misspelt key of an integrand',
    { integrands: 'integrands: [{ name: cosine, parms: { k: 1 } }]' },
    ['x.yaml:4:30 integrands[0].parms: unknown key', '`params`?'],
  ],
  [
    'a name twice',
    { integrands: 'integrands: [square, square]' },
    ['x.yaml:4:22 integrands[1]: found the name "square" a second time'],
  ],
  [
    'a name twice in different forms',
    { integrands: 'integrands: [cosine, { name: cosine, params: { k: 7 } }]' },
    ['x.yaml:4:22 integrands[1]: found the name "cosine" a second time'],
  ],
  [
    'a function under two names',
    {
      integrands:
        'integrands: [square, { name: mine, formula: "z * z^1 / z^0 + 0" }, { name: again, formula: " z ^ 2 " }]',
    },
    ['x.yaml:4:', 'integrands[2]: again is the same function as square, z^2'],
  ],
  [
    'a common parameter point',
    {
      integrands:
        'integrands: [{ name: a, formula: "k*z+l", params: { k: [1, 2], l: [1, 2] } }, { name: b, formula: "k * z + l", params: { k: [2, 3], l: [2, 3] } }]',
    },
    ['integrands[1]: b is the same function as a', 'at a common parameter point'],
  ],
  [
    'a catalogue name with a formula',
    { integrands: 'integrands: [{ name: square, formula: "z^3" }]' },
    ['x.yaml:4:22 integrands[0].name: found the catalogue name "square" with a formula'],
  ],
  [
    'a parameter that the catalogue lacks',
    { integrands: 'integrands: [{ name: cosine, params: { w: 1 } }]' },
    ['x.yaml:4:40 integrands[0].params.w: found the parameter "w", but the formula of cosine has only k'],
  ],
  [
    'a parameter where there is none',
    { integrands: 'integrands: [{ name: square, params: { k: 1 } }]' },
    ['params.k: found the parameter "k", but the formula of square has no parameter'],
  ],
  [
    'a parameter that the formula lacks',
    { integrands: 'integrands: [{ name: a, formula: "w*z", params: { w: 1, v: 2 } }]' },
    ['params.v: found the parameter "v", but the formula of a has only w; did you mean `w`?'],
  ],
  [
    'a parameter without a value',
    { integrands: 'integrands: [{ name: a, formula: "w*z" }]' },
    ['integrands[0].params.w: the formula of a has the parameter w', 'missing'],
  ],
  [
    'a parameter named like a method',
    { integrands: 'integrands: [{ name: a, formula: "constructor*z" }]' },
    ['params.constructor: the formula of a has the parameter constructor'],
  ],
  [
    'the prototype as a parameter',
    { integrands: 'integrands: [{ name: a, formula: "z", params: { __proto__: 1 } }]' },
    ['params.__proto__: found the key "__proto__", expected another name'],
  ],
  [
    'a parameter name with a dash',
    { integrands: 'integrands: [{ name: cosine, params: { k-1: 1 } }]' },
    ['found "k-1", expected a parameter name'],
  ],
  [
    'a parameter that is text',
    { integrands: 'integrands: [{ name: cosine, params: { k: big } }]' },
    ['x.yaml:4:43 integrands[0].params.k: found "big", expected a number, a list'],
  ],
  [
    'a parameter value twice',
    { integrands: 'integrands: [{ name: cosine, params: { k: [1, 1.0] } }]' },
    ['x.yaml:4:47 integrands[0].params.k[1]: found 1.0, expected distinct'],
  ],
  [
    'an empty parameter',
    { integrands: 'integrands: [{ name: cosine, params: { k: [] } }]' },
    ['integrands[0].params.k: found an empty list'],
  ],
  [
    'a formula that ends too soon',
    { integrands: 'integrands: [{ name: a, formula: "sin(3*z" }]' },
    ['x.yaml:4:34 integrands[0].formula: formula: ', '      sin(3*z\n             ^'],
  ],
  [
    'a formula that is a number',
    { integrands: 'integrands: [{ name: a, formula: 1 }]' },
    ['integrands[0].formula: found 1, expected a formula', 'put it in quotes, "1"'],
  ],
  [
    'a formula with code',
    { integrands: 'integrands: [{ name: a, formula: "process.exit(7)" }]' },
    ['integrands[0].formula: formula: '],
  ],
  [
    'a formula with an unknown function',
    { integrands: 'integrands: [{ name: a, formula: "sqrrt(z)" }]' },
    ['integrands[0].formula: formula: ', 'did you mean sqrt?'],
  ],
  [
    'an empty formula',
    { integrands: 'integrands: [{ name: a, formula: "" }]' },
    ['integrands[0].formula: formula: '],
  ],
  [
    'a formula that needs too much',
    { integrands: `integrands: [{ name: a, formula: "${'sin('.repeat(45)}z${'*cos(z))'.repeat(45)}" }]` },
    ['integrands[0].formula: formula: it needs', 'the limit is 64'],
  ],
  [
    'a formula that is too long',
    { integrands: `integrands: [{ name: a, formula: "${'z+'.repeat(1000)}z" }]` },
    ['integrands[0].formula: found "z+z+', 'at most 2000 characters'],
  ],
];

const grids: readonly Wrong[] = [
  [
    'too many cells',
    {
      mu: 'mu: { linear: { from: 0, to: 1, count: 10000 } }',
      sigma: 'sigma: { linear: { from: 1, to: 2, count: 1001 } }',
    },
    [
      'x.yaml:1:1: the grid has 10010000 cells (1 integrand points × 10000 mu × 1001 sigma × 1 m), expected at most 10000000',
    ],
  ],
  [
    'too many parameter points',
    {
      integrands:
        'integrands: [{ name: a, formula: "k*z+l", params: { k: { linear: { from: 0, to: 1, count: 1001 } }, l: { linear: { from: 0, to: 1, count: 100 } } } }]',
    },
    ['x.yaml:4:13 integrands: 100100 combinations of integrands and parameters, expected at most 100000'],
  ],
];

const syntax: readonly Wrong[] = [
  ['an open bracket', { mu: 'mu: [1, 2' }, ['x.yaml:6:1: not valid YAML: ']],
  ['a tab as indentation', { mu: 'mu:\n\t- 1' }, ['x.yaml:6:1: not valid YAML: Tabs']],
  ['two documents', { mu: 'mu: 0\n---' }, ['x.yaml:6:1: found a second document, expected one']],
  ['a tag', { mu: 'mu: !!js/function "0"' }, ['x.yaml:5:5: not valid YAML: Unresolved tag']],
  ['an alias of nothing', { mu: 'mu: *nothing' }, ['x.yaml:5:5: found *nothing, but nothing is named so']],
  ['an alias of itself', { mu: 'mu: &a [*a]' }, ['x.yaml:5:8: ']],
  [
    'a list instead of a config',
    {
      version: '- a',
      name: '',
      seed: '',
      integrands: '',
      mu: '',
      sigma: '',
      m: '',
      trials: '',
      components: '',
      estimators: '',
    },
    ['x.yaml:1:1: found a list of 1, expected a map with the keys'],
  ],
];

const all = { keys, names, axes, counts, integrands, grids, syntax };

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
