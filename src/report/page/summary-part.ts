import { numberText, shareText } from '../data/number-text.ts';
import type { PairFindings } from '../data/report-data.ts';
import {
  challengerName,
  flaggedText,
  headline,
  healthText,
  pairText,
  sealText,
  strongestText,
} from '../sentences.ts';
import { visibleLine } from '../../text/visible.ts';
import type { App, Part } from './app.ts';
import { fillChoice, label } from './controls-part.ts';
import { element } from './element.ts';

/**
 * The answer, the health of the run, and where score wins, class by class; of the pair that is chosen, if
 * there are several.
 */
export function summaryPart(name: string, current: () => App): Part {
  const pairs = element('select', { id: 'pair' });
  pairs.addEventListener('change', () => current().change({ pair: pairs.value, row: '', page: '' }));
  const pairLabel = label('estimators', pairs);
  const answer = element('p', { class: 'headline' });
  const health = element('p', { id: 'health' });
  const notes = element('div', { id: 'notes' });
  const seal = element('p', { id: 'seal' });
  const winsHead = element('th', { scope: 'col' });
  const body = element('tbody');
  const heads = [
    element('th', { scope: 'col' }, 'class'),
    winsHead,
    element('th', { scope: 'col' }, 'most clearly'),
  ];
  const scroll = element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Wins by class' },
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body),
  );
  const root = element(
    'header',
    {},
    element('h1', {}, visibleLine(name)),
    pairLabel,
    answer,
    notes,
    health,
    seal,
    element('details', { open: true }, element('summary', {}, 'Where, by class'), scroll),
  );
  return {
    root,
    update({ data, pair }) {
      fillChoice(
        pairs,
        data.findings.map((found) => [keyOfPair(found), pairText(found)]),
      );
      pairs.value = pair === null ? '' : keyOfPair(pair);
      pairLabel.hidden = data.findings.length < 2;
      if (notes.childElementCount === 0)
        notes.append(...data.notes.map((note) => element('p', {}, visibleLine(note))));
      seal.textContent = sealText(data);
      seal.className = data.seal === 'sealed' ? 'quiet' : data.live === null ? 'warning' : 'quiet';
      answer.textContent = pair === null ? 'No row is there yet.' : headline(pair);
      health.textContent = pair === null ? '' : `${healthText(pair)} ${flaggedText([pair])}`;
      winsHead.textContent = pair === null ? 'wins' : `${challengerName(pair)} wins`;
      drawClasses(body, pair, current);
    },
  };
}

export const keyOfPair = ({ first, second }: PairFindings): string => `${first}/${second}`;

function drawClasses(body: HTMLElement, pair: PairFindings | null, current: () => App): void {
  const { rows } = current();
  const lines = (pair?.classes ?? []).map(({ name, points: count, wins, strongest }) => {
    const row = rows[strongest ?? -1];
    return {
      key: `${name} ${wins} ${count} ${strongest} ${numberText(row?.variance_ratio ?? null, 17)}`,
      row,
      wins,
      count,
      cells: [visibleLine(name), shareText(wins, count)] as const,
    };
  });
  const key = JSON.stringify(lines.map((line) => line.key));
  // The lines that are there already keep the focus of a reader.
  if (body.dataset['of'] === key) return;
  const focused = [...body.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
  body.dataset['of'] = key;
  const won = lines.filter(({ wins }) => wins > 0);
  const lost = lines.filter(({ wins }) => wins === 0);
  body.replaceChildren(
    ...won.map(({ row, cells: [name, share] }) => {
      const link = row === undefined ? '–' : element('button', { type: 'button' }, strongestText(row));
      if (row !== undefined && typeof link !== 'string')
        link.addEventListener('click', () => current().choose(row));
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, name),
        element('td', {}, share),
        element('td', {}, link),
      );
    }),
    ...(lost.length === 0 ? [] : [lostLine(lost)]),
  );
  if (focused >= 0) body.querySelectorAll('button')[focused]?.focus();
}

/** The classes without a win, in one line: what is to be seen stands above. */
function lostLine(
  lost: readonly { readonly count: number; readonly cells: readonly [string, string] }[],
): HTMLElement {
  const rows = lost.reduce((sum, { count }) => sum + count, 0);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, lost.length === 1 ? (lost[0]?.cells[0] ?? '') : `${lost.length} others`),
    element('td', {}, shareText(0, rows)),
    element(
      'td',
      { class: 'names' },
      lost.length === 1 ? '–' : lost.map(({ cells: [name] }) => name).join(', '),
    ),
  );
}
