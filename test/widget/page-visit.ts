import { WebSocket } from 'ws';
import { Chat } from '../../web/widget/chat';
import type { ChatState } from '../../web/widget/chat';
import { CallError, directLineApi } from '../../web/widget/direct-line';
import { openKeep } from '../../web/widget/keep';
import type { TextStore } from '../../web/widget/keep';
import type { StreamSocket } from '../../web/widget/stream';
import type { Upload } from '../../web/widget/uploads';
import type { ScriptedServer } from './scripted-server';

/** One visit of a consumer to a page with the widget; several visits may share one browser storage. */
export interface Visit {
  chat: Chat;
  texts: () => string[];
  /** Resolves when the state is as wanted. */
  until: (wanted: (state: ChatState) => boolean) => Promise<ChatState>;
  leave: () => void;
}

/** A browser's storage that lasts over several visits. */
export function browserStorage(): TextStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return { texts, getItem: (name) => texts.get(name) ?? null, setItem: (name, text) => void texts.set(name, text) };
}

const visits = new Set<Visit>();
let ids = 0;

/** Opens the page. Pauses are cut short, so that minutes of backing off pass in moments. */
export function visit(server: ScriptedServer, storage: TextStore | undefined = browserStorage()): Visit {
  const waiting = new Set<(state: ChatState) => void>();
  const chat: Chat = new Chat({
    api: directLineApi(server.base, fetch),
    keep: openKeep(storage, 'test:'),
    openSocket: (url) => new WebSocket(url) as unknown as StreamSocket,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 100).unref()),
    startUpload,
    preview: () => 'blob:test',
    newId: () => `client-${++ids}`,
    now: () => Date.now(),
    isVisible: () => true,
    onChange: (state) => waiting.forEach((look) => look(state)),
  });
  const self: Visit = {
    chat,
    texts: () => chat.state().messages.map(({ text }) => text),
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (state: ChatState): void => {
          if (!wanted(state)) return;
          waiting.delete(look);
          resolve(state);
        };
        waiting.add(look);
        look(chat.state());
      }),
    leave: () => chat.suspend(),
  };
  visits.add(self);
  return self;
}

/** For `afterEach`: closes what tests have left open. */
export function leaveAll(): void {
  for (const one of visits) one.leave();
  visits.clear();
}

function startUpload(url: string, token: string, body: FormData): Upload {
  const stop = new AbortController();
  const done = fetch(url, { method: 'POST', body, headers: { authorization: `Bearer ${token}` }, signal: stop.signal }).then(
    (answer) => {
      if (!answer.ok) throw new CallError(answer.status);
    },
  );
  return { done, cancel: () => stop.abort() };
}
