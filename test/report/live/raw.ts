import { connect, type Socket } from 'node:net';

/** Where a server listens, taken from the address that it printed. */
export interface Target {
  readonly port: number;
  readonly token: string;
}

export function targetOf(address: string): Target {
  const { port, pathname } = new URL(address);
  return { port: Number(port), token: pathname.replaceAll('/', '') };
}

/** A connection that is ours to misuse; resolves once it is open. */
export function open({ port }: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => undefined);
  });
}

/** Sends bytes as they are and reads until the other side closes, or until enough has come. */
export async function exchange(target: Target, sent: string, enough?: string): Promise<string> {
  const socket = await open(target);
  let got = '';
  socket.write(sent, 'latin1');
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      got += chunk.toString('utf8');
      if (enough !== undefined && got.includes(enough)) socket.destroy();
    });
    socket.on('close', () => resolve(got));
  });
}

/** A request line and headers. */
export function head(first: string, headers: readonly string[]): string {
  return [first, ...headers, '', ''].join('\r\n');
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
