import { z } from 'zod';
import { ACCEPTED_TYPES, ATTACHMENT_LIMIT } from '../../conversations/attachments';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute, CallHead } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { newBearer } from './access';
import { TOKEN_LIFETIME } from './tokens';
import type { DirectLineTokens } from './tokens';

export interface WidgetOptions {
  tokens: DirectLineTokens;
  /** Origins of the bank's pages that may embed the widget; our own page always may. */
  origins: readonly string[];
  publicUrl?: string;
  settings: { bankName: string; hotline: string; locale: string };
}

/** `POST /api/widget/token`: the token of a page's conversation, new or resumed with the old one. */
export function widgetTokenRoute({ tokens, origins, publicUrl, settings }: WidgetOptions): AnyRoute {
  const isAllowed = ({ headers: { origin }, origin: ours }: CallHead): boolean =>
    origin !== undefined && (origin === ours || origin === publicUrl || origins.includes(origin));
  return defineRoute({
    method: 'POST',
    path: '/api/widget/token',
    // Any page may read the answer; for one that is not allowed it is a refusal, which the widget can then tell from a dead line.
    cors: ({ headers }) => headers.origin,
    rate: { name: 'widget-token', points: 120, seconds: 60 },
    authenticate: (head) => {
      // Browsers send no origin only for requests from the page's own origin, or of no page at all.
      if (head.headers.origin && !isAllowed(head)) throw new XiaobaoError('XB_ORIGIN_REFUSED');
      return undefined;
    },
    body: z.object({ token: z.string().max(2000).optional() }).optional(),
    handle: ({ body }) => {
      const bearer = (body?.token ? tokens.resumable(body.token) : undefined) ?? newBearer();
      return {
        body: {
          conversationId: bearer.conversationId,
          token: tokens.issue(bearer),
          expires_in: TOKEN_LIFETIME,
          settings: { ...settings, maxUploadBytes: ATTACHMENT_LIMIT, acceptedTypes: ACCEPTED_TYPES },
        },
      };
    },
  });
}
