import type { CustomMessage } from './api-client';
import type { Fields } from './wire';

/** A message in the answer to a push: the same as by customer service, under other names. */
export function passiveFields(message: CustomMessage): Fields {
  switch (message.msgtype) {
    case 'text':
      return { MsgType: 'text', Content: message.text.content };
    case 'image':
      return { MsgType: 'image', Image: { MediaId: message.image.media_id } };
    case 'news': {
      const [{ title, description, url, picurl = '' }] = message.news.articles;
      const item = { Title: title, Description: description, PicUrl: picurl, Url: url };
      return { MsgType: 'news', ArticleCount: 1, Articles: { item } };
    }
    case 'msgmenu':
      throw new Error('A menu message is no answer to a push.');
  }
}
