import { usage } from '../../../src/errors.ts';
import { packageFile } from '../../../src/package-file.ts';
import { loadPortableKernel, type Kernel } from '../wasm/wasm-kernel.ts';
import { kernelChoice, type KernelChoice } from './kernel-choice.ts';
import { openNative } from './native-file.ts';
import { nativeKernel, type Width } from './native-kernel.ts';
import { doTheSame } from './self-test.ts';

/** A kernel, and why it is not the native one, as the rest of a sentence. */
export interface ChosenKernel {
  readonly kernel: Kernel;
  readonly reason: string;
}

/**
 * The kernel that GRADVAR_KERNEL asks for.
 *
 * @throws GradvarError USAGE (2) for a word that it may not hold, and for `native` where that cannot be had
 */
export function loadKernel(): Kernel {
  return kernelHere().kernel;
}

/** `loadKernel` with the reason. */
export function kernelHere(): ChosenKernel {
  return chooseKernel(kernelChoice(process.env));
}

/** Which kernel it is, and why not the native one. */
export function kernelText({ kernel, reason }: ChosenKernel): string {
  return reason === '' ? kernel.name : `${kernel.name}: ${reason}`;
}

export function chooseKernel(
  choice: KernelChoice,
  folder: string = packageFile('dist/native'),
  platform = `${process.platform}-${process.arch}`,
): ChosenKernel {
  const portable = loadPortableKernel();
  if (choice === 'portable') return { kernel: portable, reason: 'GRADVAR_KERNEL=portable asks for it' };
  const native = nativeOn(portable, folder, platform);
  if (choice === 'auto' || native.reason === '') return native;
  throw usage(
    `GRADVAR_KERNEL=native: found no native kernel: ${native.reason}`,
    'GRADVAR_KERNEL=auto takes the portable kernel then, which gives the same numbers',
  );
}

function nativeOn(portable: Kernel, folder: string, platform: string): ChosenKernel {
  const opened = openNative(folder, platform);
  if (opened.kind === 'none') return { kernel: portable, reason: opened.reason };
  const { addon } = opened;
  const kernel = nativeKernel(addon, portable, addon.widest as Width);
  return doTheSame(portable, kernel)
    ? { kernel, reason: '' }
    : { kernel: portable, reason: `the native kernel (${kernel.name}) failed its self-test` };
}
