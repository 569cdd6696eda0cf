import type { Integrand } from '../../integrands/integrand.ts';
import { analyze } from '../../truth/line/analysis.ts';
import type { Characteristic } from './characteristic.ts';
import type { Drawn } from './draws.ts';
import { exactLaw, lawNodes, rowCharacteristic, type Place } from './exact-law.ts';
import type { LawNodes } from './law-nodes.ts';
import type { Waves } from './waves.ts';

/** The exact law of the rows, and of whatever else they may be, seen through the same waves. */
export interface RowView {
  readonly waves: Waves;
  readonly right: Characteristic;
  /** That of the rows with their distance from the center times a factor. */
  readonly scaled: (factor: number) => Characteristic;
  readonly of: (drawn: Drawn) => Characteristic;
}

/** The law of means of m draws of f at mu and sigma, seen about the center. */
export function rowView(integrand: Integrand, mu: number, right: Drawn, place: Place): RowView {
  const { nodes, waves, characteristic } = exactLaw(integrand, mu, right, place);
  const { center } = place;
  const others = new Map<number, LawNodes>([[right.sigma, nodes]]);
  const nodesOf = (drawn: Drawn): LawNodes => {
    const found = others.get(drawn.sigma) ?? lawNodes(analyze(integrand), mu, drawn, waves);
    others.set(drawn.sigma, found);
    return found;
  };
  return {
    waves,
    right: characteristic,
    scaled: (factor) => rowCharacteristic(nodes, right, { first: waves.first * factor, center }),
    of: (drawn) => rowCharacteristic(nodesOf(drawn), drawn, waves),
  };
}
