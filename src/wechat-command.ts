import { extname } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import { WechatAccountApi } from './channels/wechat/account-api';
import { loadWechatMenu, menuLines } from './channels/wechat/menu';
import { sceneCodePng, sceneCodeSvg } from './channels/wechat/scene-code';
import { ConfigError } from './config/config-error';
import type { Config } from './config/config';
import { posterEntryIsLive } from './poster-entry';
import { advised, diagnoseWechat } from './wechat-doctor';
import { writeOut } from './write-out';

export const WECHAT_COMMANDS = ['doctor', 'menu', 'qrcode'] as const;

/** `xiaobao wechat doctor|menu|qrcode`. The server may run meanwhile. @returns the exit code */
export async function runWechatCommand(
  config: Config,
  command: (typeof WECHAT_COMMANDS)[number],
  args: string[],
  print: (line: string) => void,
): Promise<number> {
  if (!config.wechat) throw new ConfigError('No WeChat account is configured: set XIAOBAO_WECHAT_APP_ID and what belongs to it.');
  const api = new WechatAccountApi(config.wechat);
  switch (command) {
    case 'doctor':
      return diagnoseWechat(config, config.wechat, api, print);
    case 'menu':
      return advised(() => showMenu(api, args, print));
    case 'qrcode':
      return advised(() => makeSceneCode(config, api, args, print));
  }
}

/** The menu of the content beside the published one; `--publish` makes them one. */
async function showMenu(api: WechatAccountApi, args: string[], print: (line: string) => void): Promise<number> {
  const { values } = parseArgs({ args, options: { publish: { type: 'boolean', default: false } } });
  const ours = loadWechatMenu();
  const left = ['content/wechat/menu.json', ...menuLines(ours)];
  const published = await api.publishedMenu();
  const right = ['published', ...(published ? menuLines(published) : ['(none)'])];
  const width = Math.max(...left.map(columns)) + 4;
  for (let row = 0; row < Math.max(left.length, right.length); row++) {
    const cell = left[row] ?? '';
    print(`${cell}${' '.repeat(width - columns(cell))}${right[row] ?? ''}`.trimEnd());
  }
  if (isDeepStrictEqual(left.slice(1), right.slice(1))) print('\nThey are the same.');
  else if (!values.publish) print('\nThey differ. --publish publishes the one on the left.');
  if (values.publish) {
    await api.publishMenu(ours);
    print('\nPublished. Phones show it within a day, or at once after following anew.');
  }
  return 0;
}

/** A permanent scene code, onto the terminal or into a file. */
async function makeSceneCode(
  config: Config,
  api: WechatAccountApi,
  args: string[],
  print: (line: string) => void,
): Promise<number> {
  const { values } = parseArgs({ args, options: { scene: { type: 'string' }, out: { type: 'string' } } });
  const { scene = '', out } = values;
  if (!/^[\w-]{1,64}$/.test(scene))
    throw new ConfigError('qrcode takes --scene: 1 to 64 letters, digits, - and _, such as faq_<id>.');
  const format = out === undefined ? undefined : extname(out);
  if (format !== undefined && format !== '.svg' && format !== '.png')
    throw new ConfigError(`--out takes a .svg or .png file, not "${out}".`);
  const id = /^faq_(.+)$/.exec(scene)?.[1];
  const live = !id || (await posterEntryIsLive(config, id));
  if (live === false) throw new ConfigError(`There is no published entry "${id}" for the code to open.`);
  if (live === undefined) print(`Whether "${id}" is published could not be seen: scan the code before you print it.`);
  const url = await api.permanentScene(scene);
  if (out === undefined) print(renderUnicodeCompact(url));
  else writeOut(out, format === '.svg' ? sceneCodeSvg(url) : sceneCodePng(url));
  print(`${scene}: ${url}${out === undefined ? '' : ` in ${out}`}`);
  return 0;
}

/** How wide a terminal shows it: Chinese characters and full-width marks take two columns. */
function columns(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
}
