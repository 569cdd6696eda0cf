import type { PathSegment, PathPlace } from './drawing.ts';

const TOKEN = /[a-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** Numbers that a command takes. */
const TAKES: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, a: 7, z: 0 };

/**
 * The path data of an SVG, relative commands and arcs worked out. An arc of our figures is half a circle.
 *
 * Source: SVG 2, 9.3.
 * @throws RangeError for what no figure draws
 */
export function segmentsOf(data: string): readonly PathSegment[] {
  const tokens = data.match(TOKEN) ?? [];
  const segments: PathSegment[] = [];
  let [at, start]: [PathPlace, PathPlace] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < tokens.length;) {
    const command = tokens[i]!;
    const count = TAKES[command.toLowerCase()];
    if (count === undefined) throw new RangeError(`path command ${command} is drawn by no figure`);
    i += 1;
    do {
      const numbers = tokens.slice(i, i + count).map(Number);
      i += count;
      // Pairs that follow a move are lines.
      const isFirst = tokens[i - count - 1] === command;
      const own = command.toLowerCase() === 'm' && !isFirst ? 'l' : command.toLowerCase();
      const added = drawn(own, numbers, at, command !== command.toLowerCase());
      segments.push(...added);
      const last = added.at(-1)!;
      at = last.kind === 'close' ? start : last.to;
      if (last.kind === 'move') start = last.to;
    } while (count > 0 && i < tokens.length && !/^[a-z]$/i.test(tokens[i]!));
  }
  return segments;
}

function drawn(
  command: string,
  numbers: readonly number[],
  [x, y]: PathPlace,
  isAbsolute: boolean,
): readonly PathSegment[] {
  const [dx, dy] = isAbsolute ? [0, 0] : [x, y];
  const place = (i: number): PathPlace => [numbers[i]! + dx, numbers[i + 1]! + dy];
  switch (command) {
    case 'm':
      return [{ kind: 'move', to: place(0) }];
    case 'l':
      return [{ kind: 'line', to: place(0) }];
    case 'h':
      return [{ kind: 'line', to: [numbers[0]! + dx, y] }];
    case 'v':
      return [{ kind: 'line', to: [x, numbers[0]! + dy] }];
    case 'c':
      return [{ kind: 'curve', first: place(0), second: place(2), to: place(4) }];
    case 'a':
      return halfCircle([x, y], place(5), numbers[0]!, numbers[4] === 1);
    default:
      return [{ kind: 'close' }];
  }
}

/** So much of the radius is the arm of a curve that draws a quarter of a circle. */
const KAPPA = 0.5522847498307936;

/** From one end of a diameter to the other; `isClockwise` as it is seen, for y grows downwards. */
function halfCircle(
  [x, y]: PathPlace,
  to: PathPlace,
  radius: number,
  isClockwise: boolean,
): readonly PathSegment[] {
  const center: PathPlace = [(x + to[0]) / 2, (y + to[1]) / 2];
  const [along, up]: PathPlace = [to[0] - center[0], to[1] - center[1]];
  if (Math.abs(along * along + up * up - radius * radius) > 0.01 * radius * radius)
    throw new RangeError('an arc of a figure is half a circle');
  const side = isClockwise ? 1 : -1;
  // Half way, a quarter turn from the end.
  const [ax, ay]: PathPlace = [side * up, -side * along];
  const at = (a: number, b: number): PathPlace => [
    center[0] + a * along + b * ax,
    center[1] + a * up + b * ay,
  ];
  return [
    { kind: 'curve', first: at(-1, KAPPA), second: at(-KAPPA, 1), to: at(0, 1) },
    { kind: 'curve', first: at(KAPPA, 1), second: at(1, KAPPA), to },
  ];
}

export const rectangle = (x: number, y: number, width: number, height: number): readonly PathSegment[] =>
  segmentsOf(`M${x},${y}h${width}v${height}h${-width}z`);

export const circle = (x: number, y: number, radius: number): readonly PathSegment[] =>
  segmentsOf(
    `M${x - radius},${y}A${radius},${radius},0,0,1,${x + radius},${y}A${radius},${radius},0,0,1,${x - radius},${y}z`,
  );
