import { z } from 'zod';
import type { ZodType } from 'zod';
import { ERRORS } from '../platform/errors';
import { defineRoute } from './define-route';
import type { AnyRoute, RateRule, RouteSchemas } from './route';

type Json = Record<string, unknown>;

const RATE: RateRule = { name: 'openapi', points: 60, seconds: 60 };

/** `/api/openapi.json`: every route under `/api/` that takes or answers JSON, described by the schemas that its calls are checked by. */
export function openApiRoute(routes: readonly AnyRoute[]): AnyRoute {
  let document: Json | undefined;
  return defineRoute({
    method: 'GET',
    path: '/api/openapi.json',
    rate: RATE,
    summary: 'This description',
    handle: () => ({ body: (document ??= describe(routes)) }),
  });
}

/** OpenAPI 3.1, whose schemas are JSON Schema as zod writes it. */
export function describe(routes: readonly AnyRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path, schemas } of routes) {
    if (!schemas || !path.startsWith('/api/')) continue;
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(path, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xiaobao',
      version: '1',
      description:
        'Staff sign in at POST /api/staff/session; the cookie that it sets, and for every method but GET the token that it gives, as x-csrf-token, go with each further call.',
    },
    paths,
    components: { schemas: { Error: errorSchema() } },
  };
}

function operation(path: string, { summary, query, body, upload, response, refusals }: RouteSchemas): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...inPath, ...(query ? queryParameters(query) : []), ...headerParameters(upload?.headers)];
  const refused = Object.fromEntries(
    Object.entries(refusals ?? {}).map(([status, schema]) => [status, content('Refused', output(schema))]),
  );
  return {
    ...(summary ? { summary } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, ...content('', input(body)) } } : {}),
    ...(upload ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      '2XX': response ? content('Done', output(response)) : { description: 'Done' },
      ...refused,
      default: content('Refused', { $ref: '#/components/schemas/Error' }),
    },
  };
}

function queryParameters(query: ZodType): Json[] {
  const { properties = {}, required = [] } = input(query) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function headerParameters(headers: Readonly<Record<string, string>> = {}): Json[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
}

function content(description: string, schema: Json): Json {
  return { ...(description ? { description } : {}), content: { 'application/json': { schema } } };
}

function input(schema: ZodType): Json {
  return plain(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

function output(schema: ZodType): Json {
  return plain(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
}

/** Without what only a schema that stands alone carries. */
function plain({ $schema: _dialect, '~standard': _standard, ...schema }: Json): Json {
  return schema;
}

function errorSchema(): Json {
  return {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { enum: Object.keys(ERRORS) }, message: { type: 'string' } },
      },
    },
  };
}
