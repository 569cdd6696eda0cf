import type { GuidePoint } from '../src/estimators/guide-point.ts';
import type { Batch, BlockRun } from '../src/plan/batch.ts';
import { cellContents } from '../src/plan/cell.ts';

/** The content of a cell of a batch. */
export type ContentOf = (of: Pick<BlockRun, 'slot' | 'guidePoint' | 'm'>) => string;

/** The cells of one point differ in m alone, and come one after the other. */
export function contentsOf({ integrands }: Batch): ContentOf {
  let last:
    { readonly slot: number; readonly at: GuidePoint; readonly of: (m: number) => string } | undefined;
  return ({ slot, guidePoint, m }) => {
    if (last?.slot !== slot || last.at !== guidePoint) {
      last = { slot, at: guidePoint, of: cellContents({ ...integrands[slot]!, ...guidePoint }) };
    }
    return last.of(m);
  };
}
