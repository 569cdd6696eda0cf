import type { WorkerAnswer, WorkerQuestion, Kind, Questions } from '../../answers/question.ts';

export type Answer<Of extends Kind> =
  | { readonly kind: 'answer'; readonly answer: Questions[Of]['answer'] }
  | { readonly kind: 'refused'; readonly message: string };

/** Asks an oracle of its own, which never holds up the page. */
export interface Oracle {
  readonly ask: <Of extends Kind>(kind: Of, asks: Questions[Of]['asks']) => Promise<Answer<Of>>;
}

/** The worker's script stands in the page as text; null where it does not, or workers are not to be had. */
export function startOracle(): Oracle | null {
  const script = document.getElementById('oracle')?.textContent ?? '';
  if (script === '' || typeof Worker === 'undefined') return null;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  const waiting = new Map<number, (answer: Answer<Kind>) => void>();
  let asked = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    waiting.get(data.number)?.(data);
    waiting.delete(data.number);
  });
  return {
    ask: <Of extends Kind>(kind: Of, asks: Questions[Of]['asks']) =>
      new Promise<Answer<Of>>((resolve) => {
        asked += 1;
        waiting.set(asked, resolve);
        worker.postMessage({ number: asked, kind, asks } satisfies WorkerQuestion);
      }),
  };
}

/** Of questions that follow each other faster than they are answered, only the last one is asked. */
export function latest<Asks>(answer: (asks: Asks) => Promise<void>): (asks: Asks) => void {
  let isBusy = false;
  let next: { readonly asks: Asks } | undefined;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (next !== undefined) {
      const { asks } = next;
      next = undefined;
      await answer(asks);
    }
    isBusy = false;
  };
  return (asks) => {
    next = { asks };
    if (!isBusy) void run();
  };
}
