import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../src/platform/project-root';
import type { ApiRoute, Call } from './api-server';
import type { Inbound } from './inbound';
import { PHONE_COOKIE } from './js-sdk-routes';
import type { Menu } from './menu';
import type { Pace } from './pace';
import type { Phone } from './phone';
import type { Phones } from './phones';
import { Refusal } from './refusal';
import type { Scenes } from './scenes';
import type { PhoneScreen } from './phone-screen';

/** How long a page waits for something new before it looks again. */
const LOOK_AGAIN_MS = 20_000;
const FOLDER = join(projectRoot, 'dist', 'phone');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };
/** A voice message of one silent frame. */
const SILENCE = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(13, 0x3c)]);

const act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().min(1).max(2000) }),
  z.object({ do: z.literal('picture'), base64: z.string().max(14_000_000), contentType: z.string() }),
  z.object({ do: z.literal('speak'), heard: z.string().min(1).max(500) }),
  z.object({ do: z.literal('pick'), content: z.string() }),
  z.object({ do: z.literal('click'), name: z.string() }),
  z.object({ do: z.literal('scan'), ticket: z.string() }),
  z.object({ do: z.literal('follow') }),
  z.object({ do: z.literal('unfollow') }),
]);
const request = z.object({ name: z.string().min(1).max(20), act });

interface Parts {
  phones: Phones;
  menu: Menu;
  scenes: Scenes;
  pace: Pace;
}

/** The page that looks like a phone: its files, what it shows, and what is touched on it. No part of WeChat's interfaces. */
export function phonePageRoutes({ phones, menu, scenes, pace }: Parts): ApiRoute[] {
  return [
    ...fileRoutes(),
    {
      method: 'GET',
      path: '/phone/screen',
      open: true,
      async handle({ url }: Call) {
        const phone = phones.of(url.searchParams.get('name') || '林晓');
        await changedSince(phone, Number(url.searchParams.get('version') ?? -1));
        // Pages that are opened from this phone are opened by its owner.
        const headers = { 'set-cookie': `${PHONE_COOKIE}=${encodeURIComponent(phone.name)}; Path=/open/; SameSite=Lax` };
        return { contentType: 'application/json; charset=utf-8', bytes: JSON.stringify(screenOf(phone)), headers };
      },
    },
    {
      method: 'POST',
      path: '/phone/act',
      open: true,
      handle(call) {
        const { name, act } = call.json(request);
        // What comes of it is seen on the screen, not waited for.
        void perform(phones.of(name), act).catch(() => undefined);
        return {};
      },
    },
  ];

  function screenOf(phone: Phone): PhoneScreen {
    const now = pace.clock.now().getTime();
    const closesAt = phone.quota.closesAt(now);
    return {
      version: phone.history.version,
      follows: phone.followedAt !== undefined,
      typing: phone.typingUntil > now,
      bubbles: phone.history.bubbles.map(({ at, ...bubble }) => ({ ...bubble, at: at.toISOString() })),
      quota: { left: phone.quota.left(now), minutes: closesAt === undefined ? 0 : Math.ceil((closesAt - now) / 60_000) },
      menu: buttons(menu),
      scenes: scenes.all().map(({ ticket, key }) => ({ ticket, key })),
    };
  }
}

function buttons(menu: Menu): PhoneScreen['menu'] {
  try {
    return menu.get().map(({ name, url, sub_button: below = [] }) => ({
      name,
      url,
      below: below.map((one) => ({ name: one.name, url: one.url })),
    }));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

async function perform(phone: Phone, act: z.infer<typeof request>['act']): Promise<unknown> {
  switch (act.do) {
    case 'say':
      return phone.says(act.text);
    case 'picture':
      return phone.sends({ kind: 'image', bytes: Buffer.from(act.base64, 'base64'), contentType: act.contentType });
    case 'speak': {
      const voice: Inbound = { kind: 'voice', bytes: SILENCE, recognition: act.heard };
      return phone.sends(voice);
    }
    case 'pick':
      return phone.picks(act.content);
    case 'click':
      return phone.clicks(act.name);
    case 'scan':
      return phone.scans(act.ticket);
    case 'follow':
      return phone.follows();
    case 'unfollow':
      return phone.unfollows();
  }
}

function changedSince({ history }: Phone, version: number): Promise<void> {
  if (history.version !== version) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(finish, LOOK_AGAIN_MS).unref();
    const stop = history.watch(finish);
  });
}

/** The built page, where it was built; tests that only speak the interfaces do without. */
function fileRoutes(): ApiRoute[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) !== '');
  return files.map((name) => ({
    method: 'GET',
    path: name === 'index.html' ? '/' : `/${name}`,
    open: true,
    handle: () => ({
      contentType: TYPES[extname(name)] ?? 'application/octet-stream',
      bytes: readFileSync(join(FOLDER, name)),
    }),
  }));
}
