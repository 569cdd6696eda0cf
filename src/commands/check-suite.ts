import type { ExitCode } from '../errors.ts';
import { formatOf, outputOf, writePieces } from './arguments/output-formats.ts';
import { printPiece, say } from './terminal/output.ts';

/** Tests the files of a suite, prints and writes what came out, and returns the exit code. */
export async function reportSuite(
  path: string,
  format: string,
  output: readonly string[],
): Promise<ExitCode> {
  const [{ loadSuite }, { runSuite }, { SUITE_FORMATS }, { batched }] = await Promise.all([
    import('../config/suite.ts'),
    import('../suite/run-suite.ts'),
    import('../suite/output/formats.ts'),
    import('../compare/output/batched.ts'),
  ]);
  const printed = formatOf(format, SUITE_FORMATS);
  const outputs = output.map((text) => outputOf(text, SUITE_FORMATS));
  const result = runSuite(loadSuite(path));
  for (const { notes } of result.claims) notes.forEach((note) => say(note));
  for (const { format: write, file } of outputs) await writePieces(file, write(result));
  if (format !== 'table') say(result.sentence);
  for (const piece of batched(printed(result))) if (!(await printPiece(piece))) break;
  return result.exitCode;
}
