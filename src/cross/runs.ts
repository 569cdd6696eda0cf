import type { KnownSample, Sample } from './sample.ts';

/**
 * Neighboring samples that are known, or unknown, all of them; unknown ones reach to the known ones beside
 * them.
 */
export type Run =
  | { readonly kind: 'known'; readonly samples: readonly KnownSample[] }
  | { readonly kind: 'unknown'; readonly from: number; readonly to: number; readonly reason: string };

export function runsOf(samples: readonly Sample[]): readonly Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < samples.length;) {
    const { kind } = samples[i]!;
    let end = i;
    while (end < samples.length && samples[end]!.kind === kind) end += 1;
    const part = samples.slice(i, end);
    const known = part.filter((sample): sample is KnownSample => sample.kind === 'known');
    if (kind === 'known') runs.push({ kind, samples: known });
    else {
      const from = samples[i - 1]?.value ?? part[0]!.value;
      const to = samples[end]?.value ?? part.at(-1)!.value;
      runs.push({ kind, from, to, reason: reasonsOf(part) });
    }
    i = end;
  }
  return runs;
}

/** The reasons of a stretch, those that differ in numbers alone once. */
function reasonsOf(samples: readonly Sample[]): string {
  const reasons = new Map<string, string>();
  for (const sample of samples) {
    if (sample.kind === 'known') continue;
    const words = sample.reason.replace(/[-+0-9.]+(e[-+0-9]+)?/g, '');
    if (!reasons.has(words)) reasons.set(words, sample.reason);
  }
  return [...reasons.values()].join('; ');
}
