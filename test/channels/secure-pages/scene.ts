import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../../src/platform/clock';
import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { Consumer } from '../../tools/consumer';
import { play } from '../../tools/transcript';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';

/** Where consumers would reach the server; the tests reach it on loopback. */
export const PUBLIC_URL = 'https://xiaobao.bank.example';

export const FEE_COMPLAINT = '你们信用卡没激活还收我年费三百块，上个月扣的，我要投诉';

/** The program with a WeChat account, and the consumers who follow it. */
export class WechatScene {
  private people = 0;

  private constructor(
    readonly app: AppUnderTest,
    readonly platform: WechatPlatform,
  ) {}

  static async start(store: 'embedded' | 'mongodb', clock: Clock, settings: Record<string, string> = {}): Promise<WechatScene> {
    const platform = await WechatPlatform.start({ clock });
    const app = await startAppUnderTest(store, { ...platform.settings(), XIAOBAO_PUBLIC_URL: PUBLIC_URL, ...settings }, clock);
    await platform.connect(`${app.url}/wechat/callback`);
    return new WechatScene(app, platform);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.platform.close();
  }

  async consumer(): Promise<WechatConsumer> {
    const phone = this.platform.phone(`消费者${++this.people}`);
    await phone.follows();
    await phone.history.until(() => true);
    return new WechatConsumer(phone, this.app);
  }
}

/** Somebody complains on the website. @returns the number of the complaint, and their conversation there */
export async function complainOnTheWeb(
  url: string,
  { name, phone }: { name: string; phone: string },
): Promise<{ web: Consumer; number: string }> {
  const web = await Consumer.arrive(url);
  const { number = '' } = await play(
    web,
    `消费者 ${FEE_COMPLAINT}
     小保 …
     小保 …
     小保 您希望我们怎么处理？
     消费者 退还费用
     小保 …同意吗？
     消费者 同意
     小保 …姓名。
     消费者 ${name}
     小保 方便留个联系电话吗？处理同事会用它答复您。
     消费者 ${phone}
     小保 …
     消费者 确认提交
     小保 已登记，编号{number}。…`,
  );
  return { web, number };
}

/** A consumer with WeChat, who opens the pages that they are sent. */
export class WechatConsumer {
  constructor(
    readonly phone: Phone,
    private readonly app: AppUnderTest,
  ) {}

  /**
   * What the phone shows after saying something, as one text: not in the second in which something was sent, for nobody types so
   * fast, and it would count against the window that the words open. @param expected is waited for
   */
  async ask(text: string, expected = ''): Promise<string> {
    const sent = this.phone.history.bubbles.findLast(({ arrived }) => arrived === 'api')?.at;
    while (sent && this.phone.now() < sent.getTime() - (sent.getTime() % 1000) + 1000) await wait(20);
    await this.phone.says(text);
    return this.hear(expected);
  }

  async hear(expected = ''): Promise<string> {
    const bubbles = await this.phone.history.until(({ text }) => text.includes(expected));
    return bubbles.map(({ text, link = '' }) => `${text}\n${link}`).join('\n');
  }

  /** Tells a complaint up to the question for name and phone. @returns the page offered for them */
  async tellComplaint(): Promise<PageOnPhone> {
    await this.ask(FEE_COMPLAINT);
    return this.page(await this.ask('1'));
  }

  /** Complains, as the person that the page is told. @returns the number of the complaint */
  async complain(person: { name: string; phone: string }): Promise<string> {
    const page = await this.tellComplaint();
    await page.send({ ...person, tail: '1234', consent: 'yes', sensitive: 'yes' });
    await this.hear('请核对投诉内容');
    return /XB\d{8}-\w{6}/.exec(await this.ask('确认提交', '已登记'))![0];
  }

  /** Asks for the progress of a complaint and proves on the page whose it is. */
  async prove(number: string, person: { name: string; phone: string }): Promise<Seen> {
    await this.ask('查询进度');
    const page = await this.page(await this.ask(number));
    return page.send({ number, ...person });
  }

  /** The page that is offered in the text, or in a card behind it. */
  async page(text: string): Promise<PageOnPhone> {
    const { XIAOBAO_PUBLIC_URL } = this.app.environment;
    const path = new RegExp(`${XIAOBAO_PUBLIC_URL}(/h5/[\\w-]{43})(?![\\w-])`).exec(text)?.[1];
    return path ? new PageOnPhone(this.app.url + path) : this.page(await this.hear());
  }
}

export interface Seen {
  status: number;
  headers: Headers;
  html: string;
}

/** A secure page as a browser without script uses it. */
export class PageOnPhone {
  private submission = '';

  constructor(readonly url: string) {}

  async open(query = ''): Promise<Seen> {
    const seen = await look(await fetch(this.url + query));
    this.submission = /name="submission" value="([^"]+)"/.exec(seen.html)?.[1] ?? '';
    return seen;
  }

  /** Opens the page, fills it in and sends it. */
  async send(fields: Record<string, string | readonly File[]>): Promise<Seen> {
    if (!this.submission) await this.open();
    const form = new FormData();
    form.append('submission', this.submission);
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string') form.append(name, value);
      else for (const file of value) form.append(name, file, file.name);
    }
    return look(await fetch(this.url, { method: 'POST', body: form }));
  }

  /** Another browser with the same address. */
  elsewhere(): PageOnPhone {
    return new PageOnPhone(this.url);
  }
}

async function look(response: Response): Promise<Seen> {
  return { status: response.status, headers: response.headers, html: await response.text() };
}
