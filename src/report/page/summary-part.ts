import { visibleLine } from '../../text/visible.ts';
import type { PairFindings } from '../data/report-data.ts';
import {
  flaggedText,
  headline,
  healthText,
  pairText,
  pointsText,
  sealText,
  trustText,
} from '../sentences.ts';
import type { App, Part } from './app.ts';
import { fillChoice, label } from './controls-part.ts';
import { element } from './element.ts';

/** The answer and how far to trust it, in sentences; of the pair that is chosen, if there are several. */
export function summaryPart(name: string, current: () => App): Part {
  const pairs = element('select', { id: 'pair' });
  pairs.addEventListener('change', () => current().change({ pair: pairs.value, row: '', page: '' }));
  const pairLabel = label('estimators', pairs);
  const answer = element('p', { class: 'headline', role: 'status' });
  const trust = element('p', { id: 'trust' });
  const health = element('p', { id: 'health', class: 'quiet' });
  const notes = element('div', { id: 'notes' });
  const seal = element('p', { id: 'seal' });
  const root = element(
    'header',
    {},
    element('h1', {}, visibleLine(name)),
    pairLabel,
    answer,
    trust,
    health,
    notes,
    seal,
  );
  return {
    root,
    update({ data, pair, counts, isFiltered }) {
      fillChoice(
        pairs,
        data.findings.map((found) => [keyOfPair(found), pairText(found)]),
      );
      pairs.value = pair === null ? '' : keyOfPair(pair);
      pairLabel.hidden = data.findings.length < 2;
      if (notes.childElementCount === 0)
        notes.append(...data.notes.map((note) => element('p', {}, visibleLine(note))));
      seal.textContent = sealText(data);
      seal.className = data.seal === 'sealed' || data.live !== null ? 'quiet' : 'warning';
      const text = counts === null ? 'No row is there yet.' : headline(counts);
      answer.textContent = isFiltered ? `Of what the filters leave: ${text}` : text;
      trust.textContent = pair === null ? '' : trustText(pair);
      health.textContent =
        pair === null || counts === null
          ? ''
          : `${pointsText(counts)} ${healthText(pair)} ${flaggedText([pair])}`;
    },
  };
}

export const keyOfPair = ({ first, second }: PairFindings): string => `${first}/${second}`;
