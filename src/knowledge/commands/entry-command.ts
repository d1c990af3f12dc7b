import { XiaobaoError } from '../../platform/errors';

/** What every command on an entry is told. */
export interface EntryCommand {
  id: string;
  /** The revision that the caller has seen; another one is a conflict. */
  revision: number;
  /** A staff id. */
  actor: string;
  reason?: string;
}

/** @throws XB_FAQ_STATE when the entry has not the part that the command works on */
export function need<T>(part: T | undefined, needed: string): T {
  if (part === undefined) throw new XiaobaoError('XB_FAQ_STATE', { needed });
  return part;
}
