import { shareText } from '../number-text.ts';
import { flaggedText, headline, healthText, sealText, strongestText } from '../sentences.ts';
import { visibleText } from '../visible-text.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';

/** The answer, the health of the run, and where score wins, class by class. */
export function summaryPart(app: App): Part {
  const { data, rows } = app;
  const body = element('tbody');
  for (const { name, rows: count, scoreWins, strongest } of data.findings.classes) {
    const row = rows[strongest ?? -1];
    const link = row === undefined ? '–' : element('button', { type: 'button' }, strongestText(row));
    if (row !== undefined && typeof link !== 'string') link.addEventListener('click', () => app.choose(row));
    const cells = [visibleText(name), shareText(scoreWins, count), link];
    body.append(
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, cells[0] ?? ''),
        element('td', {}, cells[1] ?? ''),
        element('td', {}, cells[2] ?? ''),
      ),
    );
  }
  const heads = ['class', 'score wins', 'most clearly'].map((title) =>
    element('th', { scope: 'col' }, title),
  );
  const root = element(
    'header',
    {},
    element('h1', {}, visibleText(data.name)),
    element('p', { class: 'headline' }, headline(data.findings)),
    element('p', { id: 'health' }, `${healthText(data.findings)} ${flaggedText(rows)}`),
    element('p', { class: data.seal === 'sealed' ? 'quiet' : 'warning' }, sealText(data)),
    element(
      'details',
      { open: true },
      element('summary', {}, 'Where, by class'),
      element(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Score wins by class' },
        element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body),
      ),
    ),
  );
  return { root, update: () => undefined };
}
