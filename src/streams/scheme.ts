/**
 * Version of everything that decides which numbers a seed stands for: the encoding of seed and content, the
 * key, the generator, the normals, the lanes and the block size. Raise it whenever one of them changes.
 */
export const STREAM_SCHEME = 'gradvar-2';
