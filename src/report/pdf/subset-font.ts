import { metricsOf, tableOf, type TrueType } from './true-type.ts';

/** A font file of some glyphs, numbered anew in the order given. */
export interface SubsetFont {
  readonly file: Uint8Array;
  /** The new number of a glyph. */
  readonly numberOf: (glyph: number) => number;
}

/**
 * A font of these glyphs and of those that they are composed of; the box is always the first.
 *
 * Source: OpenType 1.9; ISO 32000-1, 9.9 says which tables an embedded font needs.
 */
export function subsetFont({ tables }: TrueType, wanted: readonly number[]): SubsetFont {
  const outlines = outlinesOf(tables);
  const order: number[] = [];
  const numbers = new Map<number, number>();
  const take = (glyph: number): void => {
    if (numbers.has(glyph)) return;
    numbers.set(glyph, order.length);
    order.push(glyph);
    for (const at of componentsOf(outlines(glyph))) take(outlines(glyph).getUint16(at));
  };
  for (const glyph of [0, ...wanted]) take(glyph);
  const numberOf = (glyph: number): number => numbers.get(glyph) ?? 0;
  const glyphs = order.map((glyph) => renumbered(outlines(glyph), numberOf));
  return { file: assembled(tablesOf(tables, order, glyphs)), numberOf };
}

/** The outline of a glyph by its number. */
function outlinesOf(tables: TrueType['tables']): (glyph: number) => DataView {
  const [loca, glyf] = [tableOf(tables, 'loca'), tableOf(tables, 'glyf')];
  const isLong = tableOf(tables, 'head').getInt16(50) === 1;
  const place = (i: number) => (isLong ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i));
  return (glyph) =>
    new DataView(glyf.buffer, glyf.byteOffset + place(glyph), place(glyph + 1) - place(glyph));
}

/** Where the numbers of its parts stand in a composite glyph. */
function componentsOf(outline: DataView): readonly number[] {
  const found: number[] = [];
  if (outline.byteLength === 0 || outline.getInt16(0) >= 0) return found;
  for (let at = 10, goesOn = true; goesOn;) {
    const flags = outline.getUint16(at);
    found.push(at + 2);
    const isWide = (flags & 0x0001) !== 0;
    const scales = (flags & 0x0008) !== 0 ? 2 : (flags & 0x0040) !== 0 ? 4 : (flags & 0x0080) !== 0 ? 8 : 0;
    at += 4 + (isWide ? 4 : 2) + scales;
    goesOn = (flags & 0x0020) !== 0;
  }
  return found;
}

function renumbered(outline: DataView, numberOf: (glyph: number) => number): DataView {
  const copy = copied(outline, Math.ceil(outline.byteLength / 4) * 4);
  for (const at of componentsOf(outline)) copy.setUint16(at, numberOf(outline.getUint16(at)));
  return copy;
}

function tablesOf(
  tables: TrueType['tables'],
  order: readonly number[],
  glyphs: readonly DataView[],
): ReadonlyMap<string, DataView> {
  const loca = sized(4 * (glyphs.length + 1));
  const glyf = sized(glyphs.reduce((sum, { byteLength }) => sum + byteLength, 0));
  const hmtx = sized(4 * order.length);
  let end = 0;
  glyphs.forEach((glyph, i) => {
    bytesOf(glyf).set(bytesOf(glyph), end);
    end += glyph.byteLength;
    loca.setUint32(4 * (i + 1), end);
    const { advance, bearing } = metricsOf(tables, order[i]!);
    hmtx.setUint16(4 * i, advance);
    hmtx.setInt16(4 * i + 2, bearing);
  });
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => {
    const table = tableOf(tables, tag);
    return copied(table, table.byteLength);
  }) as [DataView, DataView, DataView];
  head.setUint32(8, 0);
  head.setInt16(50, 1);
  hhea.setUint16(34, order.length);
  maxp.setUint16(4, order.length);
  // In the order of their tags.
  return new Map(Object.entries({ glyf, head, hhea, hmtx, loca, maxp }));
}

/** A file of tables, with its checksums. */
function assembled(tables: ReadonlyMap<string, DataView>): Uint8Array {
  const count = tables.size;
  const padded = (length: number) => Math.ceil(length / 4) * 4;
  const length = [...tables.values()].reduce((sum, table) => sum + padded(table.byteLength), 12 + 16 * count);
  const file = sized(length);
  const power = 31 - Math.clz32(count);
  file.setUint32(0, 0x00010000);
  [count, 16 << power, power, 16 * (count - (1 << power))].forEach((value, i) =>
    file.setUint16(4 + 2 * i, value),
  );
  let at = 12 + 16 * count;
  let headAt = 0;
  [...tables].forEach(([tag, table], i) => {
    const entry = 12 + 16 * i;
    Array.from(tag).forEach((letter, place) => file.setUint8(entry + place, letter.charCodeAt(0)));
    bytesOf(file).set(bytesOf(table), at);
    file.setUint32(entry + 4, checksum(file, at, padded(table.byteLength)));
    file.setUint32(entry + 8, at);
    file.setUint32(entry + 12, table.byteLength);
    if (tag === 'head') headAt = at;
    at += padded(table.byteLength);
  });
  file.setUint32(headAt + 8, (0xb1b0afba - checksum(file, 0, length)) >>> 0);
  return bytesOf(file);
}

function checksum(file: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + file.getUint32(at)) >>> 0;
  return sum;
}

const sized = (length: number): DataView => new DataView(new ArrayBuffer(length));

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function copied(view: DataView, length: number): DataView {
  const copy = sized(length);
  bytesOf(copy).set(bytesOf(view));
  return copy;
}
