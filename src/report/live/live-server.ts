import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EXIT, GradvarError } from '../../errors.ts';
import { answer, type Answering } from './answer.ts';
import { newToken } from './token.ts';

/**
 * Connections that have not shown the token yet; of more the oldest is closed, so that a new reader always
 * gets in.
 */
const MOST_STRANGERS = 64;

/** Connections of any kind; further ones are closed at once. */
const MOST_CONNECTIONS = 512;

/** Milliseconds that a connection may be silent before it has shown the token. */
const STRANGER_TIMEOUT = 10_000;

const LIMITS = {
  maxHeaderSize: 8192,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 1000,
  connectionsCheckingInterval: 1000,
  noDelay: true,
} as const;

export interface LiveServer {
  /** With the token: whoever has it may look. */
  readonly address: string;
  /** Closes every connection. */
  readonly close: () => void;
}

/**
 * A server for this machine alone (127.0.0.1), at a port or, if that is 0, at a free one.
 *
 * @throws GradvarError PORT_UNAVAILABLE (50)
 */
export async function startLiveServer(
  port: number,
  served: Omit<Answering, 'port' | 'token'>,
): Promise<LiveServer> {
  const token = newToken();
  const strangers = new Set<Socket>();
  let own = port;
  const server = createServer(LIMITS, (request, response) => {
    const { socket } = request;
    try {
      const who = answer(request, response, { ...served, port: own, token });
      if (who !== 'stranger') strangers.delete(socket);
      // A reader may be silent as long as it likes.
      if (who === 'reader') socket.setTimeout(0);
    } catch {
      // Whatever a request does to this server, the run goes on.
      socket.destroy();
    }
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.maxRequestsPerSocket = 1;
  server.on('connection', (socket) => watch(strangers, socket));
  await listening(server, port);
  // What goes wrong later concerns a reader, never the run.
  server.on('error', () => undefined);
  own = (server.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${own}/${token}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(unavailable(port, error));
    server.once('error', onError);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function unavailable(port: number, { code, message }: NodeJS.ErrnoException): GradvarError {
  const why = { EADDRINUSE: 'another program has it', EACCES: 'there is no permission for it' }[code ?? ''];
  return new GradvarError(
    'PORT_UNAVAILABLE',
    EXIT.io,
    `--serve: port ${port} of 127.0.0.1 cannot be had: ${why ?? message}; nothing was started`,
    'name another port, or none for a free one',
  );
}

function watch(strangers: Set<Socket>, socket: Socket): void {
  strangers.add(socket);
  socket.on('close', () => strangers.delete(socket));
  socket.on('error', () => socket.destroy());
  socket.setTimeout(STRANGER_TIMEOUT, () => socket.destroy());
  const [oldest] = strangers;
  if (strangers.size > MOST_STRANGERS) {
    // At once: `close` comes later, and many more may come before.
    strangers.delete(oldest!);
    oldest!.destroy();
  }
}
