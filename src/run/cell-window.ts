import { CONTRIBUTIONS, sumsLength } from '../streams/task.ts';
import { requestedChannels } from '../estimators/measured/channels.ts';
import type { Batch } from '../plan/batch.ts';
import { askedOf } from '../plan/asked.ts';
import { batcher } from '../plan/batches.ts';
import { pieceCost } from '../plan/piece-cost.ts';
import { blockPiece, type Piece, type WholePiece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import type { Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { DoneBatch } from './pool/isolate.ts';
import type { Courses } from './cell-course.ts';
import { newcomersOf, type Newcomer } from './newcomers.ts';
import { isUnasked, openCell, type OpenCell, type OpenPoint, type CellSources } from './open-cell.ts';
import { openWhole, type OpenWhole } from './open-whole.ts';

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
  /** What lines of the journal name; null where the workers are to write none. */
  readonly gridTag: string | null;
  /** Cells that may be open, from the first that has not ended. */
  readonly mostCells: number;
  /** Sums of blocks in memory from which on only the first cell goes on. */
  readonly mostBytes: number;
}

/** What is open, in plan order, cells that wait for work, and the bytes of their sums. */
interface Open<End> {
  readonly all: Map<number, OpenCell<End> | OpenWhole<End>>;
  readonly ready: Set<OpenCell<End>>;
  readonly blockBytes: number;
  cells: number;
  bytes: number;
}

/** Lets a cell do something that may change how many blocks it holds. */
function counted<End>(open: Open<End>, cell: OpenCell<End>, work: () => void): void {
  const held = cell.blocksHeld();
  work();
  open.bytes += open.blockBytes * (cell.blocksHeld() - held);
}

function goOn<End>(open: Open<End>, cell: OpenCell<End>): void {
  counted(open, cell, cell.goOn);
  if (cell.wants()) open.ready.add(cell);
}

/** The first cell that waits for work, before new ones: it is nearer to its end. */
function nextReady<End>({ all, ready, bytes }: Open<End>, mostBytes: number): OpenCell<End> | undefined {
  let first: OpenCell<End> | undefined;
  for (const cell of ready) if (first === undefined || cell.index < first.index) first = cell;
  if (first === undefined) return undefined;
  if (bytes >= mostBytes && all.keys().next().value !== first.index) return undefined;
  ready.delete(first);
  return first;
}

/** Opens cells until one needs work, or a whole point. */
function begin<End>(
  open: Open<End>,
  newcomers: Iterator<Newcomer<End>, void>,
  sources: CellSources<End>,
  { mostCells, mostBytes }: Pick<WindowOptions, 'mostCells' | 'mostBytes'>,
): OpenCell<End> | OpenWhole<End> | undefined {
  while (open.all.size === 0 || (open.cells < mostCells && open.bytes < mostBytes)) {
    const next = newcomers.next();
    if (next.done === true) return undefined;
    const opened =
      next.value.kind === 'whole'
        ? openWhole(sources, next.value.piece)
        : openCell(sources, next.value.cell, next.value.point);
    open.all.set(opened.index, opened);
    open.cells += opened.cells();
    if (opened.kind === 'whole') return opened;
    const { point } = opened;
    goOn(open, opened);
    open.ready.delete(opened);
    if (opened.ended() === undefined) point.waiting.push(opened);
    if (opened.wants() || isUnasked(point)) return opened;
  }
  return undefined;
}

/** Whole points of `size` cells that a worker has finished: those of a stretch end with the first of them. */
function takeFinished<End>(open: Open<End>, size: number, { result }: DoneBatch): void {
  for (const finished of result.finished) {
    const { first, count } = finished;
    (open.all.get(first) as OpenWhole<End>).end(finished);
    for (let index = first + size; index < first + count; index += size) open.all.delete(index);
  }
}

/** @throws GradvarError JOURNAL_DAMAGED (50), from every function */
export function cellWindow<End>(
  plan: Plan,
  ledger: Ledger,
  courses: Courses<End>,
  { shard, targetNanoseconds, gridTag, ...limits }: WindowOptions,
): CellWindow<End> {
  const { mostBytes } = limits;
  const channels = CONTRIBUTIONS + requestedChannels(askedOf(plan)).length;
  const sources = { plan, ledger, courses };
  const costOf = pieceCost(plan);
  const newcomers = newcomersOf(sources, shard, (whole) => costOf(whole) <= targetNanoseconds);
  const points = new Map<number, OpenPoint<End>>();
  const blockBytes = 8 * sumsLength(channels);
  const open: Open<End> = { all: new Map(), ready: new Set(), blockBytes, cells: 0, bytes: 0 };

  function* work(): Generator<Piece | WholePiece | undefined, never, void> {
    for (;;) {
      const next = nextReady(open, mostBytes) ?? begin(open, newcomers, sources, limits);
      if (next === undefined) yield undefined;
      else if (next.kind === 'whole') yield next.piece;
      else {
        const { index, point } = next;
        const { piece } = point;
        if (isUnasked(point)) {
          point.isAsked = true;
          points.set(piece.point, point);
          yield piece;
        }
        for (const block of next.takeWanted()) yield blockPiece(plan, piece.at, index, block);
      }
    }
  }

  const pieces = work();
  const nextBatch = batcher(plan, { costOf, targetNanoseconds, gridTag });
  return {
    nextBatch: () => nextBatch(() => pieces.next().value),
    take(done) {
      takeFinished(open, plan.m.length, done);
      const { batch, result } = done;
      const touched = new Set<OpenCell<End>>();
      for (const found of result.points) {
        const whole = open.all.get(found.point * plan.m.length);
        const point = whole?.kind === 'whole' ? whole.split() : points.get(found.point)!;
        point.result = found;
        points.delete(found.point);
        for (const cell of point.waiting) touched.add(cell);
      }
      for (const [i, run] of batch.runs.entries()) {
        const whole = open.all.get(run.cell - (run.cell % plan.m.length));
        const cell =
          whole?.kind === 'whole' ? whole.cell(run.cell) : (open.all.get(run.cell) as OpenCell<End>);
        counted(open, cell, () => cell.take(run, result.runs[i]!));
        touched.add(cell);
      }
      for (const cell of touched) goOn(open, cell);
    },
    *ended() {
      for (const [index, opened] of open.all) {
        const found = opened.ended();
        if (found === undefined) return;
        open.all.delete(index);
        open.cells -= opened.cells();
        yield* found;
      }
    },
  };
}
