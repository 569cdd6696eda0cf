import { didYouMean, foundText, shorten } from './reading/found.ts';
import {
  childOf,
  locate,
  type Config,
  type Located,
  type Path,
  type ConfigPlace,
} from './reading/located.ts';
import { pathText, problemList } from './reading/problem.ts';
import { allowedBelow } from './reading/schema-path.ts';
import { configSchema } from './schema.ts';
import { readYaml } from './reading/yaml-tree.ts';

/** Changes of a config from the command line. */
export interface Overrides {
  /** Values of options that stand for a place in the config, applied first. */
  readonly options?: readonly ConfigOption[];
  /** `path=value` each, applied in order; see `applyOverrides`. */
  readonly set?: readonly string[];
  /** Stands for the seed of the config. Any text, never read as YAML. */
  readonly seed?: string;
}

/** An option that stands for a place in the config, with its value as YAML. */
export interface ConfigOption {
  readonly option: string;
  readonly path: Path;
  readonly value: string;
}

/**
 * A config with values replaced. A path is keys and indices with dots, `sigma`, `integrands.0.params.k`; a
 * value is YAML, `--set sigma="[1, 2]"`. Only what the schema knows can be set, and only in a map or list
 * that the config has.
 *
 * @throws GradvarError USAGE, exit 2, with every override that cannot be applied.
 */
export function applyOverrides(config: Config, { options = [], set = [], seed }: Overrides): Config {
  const problems: string[] = [];
  let root = config.root;
  const changes = [
    ...options.map((option) => (tree: Located) => setValue(tree, option.path, option.option, option.value)),
    ...set.map((assignment) => (tree: Located) => assign(tree, assignment)),
  ];
  for (const change of changes) {
    const result = change(root);
    if (result.kind === 'changed') root = result.root;
    else problems.push(result.problem);
  }
  if (seed !== undefined) {
    const place: ConfigPlace = { kind: 'option', option: '--seed' };
    root = replace(root, ['seed'], { kind: 'scalar', value: seed, text: seed, place }, place);
  }
  if (problems.length > 0) throw problemList('USAGE', 'options', problems);
  return { ...config, root };
}

type Assigned =
  | { readonly kind: 'changed'; readonly root: Located }
  | { readonly kind: 'refused'; readonly problem: string };

function assign(root: Located, assignment: string): Assigned {
  const option = shorten(`--set ${assignment.replaceAll('\n', ' ')}`);
  const equals = assignment.indexOf('=');
  if (equals <= 0) return refused(`--set: found ${JSON.stringify(assignment)}, expected path=value`);
  const found = pathIn(root, assignment.slice(0, equals).split('.'));
  if (found.kind === 'refused') return refused(`${option}: ${found.problem}`);
  return setValue(root, found.path, option, assignment.slice(equals + 1));
}

function setValue(root: Located, path: Path, option: string, text: string): Assigned {
  const place: ConfigPlace = { kind: 'option', option };
  const value = readYaml(text, () => place);
  if (value.kind === 'errors') return refused(`${option}: ${value.errors[0]!.text}`);
  return { kind: 'changed', root: replace(root, path, value.root, place) };
}

type FoundPath =
  { readonly kind: 'path'; readonly path: Path } | { readonly kind: 'refused'; readonly problem: string };

/** The path that the words name: each must lead on in the config, and the last one be known to the schema. */
function pathIn(root: Located, words: readonly string[]): FoundPath {
  const path: (string | number)[] = [];
  for (const word of words) {
    const around = locate(root, path);
    const name = path.length === 0 ? 'the config' : pathText(path);
    if (around === undefined) return refused(`${name} is not in the config, so nothing below it can be set`);
    if (around.kind === 'scalar') return refused(`${name} is ${foundText(around)} and has no \`${word}\``);
    if (around.kind === 'list') {
      const index = Number(word);
      if (!/^\d{1,6}$/.test(word) || index >= around.items.length) {
        return refused(
          `${name} has no item ${JSON.stringify(word)}, expected 0 to ${around.items.length - 1}`,
        );
      }
      path.push(index);
      continue;
    }
    const { keys, anyKey } = allowedBelow(configSchema, path);
    if (!anyKey && !keys.includes(word) && childOf(around, word) === undefined) {
      const expected = `expected one of ${keys.join(', ')}${didYouMean(word, keys)}`;
      return refused(`${name} has no key ${JSON.stringify(word)}, ${expected}`);
    }
    path.push(word);
  }
  return { kind: 'path', path };
}

/** The tree with the value at a path replaced, or added as the last entry of its map. */
export function replace(around: Located, path: Path, value: Located, place: ConfigPlace): Located {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (around.kind === 'list') {
    const items = around.items.map((item, i) => (i === key ? replace(item, rest, value, place) : item));
    return { ...around, items };
  }
  if (around.kind === 'scalar') return around;
  const entry = around.entries.get(String(key)) ?? { keyPlace: place, value };
  const changed = { ...entry, value: replace(entry.value, rest, value, place) };
  return { ...around, entries: new Map(around.entries).set(String(key), changed) };
}

function refused(problem: string): { readonly kind: 'refused'; readonly problem: string } {
  return { kind: 'refused', problem };
}
