import { wordOf } from '../../../src/environment.ts';

/** What GRADVAR_KERNEL may say: the native kernel where it can be had; never; or nothing but that. */
const KERNEL_CHOICES = ['auto', 'portable', 'native'] as const;
export type KernelChoice = (typeof KERNEL_CHOICES)[number];

/** @throws GradvarError USAGE (2) for any other word */
export function kernelChoice(environment: Readonly<Record<string, string | undefined>>): KernelChoice {
  return wordOf(environment, 'GRADVAR_KERNEL', KERNEL_CHOICES);
}
