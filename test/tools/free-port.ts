import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Above what browsers refuse to open, below what systems give to outgoing connections: those would take it while nobody listens. */
const PORTS = { from: 15_000, to: 32_000 };

/** A port for a server of a test's own: nobody listens on it, and nobody is given it while that server is down for a moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
