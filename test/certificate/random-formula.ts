import { randomFormula } from '../truth/line/random-formula.ts';

/** Random formulas rich in convex parts, kinks, singular points and accidental equalities: where a certificate could go wrong. */
export function kinkyFormula(pick: () => number): string {
  const choose = <T>(items: readonly T[]): T => items[Math.floor(pick() * items.length)]!;
  const number = (): string => choose(['0', '1', '2', '0.5', '-1', '3', '0.1', '1.5', '-2']);
  const make = (depth: number): string => {
    if (depth === 0) return pick() < 0.75 ? 'z' : number();
    const sub = (): string => make(depth - 1 - (pick() < 0.3 && depth > 1 ? 1 : 0));
    switch (Math.floor(pick() * 16)) {
      case 0:
      case 1:
        return `(${sub()} + ${sub()})`;
      case 2:
        return `(${sub()} - ${sub()})`;
      case 3:
        return `(${sub()}*${sub()})`;
      case 4:
        return `(${number()}*${sub()} + ${number()})`;
      case 5:
        return `max(${sub()}, ${sub()})`;
      case 6:
        return `min(${sub()}, ${sub()})`;
      case 7:
        return `clip(${sub()}, ${choose(['-1', '0'])}, ${choose(['1', '2'])})`;
      case 8:
        return `abs(${sub()})`;
      case 9:
        return `(${sub()})^${choose(['2', '3', '4'])}`;
      case 10:
        return `abs(${sub()})^${choose(['0.5', '1.5', '1.2', '2.5', '0.9'])}`;
      case 11:
        return `${choose(['exp', 'softplus', 'cosh', 'sinh', 'sqrt', 'log1p', 'expm1'])}(${sub()})`;
      case 12:
        return `${choose(['exp', 'softplus', 'cosh', 'tanh', 'atan', 'sigmoid'])}(${sub()})`;
      case 13:
        return `-(${sub()})`;
      case 14:
        return `${sub()}/(${sub()})`;
      default:
        return `${choose(['sign', 'step', 'floor'])}(${sub()})`;
    }
  };
  return pick() < 0.25 ? randomFormula(pick, 1 + Math.floor(pick() * 3)) : make(1 + Math.floor(pick() * 3));
}
