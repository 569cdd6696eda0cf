import { PI, E } from '../elementary/constants.ts';
import { formulaError, quoted } from './tree/formula-error.ts';
import { nearestName, PARAMETER_NAME, RESERVED_NAMES } from './names.ts';
import { call, number } from './tree/nodes.ts';
import type { Node, Parameters } from './tree/tree.ts';

/** Names of the parameters of a formula, sorted by code unit, each once. */
export function formulaParameters(node: Node): string[] {
  const names = new Set<string>();
  const visit = (visited: Node): void => {
    if (visited.kind === 'parameter') names.add(visited.name);
    if (visited.kind === 'call') visited.args.forEach(visit);
  };
  visit(node);
  return [...names].sort();
}

/** Whether z occurs in a formula. */
export function isOfZ(node: Node): boolean {
  return node.kind === 'z' || (node.kind === 'call' && node.args.some(isOfZ));
}

/**
 * The tree with numbers in place of its parameters and of pi and e: a function of z alone, and of what is
 * left free.
 *
 * @param free names that stay as they are
 * @throws GradvarError FORMULA_INVALID for a parameter without a value, a value without a parameter, a name
 *   that cannot be a parameter, or a value that is not a finite number
 */
export function bindParameters(node: Node, parameters: Parameters, free: readonly string[] = []): Node {
  const wanted = formulaParameters(node).filter((name) => !free.includes(name));
  const given = Object.keys(parameters).sort();
  for (const name of given) checkGiven(name, parameters[name]!, wanted);
  const missing = wanted.find((name) => !Object.hasOwn(parameters, name));
  if (missing !== undefined) throw missingParameter(missing, given);

  const bind = (bound: Node): Node => {
    switch (bound.kind) {
      case 'number':
      case 'z':
        return bound;
      case 'constant':
        // e as the base of a power is the exponential function, not a power of a rounded number.
        return number(bound.name === 'pi' ? PI : E);
      case 'parameter':
        return free.includes(bound.name) ? bound : number(parameters[bound.name]!);
      case 'call': {
        const [base, exponent] = bound.args;
        if (bound.operation === 'power' && base?.kind === 'constant' && base.name === 'e') {
          return call('exp', bind(exponent!));
        }
        return call(bound.operation, ...bound.args.map(bind));
      }
    }
  };
  return bind(node);
}

function checkGiven(name: string, value: number, wanted: readonly string[]): void {
  if (RESERVED_NAMES.includes(name) || !PARAMETER_NAME.test(name)) {
    const reason = name === 'z' ? 'it is the variable' : 'the name is reserved or not a name';
    throw formulaError(`${quoted(name)} cannot be a parameter: ${reason}`);
  }
  if (!wanted.includes(name)) {
    const near = nearestName(name, wanted);
    const known =
      wanted.length === 0 ? 'the formula has no parameters' : `its parameters are ${wanted.join(', ')}`;
    throw formulaError(
      `parameter ${quoted(name)} does not occur in the formula`,
      near === null ? known : `did you mean ${near}?`,
    );
  }
  if (!Number.isFinite(value))
    throw formulaError(`parameter ${quoted(name)} is ${value}, expected a finite number`);
}

function missingParameter(name: string, given: readonly string[]): Error {
  const near = nearestName(name, [...given, ...RESERVED_NAMES]);
  const hint =
    near === null || name.toLowerCase() === 'x'
      ? 'the variable is called z; every other name is a parameter'
      : `did you mean ${near}?`;
  return formulaError(`parameter ${quoted(name)} has no value`, hint);
}
