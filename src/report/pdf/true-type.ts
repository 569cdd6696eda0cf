/** A font file, as far as text needs it. */
export interface TrueType {
  readonly tables: ReadonlyMap<string, DataView>;
  /** Of a character; 0, the box, if the font has none. */
  readonly glyphOf: (codePoint: number) => number;
  /** Advance, in thousandths of the size. */
  readonly widthOf: (glyph: number) => number;
  /** Bounding box, ascent and descent, in thousandths of the size. */
  readonly box: readonly number[];
  readonly ascent: number;
  readonly descent: number;
}

/** @throws RangeError for a file that is no TrueType font with a cmap of format 4 */
export function readTrueType(file: Uint8Array): TrueType {
  const all = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, DataView>();
  for (let i = 0; i < all.getUint16(4); i += 1) {
    const entry = 12 + 16 * i;
    const tag = String.fromCharCode(...file.subarray(entry, entry + 4));
    const [offset, length] = [all.getUint32(entry + 8), all.getUint32(entry + 12)];
    tables.set(tag, new DataView(file.buffer, file.byteOffset + offset, length));
  }
  const [head, hhea] = [tableOf(tables, 'head'), tableOf(tables, 'hhea')];
  const scaled = (units: number) => Math.round((1000 * units) / head.getUint16(18));
  return {
    tables,
    glyphOf: glyphsOf(tableOf(tables, 'cmap')),
    widthOf: (glyph) => scaled(metricsOf(tables, glyph).advance),
    box: [36, 38, 40, 42].map((at) => scaled(head.getInt16(at))),
    ascent: scaled(hhea.getInt16(4)),
    descent: scaled(hhea.getInt16(6)),
  };
}

export function tableOf(tables: TrueType['tables'], tag: string): DataView {
  const table = tables.get(tag);
  if (table === undefined) throw new RangeError(`the font has no table ${tag}`);
  return table;
}

/** Glyphs beyond the last advance have the last one. */
export function metricsOf(tables: TrueType['tables'], glyph: number) {
  const hmtx = tableOf(tables, 'hmtx');
  const count = tableOf(tables, 'hhea').getUint16(34);
  const advance = hmtx.getUint16(4 * Math.min(glyph, count - 1));
  const bearing =
    glyph < count ? hmtx.getInt16(4 * glyph + 2) : hmtx.getInt16(4 * count + 2 * (glyph - count));
  return { advance, bearing };
}

/**
 * Characters of the first plane, in segments.
 *
 * Source: OpenType 1.9, cmap, format 4.
 */
function glyphsOf(cmap: DataView): (codePoint: number) => number {
  const places = Array.from({ length: cmap.getUint16(2) }, (_, i) => cmap.getUint32(4 + 8 * i + 4));
  const start = places.find((place) => cmap.getUint16(place) === 4);
  if (start === undefined) throw new RangeError('the font has no cmap of format 4');
  const twice = cmap.getUint16(start + 6);
  const [ends, starts] = [start + 14, start + 16 + twice];
  const [deltas, offsets] = [starts + twice, starts + 2 * twice];
  return (codePoint) => {
    for (let at = 0; at < twice; at += 2) {
      if (codePoint > cmap.getUint16(ends + at)) continue;
      const first = cmap.getUint16(starts + at);
      if (codePoint < first) return 0;
      const [delta, offset] = [cmap.getUint16(deltas + at), cmap.getUint16(offsets + at)];
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.getUint16(offsets + at + offset + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
