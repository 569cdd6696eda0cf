import { readFileSync } from 'node:fs';
import { visibleLine } from '../text/visible.ts';
import { bundledFile } from './bundled-file.ts';
import type { PlainDrawing } from './pdf/drawing.ts';
import { embeddedFont } from './pdf/embedded-font.ts';
import { decimals, pageContent } from './pdf/page-content.ts';
import { pdfFile, pdfText } from './pdf/pdf-file.ts';
import { readTrueType } from './pdf/true-type.ts';
import type { StaticFigure } from './static-figure.ts';

/** What a figure is made of, read from its SVG. */
export type ReadSvg = (svg: string) => PlainDrawing;

/**
 * A figure → the bytes of a PDF of one page, as large as the figure, with the font of PNG figures inside: the
 * same figure has the same bytes on every machine.
 */
export function pdfDrawing(readSvg: ReadSvg): (figure: StaticFigure) => Uint8Array {
  const font = readTrueType(readFileSync(bundledFile('DejaVuSans-subset.ttf')));
  return ({ svg, text }) => {
    const drawing = readSvg(svg);
    const texts = drawing.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    const embedded = embeddedFont(font, texts);
    const { operators, states } = pageContent(drawing, embedded);
    const size = decimals(drawing.width * drawing.points, drawing.height * drawing.points);
    const opacities = [...states].map(
      ([state, [fill, line]]) => `/${state} << /ca ${decimals(fill)} /CA ${decimals(line)} >>`,
    );
    return pdfFile(
      [
        '<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size}] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> /ExtGState << ${opacities.join(' ')} >> >> >>`,
        { entries: '', stream: Buffer.from(operators) },
        `<< /Title ${pdfText(visibleLine(text.split('. ')[0] ?? ''))} /Subject ${pdfText(visibleLine(text))} /Producer (gradvar) >>`,
        ...embedded.objects(6),
      ],
      { catalog: 1, information: 5 },
    );
  };
}
