import type {
  CaseTranscript,
  CaseView,
  Classification,
  MessageView,
  Outcome,
  PhoneOutcome,
  PhoneTaskView,
  Session,
  TicketDetails,
  TicketView,
} from './staff-api';

/** An answer that is not a success. `status` 0 and code `OFFLINE` mean that the server was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** From `retry-after`, for 429. */
    readonly retryAfterSeconds?: number,
    /** What the server said beside the code: the text that stands now, a report. */
    readonly body?: unknown,
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

export interface StaffApi {
  signIn(username: string, password: string): Promise<Session>;
  session(): Promise<Session>;
  signOut(): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  tickets(scope: 'open' | 'closed'): Promise<TicketView[]>;
  ticket(id: string): Promise<TicketDetails>;
  claim(id: string): Promise<TicketView>;
  /** `clientId` makes a second attempt the same message. */
  say(id: string, message: { text: string; clientId: string; note: boolean }): Promise<MessageView>;
  typing(id: string): Promise<void>;
  close(id: string, wrapUp: { outcome: Outcome; note: string }): Promise<TicketView>;
  /** Who is to be phoned, the longest due first. */
  phoneTasks(): Promise<PhoneTaskView[]>;
  /** The whole number, to dial it. */
  phoneOf(id: string): Promise<string>;
  phoned(id: string, call: { outcome: PhoneOutcome; upTo: number; note: string }): Promise<void>;
  cases(filter: { query: string; status: string }): Promise<CaseView[]>;
  /** Says what a complaint is about. */
  classify(number: string, given: Classification): Promise<CaseView>;
  /** What was said in the conversation that a complaint came from. */
  caseTranscript(conversationId: string): Promise<CaseTranscript>;
  /** Resolves when the server would stream from this address; its errors say why it would not. */
  probeStream(url: string): Promise<void>;
  /** Any other address, for pages that bring their own types along when they are loaded. */
  call: Call;
}

/** One request with the session's token. A `File` is sent as it is, its name beside it. */
export type Call = <Answer>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<Answer>;

export interface ApiOptions {
  fetch: typeof fetch;
  /** The language in which the server's own sentences are wanted; asked before each call. */
  language?: () => string;
  /** Told when a call finds that nobody is signed in any more. */
  onSignedOut?: () => void;
  /** Told when the session may do nothing before its one-time password is changed. */
  onPasswordChangeFirst?: () => void;
}

/** Where a ticket's messages stream from. */
export const ticketStreamUrl = (id: string): string => `/api/desk/tickets/${encodeURIComponent(id)}/stream`;
/** Where the queue streams from. */
export const QUEUE_STREAM_URL = '/api/desk/stream';

/**
 * The typed client of the staff API. It keeps the session's CSRF token; when another tab has made the token stale, it fetches
 * the present one and repeats the call once.
 * @throws ApiError from every method
 */
export function createApi({ fetch, language, onSignedOut, onPasswordChangeFirst }: ApiOptions): StaffApi {
  let csrfToken = '';

  const remember = (session: Session): Session => {
    csrfToken = session.csrfToken;
    return session;
  };

  async function call<Answer>(method: string, path: string, body?: object, repeat = true): Promise<Answer> {
    const response = await reach(method, path, body);
    if (response.ok) return (response.status === 204 ? undefined : await readJson(response)) as Answer;
    const error = await readError(response);
    if (error.code === 'XB_CSRF' && repeat) {
      remember(await call<Session>('GET', '/api/staff/session'));
      return call(method, path, body, false);
    }
    throw noticed(error);
  }

  function noticed(error: ApiError): ApiError {
    if (error.code === 'XB_NOT_SIGNED_IN') onSignedOut?.();
    if (error.code === 'XB_PASSWORD_CHANGE_FIRST') onPasswordChangeFirst?.();
    return error;
  }

  async function reach(method: string, path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', ...(language && { 'accept-language': language() }) };
    if (body) Object.assign(headers, body instanceof File ? fileHeaders(body) : { 'content-type': 'application/json' });
    if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken;
    try {
      const sent = body instanceof File ? body : body && JSON.stringify(body);
      return await fetch(path, { method, headers, credentials: 'same-origin', body: sent });
    } catch {
      throw new ApiError(0, 'OFFLINE');
    }
  }

  const desk = (id: string): string => `/api/desk/tickets/${encodeURIComponent(id)}`;
  const phoneTask = (id: string): string => `/api/desk/phone-tasks/${encodeURIComponent(id)}`;

  return {
    call,
    signIn: async (username, password) => remember(await call<Session>('POST', '/api/staff/session', { username, password })),
    session: async () => remember(await call<Session>('GET', '/api/staff/session')),
    signOut: () => call<void>('DELETE', '/api/staff/session'),
    changePassword: (current, next) => call<void>('POST', '/api/staff/password', { current, next }),
    tickets: async (scope) => (await call<{ tickets: TicketView[] }>('GET', `/api/desk/tickets?scope=${scope}`)).tickets,
    ticket: (id) => call<TicketDetails>('GET', desk(id)),
    claim: async (id) => (await call<{ ticket: TicketView }>('POST', `${desk(id)}/claim`, {})).ticket,
    say: async (id, message) => (await call<{ message: MessageView }>('POST', `${desk(id)}/messages`, message)).message,
    typing: (id) => call<void>('POST', `${desk(id)}/typing`, {}),
    close: async (id, wrapUp) => (await call<{ ticket: TicketView }>('POST', `${desk(id)}/close`, wrapUp)).ticket,
    phoneTasks: async () => (await call<{ tasks: PhoneTaskView[] }>('GET', '/api/desk/phone-tasks')).tasks,
    phoneOf: async (id) => (await call<{ phone: string }>('POST', `${phoneTask(id)}/contact`, {})).phone,
    phoned: (id, outcome) => call<void>('POST', `${phoneTask(id)}/outcome`, outcome),
    caseTranscript: (id) => call<CaseTranscript>('GET', `/api/desk/conversations/${encodeURIComponent(id)}`),
    probeStream: async (url) => {
      const response = await reach('GET', url);
      if (!response.ok) throw noticed(await readError(response));
      await response.body?.cancel();
    },
    classify: async (number, given) =>
      (await call<{ case: CaseView }>('PUT', `/api/desk/cases/${encodeURIComponent(number)}/classification`, given)).case,
    cases: async (filter) => (await call<{ cases: CaseView[] }>('GET', `/api/desk/cases?${new URLSearchParams(filter)}`)).cases,
  };
}

function fileHeaders({ type, name }: File): Record<string, string> {
  return { 'content-type': type || 'application/octet-stream', 'x-file-name': encodeURIComponent(name) };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError(response.status, 'BAD_ANSWER');
  }
}

/** A proxy's page in place of our error still gives an error with a status. */
async function readError(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: string } } | null;
  const seconds = Number(response.headers.get('retry-after'));
  return new ApiError(response.status, body?.error?.code ?? `HTTP_${response.status}`, seconds > 0 ? seconds : undefined, body);
}
