// Writes the pages of docs/ that are made from the code. Run by `npm run docs`, after a build.
import { writeFileSync } from 'node:fs';
import { columnsPage } from '../dist/src/tables/columns-page.js';

writeFileSync(new URL('../docs/csv-columns.md', import.meta.url), columnsPage());
