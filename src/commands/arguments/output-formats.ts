import { extname } from 'node:path';
import { usage } from '../../errors.ts';

/** What a result can be written as, by name. */
type Formats<Result> = Readonly<Record<string, (result: Result) => Iterable<string>>>;

/** The format that the ending of a file asks for. */
const OF_ENDING: Readonly<Record<string, string>> = {
  '.json': 'json',
  '.md': 'markdown',
  '.xml': 'junit',
  '.csv': 'csv',
  '.txt': 'table',
};

/** @throws GradvarError USAGE (2) */
export function formatOf<Result>(text: string, formats: Formats<Result>) {
  const format = Object.hasOwn(formats, text) ? formats[text] : undefined;
  if (format !== undefined) return format;
  throw usage(`--format: found '${text}', expected one of ${Object.keys(formats).join(', ')}`);
}

/** `FILE` with a known ending, or `FORMAT=FILE`. @throws GradvarError USAGE (2) */
export function outputOf<Result>(text: string, formats: Formats<Result>) {
  const equals = text.indexOf('=');
  const named = text.slice(0, Math.max(0, equals));
  if (Object.hasOwn(formats, named) && equals + 1 < text.length)
    return { format: formats[named]!, file: text.slice(equals + 1) };
  const format = formats[OF_ENDING[extname(text)] ?? ''];
  if (format !== undefined) return { format, file: text };
  const endings = Object.keys(OF_ENDING).filter((ending) => Object.hasOwn(formats, OF_ENDING[ending]!));
  throw usage(
    `--output: found '${text}', expected a file that ends in ${endings.join(', ')}, or FORMAT=FILE`,
  );
}

/** Writes a text that comes in pieces of any size. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const [{ openDurably }, { batched }] = await Promise.all([
    import('../../files/durable-file.ts'),
    import('../../compare/output/batched.ts'),
  ]);
  const file = await openDurably(path);
  try {
    for (const piece of batched(pieces)) await file.write(piece);
    await file.commit();
  } finally {
    await file.discard();
  }
}
