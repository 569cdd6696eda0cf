// From the results of all requests to speeds and to ratios of speeds.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

const speed = ({ draws, seconds }) => draws / seconds / 1e6;

/** Median million draws a second of a peer in each case. */
export function medianSpeeds(results, peer, cases) {
  return cases.map(({ name }) =>
    median(results.filter((one) => one.peer === peer && one.case === name).map(speed)),
  );
}

/** Median over the rounds of (speed of `subject`) / (speed of `peer` in the same round), in each case. */
export function sameRoundRatios(results, subject, peer, cases) {
  return cases.map(({ name }) => {
    const of = (wanted) => results.filter((one) => one.peer === wanted && one.case === name);
    const others = new Map(of(peer).map((one) => [one.round, speed(one)]));
    return median(of(subject).map((one) => speed(one) / others.get(one.round)));
  });
}
