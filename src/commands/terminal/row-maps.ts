import type { SummaryRow } from '../../tables/columns/columns.ts';
import { axisValue, columnsOf, type RowAxis } from '../../tables/row-axes.ts';
import { derivativeText, rowName } from '../../tables/row-name.ts';
import { textMapLegend, mapLines, type TextCell, type StrengthMap } from './map-text.ts';
import type { StyledPiece } from './output.ts';

/** The slice of a result that a map shows. */
export interface MapChoice {
  readonly axis: RowAxis;
  readonly values: readonly number[];
  /** Where the others are held. */
  readonly held: readonly (readonly [axis: RowAxis, value: number])[];
  readonly m: number;
  readonly estimators: readonly [string, string];
  readonly components: readonly string[];
}

/** What a map is chosen from. */
interface Choices {
  /** The coordinates of the points, with their values. */
  readonly axes: ReadonlyMap<RowAxis, readonly number[]>;
  readonly m: readonly number[];
  readonly estimators: readonly string[];
  readonly components: readonly string[];
}

interface PlanAxes extends Omit<Choices, 'axes'> {
  readonly phi?: Readonly<Record<string, readonly number[]>>;
  readonly x?: readonly number[];
  readonly mu: readonly number[] | string;
  readonly sigma: readonly number[] | string;
}

/** The coordinates of a plan: mu and sigma are none where they are functions of phi and x. */
export function mapOfPlan({ phi = {}, x, mu, sigma, ...others }: PlanAxes): MapChoice | null {
  const lists = Object.entries({ ...phi, ...(x === undefined ? {} : { x }), mu, sigma });
  const axes = lists.filter((each): each is [string, readonly number[]] => typeof each[1] !== 'string');
  return mapChoice({ axes: new Map(axes), ...others });
}

/** Along sigma or the longest axis, the others nearest to 0, at the largest m; null for one point. */
export function mapChoice({ axes, m, estimators, components }: Choices): MapChoice | null {
  const axis = columnsOf(new Map([...axes].map(([name, values]) => [name, values.length])));
  const values = axes.get(axis) ?? [];
  const last = estimators.at(-1);
  const first = estimators.includes('score') && last !== 'score' ? 'score' : estimators[0];
  if (values.length < 2 || first === undefined || last === undefined) return null;
  const nearest = (all: readonly number[]) => all.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]!;
  return {
    axis,
    values: values.toSorted((a, b) => a - b),
    held: [...axes].flatMap(([name, all]) => (name === axis ? [] : [[name, nearest(all)] as const])),
    m: Math.max(...m),
    estimators: [first, last],
    components: components.slice(0, 2),
  };
}

/** Functions whose cells are kept, and those that are shown. */
const MOST_KEPT = 5000;
const MOST_SHOWN = 24;

export interface MapCollector {
  readonly add: (row: SummaryRow) => void;
  /** The maps in lines of so many characters. */
  readonly lines: (width: number) => readonly (readonly StyledPiece[])[];
}

/** Gathers the rows of a slice, one by one. */
export function collectMaps(choice: MapChoice | null): MapCollector {
  if (choice === null) return { add: () => undefined, lines: () => [] };
  const { axis, values, held, m, estimators, components } = choice;
  const places = new Map(values.map((value, i) => [value, i]));
  const found = new Map(components.map((component) => [component, new Map<string, TextCell[]>()]));
  return {
    add(row) {
      if (row.m !== m || row.estimator_1 !== estimators[0] || row.estimator_2 !== estimators[1]) return;
      const functions = found.get(row.component);
      if (functions === undefined || !held.every(([name, value]) => axisValue(row, name) === value)) return;
      const place = places.get(axisValue(row, axis) ?? NaN);
      if (place === undefined) return;
      const name = rowName(row);
      const cells = functions.get(name) ?? [];
      if (cells.length === 0 && functions.size >= MOST_KEPT) return;
      cells[place] = cellOf(row);
      functions.set(name, cells);
    },
    lines(width) {
      const maps = [...found].filter(([, functions]) => functions.size > 0);
      if (maps.length === 0) return [];
      const at = [...held.map(([name, value]) => `${name} = ${value}`), `m = ${m}`].join(', ');
      const all = maps.flatMap(([component, functions]) => [
        ...mapLines(mapOf(`${derivativeText(component)} at ${at}`, choice, functions), width),
        [],
      ]);
      return [...all, ...textMapLegend(estimators)];
    },
  };
}

function mapOf(
  title: string,
  { axis, values, estimators }: MapChoice,
  functions: ReadonlyMap<string, readonly TextCell[]>,
): StrengthMap {
  const all = [...functions].map(([label, cells]) => ({ label, cells }));
  const rows =
    all.length <= MOST_SHOWN ? all : all.toSorted((a, b) => least(a) - least(b)).slice(0, MOST_SHOWN);
  const left = all.length - rows.length;
  const more = left === 0 ? '' : `; the ${MOST_SHOWN} functions with the least ratio of ${all.length}`;
  return { title: title + more, estimators, axis: { name: axis, values }, rows };
}

const least = ({ cells }: { readonly cells: readonly TextCell[] }): number =>
  Math.min(Infinity, ...cells.filter((cell): cell is number => typeof cell === 'number'));

/** The exact ratio where it is known, else the measured one; 1 where nobody wins for sure. */
function cellOf({ status, winner, variance_ratio, variance_ratio_exact }: SummaryRow): TextCell {
  switch (status) {
    case 'biased_1':
    case 'biased_2':
      return 'biased';
    case 'zero_variance_1':
    case 'infinite_variance_2':
      return 0;
    case 'zero_variance_2':
    case 'infinite_variance_1':
      return Infinity;
    case 'zero_variance_both':
      return 1;
    default:
      if (winner === 'tie' || winner === 'undecided') return 1;
      return variance_ratio_exact ?? variance_ratio ?? 'unknown';
  }
}
