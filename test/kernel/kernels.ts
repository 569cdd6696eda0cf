import { packageFile } from '../../src/package-file.ts';
import { openNative } from '../../workers/kernel/native/native-file.ts';
import { nativeKernel, type Addon, type Width } from '../../workers/kernel/native/native-kernel.ts';
import { loadPortableKernel, type Kernel } from '../../workers/kernel/wasm/wasm-kernel.ts';

const opened = openNative(packageFile('dist/native'), `${process.platform}-${process.arch}`);

/** The native file, or null where none was built: no C compiler, or another system. */
export const ADDON: Addon | null = opened.kind === 'opened' ? opened.addon : null;

export const WIDTHS: readonly Width[] = ([256, 512] as const).filter(
  (width) => width <= (ADDON?.widest ?? 0),
);

/** Every kernel that this machine has, each with a memory of its own; the portable one first. */
export const KERNELS: readonly Kernel[] = [
  loadPortableKernel(),
  ...WIDTHS.map((width) => nativeKernel(ADDON!, loadPortableKernel(), width)),
];
