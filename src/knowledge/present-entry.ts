import { z } from 'zod';
import { readContent } from '../platform/content';
import type { FaqEntry } from './entry';

/** 《存款保险条例》第5条、《民法典》第188条 */
export function sourceOf(entry: FaqEntry): string {
  return entry.citations.map(({ instrument, article }) => `《${instrument}》${article ?? ''}`).join('、') || entry.author;
}

/** The line that answers of some topics must carry, by category; `content/disclaimers.json`. */
export function loadDisclaimers(): (entry: FaqEntry) => string | undefined {
  const byCategory = readContent('disclaimers.json', z.record(z.string(), z.string()));
  return (entry) => byCategory[entry.category];
}
