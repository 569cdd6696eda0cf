import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../src/package-file.ts';
import { loadPlan } from '../src/config/load.ts';
import { estimatePlan } from '../src/plan/estimate.ts';
import type { Suite } from './suite.ts';

const CLI = packageFile('dist/src/cli.js');
const CONFIG = packageFile('configs/ci.yaml');

/** `gradvar run configs/ci.yaml` as a user starts it, the start of Node included. Needs the compiled program. */
export function wholeRunSuite(): Suite {
  const { draws } = estimatePlan(loadPlan(CONFIG));
  return { name: 'run', pace: 'slow', cases: [{ name: 'ci.yaml', draws, run: runOnce }] };
}

function runOnce(): void {
  const folder = mkdtempSync(join(tmpdir(), 'gradvar-bench-'));
  try {
    execFileSync(process.execPath, [CLI, 'run', CONFIG, '--out', join(folder, 'ci'), '--quiet'], {
      stdio: 'pipe',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
