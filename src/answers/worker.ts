import { visibleText } from '../text/visible.ts';
import { answerTo } from './answer.ts';
import type { WorkerAnswer, WorkerQuestion } from './question.ts';

/** The other end of `askWorker`: runs in a worker of the browser. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: WorkerQuestion }) => void;
  readonly postMessage: (message: WorkerAnswer) => void;
};

scope.onmessage = ({ data: { number, kind, asks } }) => {
  try {
    scope.postMessage({ number, kind: 'answer', answer: answerTo(kind, asks) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ number, kind: 'refused', message: visibleText(message) });
  }
};
