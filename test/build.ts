import { execFileSync } from 'node:child_process';

/** Integration tests run what ships: the compiled program. GRADVAR_NO_BUILD=1 skips it for quick unit runs. */
export default function build(): void {
  if (process.env['GRADVAR_NO_BUILD'] === '1') return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
