import fc from 'fast-check';

/**
 * Random tests try the same values every time, so that a suite that passed passes again; `npm run proofs` tries new
 * ones, and a failure prints the seed that it had.
 */
if (process.env['GRADVAR_PROOFS'] !== '1') fc.configureGlobal({ seed: 20201 });
