import { EXIT, GradvarError } from '../../errors.ts';
import type { LineFault } from './line-reader.ts';
import { gridTag, JOURNAL_VERSION } from './record.ts';

const REPAIR =
  '`gradvar verify DIR --repair` keeps the good records of this plan and moves the old file aside; the same run then computes the others';

/** What is wrong with a journal in which a whole line is none of its plan's. */
export function faulty(path: string, grid: string, line: number, fault: LineFault): GradvarError {
  if (fault.kind === 'version') return otherVersion(path, fault.version);
  if (fault.kind === 'wrong') return damaged(path, `line ${line} holds ${fault.what}`);
  return new GradvarError(
    'JOURNAL_FOREIGN',
    EXIT.foreign,
    `${path} holds blocks of another grid (${gridTag(fault.grid)} in line ${line}, expected ${gridTag(grid)})`,
    `choose another folder, move this one aside with --restart, or: ${REPAIR}`,
  );
}

export function damaged(path: string, what: string): GradvarError {
  return new GradvarError('JOURNAL_DAMAGED', EXIT.io, `the journal ${path} is damaged: ${what}`, REPAIR);
}

export function otherVersion(path: string, version: string): GradvarError {
  return new GradvarError(
    'JOURNAL_FOREIGN',
    EXIT.foreign,
    `the journal ${path} has format ${version}, this version of gradvar reads and writes format ${JOURNAL_VERSION}`,
    'go on with the version that wrote it, or start afresh with --restart, which moves the folder aside',
  );
}

/** Two records of the same thing, of which one must be wrong. */
export function unequal(path: string, other: string, what: string): GradvarError {
  return path === other
    ? new GradvarError(
        'JOURNAL_FOREIGN',
        EXIT.foreign,
        `${path} holds ${what} twice, with different numbers`,
        `a machine computed wrongly, or a line is not of this run; ${REPAIR}`,
      )
    : new GradvarError(
        'SHARDS_DIFFER',
        EXIT.foreign,
        `${other} and ${path} both hold ${what}, with different numbers`,
        'one of them is of another version of gradvar, or a machine computes wrongly: compute both shards again',
      );
}
