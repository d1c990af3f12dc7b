import { z } from 'zod';
import { readContent } from '../../platform/content';

/** Documented limits: three buttons, five below each; names of 16 bytes above and 60 below; a key of 128 bytes. */
const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= most, `is longer than ${most} bytes`);
const action = z.discriminatedUnion('type', [
  /** What the consumer is taken to have said when they touch it. */
  z.strictObject({ name: bytes(60), type: z.literal('click'), key: bytes(128) }),
  z.strictObject({ name: bytes(60), type: z.literal('view'), url: z.url({ protocol: /^https$/ }).max(1024) }),
]);
const topName = { name: bytes(16) };
const top = z.union([
  z.strictObject({ ...topName, sub_button: z.array(action).min(1).max(5) }),
  action.options[0].extend(topName),
  action.options[1].extend(topName),
]);
const menuSchema = z.strictObject({ button: z.array(top).min(1).max(3) });

/** 自定义菜单 in WeChat's own shape. */
export type WechatMenu = z.infer<typeof menuSchema>;

/** The menu of `content/wechat/menu.json`. @throws ContentError naming the button that is too many or too long */
export function loadWechatMenu(): WechatMenu {
  return readContent('wechat/menu.json', menuSchema);
}

/** What a menu says and does, a line a button; those below another are indented. @param menu as published, or ours */
export function menuLines(menu: { button: readonly PublishedButton[] }): string[] {
  return menu.button.flatMap((button) => [lineOf(button), ...(button.sub_button ?? []).map((below) => `  ${lineOf(below)}`)]);
}

/** A button as WeChat gives it back: of more kinds than we make. */
export interface PublishedButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  sub_button?: readonly PublishedButton[];
}

function lineOf({ name, type, key, url }: PublishedButton): string {
  return type ? `${name} → ${key ?? url ?? type}` : name;
}
