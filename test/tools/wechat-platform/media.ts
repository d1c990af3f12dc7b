import { randomBytes } from 'node:crypto';
import type { Pace } from './pace';
import { Refusal } from './refusal';
import type { ErrorCode } from './refusal';

/** Temporary media are kept three days. */
const KEPT_MS = 3 * 24 * 3600 * 1000;
/** What may be uploaded of each type: bytes, the code that refuses more, and the endings of its names. */
const RULES: Record<string, { limit: number; tooLarge: ErrorCode; endings: RegExp }> = {
  image: { limit: 10 << 20, tooLarge: 40009, endings: /\.(bmp|png|jpe?g|gif)$/i },
  voice: { limit: 2 << 20, tooLarge: 40010, endings: /\.(amr|mp3)$/i },
  video: { limit: 10 << 20, tooLarge: 40011, endings: /\.mp4$/i },
  thumb: { limit: 64 << 10, tooLarge: 40012, endings: /\.jpe?g$/i },
};

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

  /** @throws Refusal 40004, 40005, 44001, or the code of a file of this type that is too large */
  upload(media: Media, fileName: string): string {
    const rules = RULES[media.type];
    if (!rules) throw new Refusal(40004);
    if (media.bytes.length === 0) throw new Refusal(44001);
    if (media.bytes.length > rules.limit) throw new Refusal(rules.tooLarge);
    if (!rules.endings.test(fileName)) throw new Refusal(40005);
    return this.keep(media);
  }

  /** @throws Refusal 40007 when it is unknown or its three days are over */
  get(id: string): Media {
    const media = this.kept.get(id);
    if (!media || media.until <= this.pace.clock.now().getTime()) throw new Refusal(40007);
    return media;
  }
}
