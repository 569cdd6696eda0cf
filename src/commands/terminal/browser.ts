import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { say } from './output.ts';

/**
 * Opens a page in the reader's browser: with the program that $BROWSER names, else as the system does it. One
 * that cannot be started is no failure: the path was printed, and can be opened by hand.
 *
 * @param target a path, or an address of this machine
 */
export async function openInBrowser(target: string): Promise<void> {
  const place = target.startsWith('http://') ? target : resolve(target);
  const [program = '', ...before] = opener();
  const problem = await new Promise<string | undefined>((done) => {
    const child = spawn(program, [...before, place], { detached: true, stdio: 'ignore' });
    child.once('error', (error) => done(error.message));
    child.once('spawn', () => {
      child.unref();
      done(undefined);
    });
  });
  if (problem !== undefined) say(`no browser was opened (${problem}): open ${place}`);
}

/** No shell: a path is a path, whatever is in it. */
function opener(): readonly string[] {
  const own = process.env['BROWSER'] ?? '';
  if (own !== '') return [own];
  switch (process.platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
    default:
      return ['xdg-open'];
  }
}
