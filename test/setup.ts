import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Integration tests run what ships: the compiled program. GRADVAR_NO_BUILD=1 skips it for quick unit runs. All that tests leave
 * behind lies in one temporary folder, which goes with them.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'gradvar-tests-'));
  process.env['TMPDIR'] = folder;
  if (process.env['GRADVAR_NO_BUILD'] !== '1')
    execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  // Each project of vitest.config.ts comes here.
  process.env['GRADVAR_NO_BUILD'] = '1';
  return () => rmSync(folder, { recursive: true, force: true });
}
