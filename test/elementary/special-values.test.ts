import { describe, expect, it } from 'vitest';
import { atan } from '../../src/elementary/arctangent.ts';
import { erf, normcdf, normpdf } from '../../src/elementary/error-function.ts';
import { exp, expm1 } from '../../src/elementary/exp.ts';
import { cosh, sech2, tanh } from '../../src/elementary/hyperbolic.ts';
import { log, log1p } from '../../src/elementary/log.ts';
import { sigmoid, softplus } from '../../src/elementary/logistic.ts';
import { normquantile } from '../../src/elementary/normal-quantile.ts';
import { power } from '../../src/elementary/power.ts';
import { cos } from '../../src/elementary/trigonometric.ts';

const LARGEST = 1.7976931348623157e308;
const TINY = 5e-324;

describe('values that hold exactly', () => {
  it.each([
    ['exp 0', exp(0), 1],
    ['exp −0', exp(-0), 1],
    ['exp −Infinity', exp(-Infinity), 0],
    ['exp where it first overflows', exp(709.7827128933841), Infinity],
    ['exp of its last subnormal result', exp(-745.1332191019411), TINY],
    ['exp where it is 0', exp(-745.1332191019412), 0],
    ['expm1 −Infinity', expm1(-Infinity), -1],
    ['log 1', log(1), 0],
    ['log −0', log(-0), -Infinity],
    ['log −1', log(-1), NaN],
    ['log of the smallest double', log(TINY), -744.4400719213812],
    ['log1p −1', log1p(-1), -Infinity],
    ['cos 0', cos(0), 1],
    ['cosh 0', cosh(0), 1],
    ['sech2 0', sech2(0), 1],
    ['tanh 22', tanh(22), 1],
    ['atan 1', atan(1), 0.7853981633974483],
    ['atan of the largest double', atan(LARGEST), 1.5707963267948966],
    ['erf 6', erf(6), 1],
    ['normcdf 0', normcdf(0), 0.5],
    ['normcdf −0', normcdf(-0), 0.5],
    ['normcdf −39', normcdf(-39), 0],
    ['normcdf of −largest', normcdf(-LARGEST), 0],
    ['normpdf 0', normpdf(0), 0.3989422804014327],
    ['normpdf of the largest double', normpdf(LARGEST), 0],
    ['normquantile 0.5', normquantile(0.5), 0],
    ['normquantile 0', normquantile(0), -Infinity],
    ['normquantile −0', normquantile(-0), -Infinity],
    ['normquantile 1', normquantile(1), Infinity],
    ['normquantile of the smallest double', normquantile(TINY), -38.467405617144344],
    ['normquantile of the last double before 1', normquantile(0.9999999999999999), 8.209536151601387],
    ['normquantile below 0', normquantile(-TINY), NaN],
    ['normquantile above 1', normquantile(1.0000000000000002), NaN],
    ['sigmoid 0', sigmoid(0), 0.5],
    ['sigmoid −1000', sigmoid(-1000), 0],
    ['softplus 0', softplus(0), 0.6931471805599453],
    ['softplus 1e300', softplus(1e300), 1e300],
  ])('%s', (_title, got, expected) => {
    expect(got).toBe(expected);
  });
});

/** C99 annex F.9.4.4 and IEEE 754-2008 section 9.2.1. */
describe('power at the borders of its domain', () => {
  it.each([
    [NaN, 0, 1],
    [NaN, -0, 1],
    [Infinity, 0, 1],
    [0, 0, 1],
    [1, NaN, 1],
    [1, Infinity, 1],
    [1, -Infinity, 1],
    [1, 1e308, 1],
    [-1, Infinity, 1],
    [-1, -Infinity, 1],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [0, NaN, NaN],
    [-8, 1 / 3, NaN],
    [-TINY, 0.5, NaN],
    [-LARGEST, 1.5, NaN],
    [0, -1, Infinity],
    [-0, -1, -Infinity],
    [-0, -2, Infinity],
    [-0, -0.5, Infinity],
    [0, -Infinity, Infinity],
    [-0, -Infinity, Infinity],
    [0, 3, 0],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [0.5, -Infinity, Infinity],
    [2, -Infinity, 0],
    [-0.5, Infinity, 0],
    [-2, Infinity, Infinity],
    [-Infinity, -3, -0],
    [-Infinity, -2, 0],
    [-Infinity, -0.5, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [-Infinity, 0.5, Infinity],
    [Infinity, -0.1, 0],
    [Infinity, 0.1, Infinity],
    [-2, 3, -8],
    [-2, 2, 4],
    [-2, 1025, -Infinity],
    [-2, -1075, -0],
    [4, 0.5, 2],
    [9, 0.5, 3],
    [2, -1074, TINY],
    [TINY, 1, TINY],
    [LARGEST, 1, LARGEST],
    [1 + 2.220446049250313e-16, LARGEST, Infinity],
    [1 - 1.1102230246251565e-16, LARGEST, 0],
    [LARGEST, TINY, 1],
  ])('power(%d, %d) is %d', (x, y, expected) => {
    expect(power(x, y)).toBe(expected);
  });
});
