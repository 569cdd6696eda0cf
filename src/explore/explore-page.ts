import { readFileSync } from 'node:fs';
import { bundledFile } from '../report/bundled-file.ts';
import { pageWith } from '../report/html-page.ts';
import { version } from '../version.ts';
import type { ExploreState } from './explore-state.ts';

/** The explorer as one file that begins with this function. */
export function explorePage(state: ExploreState): string {
  const read = (name: string) => readFileSync(bundledFile(name), 'utf8');
  const parts = { script: read('explore.js'), style: read('page.css'), oracle: read('oracle.js') };
  return pageWith(parts, {
    title: 'gradvar explorer: score function against pathwise',
    version: version(),
    data: state,
    isLive: false,
    without: 'This page reckons with a script that it carries itself; gradvar exact prints the same numbers.',
  });
}
