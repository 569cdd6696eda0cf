import type { Wrong } from './wrong.ts';

export const wrongKeys: readonly Wrong[] = [
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
  [
    'no trials',
    { trials: '#' },
    ['trials: missing, expected a whole number from 2 to 1000000000, or precision: {ratio'],
  ],
  [
    'trials and a precision',
    { trials: 'trials: 100\nprecision: { ratio: 0.01, max_trials: 1000 }' },
    ['x.yaml:9:1 precision: found precision beside trials, expected one of them'],
  ],
];

export const wrongPrecisions: readonly Wrong[] = [
  [
    'a number',
    { trials: 'precision: 0.01' },
    ['x.yaml:8:12 precision: found 0.01, expected a map with ratio'],
  ],
  [
    'no ratio',
    { trials: 'precision: { max_trials: 1000 }' },
    ['precision.ratio: missing, expected a number > 0, at most 1'],
  ],
  [
    'no limit',
    { trials: 'precision: { ratio: 0.01 }' },
    ['precision.max_trials: missing, expected a whole number from 2 to 1000000000'],
  ],
  [
    'a ratio of 0',
    { trials: 'precision: { ratio: 0, max_trials: 1000 }' },
    ['x.yaml:8:21 precision.ratio: found 0, expected a number > 0'],
  ],
  [
    'a ratio above 1',
    { trials: 'precision: { ratio: 1.5, max_trials: 1000 }' },
    ['x.yaml:8:21 precision.ratio: found 1.5, expected a number > 0, at most 1'],
  ],
  [
    'one trial at most',
    { trials: 'precision:\n  ratio: 0.01\n  max_trials: 1' },
    ['x.yaml:10:15 precision.max_trials: found 1, expected a whole number from 2'],
  ],
  [
    'a misspelt key',
    { trials: 'precision: { ratio: 0.01, maxtrials: 1000 }' },
    ['x.yaml:8:27 precision.maxtrials: unknown key "maxtrials"', 'did you mean `max_trials`?'],
  ],
];

export const wrongNames: readonly Wrong[] = [
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

export const wrongSyntax: readonly Wrong[] = [
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
