import type { AnyRoute } from '../../http/route';
import type { BotFramework } from './bot-framework';

/**
 * `/api/messages` without its weight: the SDK's adapter and connector are loaded with the first request, or at the start where
 * credentials, or conversations that are pushed to, say that the channel is in use.
 */
export class LazyBotFramework {
  private loading?: Promise<BotFramework>;
  private channel?: BotFramework;

  constructor(private readonly create: () => Promise<BotFramework>) {}

  readonly route: AnyRoute = {
    method: 'POST',
    path: '/api/messages',
    rate: { name: 'bot-framework', points: 6000, seconds: 60 },
    run: async (head, request, response) => (await this.load()).route.run(head, request, response),
  };

  async load(): Promise<BotFramework> {
    this.channel = await (this.loading ??= this.create());
    return this.channel;
  }

  /** Takes up deliveries that an earlier life left, where the channel is in use. */
  async recover(alone: boolean): Promise<void> {
    await this.channel?.sender.recover(alone);
  }

  async close(): Promise<void> {
    await this.channel?.sender.close();
  }
}
