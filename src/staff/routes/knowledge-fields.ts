import { z } from 'zod';
import { ENTRY_ID } from '../../knowledge/content-limits';

/** Text as people type it: line breaks, but nothing else that is not to be seen. */
export const text = (limit: number) =>
  z
    .string()
    .max(limit)
    .regex(/^([^\p{Cc}\p{Cs}]|\n)*$/u, 'holds a control character');
export const line = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a line break or a control character');

export const entryId = z.string().regex(ENTRY_ID, 'takes 3 to 61 small letters, digits and hyphens');
export const day = z.iso.date();
export const reason = line(500).min(1);
export const question = line(300).min(1);
export const revision = z.int().min(1);
export const count = z.int().min(0);
export const instant = z.iso.datetime();

/** Which page of a list, and how many to a page. */
export const page = z.coerce.number<string>().int().min(1).max(100_000).default(1);
export const size = z.coerce.number<string>().int().min(1).max(100).default(50);
export const person = z.object({ id: z.string(), name: z.string() });
export const titleMatch = z.object({ id: z.string(), title: z.string(), score: z.number() });
