// Writes the pages of docs/ that are made from the code. Run by `npm run docs`, after a build.
import { writeFileSync } from 'node:fs';
import { columnsPage } from '../dist/src/tables/columns-page.js';
import { apiPage } from './api-page.mjs';

const pages = { 'csv-columns.md': columnsPage(), 'api.md': apiPage() };
for (const [name, text] of Object.entries(pages))
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
