import type { Crossing } from '../../cross/crossings.ts';
import { varianceRatio } from '../../cross/ratio-along.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { parameterText } from '../../tables/parameter-text.ts';
import { table } from '../../text/table.ts';
import type { ExactComponent } from '../../truth/exact/exact.ts';
import { lacksText } from '../../truth/exact/lacks.ts';
import type { ExactGrid, ExactLine } from './exact-range.ts';
import { digits } from '../terminal/cross-text.ts';
import { formulaLines, ratioOf, show, verdictNumbers, winnerName } from '../../answers/exact-text.ts';
import type { TextCell, StrengthMap } from '../terminal/map-text.ts';

const COMPONENTS = ['mu', 'sigma'] as const;

type Component = (typeof COMPONENTS)[number];

/** What a table over a grid begins with. */
export function rangeHead(grid: ExactGrid, integrand: Integrand): readonly string[] {
  const { mu, sigma, running, fixedNames } = grid;
  const several = [running.name, ...fixedNames];
  /** r' has the numbers of its parameters in it. */
  const isOneFunction = several.every((name) => name === 'mu' || name === 'sigma');
  const nameOr = (name: string, value: number): string => (several.includes(name) ? name : String(value));
  return [
    ...formulaLines({ ...integrand, parameters: grid.parameters }).slice(0, isOneFunction ? 2 : 1),
    `Z ~ N(${nameOr('mu', mu)}, ${nameOr('sigma', sigma)}^2)`,
  ];
}

/** Who is less noisy along the lines, a map for each component. */
export function rangeMaps({ running, lines, formula }: ExactGrid): readonly StrengthMap[] {
  return COMPONENTS.map((component) => ({
    title: `d/d${component}`,
    estimators: ['score', 'pathwise'],
    axis: running,
    rows: lines.map(({ fixed, points }) => ({
      label: parameterText(fixed) || formula,
      cells: points.map(({ exact }) => cellOf(exact[component])),
    })),
  }));
}

function cellOf(component: ExactComponent): TextCell {
  const { bias } = component.pathwise;
  if (bias.kind === 'finite' && bias.value !== 0) return 'biased';
  if (winnerName(component) === 'tie') return 1;
  const ratio = varianceRatio(component);
  if (ratio.kind === 'infinite') return Infinity;
  return ratio.kind === 'finite' ? ratio.value : 'unknown';
}

/** One line a point, and one for each value at which the variances are equal. */
export function rangeTable({ running, fixedNames, lines }: ExactGrid): string {
  const header = [
    ...fixedNames,
    running.name,
    ...COMPONENTS.flatMap((component) => [`V1 d/d${component}`, 'V2', 'V1/V2', 'less noisy']),
  ];
  const rows = lines.flatMap((line) => rowsOf(line, fixedNames));
  const hasUnknown = rows.some((row) => (row[header.length] ?? '') !== '');
  return table(hasUnknown ? [...header, 'unknown'] : header, rows);
}

function rowsOf({ fixed, points, crossings }: ExactLine, names: readonly string[]): readonly string[][] {
  const before = names.map((name) => String(fixed[name]));
  const isUpward = points.length < 2 || points[0]!.at < points[1]!.at;
  const rows = [
    ...points.map(({ at, exact }) => ({
      at,
      cells: [
        String(at),
        ...COMPONENTS.flatMap((component) => componentCells(exact[component])),
        lacksText(COMPONENTS.flatMap((component) => verdictNumbers(`d/d${component}`, exact[component]))),
      ],
    })),
    ...crossings.map((crossing) => ({ at: crossing.at, cells: crossingCells(crossing) })),
  ].sort((a, b) => (isUpward ? a.at - b.at : b.at - a.at));
  return rows.map(({ cells }) => [...before, ...cells]);
}

function componentCells(component: ExactComponent): readonly string[] {
  const ratio = ratioOf(component);
  return [
    show(component.score.variance, 4),
    show(component.pathwise.variance, 4),
    ratio === null ? '-' : String(Number(ratio.toPrecision(4))),
    winnerName(component),
  ];
}

const NAMES = { first: 'score', second: 'pathwise' } as const;

/** The mark stands in the columns of its component. */
function crossingCells(crossing: Crossing & { readonly component: Component }): readonly string[] {
  const { component, kind, below, above } = crossing;
  const mark =
    below === above ? `${kind}: ${NAMES[below]} on both sides` : `<- ${NAMES[below]} | ${NAMES[above]}`;
  const cells = ['', '', kind === 'jump' ? '-' : '1', mark];
  const none = ['', '', '', ''];
  return [digits(crossing), ...(component === 'mu' ? [...cells, ...none] : [...none, ...cells])];
}
