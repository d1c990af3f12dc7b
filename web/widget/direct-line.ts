import type { Activity } from './activity';

/** What the server says about itself when it gives out a token. */
export interface WidgetSettings {
  bankName: string;
  hotline: string;
  locale: string;
  maxUploadBytes: number;
  acceptedTypes: readonly string[];
}

export interface Token {
  conversationId: string;
  token: string;
  /** Seconds. */
  expires_in: number;
}

export type GivenToken = Token & { settings: WidgetSettings };
export type OpenedConversation = Token & { streamUrl: string };

/** A call that was not answered with success; `status` 0 means that no answer came. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs?: number,
  ) {
    super(`status ${status}`);
  }
}

const ANSWER_WITHIN = 15_000;

export type DirectLineApi = ReturnType<typeof directLineApi>;

/** The HTTP calls of Direct Line 3.0 and of our token route, under `base` (ends with a slash). Each throws a CallError. */
export function directLineApi(base: string, fetcher: typeof fetch) {
  const conversations = `${base}v3/directline/conversations`;

  async function call<T>(method: 'GET' | 'POST', url: string, token?: string, body?: unknown): Promise<T> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), ANSWER_WITHIN);
    try {
      const answer = await fetcher(url, {
        method,
        signal: limit.signal,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!answer.ok) throw new CallError(answer.status, retryAfter(answer.headers.get('retry-after')));
      return (await answer.json()) as T;
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(0);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** A token for a new conversation, or for the one of `oldToken`. */
    giveToken: (oldToken?: string) =>
      call<GivenToken>('POST', `${base}api/widget/token`, undefined, oldToken ? { token: oldToken } : {}),
    refreshToken: (token: string) => call<Token>('POST', `${base}v3/directline/tokens/refresh`, token),
    startConversation: (token: string) => call<OpenedConversation>('POST', conversations, token, {}),
    resumeConversation: ({ conversationId, token }: Token, watermark: string) =>
      call<OpenedConversation>('GET', `${conversations}/${conversationId}?watermark=${watermark}`, token),
    readActivities: ({ conversationId, token }: Token, watermark: string) =>
      call<{ activities: Activity[]; watermark: string }>(
        'GET',
        `${conversations}/${conversationId}/activities?watermark=${watermark}`,
        token,
      ),
    postActivity: ({ conversationId, token }: Token, activity: Activity) =>
      call<{ id: string }>('POST', `${conversations}/${conversationId}/activities`, token, activity),
    uploadUrl: ({ conversationId }: Token) => `${conversations}/${conversationId}/upload`,
  };
}

/** `Retry-After` in seconds → milliseconds. */
export function retryAfter(header: string | null): number | undefined {
  const seconds = Number(header);
  return header && seconds > 0 ? Math.min(seconds, 300) * 1000 : undefined;
}
