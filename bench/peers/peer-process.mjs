// A peer as a long-lived process that answers one request at a time.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** No peer may use more than the one core, nor leave files beside its source. */
const ENVIRONMENT = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

/**
 * Builds a peer if it must be built, starts it and waits until it is ready.
 *
 * @param pin command and arguments to put before the peer's, to keep it on one core; may be empty
 * @param scratch folder for what is built
 * @returns {started: true, name, version, ask, stop}, or {started: false, name, reason}
 */
export async function startPeer(peer, pin, scratch) {
  const { name } = peer;
  const built =
    peer.build === undefined ? { command: peer.command, args: peer.args } : compile(peer, scratch);
  if (built.reason !== undefined) return { started: false, name, reason: built.reason };
  const [command, ...args] = [...pin, built.command, ...built.args];
  const child = spawn(command, args, {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaints = [];
  child.stderr.setEncoding('utf8').on('data', (text) => complaints.push(text));
  child.stdin.on('error', () => undefined);
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(lastLine(complaints) ?? `it ended with ${signal ?? code}`));
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = () => lines.next().then(({ done, value }) => (done ? undefined : value));
  const first = await nextLine();
  if (!first?.startsWith('ready ')) return { started: false, name, reason: await ended };

  async function ask({ integrand, m }, draws) {
    child.stdin.write(`${integrand} ${m} ${Math.round(draws)}\n`);
    const line = await nextLine();
    if (line === undefined) throw new Error(`${name} ended: ${await ended}`);
    const [seconds, done, trialMu, trialSigma, drawMu, drawSigma] = line.trim().split(/\s+/).map(Number);
    return {
      seconds,
      draws: done,
      trial: { mu: trialMu, sigma: trialSigma },
      draw: { mu: drawMu, sigma: drawSigma },
    };
  }
  return {
    started: true,
    name,
    version: first.slice('ready '.length).trim(),
    ask,
    stop: () => child.stdin.end(),
  };
}

function compile({ name, build }, scratch) {
  const output = join(scratch, name);
  const { error, status, stderr } = spawnSync('gcc', [...build.flags, build.source, '-o', output, '-lm'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return { reason: `gcc: ${error.message}` };
  return status === 0
    ? { command: output, args: [] }
    : { reason: lastLine([stderr]) ?? `gcc ended with ${status}` };
}

function lastLine(texts) {
  return texts.join('').trim().split('\n').filter(Boolean).at(-1);
}
