import { existsSync } from 'node:fs';
import { EXIT, GradvarError } from '../errors.ts';
import { packageFile } from '../package-file.ts';

/** Path of a file that the build puts beside the compiled report. */
export function bundledFile(name: string): string {
  const path = packageFile(`dist/src/report/${name}`);
  if (existsSync(path)) return path;
  throw new GradvarError('INTERNAL', EXIT.internal, `${path} is missing`, 'run `npm run build`');
}
