import { z } from 'zod';
import { readContent } from '../platform/content';

const categoriesSchema = z.array(z.strictObject({ key: z.string().regex(/^[a-z_]+$/), name: z.string().min(1) }));

/** A topic that entries are sorted under. */
export type Category = z.infer<typeof categoriesSchema>[number];

/**
 * The topics, `content/categories.json`.
 * @throws ContentError
 */
export function loadCategories(): Category[] {
  return readContent('categories.json', categoriesSchema);
}
