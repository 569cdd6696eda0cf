import { crc32 } from 'node:zlib';
import { visibleLine } from '../text/visible.ts';

/** Bytes of the signature and of the chunk IHDR, which comes first. */
const HEAD = 8 + 25;

/**
 * A PNG with its size and a sentence for those who do not see it: chunks pHYs (pixels per metre) and iTXt
 * (Description), after IHDR.
 *
 * Source: PNG (Third Edition), 11.3.
 */
export function withSizeAndText(png: Uint8Array, dotsPerInch: number, text: string): Uint8Array {
  const size = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch / 0.0254);
  size.writeUInt32BE(perMetre, 0);
  size.writeUInt32BE(perMetre, 4);
  size.writeUInt8(1, 8);
  // Keyword, uncompressed, no language, no translated keyword.
  const description = Buffer.from(`Description\0\0\0\0\0${visibleLine(text)}`, 'utf8');
  return Buffer.concat([
    png.subarray(0, HEAD),
    chunk('pHYs', size),
    chunk('iTXt', description),
    png.subarray(HEAD),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
