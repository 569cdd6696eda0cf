/** First bytes by which files that are no samples are recognised, and what to do with each. */
const SIGNATURES: readonly {
  readonly bytes: readonly number[];
  readonly is: string;
  readonly hint: string;
}[] = [
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'compressed by zstd', hint: 'decompress it first' },
  {
    bytes: [0x80, 0x02],
    is: 'a Python pickle, which can run code when it is read',
    hint: 'save the numbers alone: numpy.save("samples.npy", array)',
  },
  {
    bytes: [0x80, 0x04],
    is: 'a Python pickle, which can run code when it is read',
    hint: 'save the numbers alone: numpy.save("samples.npy", array)',
  },
  {
    bytes: [0x89, 0x48, 0x44, 0x46],
    is: 'an HDF5 file',
    hint: 'write the column as CSV, or with numpy.save',
  },
  { bytes: [0xff, 0xfe], is: 'UTF-16 text', hint: 'save it as UTF-8' },
  { bytes: [0xfe, 0xff], is: 'UTF-16 text', hint: 'save it as UTF-8' },
];

/** What a file is that begins so, if it is known to be something else than samples. */
export function otherFormat(start: Uint8Array): { readonly is: string; readonly hint: string } | null {
  return SIGNATURES.find(({ bytes }) => bytes.every((byte, i) => start[i] === byte)) ?? null;
}

/** `\x93NUMPY`, what every .npy file begins with. */
const NPY: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const beginsWith = (bytes: readonly number[]) => (start: Uint8Array) =>
  bytes.every((byte, i) => start[i] === byte);

export const isNpy = beginsWith(NPY);
export const isParquet = beginsWith([0x50, 0x41, 0x52, 0x31]);
export const isZip = beginsWith([0x50, 0x4b, 0x03, 0x04]);
export const isGzip = beginsWith([0x1f, 0x8b]);
