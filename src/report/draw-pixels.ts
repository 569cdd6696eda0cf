import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EXIT, GradvarError } from '../errors.ts';
import { bundledFile } from './bundled-file.ts';
import { withSizeAndText } from './png-chunks.ts';
import type { StaticFigure } from './static-figure.ts';

/** A figure → the bytes of a PNG. */
export type DrawPixels = (figure: StaticFigure) => Uint8Array;

const FONT = 'DejaVu Sans';

/** CSS pixels in an inch. */
const CSS_DOTS = 96;

/**
 * What turns SVG into pixels: resvg as WebAssembly, which needs no native code, with a font of gradvar's own,
 * so that the same figure has the same pixels on every machine, one without fonts too.
 *
 * @throws GradvarError PACKAGE_MISSING (50) if the optional package is not installed
 */
export async function pixelDrawing(dotsPerInch: number): Promise<DrawPixels> {
  const { Resvg } = await resvg();
  const font = readFileSync(bundledFile('DejaVuSans-subset.ttf'));
  const options = {
    font: { fontBuffers: [font], defaultFontFamily: FONT, sansSerifFamily: FONT },
    fitTo: { mode: 'zoom', value: dotsPerInch / CSS_DOTS },
    background: 'white',
  } as const;
  return ({ svg, text }) => {
    const drawing = new Resvg(svg, options);
    const image = drawing.render();
    const png = withSizeAndText(image.asPng(), dotsPerInch, text);
    image.free();
    drawing.free();
    return png;
  };
}

type Resvg = typeof import('@resvg/resvg-wasm');

/** The package can be made ready once in a process. */
let ready: Promise<Resvg> | undefined;

function resvg(): Promise<Resvg> {
  ready ??= load();
  return ready;
}

async function load(): Promise<Resvg> {
  try {
    const module = await import('@resvg/resvg-wasm');
    const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
    await module.initWasm(readFileSync(path));
    return module;
  } catch (error) {
    throw new GradvarError(
      'PACKAGE_MISSING',
      EXIT.io,
      '--format png: the optional package @resvg/resvg-wasm, which draws the pixels, is not installed',
      'npm install @resvg/resvg-wasm, or write svg, which needs nothing',
      error,
    );
  }
}
