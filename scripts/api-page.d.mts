import type { CompilerOptions } from 'typescript';

export interface PublicExport {
  readonly name: string;
  readonly kind: 'function' | 'value' | 'class' | 'type';
  readonly signature: string;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly throws: readonly string[];
  readonly example: string;
}

export function publicExports(): readonly PublicExport[];
export function compilerOptions(): CompilerOptions;
export function apiPage(): string;
