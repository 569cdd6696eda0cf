#!/usr/bin/env bash
# Faults of the estimators on all of configs/ci.yaml, and shifts of 3, 5 and 10 % with the trials that compare says they
# need: says what `gradvar compare` makes of each. Some 5 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
npm run --silent build
GRADVAR_NO_BUILD=1 GRADVAR_COMPARE_FULL=1 npx vitest run test/compare/mutants.test.ts test/compare/power.test.ts
