import type { Activity } from './activity';

/** The part of a WebSocket that a stream needs. */
export interface StreamSocket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface StreamListener {
  onOpen: () => void;
  onActivities: (activities: readonly Activity[], watermark: string | undefined) => void;
}

export interface Stream {
  /** Resolves when the stream has ended, however; `true` when it had been open. */
  ended: Promise<boolean>;
  /** Ends it at once, without waiting for a server that may be gone. */
  end: () => void;
}

const PING_EVERY = 20_000;
const OPEN_WITHIN = 10_000;

/** Follows a Direct Line stream over `socket`. */
export function followStream(socket: StreamSocket, { onOpen, onActivities }: StreamListener): Stream {
  let opened = false;
  let ping: ReturnType<typeof setInterval> | undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => {
    end = () => {
      clearInterval(ping);
      clearTimeout(patience);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = () => undefined;
      try {
        socket.close();
      } catch {
        // a socket that cannot be closed is as good as closed
      }
      resolve(opened);
    };
  });
  const patience = setTimeout(end, OPEN_WITHIN);

  socket.onopen = () => {
    opened = true;
    clearTimeout(patience);
    ping = setInterval(() => socket.send(''), PING_EVERY);
    onOpen();
  };
  socket.onmessage = ({ data }) => {
    const frame = readFrame(data);
    if (frame) onActivities(frame.activities, frame.watermark);
  };
  socket.onclose = socket.onerror = () => end();
  return { ended, end: () => end() };
}

/** An empty text is the server's sign of life; anything that is not a frame is passed over. */
function readFrame(data: unknown): { activities: readonly Activity[]; watermark?: string } | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  try {
    const frame = JSON.parse(data) as { activities?: unknown; watermark?: string };
    return Array.isArray(frame.activities)
      ? { activities: frame.activities as Activity[], watermark: frame.watermark }
      : undefined;
  } catch {
    return undefined;
  }
}
