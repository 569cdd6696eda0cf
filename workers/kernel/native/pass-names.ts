import { PASSES } from '../../../src/formula/program/passes.ts';
import type { PassName } from '../wasm/kernel-exports.ts';

/** All passes in the order of their names, by which the native kernel numbers them. */
export const PASS_NAMES: readonly PassName[] = [
  ...PASSES.map((operation): PassName => `${operation}All`),
  'wideExpAll' as const,
  'sinCosAll' as const,
  'tanhSech2All' as const,
].sort();
