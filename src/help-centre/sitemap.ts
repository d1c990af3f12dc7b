import type { Topic } from './help-content';
import { html } from './html';
import { entryPath } from './view';

/** Every page that has an address of its own, with the day of its version. */
export function sitemap(topics: readonly Topic[], site: string): string {
  const page = (path: string, day?: string) =>
    html`<url><loc>${site}${path}</loc>${day !== undefined && html`<lastmod>${day}</lastmod>`}</url>`;
  const pages = [
    page('/help'),
    ...topics.flatMap(({ category, entries }) => [
      page(`/help/${category.key}`),
      ...entries.map(({ _id, versionDate }) => page(entryPath(_id), versionDate)),
    ]),
  ];
  return html`<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages}</urlset> `.text;
}

/** The pages may be read by anyone; what needs a person behind it is nothing for robots. */
export function robots(site: string): string {
  return [
    'User-agent: *',
    'Allow: /help',
    'Disallow: /help/search',
    'Disallow: /api/',
    'Disallow: /console',
    `Sitemap: ${site}/sitemap.xml`,
    '',
  ].join('\n');
}
