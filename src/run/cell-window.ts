import { CONTRIBUTIONS, sumsLength } from '../streams/task.ts';
import { requestedChannels } from '../estimators/measured/channels.ts';
import type { Batch } from '../plan/batch.ts';
import { askedOf } from '../plan/asked.ts';
import { batcher } from '../plan/batches.ts';
import { cellsOfPoint } from '../plan/cells.ts';
import type { Cell } from '../plan/cell.ts';
import { guideOf } from '../plan/guide.ts';
import { blockPiece, pointPieces, type Piece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import { sharesOf, type Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { DoneBatch } from './pool/batch-runner.ts';
import type { Courses } from './cell-course.ts';
import { openCell, type OpenCell, type OpenPoint } from './open-cell.ts';

/**
 * The cells of a plan that are under way: a stretch of the plan that moves on as its first cells end. What is
 * done first depends on time; what a cell needs, and where it ends, never does.
 */
export interface CellWindow<End> {
  /** What the cells need next; undefined while nothing can be started. */
  readonly nextBatch: () => Batch | undefined;
  readonly take: (done: DoneBatch) => void;
  /** The ends of the cells that come next in plan order, each once. */
  readonly ended: () => Generator<End, void, void>;
}

export interface WindowOptions {
  readonly shard: Shard;
  readonly targetNanoseconds: number;
  /** Cells that may be open, from the first that has not ended. */
  readonly mostCells: number;
  /** Sums of blocks in memory from which on only the first cell goes on. */
  readonly mostBytes: number;
}

/** The cells that are open, in plan order, those of them that wait for work, and the bytes of their sums. */
interface OpenCells<End> {
  readonly all: Map<number, OpenCell<End>>;
  readonly ready: Set<OpenCell<End>>;
  readonly blockBytes: number;
  bytes: number;
}

/** Lets a cell do something that may change how many blocks it holds. */
function counted<End>(open: OpenCells<End>, cell: OpenCell<End>, work: () => void): void {
  const held = cell.blocksHeld();
  work();
  open.bytes += open.blockBytes * (cell.blocksHeld() - held);
}

function goOn<End>(open: OpenCells<End>, cell: OpenCell<End>): void {
  counted(open, cell, cell.goOn);
  if (cell.wants()) open.ready.add(cell);
}

/** The first cell that waits for work, before new ones: it is nearer to its end. */
function nextReady<End>({ all, ready, bytes }: OpenCells<End>, mostBytes: number): OpenCell<End> | undefined {
  let first: OpenCell<End> | undefined;
  for (const cell of ready) if (first === undefined || cell.index < first.index) first = cell;
  if (first === undefined) return undefined;
  if (bytes >= mostBytes && all.keys().next().value !== first.index) return undefined;
  ready.delete(first);
  return first;
}

/** @throws GradvarError JOURNAL_DAMAGED (50), from every function */
export function cellWindow<End>(
  plan: Plan,
  ledger: Ledger,
  courseOf: Courses<End>,
  { shard, targetNanoseconds, mostCells, mostBytes }: WindowOptions,
): CellWindow<End> {
  const channels = CONTRIBUTIONS + requestedChannels(askedOf(plan)).length;
  const newcomers = cellsOfShard<End>(plan, shard, ledger);
  const points = new Map<number, OpenPoint<End>>();
  const open: OpenCells<End> = {
    all: new Map(),
    ready: new Set(),
    blockBytes: 8 * sumsLength(channels),
    bytes: 0,
  };

  /** Opens cells until one needs work. */
  function begin(): OpenCell<End> | undefined {
    while (open.all.size === 0 || (open.all.size < mostCells && open.bytes < mostBytes)) {
      const next = newcomers.next();
      if (next.done === true) return undefined;
      const { cell, point } = next.value;
      const opened = openCell({ plan, ledger, courseOf }, cell, point);
      open.all.set(opened.index, opened);
      goOn(open, opened);
      open.ready.delete(opened);
      if (opened.ended() === undefined) point.waiting.push(opened);
      if (opened.wants() || isUnasked(point)) return opened;
    }
    return undefined;
  }

  function* work(): Generator<Piece | undefined, never, void> {
    for (;;) {
      const cell = nextReady(open, mostBytes) ?? begin();
      if (cell === undefined) {
        yield undefined;
        continue;
      }
      const { index, point } = cell;
      const { piece } = point;
      if (isUnasked(point)) {
        point.isAsked = true;
        points.set(piece.point, point);
        yield piece;
      }
      for (const block of cell.takeWanted()) yield blockPiece(plan, piece.at, index, block);
    }
  }

  const pieces = work();
  const nextBatch = batcher(plan, targetNanoseconds);
  return {
    nextBatch: () => nextBatch(() => pieces.next().value),
    take({ batch, result }) {
      const touched = new Set<OpenCell<End>>();
      for (const found of result.points) {
        const point = points.get(found.point)!;
        point.result = found;
        points.delete(found.point);
        for (const cell of point.waiting) touched.add(cell);
      }
      for (const [i, run] of batch.runs.entries()) {
        const cell = open.all.get(run.cell)!;
        counted(open, cell, () => cell.take(run, result.runs[i]!));
        touched.add(cell);
      }
      for (const cell of touched) goOn(open, cell);
    },
    *ended() {
      for (const [index, cell] of open.all) {
        const found = cell.ended();
        if (found === undefined) return;
        open.all.delete(index);
        yield found.end;
      }
    },
  };
}

const isUnasked = <End>({ share, result, isAsked }: OpenPoint<End>): boolean =>
  share.hasPoint && result === undefined && !isAsked;

/** The cells of a shard, lazily and in plan order. */
function* cellsOfShard<End>(
  plan: Plan,
  shard: Shard,
  ledger: Ledger,
): Generator<{ readonly cell: Cell; readonly point: OpenPoint<End> }, void, void> {
  const shareOf = sharesOf(plan, shard);
  const guide = guideOf(plan);
  for (const piece of pointPieces(plan)) {
    const share = shareOf(piece);
    if (share === null) continue;
    const result = ledger.hasPoint(piece.point) ? ledger.point(piece.point) : undefined;
    const point: OpenPoint<End> = { piece, share, waiting: [], isAsked: false, result };
    for (const cell of cellsOfPoint(plan, guide, piece.at.integrand, piece.point)) yield { cell, point };
  }
}
