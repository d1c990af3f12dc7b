import type { Account } from './account';
import { EnvelopeError, signatureOf, unseal } from './envelope';
import { readOutbound } from './outbound';
import type { Outbound } from './outbound';
import { Refusal } from './refusal';
import { XmlError, readXml } from './xml';
import type { XmlElement } from './xml';

/** What a server's answer to a push means. */
export type Reply =
  | { kind: 'accepted' }
  | { kind: 'message'; message: Outbound }
  /** transfer_customer_service, with the worker if one is named. */
  | { kind: 'transfer'; worker?: string }
  /** The consumer sees that the service is out of order. */
  | { kind: 'broken'; why: string };

/** What was pushed, as far as the answer must match it. */
interface Asked {
  openid: string;
  /** The key of the moment the push was sealed with. */
  aesKey: string;
}

/** Reads the body of an answer with status 200. */
export function readReply(body: string, account: Account, asked: Asked): Reply {
  if (body === '' || body === 'success') return { kind: 'accepted' };
  try {
    return readMessage(open(body, account, asked), account, asked);
  } catch (error) {
    if (error instanceof XmlError || error instanceof EnvelopeError || error instanceof Refusal || error instanceof SyntaxError)
      return { kind: 'broken', why: error.message };
    throw error;
  }
}

function parse(document: string, { format }: Account): XmlElement {
  return format === 'json' ? (JSON.parse(document) as XmlElement) : readXml(document);
}

function open(body: string, account: Account, { aesKey }: Asked): XmlElement {
  const outer = parse(body, account);
  const { Encrypt: sealed, MsgSignature, TimeStamp, Nonce } = outer;
  if (account.mode === 'plain' || (account.mode === 'compatible' && sealed === undefined)) return outer;
  if (typeof sealed !== 'string') throw new EnvelopeError('not sealed');
  if (MsgSignature !== signatureOf(account.token, textOf(TimeStamp), textOf(Nonce), sealed))
    throw new EnvelopeError('signature does not match');
  return parse(unseal(sealed, aesKey, account.appId), account);
}

function readMessage(fields: XmlElement, account: Account, { openid }: Asked): Reply {
  if (fields.ToUserName !== openid) throw new EnvelopeError('to somebody else');
  if (fields.FromUserName !== account.originalId) throw new EnvelopeError('not from this account');
  if (!/^\d{10}$/.test(textOf(fields.CreateTime))) throw new EnvelopeError('CreateTime is no time');
  if (fields.MsgType === 'transfer_customer_service')
    return { kind: 'transfer', worker: fields.TransInfo && textOf(part(fields, 'TransInfo').KfAccount) };
  return { kind: 'message', message: readOutbound(toOutbound(fields)) };
}

/** The XML has the same content under other names. */
function toOutbound(fields: XmlElement): { msgtype?: unknown } {
  switch (fields.MsgType) {
    case 'text':
      return named('text', { content: fields.Content });
    case 'image':
      return named('image', lowered(part(fields, 'Image')));
    case 'voice':
      return named('voice', lowered(part(fields, 'Voice')));
    case 'video':
      return named('video', lowered(part(fields, 'Video')));
    case 'music':
      return named('music', lowered(part(fields, 'Music')));
    case 'news': {
      const { item } = part(fields, 'Articles');
      const items = (Array.isArray(item) ? item : [item]) as XmlElement[];
      if (Number(fields.ArticleCount) !== items.length) throw new XmlError('ArticleCount does not match');
      return named('news', { articles: items.map(lowered) });
    }
    default:
      throw new Refusal(40008);
  }
}

function named(msgtype: string, content: object): { msgtype: unknown } {
  return { msgtype, [msgtype]: content };
}

const NAMES: Record<string, string> = { MediaId: 'media_id', ThumbMediaId: 'thumb_media_id' };

function lowered(fields: XmlElement): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [NAMES[name] ?? name.toLowerCase(), value]));
}

function part(fields: XmlElement, name: string): XmlElement {
  const value = fields[name];
  if (typeof value !== 'object' || Array.isArray(value)) throw new XmlError(`no <${name}>`);
  return value as XmlElement;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
