import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemeHashes } from './scheme.ts';

it('gives the bits of the stream scheme: a change here is a change of every result', () => {
  const golden: unknown = JSON.parse(
    readFileSync(new URL('../golden/elementary-bits.json', import.meta.url), 'utf8'),
  );
  expect(schemeHashes()).toEqual(golden);
});
