#!/usr/bin/env bash
# Start-up: `gradvar --help` against an empty Node script, interleaved in one run; prints medians and their ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
node - <<'SCRIPT'
const { spawnSync } = require('node:child_process');
const { writeFileSync, mkdtempSync } = require('node:fs');
const { join } = require('node:path');
const empty = join(mkdtempSync(join(require('node:os').tmpdir(), 'empty-')), 'empty.js');
writeFileSync(empty, '');
const time = (args) => { const from = performance.now(); spawnSync(process.execPath, args); return performance.now() - from; };
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const bare = []; const help = [];
for (let i = 0; i < 21; i += 1) { bare.push(time([empty])); help.push(time(['dist/src/cli.js', '--help'])); }
const [a, b] = [median(bare), median(help)];
console.log(`empty script ${a.toFixed(0)} ms, gradvar --help ${b.toFixed(0)} ms, ratio ${(b / a).toFixed(2)} (at most 2.5)`);
process.exitCode = b / a > 2.5 ? 1 : 0;
SCRIPT
