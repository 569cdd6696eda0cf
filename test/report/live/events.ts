import { rowTable, type ReportRow } from '../../../src/report/data/report-row.ts';
import type { LiveMessages } from '../../../src/report/live-messages.ts';

export interface ReadEvent {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: string;
}

/** The text of an event stream → events, as the standard reads them. */
export function readEvents(text: string): readonly ReadEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes('event: '))
    .map((block) => {
      const fields = new Map(
        block.split(/\r\n|\n|\r/).map((line): [string, string] => {
          const at = line.indexOf(': ');
          return [line.slice(0, at), line.slice(at + 2)];
        }),
      );
      return { id: fields.get('id'), name: fields.get('event') ?? '', data: fields.get('data') ?? '' };
    });
}

/** The rows that events bring, as the page puts them together. */
export function rowsOf(events: readonly ReadEvent[]): readonly ReportRow[] {
  const table = rowTable({});
  for (const { name, data } of events) {
    if (name !== 'rows') continue;
    const { from, columns, why } = JSON.parse(data) as LiveMessages['rows'];
    if (from === table.rows.length) table.append(columns, why);
  }
  return table.rows;
}
