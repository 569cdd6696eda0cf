import { createHash } from 'node:crypto';
import type { PdfObject } from './pdf-file.ts';
import { subsetFont } from './subset-font.ts';
import type { TextFont } from './page-content.ts';
import type { TrueType } from './true-type.ts';

/** A font as a PDF carries it. */
export interface EmbeddedFont extends TextFont {
  /** Five objects, numbered from `first`, which is the font. */
  readonly objects: (first: number) => readonly PdfObject[];
}

const FONT_NAME = 'DejaVuSans';

/**
 * The glyphs of these texts alone, by their numbers, with a table back to characters so that text can be
 * searched and copied. Journals ask for fonts that are embedded.
 *
 * Source: ISO 32000-1, 9.7 to 9.10.
 */
export function embeddedFont(font: TrueType, texts: readonly string[]): EmbeddedFont {
  const characters = [...new Set(texts.flatMap(charactersOf))].sort();
  const { file, numberOf } = subsetFont(font, characters.map(glyphOf));
  const coded = new Map(characters.map((character) => [character, hex(numberOf(glyphOf(character)))]));
  // Readers that put files together tell subsets apart by six letters.
  const digest = createHash('sha256').update(file).digest();
  const tag = Array.from({ length: 6 }, (_, i) => String.fromCharCode(65 + (digest[i]! % 26))).join('');
  const name = `/${tag}+${FONT_NAME}`;
  return {
    encode: (text) =>
      charactersOf(text)
        .map((character) => coded.get(character) ?? '0000')
        .join(''),
    widthOf: (text) =>
      charactersOf(text).reduce((sum, character) => sum + font.widthOf(glyphOf(character)), 0),
    objects: (first) => [
      `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${first + 1} 0 R] /ToUnicode ${first + 4} 0 R >>`,
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${first + 2} 0 R /CIDToGIDMap /Identity /DW 600 /W [${widths()}] >>`,
      `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${font.box.join(' ')}] /ItalicAngle 0 /Ascent ${font.ascent} /Descent ${font.descent} /CapHeight 729 /StemV 88 /FontFile2 ${first + 3} 0 R >>`,
      { entries: ` /Length1 ${file.length}`, stream: file },
      { entries: '', stream: Buffer.from(toUnicode(coded)) },
    ],
  };

  function glyphOf(character: string): number {
    return font.glyphOf(character.codePointAt(0)!);
  }

  function widths(): string {
    const byNumber = new Map(
      [0, ...characters.map(glyphOf)].map((glyph) => [numberOf(glyph), font.widthOf(glyph)]),
    );
    return [...byNumber].map(([number, width]) => `${number} [${width}]`).join(' ');
  }
}

/** By code points, each a glyph of its own. */
const charactersOf = (text: string): readonly string[] => Array.from(text);

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** Lines of one block of the table, at most. */
const MOST_LINES = 100;

function toUnicode(coded: ReadonlyMap<string, string>): string {
  // Characters that the font lacks share the box: nothing leads back to them.
  const lines = [...coded].flatMap(([character, code]) =>
    code === '0000' ? [] : [`<${code}> <${[...units(character)].map(hex).join('')}>`],
  );
  const blocks = Array.from({ length: Math.ceil(lines.length / MOST_LINES) }, (_, i) => {
    const block = lines.slice(i * MOST_LINES, (i + 1) * MOST_LINES);
    return `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
  });
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

const units = (character: string): readonly number[] =>
  Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
