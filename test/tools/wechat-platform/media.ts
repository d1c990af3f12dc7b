import { randomBytes } from 'node:crypto';
import type { Pace } from './pace';
import { Refusal } from './refusal';

/** Temporary media are kept three days. */
const KEPT_MS = 3 * 24 * 3600 * 1000;
const LIMITS: Record<string, number> = { image: 10 << 20, voice: 2 << 20, video: 10 << 20, thumb: 64 << 10 };

export interface Media {
  type: string;
  /** As the platform says it, which need not be what the bytes are. */
  contentType: string;
  bytes: Buffer;
}

/** 临时素材 */
export class MediaStore {
  private readonly kept = new Map<string, Media & { until: number }>();

  constructor(private readonly pace: Pace) {}

  /** What a consumer sent, or what the account uploaded. @returns its media_id */
  keep(media: Media): string {
    const id = randomBytes(48).toString('base64url');
    this.kept.set(id, { ...media, until: this.pace.clock.now().getTime() + KEPT_MS });
    return id;
  }

  /** @throws Refusal 40004, 40006 */
  upload(media: Media): string {
    const limit = LIMITS[media.type];
    if (!limit) throw new Refusal(40004);
    if (media.bytes.length === 0 || media.bytes.length > limit) throw new Refusal(40006);
    return this.keep(media);
  }

  /** @throws Refusal 40007 when it is unknown or its three days are over */
  get(id: string): Media {
    const media = this.kept.get(id);
    if (!media || media.until <= this.pace.clock.now().getTime()) throw new Refusal(40007);
    return media;
  }
}
