/**
 * The functions of a draw that every variable is a combination of: r, r·eps, r·(eps² − 1), r', r'·eps and
 * r''. The errors of r and its derivatives are kept by feature, since next to a singular point r·eps may be
 * small where r is not.
 */
export const VALUE = 0;
export const VALUE_EPS = 1;
export const VALUE_SQUARE = 2;
export const SLOPE = 3;
export const SLOPE_EPS = 4;
export const CURVATURE = 5;
export const FEATURES = 6;
