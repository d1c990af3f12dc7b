import { createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '../../src/platform/logger';
import { EventStreams } from '../../src/staff/event-stream';
import type { EventStream, StreamLimits } from '../../src/staff/event-stream';
import { Listening } from './browser';

const CALM: StreamLimits = { pingMs: 60_000, lifeMs: 60_000, unreadBytes: 1024 * 1024 };
const counts = { open: 0 };
const metrics = { streamOpened: () => counts.open++, streamClosed: () => counts.open-- };

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A server with one stream, and its reader's response. */
async function connect(limits: Partial<StreamLimits>): Promise<{ stream: EventStream; response: IncomingMessage }> {
  const streams = new EventStreams(createLogger('silent'), metrics, { ...CALM, ...limits });
  const opened = new Promise<EventStream>((resolve) => {
    server = createServer((_request, response) => resolve(streams.open(response)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve) => {
    request({ port, agent: false }, resolve).end();
  });
  return { stream: await opened, response };
}

function closed(stream: EventStream): Promise<void> {
  return new Promise((resolve) => stream.onClose(resolve));
}

describe('An event stream', () => {
  it('says that it lives while nothing happens', async () => {
    const { stream, response } = await connect({ pingMs: 5 });
    const listening = new Listening(response);
    while (listening.comments < 2) await listening.more();
    expect(listening.heard).toEqual([]);
    stream.close();
    await listening.ended;
  });

  it('keeps a text with line breaks in one event', async () => {
    const { stream, response } = await connect({});
    const listening = new Listening(response);
    stream.send({ name: 'message', id: 7, data: { text: 'a\n\nevent: x\r\ndata: y' } });
    expect(await listening.next('message')).toEqual({ name: 'message', id: 7, data: { text: 'a\n\nevent: x\r\ndata: y' } });
    stream.close();
  });

  it('cuts a reader who lets too much pile up', async () => {
    const { stream } = await connect({ unreadBytes: 64 * 1024 });
    const end = closed(stream);
    for (let i = 0; !stream.isClosed && i < 2000; i++) {
      stream.send({ name: 'message', data: 'x'.repeat(16 * 1024) });
      await new Promise(setImmediate);
    }
    await end;
    expect(counts.open).toBe(0);
  });

  it('cuts a reader who takes nothing any more', async () => {
    const { stream } = await connect({ pingMs: 20, unreadBytes: 1024 * 1024 * 1024 });
    const end = closed(stream);
    for (let i = 0; i < 50; i++) stream.send({ name: 'message', data: 'x'.repeat(1024 * 1024) });
    const waiting = stream.taken();
    await end;
    await waiting;
  });

  it('ends after its life, for a browser that is awake to open the next', async () => {
    const { response } = await connect({ lifeMs: 5 });
    await new Listening(response).ended;
    expect(counts.open).toBe(0);
  });

  it('notices when the reader goes', async () => {
    const { stream, response } = await connect({});
    const end = closed(stream);
    response.destroy();
    await end;
  });
});
