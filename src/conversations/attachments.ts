import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { randomId } from '../platform/ids';
import type { Sealed, Vault } from '../platform/sealing';
import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
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

/** How a kind of file is told by its first bytes. */
interface FileKind {
  contentType: string;
  matches: (file: Buffer) => boolean;
}

/** What a place where files come in takes. */
export interface FileRules {
  kinds: readonly FileKind[];
  /** Bytes. */
  limit: number;
}

/** What may be uploaded, told by the first bytes: a name or a declared type proves nothing. */
const UPLOADS: readonly FileKind[] = [
  { contentType: 'image/jpeg', matches: (file) => file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { contentType: 'image/png', matches: (file) => file.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) },
  { contentType: 'image/gif', matches: (file) => /^GIF8[79]a$/.test(file.subarray(0, 6).toString('latin1')) },
  {
    contentType: 'image/webp',
    matches: (file) => file.subarray(0, 4).toString('latin1') === 'RIFF' && file.subarray(8, 12).toString('latin1') === 'WEBP',
  },
  { contentType: 'application/pdf', matches: (file) => file.subarray(0, 5).toString('latin1') === '%PDF-' },
];
export const ACCEPTED_TYPES = UPLOADS.map(({ contentType }) => contentType);

/** What else a phone's messages hold: recordings and videos. */
export const RECORDINGS: readonly FileKind[] = [
  { contentType: 'audio/amr', matches: (file) => /^#!AMR(-WB)?\n/.test(file.subarray(0, 9).toString('latin1')) },
  {
    contentType: 'audio/mpeg',
    matches: (file) => file.subarray(0, 3).toString('latin1') === 'ID3' || (file[0] === 0xff && (file[1]! & 0xe6) === 0xe2),
  },
  { contentType: 'audio/mp4', matches: (file) => file.subarray(4, 11).toString('latin1') === 'ftypM4A' },
  {
    contentType: 'audio/wav',
    matches: (file) => file.subarray(0, 4).toString('latin1') === 'RIFF' && file.subarray(8, 12).toString('latin1') === 'WAVE',
  },
];
export const VIDEOS: readonly FileKind[] = [
  { contentType: 'video/mp4', matches: (file) => file.subarray(4, 8).toString('latin1') === 'ftyp' },
];
export const PICTURES: readonly FileKind[] = UPLOADS;

/** What a secure page takes as evidence. */
export const EVIDENCE_RULES: FileRules = { kinds: [...UPLOADS, ...RECORDINGS], limit: ATTACHMENT_LIMIT };

const UPLOAD_RULES: FileRules = { kinds: UPLOADS, limit: ATTACHMENT_LIMIT };

const PATH = '/v3/directline/attachments/';

/** The id of the kept file that stands behind a path, or an address made of it; `undefined` for any other. */
export function attachmentIdOf(address: string): string | undefined {
  const path = URL.canParse(address) ? new URL(address).pathname : address.replace(/\?.*$/, '');
  return path.startsWith(PATH) ? path.slice(PATH.length) : undefined;
}

/** Keeps consumers' evidence, sealed, and gives it out by links that cannot be guessed. */
export class Attachments {
  constructor(
    private readonly files: Collection<StoredAttachment>,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * @param id a second keeping under the same id changes nothing
   * @throws XB_TOO_LARGE, XB_MEDIA_REFUSED
   */
  async keep(
    conversationId: string,
    name: string,
    file: Buffer,
    { kinds, limit }: FileRules = UPLOAD_RULES,
    id = randomId('att'),
  ): Promise<LoggedAttachment> {
    if (file.length > limit) throw new XiaobaoError('XB_TOO_LARGE', { limit });
    const contentType = kinds.find(({ matches }) => matches(file))?.contentType;
    if (!contentType) throw new XiaobaoError('XB_MEDIA_REFUSED', { allowed: kinds.map((kind) => kind.contentType).join(', ') });
    const stored: StoredAttachment = {
      _id: id,
      conversationId,
      contentType,
      name: name.replace(/[\p{Cc}\\/]/gu, '_').slice(0, 120) || 'file',
      bytes: file.length,
      at: this.clock.now(),
      sealed: this.vault.seal(file.toString('base64')),
    };
    try {
      await this.files.insertOne(stored);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return { contentType, contentUrl: PATH + stored._id, name: stored.name };
  }

  /** The attachment's path with the key that opens it. */
  link(contentUrl: string): string {
    return `${contentUrl}?k=${this.key(contentUrl.slice(PATH.length))}`;
  }

  /** A file that a message of ours names. @param id see `attachmentIdOf`. @throws XB_NO_ATTACHMENT */
  read(id: string): Promise<{ contentType: string; name: string; file: Buffer }> {
    return this.open(id, this.key(id));
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
