import type { Database } from '../../../src/storage/database';
import { MovableClock } from '../../tools/clocks';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import type { StoreUnderTest } from '../../tools/stores';
import { Workbench, benchCollections } from './workbench';
import type { BenchOptions } from './workbench';

/** The platform, one consumer who follows the account, and benches that serve it. */
export class BenchScene {
  private lin?: Phone;
  private readonly benches: Workbench[] = [];

  private constructor(
    readonly clock: MovableClock,
    readonly database: Database,
    readonly platform: WechatPlatform,
  ) {}

  static async set(store: StoreUnderTest): Promise<BenchScene> {
    const clock = new MovableClock();
    const database = await store.open(benchCollections, clock);
    return new BenchScene(clock, database, await WechatPlatform.start({ clock, patienceMs: 60_000 }));
  }

  /** The consumer, once a bench has welcomed them. */
  get phone(): Phone {
    return this.platform.phone('林晓');
  }

  /** Opens a bench; the first one welcomes the consumer. */
  async open({ settings, ...options }: Partial<BenchOptions> = {}): Promise<Workbench> {
    const { database, clock, platform } = this;
    const bench = await Workbench.open({ database, clock, settings: { ...platform.settings(), ...settings }, ...options });
    this.benches.push(bench);
    await platform.connect(bench.url);
    if (!this.lin) {
      this.lin = this.phone;
      await this.lin.follows();
      await this.heard('听到：事件');
    }
    return bench;
  }

  /** Waits until the phone shows it. @returns what came since, in order */
  async heard(text: string): Promise<string[]> {
    return (await this.phone.history.until((bubble) => bubble.text.includes(text))).map((bubble) => bubble.text);
  }

  /** All that came from the account. */
  shown(): string[] {
    return this.phone.history.bubbles.filter(({ from }) => from !== 'user').map(({ text }) => text);
  }

  async close(): Promise<void> {
    for (const bench of this.benches) await bench.close();
    await this.platform.close();
  }
}
