import type { LiveMessages } from '../live-messages.ts';

/** How the page hears of its run. */
export interface LiveFeed {
  readonly onRows: (message: LiveMessages['rows']) => void;
  readonly onProgress: (message: LiveMessages['progress']) => void;
  readonly onEnd: (message: LiveMessages['end']) => void;
  /** The connection: `open`, `trying` again, or `lost` for good. */
  readonly onConnection: (state: 'open' | 'trying' | 'lost') => void;
}

/** Failures one after the other until the server is taken to be gone. */
const MOST_FAILURES = 4;

/** Server-sent events; the browser connects again by itself and says which rows it has. */
export function listen(feed: LiveFeed): void {
  const source = new EventSource('events');
  let failures = 0;
  const on = <Name extends keyof LiveMessages>(name: Name, tell: (message: LiveMessages[Name]) => void) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      failures = 0;
      tell(JSON.parse(data) as LiveMessages[Name]);
    });
  on('rows', feed.onRows);
  on('progress', feed.onProgress);
  on('end', (message) => {
    source.close();
    feed.onEnd(message);
  });
  source.addEventListener('open', () => feed.onConnection('open'));
  source.addEventListener('error', () => {
    failures += 1;
    const isLost = source.readyState === EventSource.CLOSED || failures > MOST_FAILURES;
    if (isLost) source.close();
    feed.onConnection(isLost ? 'lost' : 'trying');
  });
}
