/**
 * Hashes of the results of the elementary functions: the guard of the stream scheme (test/elementary/scheme.test.ts). To
 * be run only when the scheme's version is raised, because a change here is a change of every result.
 *
 * usage: node scripts/make-elementary-bits-golden.ts > test/golden/elementary-bits.json      needs Node >= 22.18
 */
import { schemeHashes } from '../test/elementary/scheme.ts';

console.log(JSON.stringify(schemeHashes(), null, 1));
