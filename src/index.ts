/**
 * gradvar as a library: the same behavior as the command line, with rows as an async iterable, an AbortSignal
 * and typed errors. Nothing is printed.
 */

export type { Certificate } from './certificate/certificate.ts';
export { certify } from './certificate/certify.ts';
export { loadPlan, planOf as planExperiment } from './config/load.ts';
export type { ExperimentOptions } from './config/schema.ts';
export { configJsonSchema } from './config/schema.ts';
export { runExperiment } from './run/run-experiment.ts';
export { writeExperiment, type WrittenExperiment } from './run/write-experiment.ts';
export { planStatus, type FolderStatus, type PlanStatus } from './audit/folder-status.ts';
export { mergeShards, type MergedExperiment } from './run/merge-shards.ts';
export type { FolderRunOptions, Progress, RunOptions } from './run/run-options.ts';
export type { Check, Verification } from './audit/verification.ts';
export { verifyFolder } from './audit/verify-folder.ts';
export { writeShard, type WrittenShard } from './run/write-shard.ts';
export type { Shard } from './plan/shard.ts';
export type { Crossing, Crossings, Side, Stretch } from './cross/crossings.ts';
export { findCrossings } from './cross/find-crossings.ts';
export { pointsAlong, varianceRatio, type PointLine } from './cross/ratio-along.ts';
export { EXIT, GradvarError, type ErrorCode, type ExitCode } from './errors.ts';
export type { Estimator } from './estimators/estimator.ts';
export { estimators } from './estimators/registry.ts';
export { planId } from './plan/canonical.ts';
export { estimatePlan, type PlanEstimate } from './plan/estimate.ts';
export type { FailedCell, FinishedCells, PackedRows, TableText, WhyTerms } from './plan/finished-cells.ts';
export type { Component, Plan, PlanIntegrand } from './plan/plan.ts';
export { catalogue, type CatalogueEntry } from './integrands/catalogue.ts';
export { compileIntegrand } from './integrands/compile.ts';
export { differentiate } from './formula/differentiate.ts';
export type { Integrand } from './integrands/integrand.ts';
export { parseFormula } from './formula/parse.ts';
export { printFormula } from './formula/print.ts';
export type { BlockProgram } from './formula/program/program.ts';
export { simplify } from './formula/simplify.ts';
export type { Node, Parameters } from './formula/tree/tree.ts';
export { exactMoments } from './truth/line/exact-moments.ts';
export type { Exact, ExactComponent, ExactPoint } from './truth/exact/exact.ts';
export { COLUMNS, type Column, type SummaryRow } from './tables/columns/columns.ts';
export { unpackedRows } from './tables/packed-rows.ts';
export { tableSchema } from './tables/data-package.ts';
export type { ResultTable } from './tables/result-table.ts';
export { TABLES } from './tables/tables.ts';
export type { WhyRow } from './tables/columns/why-columns.ts';
export { version } from './version.ts';
