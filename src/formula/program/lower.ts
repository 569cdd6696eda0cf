import { formulaError } from '../tree/formula-error.ts';
import { instructionGraph, type Value, type Vertex } from './instruction-graph.ts';
import { MAX_REGISTERS } from '../tree/limits.ts';
import type { BlockProgram, Instruction, Operand, OutputProgram } from './program.ts';
import { argumentPlaces, schedule } from './schedule.ts';
import type { Node } from '../tree/tree.ts';

/** The block program of r and r' (trees in z alone). @throws as `lowerOutputs` */
export function lowerProgram(value: Node, derivative: Node): BlockProgram {
  const { registers, instructions, outputs } = lowerOutputs([value, derivative], ['z']);
  return { registers, instructions, value: outputs[0]!, derivative: outputs[1]! };
}

/**
 * The program of several trees: shared subexpressions once, few registers, sin and cos of one argument next
 * to each other, as are tanh and sech2. An instruction may write to a register that it reads.
 *
 * @param inputs what the trees are functions of, in the order of their registers: `z`, and parameters not
 *   bound
 *
 * @throws GradvarError FORMULA_INVALID if it needs more than MAX_REGISTERS registers
 */
export function lowerOutputs(trees: readonly Node[], inputs: readonly string[]): OutputProgram {
  const graph = instructionGraph(trees, inputs);
  const order = schedule(graph);
  const lastUse = lastUses(graph.vertices, graph.roots, order);
  const registerOf = new Map<number, number>();
  const free: number[] = [];
  let registers = inputs.length;

  const operand = (each: Value): Operand => {
    if ('constant' in each) return { constant: each.constant };
    return { register: 'input' in each ? each.input : registerOf.get(each.place)! };
  };

  const instructions = order.map((place, time): Instruction => {
    const vertex = graph.vertices[place - 1]!;
    const args = vertex.args.map(operand);
    for (const arg of argumentPlaces(vertex)) if (lastUse.get(arg) === time) free.push(registerOf.get(arg)!);
    free.sort((a, b) => b - a);
    const out = free.pop() ?? registers++;
    registerOf.set(place, out);
    return { operation: vertex.operation, out, args };
  });
  if (registers > MAX_REGISTERS) {
    throw formulaError(
      `it needs ${registers} intermediate results at once, the limit is ${MAX_REGISTERS}`,
      'simplify the formula',
    );
  }
  return { inputs: inputs.length, registers, instructions, outputs: graph.roots.map(operand) };
}

/** When each place is read for the last time; places that are asked for in the end are never free. */
function lastUses(
  vertices: readonly Vertex[],
  roots: readonly Value[],
  order: readonly number[],
): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  order.forEach((place, time) => {
    for (const arg of argumentPlaces(vertices[place - 1]!)) last.set(arg, time);
  });
  for (const root of roots) if ('place' in root) last.set(root.place, Number.POSITIVE_INFINITY);
  return last;
}
