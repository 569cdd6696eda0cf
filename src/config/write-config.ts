import { Document, isCollection, isPair, isScalar, visit } from 'yaml';
import { dataOf, type Located } from './reading/located.ts';
import { configSchema, name } from './schema.ts';

/**
 * A config as YAML that reads back as the same: a line for each key, lists and maps in it on that line, but
 * each integrand on one of its own. With comments, each key has its description before it.
 */
export function configYaml(root: Located, hasComments = false): string {
  const document = new Document(tidy(dataOf(root)), { version: '1.2' });
  visit(document, (_, node, path) => {
    if (isCollection(node) && path.length > 2 && !isListOfIntegrands(path)) node.flow = true;
    if (isPair(node) && isScalar(node.key) && path.length === 2 && hasComments)
      node.key.commentBefore = commentOf(String(node.key.value));
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The items of the list of integrands stay in lines of their own. */
function isListOfIntegrands(path: readonly unknown[]): boolean {
  const pair = path.at(-1);
  return isPair(pair) && isScalar(pair.key) && pair.key.value === 'integrands';
}

/** Without parameters that nobody gave, and a function that is nothing but its name or formula as that. */
function tidy(data: unknown): unknown {
  const { integrands, ...rest } = data as { readonly integrands: readonly unknown[] };
  const { version, name, seed, ...others } = rest as unknown as Readonly<Record<string, unknown>>;
  return { version, name, seed, integrands: integrands.map(tidyIntegrand), ...others };
}

function tidyIntegrand(integrand: unknown): unknown {
  if (typeof integrand !== 'object' || integrand === null) return integrand;
  const { params, ...rest } = integrand as Readonly<Record<string, unknown>>;
  const hasParams = typeof params === 'object' && params !== null && Object.keys(params).length > 0;
  if (hasParams) return { ...rest, params };
  const [[key, only] = [], ...more] = Object.entries(rest);
  // A word alone is read as a name, unless it is z.
  const isPlain = key === 'name' || only === 'z' || !name.safeParse(only).success;
  return more.length === 0 && isPlain ? only : rest;
}

function commentOf(key: string): string | null {
  const schema = Object.hasOwn(configSchema.shape, key)
    ? configSchema.shape[key as keyof typeof configSchema.shape]
    : undefined;
  const description = schema?.meta()?.description;
  return description === undefined ? null : ` ${description}`;
}
