import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { randomId } from '../platform/ids';
import type { Sealed, Vault } from '../platform/sealing';
import type { Collection } from '../storage/database';
import { defineCollection } from '../storage/database';
import type { LoggedAttachment } from './message';

/** A file that a consumer sent, sealed. */
export interface StoredAttachment {
  _id: string;
  conversationId: string;
  contentType: string;
  name: string;
  bytes: number;
  at: Date;
  sealed: Sealed;
}

export const attachmentsCollection = defineCollection<StoredAttachment>({
  name: 'attachments',
  indexes: [{ keys: { conversationId: 1 } }],
});

export const ATTACHMENT_LIMIT = 5 * 1024 * 1024;

/** What may be sent, told by the first bytes: a name or a declared type proves nothing. */
const SIGNATURES: readonly { contentType: string; matches: (file: Buffer) => boolean }[] = [
  { contentType: 'image/jpeg', matches: (file) => file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { contentType: 'image/png', matches: (file) => file.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) },
  { contentType: 'image/gif', matches: (file) => /^GIF8[79]a$/.test(file.subarray(0, 6).toString('latin1')) },
  {
    contentType: 'image/webp',
    matches: (file) => file.subarray(0, 4).toString('latin1') === 'RIFF' && file.subarray(8, 12).toString('latin1') === 'WEBP',
  },
  { contentType: 'application/pdf', matches: (file) => file.subarray(0, 5).toString('latin1') === '%PDF-' },
];
export const ACCEPTED_TYPES = SIGNATURES.map(({ contentType }) => contentType);

const PATH = '/v3/directline/attachments/';

/** Keeps consumers' evidence, sealed, and gives it out by links that cannot be guessed. */
export class Attachments {
  constructor(
    private readonly files: Collection<StoredAttachment>,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws XB_TOO_LARGE, XB_MEDIA_REFUSED */
  async keep(conversationId: string, name: string, file: Buffer): Promise<LoggedAttachment> {
    if (file.length > ATTACHMENT_LIMIT) throw new XiaobaoError('XB_TOO_LARGE', { limit: ATTACHMENT_LIMIT });
    const contentType = SIGNATURES.find(({ matches }) => matches(file))?.contentType;
    if (!contentType) throw new XiaobaoError('XB_MEDIA_REFUSED', { allowed: ACCEPTED_TYPES.join(', ') });
    const stored: StoredAttachment = {
      _id: randomId('att'),
      conversationId,
      contentType,
      name: name.replace(/[\p{Cc}\\/]/gu, '_').slice(0, 120) || 'file',
      bytes: file.length,
      at: this.clock.now(),
      sealed: this.vault.seal(file.toString('base64')),
    };
    await this.files.insertOne(stored);
    return { contentType, contentUrl: PATH + stored._id, name: stored.name };
  }

  /** The attachment's path with the key that opens it. */
  link(contentUrl: string): string {
    return `${contentUrl}?k=${this.key(contentUrl.slice(PATH.length))}`;
  }

  /** @throws XB_NO_ATTACHMENT for an unknown one and for a wrong key alike. */
  async open(id: string, key: string): Promise<{ contentType: string; name: string; file: Buffer }> {
    const stored = key === this.key(id) ? await this.files.findOne({ _id: id }) : null;
    if (!stored) throw new XiaobaoError('XB_NO_ATTACHMENT');
    return { contentType: stored.contentType, name: stored.name, file: Buffer.from(this.vault.open(stored.sealed), 'base64') };
  }

  private key(id: string): string {
    return this.vault.fingerprint('attachment-link', id).toString('base64url');
  }
}
