import type { PairNames } from '../../tables/estimator-pair.ts';
import type { PointAxes } from '../../tables/row-axes.ts';
import type { PointCounts } from '../../tables/points.ts';
import type { PairFindings, ReportData } from '../data/report-data.ts';
import type { ReportRow } from '../data/report-row.ts';
import type { ViewState } from '../data/view-state.ts';

/** What the parts of the page are given: the data, the state of the view, and how to change it. */
export interface App {
  readonly data: ReportData;
  readonly rows: readonly ReportRow[];
  /** The pair of estimators that is looked at; null as long as there are no rows. */
  readonly pair: PairFindings | null;
  /** Rows of that pair. */
  readonly ofPair: readonly ReportRow[];
  /** How they lie. */
  readonly axes: PointAxes;
  /** The sample size whose rows stand for their points. */
  readonly m: number | null;
  /** The rows of all sample sizes that the filters leave, but for a size that is chosen. */
  readonly matching: readonly ReportRow[];
  /** Those of the sample size: one a point. */
  readonly points: readonly ReportRow[];
  /** What the table shows: the points, or all that match. */
  readonly filtered: readonly ReportRow[];
  /** Who wins at the points that the filters leave. */
  readonly counts: (PointCounts & PairNames) | null;
  readonly isFiltered: boolean;
  readonly state: ViewState;
  /** The row that is chosen everywhere. */
  readonly chosen: ReportRow | null;
  readonly change: (changes: Partial<ViewState>) => void;
  /** Chooses a row and the map that it is in. */
  readonly choose: (row: ReportRow) => void;
}

/** A part of the page: what it shows is drawn again whenever the state or the data change. */
export interface Part {
  readonly root: HTMLElement;
  readonly update: (app: App) => void;
}
