import { EVERYONE } from './entry';
import type { AudienceChannel, FaqEntry } from './entry';

/** Who asks: a consumer somewhere, or a colleague at the desk, who may read everything. */
export type Reader = { channel: AudienceChannel; elder: boolean } | 'staff';

/** Every kind of consumer, so that what is alike for all needs one index only. */
export const CONSUMERS: readonly Exclude<Reader, 'staff'>[] = (['web', 'wechat', 'other'] as const).flatMap((channel) =>
  [false, true].map((elder) => ({ channel, elder })),
);

/** The audience's name of a channel of the conversations. */
export function audienceChannel(channel: string): AudienceChannel {
  if (channel === 'wechat' || channel === 'wecom') return 'wechat';
  return channel === 'direct-line' || channel === 'webchat' ? 'web' : 'other';
}

/** Whether an entry is meant for this reader. */
export function isFor({ audience = EVERYONE }: Pick<FaqEntry, 'audience'>, reader: Reader): boolean {
  if (reader === 'staff') return true;
  const { channels, readers, staffOnly } = audience;
  const here = channels.length === 0 || channels.includes(reader.channel);
  return !staffOnly && here && (readers === 'all' || (readers === 'elder') === reader.elder);
}
