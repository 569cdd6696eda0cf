import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { writeDurably } from '../../files/durable-file.ts';
import { gatherer } from '../../files/gather.ts';
import { outputError } from '../../files/output-error.ts';
import { encodeRecord, headerOf } from './record.ts';

/** When lines are safe: in groups a few times a second, or those of each call before the next are written. */
export type Durability = 'group' | 'record';

/** The one writer of a journal. */
export interface JournalWriter {
  /** Takes lines; they are safe at the latest after `close`. Never throws: see `failure`. */
  append(lines: Uint8Array): void;
  /** Writes and syncs what waits, and closes. @throws GradvarError OUTPUT_UNWRITABLE (50) */
  close(): Promise<void>;
  /** What kept lines from being written; nothing is written after that. */
  failure(): Error | undefined;
}

const GROUP_MILLISECONDS = 200;

/**
 * Opens the journal of a grid to append after its first `goodBytes` bytes; what follows them is cut off. With
 * none it is made, with its header: there never is one without.
 *
 * @param onFailure called once, when something cannot be written.
 * @throws GradvarError OUTPUT_UNWRITABLE (50)
 */
export async function openJournalWriter(
  path: string,
  grid: string,
  goodBytes: number,
  durability: Durability,
  onFailure: () => void,
): Promise<JournalWriter> {
  let end = goodBytes;
  if (end === 0) end = (await writeDurably(path, encodeRecord(headerOf(grid)))).bytes;
  const file = await openAt(path, end);
  const { gather } = gatherer();
  let waiting: Uint8Array[] = [];
  let failure: Error | undefined;
  let work: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** Writes what waits, syncs it, and so on until nothing waits. */
  async function flush(): Promise<void> {
    while (waiting.length > 0 && failure === undefined) {
      const bytes = gather(durability === 'record' ? waiting.splice(0, 1) : waiting);
      if (durability === 'group') waiting = [];
      try {
        await writeAll(file, bytes, end);
        await file.datasync();
        end += bytes.length;
      } catch (error) {
        failure = outputError(path, error) as Error;
        // The good prefix stays good even if this fails: what follows it is torn.
        await file.truncate(end).catch(() => undefined);
        onFailure();
      }
    }
  }

  function start(): void {
    timer = undefined;
    work ??= flush().finally(() => {
      work = undefined;
      // Some may have come after the last look.
      if (waiting.length > 0 && failure === undefined) start();
    });
  }

  return {
    append(lines) {
      if (failure !== undefined) return;
      waiting.push(lines);
      if (durability === 'record') start();
      else timer ??= setTimeout(start, GROUP_MILLISECONDS);
    },
    async close() {
      clearTimeout(timer);
      while (work !== undefined) await work;
      await flush();
      await file.close().catch(() => undefined);
      if (failure !== undefined) throw failure;
    },
    failure: () => failure,
  };
}

// Windows has no O_NOFOLLOW.
const FLAGS = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0);

async function openAt(path: string, goodBytes: number): Promise<FileHandle> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, FLAGS);
    await file.truncate(goodBytes);
    return file;
  } catch (error) {
    await file?.close().catch(() => undefined);
    throw outputError(path, error);
  }
}

/** A write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
