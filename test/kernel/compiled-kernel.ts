import { loadKernel } from '../../workers/kernel/wasm-kernel.ts';
import type { Kernel } from '../../workers/kernel/wasm-kernel.ts';

/** The kernel as `npm run build` has compiled it. */
export function compiledKernel(): Kernel {
  return loadKernel(new URL('../../dist/workers/kernel/kernel.wasm', import.meta.url));
}
