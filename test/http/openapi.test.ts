import { startAppUnderTest } from '../tools/app-under-test';

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { schema: { required?: string[]; additionalProperties?: boolean } } } };
  responses: Record<string, { content?: { 'application/json': { schema: Record<string, unknown> } } }>;
}

describe('/api/openapi.json', () => {
  it('describes every JSON route by the schemas that its calls are checked by', async () => {
    const app = await startAppUnderTest();
    const response = await fetch(`${app.url}/api/openapi.json`);
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, Operation>> };
    await app.stop();
    expect(document.openapi).toBe('3.1.0');
    const draft = document.paths['/api/knowledge/entries/{id}/draft']?.put;
    expect(draft?.parameters).toEqual([{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]);
    expect(draft?.requestBody?.content['application/json'].schema).toMatchObject({
      required: ['revision', 'content'],
      additionalProperties: false,
    });
    expect(draft?.responses['409']?.content?.['application/json'].schema).toMatchObject({ required: ['error'] });
    expect(document.paths['/api/knowledge/entries']?.get?.parameters?.map(({ name }) => name)).toContain('expiringWithin');
    const bare = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { responses }]) => path.startsWith('/api/knowledge/') && !responses['2XX'])
        .map(([method]) => `${method} ${path}`),
    );
    expect(bare).toEqual([]);
    expect(Object.keys(document.paths).every((path) => path.startsWith('/api/'))).toBe(true);
  });
});
