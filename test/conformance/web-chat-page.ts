import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CLIENTS } from './official-client';

/** A bank's page with the official Web Chat bundle, at an origin of its own. */
export async function serveWebChat(app: string, token: string): Promise<{ url: string; stop: () => void }> {
  const bundle = readFileSync(join(CLIENTS, 'botframework-webchat', 'dist', 'webchat-minimal.js'));
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Web Chat</title>
<style>html, body, #chat { height: 100%; margin: 0 }</style><div id="chat"></div><script src="webchat.js"></script><script>
const directLine = WebChat.createDirectLine({
  domain: ${JSON.stringify(`${app}/v3/directline`)}, token: ${JSON.stringify(token)}, conversationStartProperties: { locale: 'zh-CN' } });
const store = WebChat.createStore({}, ({ dispatch }) => next => action => {
  if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED')
    dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/join', value: {} } });
  if (action.type === 'DIRECT_LINE/QUEUE_INCOMING_ACTIVITY') {
    const { activity } = action.payload;
    const attachments = (activity.attachments ?? []).filter(one => !one.contentType.startsWith('application/vnd.xiaobao.'));
    return next({ ...action, payload: { activity: { ...activity, attachments } } });
  }
  return next(action);
});
WebChat.renderWebChat({ directLine, store, locale: 'zh-CN' }, document.getElementById('chat'));
</script></html>`;
  const server = createServer((request, response) => {
    const isBundle = request.url === '/webchat.js';
    response.setHeader('content-type', isBundle ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isBundle ? bundle : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
