import { startAppUnderTest } from '../../tools/app-under-test';
import type { AppUnderTest } from '../../tools/app-under-test';
import { MovableClock } from '../../tools/clocks';
import type { WecomConsumer } from '../../tools/wechat-platform/wecom-consumer';
import { WecomPlatform } from '../../tools/wechat-platform/wecom-platform';

/** The settings of a program that answers for the simulator's account. */
export function wecomSettings({ corpId, secret, token, aesKey, openKfid, url }: WecomPlatform): Record<string, string> {
  return {
    XIAOBAO_WECOM_CORP_ID: corpId,
    XIAOBAO_WECOM_SECRET: secret,
    XIAOBAO_WECOM_TOKEN: token,
    XIAOBAO_WECOM_AES_KEY: aesKey,
    XIAOBAO_WECOM_OPEN_KFID: openKfid,
    XIAOBAO_WECOM_API_BASE: url,
  };
}

/** The program behind a customer service account of WeCom. */
export class WecomScene {
  private people = 0;

  private constructor(
    readonly app: AppUnderTest,
    readonly platform: WecomPlatform,
    readonly clock: MovableClock,
  ) {}

  static async start(store: 'embedded' | 'mongodb', settings: Record<string, string> = {}): Promise<WecomScene> {
    const clock = new MovableClock();
    const platform = await WecomPlatform.start({ clock });
    const app = await startAppUnderTest(store, { ...wecomSettings(platform), ...settings }, clock);
    await platform.connect(`${app.url}/wecom/callback`);
    return new WecomScene(app, platform, clock);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.platform.close();
  }

  /** Nobody answers within the second in which they were answered, and WeCom counts by seconds. */
  passSeconds(): void {
    this.clock.advance({ seconds: 2 });
  }

  passHours(hours: number): void {
    this.clock.advance({ hours });
  }

  /** What the phone shows after something was said, as one text. */
  async ask(consumer: WecomConsumer, text: string): Promise<string> {
    this.passSeconds();
    await consumer.says(text);
    return hear(consumer);
  }

  consumer(): WecomConsumer {
    return this.platform.consumer(`消费者${++this.people}`);
  }
}

export async function hear(consumer: WecomConsumer, fits: (text: string) => boolean = () => true): Promise<string> {
  return (await consumer.history.until((bubble) => fits(bubble.text))).map(({ text }) => text).join('\n');
}
