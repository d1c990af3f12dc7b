import { attachmentIdOf } from '../../conversations/attachments';
import type { Attachments } from '../../conversations/attachments';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import type { WechatApi } from './api-client';
import type { Bubble } from './render';
import { WechatError } from './wechat-error';

/** A picture of ours that WeChat has. */
export interface Upload {
  /** Of the kept file. */
  _id: string;
  mediaId: string;
  at: Date;
}

/** WeChat keeps a temporary file three days (domain §6); one that is near its end is not relied on. */
const KEPT_MS = 71 * 3_600_000;
const TRIES = 2;

export const uploadsCollection = defineCollection<Upload>({
  name: 'wechatUploads',
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: KEPT_MS / 1000 }],
});

export interface UploadsOptions {
  uploads: Collection<Upload>;
  api: Pick<WechatApi, 'uploadImage'>;
  attachments: Attachments;
  clock: Clock;
  logger: Logger;
}

/** The pictures that leave for WeChat: each uploaded once as long as WeChat keeps it, whoever it is sent to. */
export class Uploads {
  constructor(private readonly options: UploadsOptions) {}

  /** The bubble as it can be sent: a picture with its `mediaId`, or in words where WeChat does not get it. */
  async ready(bubble: Bubble): Promise<Bubble> {
    const { rich, ...words } = bubble;
    if (rich?.kind !== 'picture') return bubble;
    const mediaId = await this.mediaIdOf(rich.address).catch((error: unknown) => {
      this.options.logger.warn({ err: error }, 'a picture goes as a link');
      return undefined;
    });
    return mediaId ? { ...words, rich: { ...rich, mediaId } } : words;
  }

  /** WeChat does not have it any more. */
  async forget({ rich }: Bubble): Promise<void> {
    if (rich?.kind === 'picture') await this.options.uploads.deleteOne({ _id: attachmentIdOf(rich.address) });
  }

  /** @throws WechatError, WechatSilence, XB_NO_ATTACHMENT */
  private async mediaIdOf(address: string): Promise<string> {
    const { uploads, api, attachments, clock } = this.options;
    const _id = attachmentIdOf(address) ?? '';
    const now = clock.now();
    const known = await uploads.findOne({ _id });
    if (known && now.getTime() - known.at.getTime() < KEPT_MS) return known.mediaId;
    const { file, contentType } = await attachments.read(_id);
    const mediaId = await again(() => api.uploadImage(file, contentType));
    try {
      await uploads.updateOne({ _id }, { $set: { mediaId, at: now } }, { upsert: true });
    } catch (error) {
      if (!isDuplicate(error)) throw error; // another process was faster: both ids are good
    }
    return mediaId;
  }
}

/** Once more where WeChat did not say what is wrong with it. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 1 || (error instanceof WechatError && error.fault !== 'busy')) throw error;
    }
  }
}
