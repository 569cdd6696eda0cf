// Asks the peers in turn, one request at a time, so that whatever the machine does meets them all alike.

/** Draws of the first request, which lets compilers and caches warm up. */
const FIRST_DRAWS = 200_000;

/**
 * Finds for each peer and case how many draws take about `seconds`; this also warms it up.
 *
 * @returns a map from `peer case` to draws
 */
export async function calibrate(peers, cases, seconds, say) {
  const wanted = new Map();
  for (const peer of peers) {
    for (const one of cases) {
      let { draws, seconds: took } = await peer.ask(one, FIRST_DRAWS);
      for (let again = 0; again < 2; again += 1) {
        const next = Math.min(2e9, Math.max(2000 * one.m, (draws / took) * seconds));
        ({ draws, seconds: took } = await peer.ask(one, next));
      }
      // A kernel block of gradvar and a chunk of numpy are whole only in requests that are not too small.
      wanted.set(`${peer.name} ${one.name}`, Math.max(200 * one.m, (draws / took) * seconds));
    }
    say(`${peer.name} is warm (${peer.version})`);
  }
  return wanted;
}

/** `rounds` × cases × peers, the peers in another order each round. */
export async function measure(peers, cases, rounds, wanted, say) {
  const results = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of cases) {
      for (let i = 0; i < peers.length; i += 1) {
        const { name, version, ask } = peers[(i + round) % peers.length];
        const answer = await ask(one, wanted.get(`${name} ${one.name}`));
        const { integrand, m } = one;
        results.push({ round, peer: name, version, integrand, m, case: one.name, ...answer });
      }
    }
    say(`round ${round} of ${rounds} is done`);
  }
  return results;
}
