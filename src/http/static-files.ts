import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { defineRoute } from './define-route';
import type { AnyRoute } from './route';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The built pages: `/` is the consumer page, `/widget.js` the script that other pages embed, `/console/` the staff console,
 * `/h5/` what the secure pages load.
 * A route for each file that exists, so that no path can lead outside; built files with a hash in their name never expire.
 */
export function staticRoutes(folder: string): AnyRoute[] {
  const routes: AnyRoute[] = [];
  for (const { area, base } of [
    { area: 'widget', base: '/' },
    { area: 'console', base: '/console/' },
    { area: 'h5', base: '/h5/' },
  ]) {
    for (const path of filesIn(join(folder, area))) {
      const name = relative(join(folder, area), path).split(sep).join('/');
      routes.push(fileRoute(base + name, path));
      if (name === 'index.html') routes.push(fileRoute(base, path));
    }
  }
  const console = join(folder, 'console', 'index.html');
  if (existsSync(console)) routes.push(fileRoute('/console', console), fileRoute('/console/*', console));
  return routes;
}

function fileRoute(path: string, file: string): AnyRoute {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const immutable = /-[\w-]{8,}\.(js|css|woff2)$/.test(file);
  return defineRoute({
    method: 'GET',
    path,
    cors: path === '/widget.js' ? () => '*' : undefined,
    handle: ({ headers }) => {
      const body = readFileSync(file);
      const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
      const caching = { etag, 'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache' };
      if (headers['if-none-match'] === etag) return { status: 304, headers: caching };
      return { body, headers: { ...caching, 'content-type': type } };
    },
  });
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
