import { createHash } from 'node:crypto';

/** An object of a PDF: a value, and the bytes of its stream, if it has one. */
export type PdfObject = string | { readonly entries: string; readonly stream: Uint8Array };

/** The numbers of the objects that a reader begins with, from 1. */
interface Roots {
  readonly catalog: number;
  readonly information: number;
}

/**
 * The bytes of a PDF: its objects, where each begins, and where to begin. It holds no date, and its name is
 * made from its bytes: the same figure has the same file.
 *
 * Source: ISO 32000-1, 7.5.
 */
export function pdfFile(objects: readonly PdfObject[], { catalog, information }: Roots): Uint8Array {
  // The four bytes tell programs that the file is no text.
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = pieces[0]!.length;
  const starts = objects.map((object, i) => {
    const start = length;
    const piece = objectBytes(i + 1, object);
    pieces.push(piece);
    length += piece.length;
    return start;
  });
  const name = createHash('sha256').update(Buffer.concat(pieces)).digest('hex').slice(0, 32);
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${information} 0 R /ID [<${name}> <${name}>] >>`;
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

function objectBytes(number: number, object: PdfObject): Buffer {
  if (typeof object === 'string') return Buffer.from(`${number} 0 obj\n${object}\nendobj\n`);
  const { entries, stream } = object;
  const head = `${number} 0 obj\n<< /Length ${stream.length}${entries} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream\nendobj\n')]);
}

/** Any text as a string of a PDF. */
export function pdfText(text: string): string {
  const units = Buffer.from(text, 'utf16le').swap16();
  return `<FEFF${units.toString('hex').toUpperCase()}>`;
}
