// Bundles what the pages run, Observable Plot among it, into dist/src/report: page.js and page.css for the report, explore.js for the
// explorer, oracle.js for the worker of both, figures.js for drawing in Node. Nothing of it is needed to install gradvar.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
mkdirSync(path('dist/src/report'), { recursive: true });

async function bundle(entry, file, platform, format) {
  const made = await rolldown({
    input: path(entry),
    platform,
    logLevel: 'warn',
    tsconfig: path('tsconfig.page.json'),
  });
  await made.write({ file: path(file), format, minify: true });
  await made.close();
}

await bundle('src/report/page/main.ts', 'dist/src/report/page.js', 'browser', 'iife');
await bundle('src/explore/page/main.ts', 'dist/src/report/explore.js', 'browser', 'iife');
await bundle('src/answers/worker.ts', 'dist/src/report/oracle.js', 'browser', 'iife');
await bundle('src/report/page/draw-figures.ts', 'dist/src/report/figures.js', 'node', 'esm');
copyFileSync(path('src/report/page/page.css'), path('dist/src/report/page.css'));
copyFileSync(path('src/report/fonts/DejaVuSans-subset.ttf'), path('dist/src/report/DejaVuSans-subset.ttf'));
copyFileSync(path('src/report/fonts/LICENSE.txt'), path('dist/src/report/DejaVuSans-LICENSE.txt'));

function change(name, changed) {
  const file = path(`dist/src/report/${name}`);
  writeFileSync(file, changed(readFileSync(file, 'utf8')));
}

// A script stands inside an element of its page: nothing in it may end that element. A page of ASCII alone is read faster.
const hex = (unit) => unit.charCodeAt(0).toString(16).padStart(4, '0');
for (const name of ['page', 'explore', 'oracle'])
  change(`${name}.js`, (text) =>
    text
      .replaceAll('</script', '<\\/script')
      .replaceAll('<!--', '<\\!--')
      .replace(/[^\0-\x7f]/g, (unit) => `\\u${hex(unit)}`),
  );
change('page.css', (text) => text.replace(/[^\0-\x7f]/g, (unit) => `\\${hex(unit)} `));
