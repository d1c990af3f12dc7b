import { createHash } from 'node:crypto';
import { derivedId } from '../platform/ids';
import type { Vault } from '../platform/sealing';
import type { Collection } from '../storage/database';
import { isDuplicate } from '../storage/database';
import { FILES_PER_LINK, PAGE_LINK_MINUTES } from './page-link';
import type { PageConsent, PageKind, PageLink } from './page-link';

/** Where the pages are; what follows is the token in an address, and the link's own id in the log. */
export const PAGES_PATH = '/h5/';

/** Wrong answers after which a link is of no use any more, and a person takes over (domain §9.12). */
export const TRIES_PER_LINK = 3;

/** What a turn offers. `at` is the turn's instant (ISO): the half hour counts from there. */
export interface PageOffer {
  kind: PageKind;
  turnId: string;
  conversationId: string;
  locale: PageLink['locale'];
  at: string;
  complaintNumber?: string;
}

/** The path that stands for a page in the log: it names the link, and opens nothing. The same turn gives the same. */
export function pagePath(turnId: string, kind: PageKind): string {
  return PAGES_PATH + linkId(turnId, kind);
}

export function isPagePath(path: string): boolean {
  return path.startsWith(PAGES_PATH);
}

/**
 * The links of the secure pages. A token is a keyed hash (HMAC-SHA256, 256 bits) of its link's id, which only this
 * server can make; the log has the id, the store the token's hash, and the address goes out at delivery alone.
 */
export class PageLinks {
  constructor(
    private readonly links: Collection<PageLink>,
    private readonly vault: Vault,
  ) {}

  /** Makes the link of a turn, once; an older one of the same kind in the same conversation ends. */
  async offer({ kind, turnId, conversationId, locale, at, complaintNumber }: PageOffer): Promise<void> {
    const offeredAt = new Date(at);
    const _id = linkId(turnId, kind);
    try {
      await this.links.insertOne({
        _id,
        tokenHash: hashOf(this.token(_id)),
        kind,
        conversationId,
        locale,
        at: offeredAt,
        expiresAt: new Date(offeredAt.getTime() + PAGE_LINK_MINUTES * 60_000),
        failures: 0,
        ...(complaintNumber ? { complaintNumber } : {}),
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    await this.links.updateMany(
      { ...openOnes(conversationId), kind, at: { $lt: offeredAt } },
      { $set: { revokedAt: offeredAt } },
    );
  }

  /** Ends the open links of a conversation: what they were for is done, or not wanted any more. One that belongs to a complaint stays. */
  async revoke(conversationId: string, kind: PageKind, at: Date): Promise<void> {
    await this.links.updateMany(
      { ...openOnes(conversationId), ...WITHOUT_COMPLAINT, kind, at: { $lte: at } },
      { $set: { revokedAt: at } },
    );
  }

  /** The form that offered evidence links in a conversation is registered: what comes through them is for that complaint. */
  async bindEvidence(conversationId: string, complaintNumber: string, at: Date): Promise<void> {
    await this.links.updateMany(
      { ...openOnes(conversationId), ...WITHOUT_COMPLAINT, kind: 'evidence', at: { $lte: at } },
      { $set: { complaintNumber } },
    );
  }

  /** The complaint that a link's evidence is for, by the link's id. */
  async complaintOf(linkId: string): Promise<string | undefined> {
    return (await this.links.findOne({ _id: linkId }, { projection: { complaintNumber: 1 } }))?.complaintNumber;
  }

  /** The address's path for a path of the log, with the token that opens it. */
  pathWithToken(path: string): string {
    return PAGES_PATH + this.token(path.slice(PAGES_PATH.length));
  }

  /** The link that a token opens, whatever its state; `null` for one that never was. */
  find(token: string): Promise<PageLink | null> {
    return this.links.findOne({ tokenHash: hashOf(token) });
  }

  async used(link: PageLink, at: Date, consents: readonly PageConsent[] = []): Promise<void> {
    const agreed = consents.length > 0 ? { consents } : {};
    await this.links.updateOne({ _id: link._id, usedAt: { $exists: false } }, { $set: { usedAt: at, ...agreed } });
  }

  /**
   * Counts the files of one filling-in, once however often it is sent.
   * @returns the link as it is then: without the filling-in where it has no room for so many
   */
  async took(link: PageLink, submission: string, files: number): Promise<PageLink> {
    const counted = await this.links.findOneAndUpdate(
      { _id: link._id, uploads: { $ne: submission }, files: { $not: { $gt: FILES_PER_LINK - files } } },
      { $inc: { files }, $push: { uploads: submission } },
    );
    return counted ?? (await this.links.findOne({ _id: link._id })) ?? link;
  }

  /** Counts a wrong answer. @returns how many more the link takes */
  async failed(link: PageLink, at: Date): Promise<number> {
    const counted = await this.links.findOneAndUpdate({ _id: link._id }, { $inc: { failures: 1 } });
    const failures = counted?.failures ?? TRIES_PER_LINK;
    if (failures >= TRIES_PER_LINK) await this.links.updateOne({ _id: link._id }, { $set: { revokedAt: at } });
    return Math.max(0, TRIES_PER_LINK - failures);
  }

  private token(id: string): string {
    return this.vault.fingerprint('page-link', id).toString('base64url');
  }
}

const WITHOUT_COMPLAINT = { complaintNumber: { $exists: false } };

function linkId(turnId: string, kind: PageKind): string {
  return derivedId('lnk', turnId, kind);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function openOnes(conversationId: string): { conversationId: string } & Record<'usedAt' | 'revokedAt', { $exists: false }> {
  return { conversationId, usedAt: { $exists: false }, revokedAt: { $exists: false } };
}
