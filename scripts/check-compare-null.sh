#!/usr/bin/env bash
# Null calibration of `gradvar compare`: 200 pairs of runs of unchanged code, 600 rows each, with other seeds and with one
# seed and other trials. Says how many alarmed under each setting; fails above 1.5 times the stated rate. Some 20 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
GRADVAR_NO_BUILD=1 GRADVAR_COMPARE_PAIRS="${1:-200}" npx vitest run test/compare/calibration.test.ts
