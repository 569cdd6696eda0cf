import { usage } from '../../errors.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * A time such as 90s, 55m, 3h55m or 1d12h, in milliseconds; a bare number is seconds.
 *
 * @throws GradvarError USAGE (2) unless it is one, above 0.
 */
export function parseDuration(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|$)/g)];
  const whole = parts.map(([part]) => part).join('') === text;
  const milliseconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit || 's']!, 0);
  if (whole && milliseconds > 0) return milliseconds;
  throw usage(
    `--${option}: found '${text}', expected a time such as 90s, 55m or 3h55m`,
    'units are ms, s, m, h and d; a bare number is seconds',
  );
}
