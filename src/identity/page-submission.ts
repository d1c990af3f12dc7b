import { z } from 'zod';
import type { Sealed, Vault } from '../platform/sealing';

const submission = z.discriminatedUnion('kind', [
  /** Who the consumer says to be; the last digits of the account only where they agreed to that by itself. */
  z.object({ kind: z.literal('identity'), name: z.string(), phone: z.string(), accountTail: z.string().optional() }),
  /** Files, which stand on the message; `page` is the id of the link, which knows what they are for. */
  z.object({ kind: z.literal('evidence'), page: z.string() }),
  /** The complaint has been proven to be the consumer's own. */
  z.object({ kind: z.literal('progress'), complaintNumber: z.string() }),
  /** The proof was wrong too often. */
  z.object({ kind: z.literal('locked') }),
]);

/** What a consumer entered on a secure page: it comes into the conversation as a message of theirs, sealed beside masked words. */
export type PageSubmission = z.infer<typeof submission>;

export function sealSubmission(vault: Vault, entered: PageSubmission): Sealed {
  return vault.seal(JSON.stringify(entered));
}

export function openSubmission(vault: Vault, sealed: Sealed): PageSubmission {
  return submission.parse(JSON.parse(vault.open(sealed)));
}
