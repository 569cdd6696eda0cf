import { evaluate } from '../formula/evaluate.ts';
import { RESERVED_NAMES } from '../formula/names.ts';
import { bindParameters, formulaParameters, isOfZ } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import { printFormula } from '../formula/print.ts';
import { guideOf, type GuidePlan } from '../plan/guide.ts';
import type { GuidePoint } from '../estimators/guide-point.ts';
import { COMPONENTS } from '../plan/plan.ts';
import { axisValues } from './axes/axis-values.ts';
import { axisOrFormulaText, isAxisInWords, type AxisOptions } from './axes/axis-schema.ts';
import { formulaText } from './formula-text.ts';
import { drawProblems, MAX_GUIDE_POINTS } from './grid-limits.ts';
import { didYouMean } from './reading/found.ts';
import { columnValues, type DataColumn } from './data-axis.ts';
import type { Config, Located } from './reading/located.ts';
import { keyProblem, valueProblem, type Checked, type Problem } from './reading/problem.ts';

/** phi, x, mu and sigma of a config as the schema has checked them; undefined where it has problems. */
export interface GuideOptions {
  readonly phi: Readonly<Record<string, AxisOptions>>;
  readonly x: AxisOptions | DataColumn | undefined;
  readonly mu: AxisOptions | undefined;
  readonly sigma: AxisOptions | undefined;
}

/** The laws of Z of a config as far as they can be told, and what is wrong with them. */
export interface ResolvedGuide {
  readonly guide: GuidePlan | null;
  /** Names that formulas of r may have without their being parameters. */
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** @param source path of the config */
export function resolveGuide(options: GuideOptions, { source, root }: Config): ResolvedGuide {
  const names = Object.keys(options.phi).sort();
  const axes = names.map((name) => ({
    name,
    axis: axisValues(options.phi[name]!, 'real', root, ['phi', name]),
  }));
  const x = options.x === undefined ? undefined : valuesOfX(options.x, source, root);
  const free = [...names, ...(x === undefined ? [] : ['x'])];
  const [mu, sigma] = (['mu', 'sigma'] as const).map((key) => {
    const written = options[key];
    if (written === undefined) return { kind: 'invalid', problems: [] } as const;
    return typeof written === 'string' && !isAxisInWords(written)
      ? formulaIn(written, key, free)
      : axisValues(written, 'real', root, [key]);
  }) as [Checked<readonly number[] | string>, Checked<readonly number[] | string>];
  const problems = [...axes.map(({ axis }) => axis), ...(x === undefined ? [] : [x]), mu, sigma].flatMap(
    (each) => (each.kind === 'valid' ? [] : each.problems),
  );
  const known = { names: ['mu', 'sigma', ...free] };
  const all = [...names.flatMap(nameProblems), ...problems];
  if (all.length > 0 || mu.kind === 'invalid' || sigma.kind === 'invalid')
    return { ...known, guide: null, problems: all };
  const phi = Object.fromEntries(
    axes.flatMap(({ name, axis }) => (axis.kind === 'valid' ? [[name, axis.value] as const] : [])),
  );
  const guide = {
    ...(names.length === 0 ? {} : { phi }),
    ...(x?.kind === 'valid' ? { x: x.value } : {}),
    mu: mu.value,
    sigma: sigma.value,
  };
  const found = pointProblems(guide);
  return { ...known, guide: found.length === 0 ? guide : null, problems: found };
}

function valuesOfX(
  written: AxisOptions | DataColumn,
  source: string,
  root: Located,
): Checked<readonly number[]> {
  return typeof written === 'object' && 'file' in written
    ? columnValues(written, source)
    : axisValues(written, 'real', root, ['x']);
}

/** What a name of phi must not be called. */
function nameProblems(name: string): readonly Problem[] {
  const taken = [...RESERVED_NAMES, ...COMPONENTS, 'x'];
  if (!taken.includes(name)) return [];
  return [
    keyProblem(
      ['phi', name],
      `found ${JSON.stringify(name)}, which means something already, expected another name`,
    ),
  ];
}

/** mu or sigma as a formula, in canonical form; one without names is its value. */
function formulaIn(
  text: string,
  key: 'mu' | 'sigma',
  names: readonly string[],
): Checked<readonly number[] | string> {
  const invalid = (problem: string): Checked<never> => ({
    kind: 'invalid',
    problems: [valueProblem([key], problem)],
  });
  const allowed = names.length === 0 ? 'none: there is neither phi nor x' : names.join(', ');
  try {
    const tree = parseFormula(text);
    const used = formulaParameters(tree);
    const strange = isOfZ(tree) ? 'z' : used.find((name) => !names.includes(name));
    if (strange !== undefined)
      return invalid(
        `found ${strange} in its formula, expected names of phi or x (${allowed})${didYouMean(strange, names)}`,
      );
    if (used.length > 0) return { kind: 'valid', value: printFormula(tree) };
    return { kind: 'valid', value: [evaluate(bindParameters(tree, {}), 0) + 0] };
  } catch (error) {
    const reason = formulaText(error);
    const expected = axisOrFormulaText(key === 'mu' ? 'a number' : 'a number > 0');
    return invalid(`found ${JSON.stringify(text)}, expected ${expected}:\n${reason}`);
  }
}

/** Laws that are none: a mu or sigma that is no number, a sigma that is not above 0, draws that overflow. */
function pointProblems(plan: GuidePlan): readonly Problem[] {
  const { mu, sigma, phi } = plan;
  if (typeof mu !== 'string' && typeof sigma !== 'string') return drawProblems(mu, sigma);
  const guide = guideOf(plan);
  if (guide.count > MAX_GUIDE_POINTS) {
    const text = `${guide.count} combinations of phi, x, mu and sigma, expected at most ${MAX_GUIDE_POINTS}`;
    return [keyProblem([phi === undefined ? 'x' : 'phi'], text)];
  }
  for (let i = 0; i < guide.count; i += 1) {
    const problem = pointProblem(guide.at(i));
    if (problem !== null) return [problem];
  }
  return [];
}

function pointProblem({ mu, sigma, guided }: GuidePoint): Problem | null {
  const values =
    guided === null ? [] : Object.entries({ ...guided.phi, ...(guided.x === null ? {} : { x: guided.x }) });
  const where =
    values.length === 0 ? '' : ` at ${values.map(([name, value]) => `${name}=${value}`).join(', ')}`;
  if (!Number.isFinite(mu)) return valueProblem(['mu'], `mu is ${mu}${where}, expected a finite number`);
  if (!(sigma > 0 && sigma < Infinity))
    return valueProblem(['sigma'], `sigma is ${sigma}${where}, expected a number > 0`);
  const slopes = Object.entries(guided?.slopes ?? {});
  const steep = slopes.find(([, slope]) => !Number.isFinite(slope.mu) || !Number.isFinite(slope.sigma));
  if (steep !== undefined)
    return valueProblem(['phi', steep[0]], `has no finite derivative of mu and sigma${where}, expected one`);
  return drawProblems([mu], [sigma])[0] ?? null;
}
