import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { projectRoot } from './project-root';

/** Something in `content/` that a bank edited is not right; the message names the file and the field. */
export class ContentError extends Error {}

/** The folder that a bank edits without code. */
export const contentFolder = join(projectRoot, 'content');

/**
 * Reads and checks one JSON file of `content/`.
 * @throws ContentError
 */
export function readContent<T>(path: string, schema: ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(contentFolder, path), 'utf8'));
  } catch (error) {
    throw new ContentError(`content/${path} cannot be read as JSON.`, { cause: error });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ContentError(`content/${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`);
}
