import { z } from 'zod';
import { Refusal } from './refusal';
import type { ErrorCode } from './refusal';

const button = z.object({
  name: z.string(),
  type: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
  appid: z.string().optional(),
  pagepath: z.string().optional(),
  media_id: z.string().optional(),
});
const schema = z.object({ button: z.array(button.extend({ sub_button: z.array(button).optional() })) });

export type Button = z.infer<typeof button>;
export type MenuButton = z.infer<typeof schema>['button'][number];

const KEYED = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
];
/** Top buttons and sub-buttons have codes of their own for the same faults. */
const TOP = { count: 40016, type: 40017, name: 40018, key: 40019, url: 40020, nameBytes: 16, most: 3 } as const;
const SUB = { count: 40023, type: 40024, name: 40025, key: 40026, url: 40027, nameBytes: 60, most: 5 } as const;

/** 自定义菜单 */
export class Menu {
  private buttons?: readonly MenuButton[];

  /** @throws Refusal 47001, or the code of what is too many or too long */
  publish(body: unknown): void {
    const { success, data } = schema.safeParse(body);
    if (!success) throw new Refusal(47001);
    check(data.button, TOP);
    this.buttons = data.button;
  }

  /** @throws Refusal 46003 */
  get(): readonly MenuButton[] {
    if (!this.buttons) throw new Refusal(46003);
    return this.buttons;
  }

  remove(): void {
    this.buttons = undefined;
  }
}

function check(buttons: readonly MenuButton[], rule: typeof TOP | typeof SUB): void {
  refuseUnless(buttons.length >= 1 && buttons.length <= rule.most, rule.count);
  for (const { name, type, key = '', url = '', media_id = '', sub_button: below } of buttons) {
    refuseUnless(within(name, rule.nameBytes), rule.name);
    if (below?.length) {
      refuseUnless(rule === TOP, 40023);
      check(below, SUB);
    } else if (KEYED.includes(type ?? '')) refuseUnless(within(key, 128), rule.key);
    else if (type === 'view' || type === 'miniprogram') refuseUnless(within(url, 1024), rule.url);
    else refuseUnless(type === 'media_id' && media_id !== '', rule.type);
  }
}

function within(text: string, bytes: number): boolean {
  return text !== '' && Buffer.byteLength(text) <= bytes;
}

function refuseUnless(right: boolean, errcode: ErrorCode): void {
  if (!right) throw new Refusal(errcode);
}
