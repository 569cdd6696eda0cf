// The tables that a run prints, and its CSV.
import { geometricMean, medianSpeeds, sameRoundRatios } from './speeds.mjs';

const digits = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

function table(header, rows) {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  return [header, ...rows].map(line).join('\n');
}

/** Median million draws a second by peer and case. */
export function speedTable(results, peers, cases) {
  const rows = peers.map(({ name }) => {
    const speeds = medianSpeeds(results, name, cases);
    return [name, digits(geometricMean(speeds)), ...speeds.map(digits)];
  });
  return table(['M draws/s', 'mean', ...cases.map(({ name }) => name)], rows);
}

/** How many times as fast as each other peer `subject` is. */
export function ratioTable(results, subject, peers, cases) {
  const rows = peers
    .filter(({ name }) => name !== subject)
    .map(({ name }) => {
      const ratios = sameRoundRatios(results, subject, name, cases);
      const range = `${digits(Math.min(...ratios))}..${digits(Math.max(...ratios))}`;
      return [name, digits(geometricMean(ratios)), range, ...ratios.map(digits)];
    });
  return table([`${subject} is × as fast as`, 'mean', 'range', ...cases.map(({ name }) => name)], rows);
}

const COLUMNS = [
  'round',
  'peer',
  'version',
  'integrand',
  'm',
  'draws',
  'seconds',
  'trial_ratio_mu',
  'trial_ratio_sigma',
  'draw_ratio_mu',
  'draw_ratio_sigma',
];

/** One row a request. */
export function resultsCsv(results) {
  const rows = results.map(({ round, peer, version, integrand, m, draws, seconds, trial, draw }) =>
    [round, peer, version, integrand, m, draws, seconds, trial.mu, trial.sigma, draw.mu, draw.sigma].join(
      ',',
    ),
  );
  return [COLUMNS.join(','), ...rows, ''].join('\n');
}
