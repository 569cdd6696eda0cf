/** Constants as literals: nothing here is computed by an engine's own functions. */

export const PI = 3.141592653589793;
export const E = 2.718281828459045;
export const LN2 = 0.6931471805599453;
export const LOG2_E = 1.4426950408889634;
export const SQRT2 = 1.4142135623730951;
/** sqrt(2 pi) and its inverse. */
export const SQRT_2PI = 2.5066282746310002;
export const INVERSE_SQRT_2PI = 0.3989422804014327;
export const LOG_SQRT_2PI = 0.9189385332046727;
/** Beyond so many standard deviations the normal density is 0 in double precision. */
export const NORMAL_REACH = 38.6;
/**
 * Error probability and confidence level of every interval, the latter also as text, and the normal quantile
 * of both sides.
 */
export const SIGNIFICANCE = 0.05;
export const CONFIDENCE = 1 - SIGNIFICANCE;
export const CONFIDENCE_TEXT = '95 %';
export const NORMAL_QUANTILE = 1.959963984540054;
/** Slope of erf at 0, 2/sqrt(pi). */
export const ERF_SLOPE = 1.1283791670955126;
export const TWO_OVER_PI = 0.6366197723675814;

/** ln 2 in two parts; n·LN2_HIGH is exact for |n| < 2^20. */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.9082149292705877e-10;

/** 1.5·2^52: adding and subtracting it rounds to the nearest integer, ties to even, for |x| < 2^51. */
export const ROUNDING = 6755399441055744;

export const SMALLEST_NORMAL = 2.2250738585072014e-308;
export const LARGEST = 1.7976931348623157e308;
