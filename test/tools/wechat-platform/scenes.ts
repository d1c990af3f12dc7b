import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Pace } from './pace';
import { Refusal } from './refusal';

/** Scene codes (带参数的二维码). */
const schema = z.union([
  z.object({
    action_name: z.enum(['QR_SCENE', 'QR_STR_SCENE']),
    expire_seconds: z.int().min(1).max(2_592_000).default(60),
    action_info: sceneInfo(z.int().min(1).max(0xffffffff)),
  }),
  z.object({
    action_name: z.enum(['QR_LIMIT_SCENE', 'QR_LIMIT_STR_SCENE']),
    expire_seconds: z.undefined().optional(),
    action_info: sceneInfo(z.int().min(1).max(100_000)),
  }),
]);

function sceneInfo(ids: z.ZodNumber) {
  return z.object({
    scene: z.union([z.object({ scene_str: z.string().min(1).max(64) }), z.object({ scene_id: ids })]),
  });
}

interface Scene {
  ticket: string;
  key: string;
  /** ms since 1970; `undefined`: for ever. */
  until?: number;
  /** What the printed code leads to. */
  url: string;
}

export class Scenes {
  private readonly byTicket = new Map<string, Scene>();

  constructor(private readonly pace: Pace) {}

  /** @throws Refusal 40053 */
  create(body: unknown): { ticket: string; expire_seconds?: number; url: string } {
    const { success, data } = schema.safeParse(body);
    if (!success) throw new Refusal(40053);
    const { scene } = data.action_info;
    if (data.action_name.includes('STR') !== 'scene_str' in scene) throw new Refusal(40053);
    const ticket = `gQ${randomBytes(60).toString('base64url')}`;
    const url = `http://weixin.qq.com/q/02${randomBytes(16).toString('base64url')}`;
    const seconds = data.expire_seconds;
    const until = seconds && this.pace.clock.now().getTime() + seconds * 1000;
    this.byTicket.set(ticket, { ticket, url, until, key: String('scene_str' in scene ? scene.scene_str : scene.scene_id) });
    return { ticket, url, ...(seconds && { expire_seconds: seconds }) };
  }

  /** All that were made, the newest last. */
  all(): Scene[] {
    return [...this.byTicket.values()];
  }

  /** @returns `undefined` when there is none or its time is over */
  byTicketOrUrl(shown: string): Scene | undefined {
    const scene = this.byTicket.get(shown) ?? [...this.byTicket.values()].find(({ url }) => url === shown);
    return scene && (scene.until ?? Infinity) > this.pace.clock.now().getTime() ? scene : undefined;
  }
}
