/**
 * What is differentiated along: mu·d/dmu + sigma·d/dsigma. Component mu is (1, 0), sigma is (0, 1), log_sigma
 * at sigma = s is (0, s), and a parameterization mu(phi), sigma(phi) has the direction (mu', sigma').
 */
export interface Direction {
  readonly mu: number;
  readonly sigma: number;
}

export const ALONG_MU: Direction = { mu: 1, sigma: 0 };
export const ALONG_SIGMA: Direction = { mu: 0, sigma: 1 };
