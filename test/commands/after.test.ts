import { expect, test, vi } from 'vitest';
import { after } from '../../src/commands/terminal/signals.ts';

const DAY = 86_400_000;

test('regression: a time beyond the longest timer comes all the same, in its time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const [late, never, cancelled] = [vi.fn(), vi.fn(), vi.fn()];
    after(60 * DAY, late);
    after(Infinity, never);
    const cancel = after(50 * DAY, cancelled);
    await vi.advanceTimersByTimeAsync(49 * DAY);
    cancel();
    await vi.advanceTimersByTimeAsync(10.9 * DAY);
    expect(late).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0.2 * DAY);
    expect(late).toHaveBeenCalledOnce();
    expect([never.mock.calls.length, cancelled.mock.calls.length]).toEqual([0, 0]);
  } finally {
    vi.useRealTimers();
  }
});
