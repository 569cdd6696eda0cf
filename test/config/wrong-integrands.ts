import type { Wrong } from './wrong.ts';

export const wrongIntegrands: readonly Wrong[] = [
  [
    'an unknown catalogue name',
    { integrands: 'integrands: [sqare]' },
    ['x.yaml:4:14 integrands[0]: found "sqare", expected a name of the catalogue', '`square`?'],
  ],
  [
    'a formula that ends early',
    { integrands: 'integrands: ["sin(z"]' },
    ['x.yaml:4:14 integrands[0]: ', '^'],
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
    ['x.yaml:4:14 integrands[0]: found a list of 1, expected a catalogue name, a formula, or a map'],
  ],
  [
    'a map without a name and a formula',
    { integrands: 'integrands: [{ over: sum }]' },
    ['integrands[0].name: missing, expected a name'],
  ],
  [
    'a bare formula with a parameter',
    { integrands: 'integrands: ["sin(w*z)"]' },
    ['integrands[0].params.w: the formula of sin_w_z has the parameter w', 'missing'],
  ],
  [
    'two bare formulas of one name',
    { integrands: 'integrands: ["sin(2*z)", "sin(2)*z"]' },
    ['x.yaml:4:26 integrands[1]: found the name "sin_2_z" a second time'],
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
  [
    'a formula that is infinite everywhere',
    { integrands: 'integrands: [{ name: a, formula: "1/0*z" }]' },
    ['integrands[0].formula: found "1/0*z", which is infinite or not a number for every z'],
  ],
  [
    'a formula that one value of a parameter makes infinite everywhere',
    { integrands: 'integrands: [{ name: a, formula: "sin(z)/k", params: { k: [1, 0, 2] } }]' },
    ['integrands[0].formula: found "sin(z)/k", which with k=0 is infinite or not a number for every z'],
  ],
];
