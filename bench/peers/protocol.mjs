// What the JavaScript peers share: the request loop and what becomes of the sums. See README.md.
import { createInterface } from 'node:readline';

export const MU = 0.3;
export const SIGMA = 0.8;
export const K = 0.7;

/**
 * Answers requests on stdin. `measure(integrand, m, draws)` gives {draws, trialRatios, drawRatios}, each ratio a pair
 * for mu and sigma, or a promise of that; it may also give the seconds of the part of it that counts.
 */
export async function serve(version, measure) {
  process.stdout.write(`ready ${version}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [integrand, m, draws] = line.split(' ');
    const start = cpuSeconds();
    const answer = await measure(integrand, Number(m), Number(draws));
    const seconds = answer.seconds ?? cpuSeconds() - start;
    process.stdout.write(
      `${seconds} ${answer.draws} ${[...answer.trialRatios, ...answer.drawRatios].join(' ')}\n`,
    );
  }
}

/** Processor time of this process, in seconds. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Ratios for mu and sigma from the variances of the four contributions; those of the score lack 1/sigma. */
export function ratios(variances) {
  return [0, 1].map((component) => variances[component] / (SIGMA * SIGMA) / variances[component + 2]);
}
