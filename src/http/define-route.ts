import type { ZodType } from 'zod';
import { XiaobaoError } from '../platform/errors';
import { parseJson, readBody } from './body';
import { send } from './respond';
import type { Answer, AnyRoute, Call, CallHead, Route, RouteSchemas, StreamRoute } from './route';

const DEFAULT_BODY_LIMIT = 64 * 1024;

/** Makes a JSON route of its declaration. */
export function defineRoute<Body = undefined, Query = undefined, Principal = undefined>(
  route: Route<Body, Query, Principal>,
): AnyRoute {
  return {
    method: route.method,
    path: route.path,
    rate: route.rate,
    cors: route.cors,
    schemas: {
      summary: route.summary,
      query: route.query,
      body: route.body,
      response: route.response,
      refusals: route.refusals,
    },
    async run(head, request, response) {
      const principal = (await route.authenticate?.(head)) as Principal;
      const query = (route.query ? check(route.query, Object.fromEntries(head.rawQuery)) : undefined) as Query;
      const body = (
        route.body ? check(route.body, parseJson(await readBody(request, route.bodyLimit ?? DEFAULT_BODY_LIMIT))) : undefined
      ) as Body;
      const call: Call<Body, Query, Principal> = { ...head, principal, query, body };
      send(response, shaped(await route.handle(call), route));
    },
  };
}

/** The answer with the fields that its schema names. @throws ZodError where a handler gives something else: our mistake. */
function shaped(answer: Answer, { response, refusals }: RouteSchemas): Answer {
  const { status = 200 } = answer;
  const schema = status < 300 ? response : refusals?.[status];
  return schema ? { ...answer, body: schema.parse(answer.body) } : answer;
}

/** Makes a route that writes its own response. */
export function defineStream<Principal = undefined>(route: StreamRoute<Principal>): AnyRoute {
  return {
    method: route.method,
    path: route.path,
    rate: route.rate,
    cors: route.cors,
    schemas: route.schemas,
    async run(head: CallHead, request, response) {
      const principal = (await route.authenticate?.(head)) as Principal;
      await route.stream(head, principal, request, response);
    },
  };
}

/** @throws XB_INVALID naming the first field that is wrong and why. */
export function check<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join('.') || 'body';
  throw new XiaobaoError('XB_INVALID', { problem: `${where}: ${issue?.message ?? 'not valid'}` });
}
