/** Limits that keep any formula, however made, from exhausting the machine. */

/** Characters of a formula as written. */
export const MAX_CHARACTERS = 2000;

/** Parentheses, calls, unary minus signs and towers of powers inside each other. */
export const MAX_NESTING = 100;

/** Nodes of a formula as written. */
export const MAX_NODES = 1000;

/** Distinct nodes of a derived tree (simplified, or a derivative), shared ones counted once. */
export const MAX_DERIVED_NODES = 20_000;

/** Registers of a block program, z included. */
export const MAX_REGISTERS = 64;

/** Different terms that a formula of several coordinates sums or averages. */
export const MAX_TERMS = 8;
