import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  MessageFactory,
} from 'botbuilder';
import * as restify from 'restify';

/*
 * What Xiaobao is measured against: the Bot Framework's own echo bot on restify, with conversation state in MemoryStorage.
 * It counts turns in its state and keeps nothing when it ends.
 */
const state = new ConversationState(new MemoryStorage());
const turns = state.createProperty<number>('turns');

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const count = (await turns.get(context, 0)) + 1;
      await turns.set(context, count);
      await context.sendActivity(MessageFactory.text(`Echo ${count}: ${context.activity.text}`));
      await next();
    });
  }

  override async run(context: Parameters<ActivityHandler['run']>[0]): Promise<void> {
    await super.run(context);
    await state.saveChanges(context, false);
  }
}

const bot = new EchoBot();
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request, response as never, (context) => bot.run(context));
});
server.get('/healthz', (_request: restify.Request, response: restify.Response, next: restify.Next) => {
  response.send({ status: 'ok' });
  next();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
