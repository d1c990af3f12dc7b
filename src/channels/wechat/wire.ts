import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { XiaobaoError } from '../../platform/errors';
import { parseWithExactIds } from './exact-ids';

export type WireFormat = 'xml' | 'json';

const short = z.string().max(128);
const digits = z.string().regex(/^\d{1,20}$/);
/** What is only shown to people is cut: a push is not refused, and a message lost, for the length of a title. */
const shown = (length: number) =>
  z
    .string()
    .transform((text) => [...text].slice(0, length).join(''))
    .optional();

/** What was chosen for one template when WeChat asked whether a message may be sent. */
const subscriptionChoice = z.object({ TemplateId: short, SubscribeStatusString: short });
/** What became of one subscription message. */
const sentReport = z.object({ TemplateId: short, MsgID: digits, ErrorCode: z.string().regex(/^-?\d{1,9}$/) });

/** The fields that we read of a message or event (domain §6); anything else of a push is ignored. */
const pushFields = z.object({
  ToUserName: short.min(1),
  FromUserName: short.min(1),
  CreateTime: digits.transform(Number),
  MsgType: z.string().min(1).max(40),
  MsgId: digits.optional(),
  Content: z.string().max(20_000).optional(),
  bizmsgmenuid: z.string().max(128).optional(),
  MediaId: z.string().max(300).optional(),
  Recognition: z.string().max(20_000).optional(),
  Label: shown(1000),
  Title: shown(1000),
  Description: shown(4000),
  Url: z.string().max(8000).optional(),
  Event: z.string().max(80).optional(),
  /** The address of a menu's link, among others. */
  EventKey: z.string().max(2048).optional(),
  MsgID: digits.optional(),
  Status: z.string().max(80).optional(),
  SentReports: z.array(sentReport).max(50).optional(),
  SubscriptionChoices: z.array(subscriptionChoice).max(50).optional(),
});
/** One message or event as WeChat pushes it. */
export type Push = z.infer<typeof pushFields>;

const encryptedFields = z.object({ Encrypt: z.string().max(200_000) });

// Everything stays text: a MsgId has more digits than a number holds. Entities are WeChat's affair, not ours.
const parser = new XMLParser({ parseTagValue: false, processEntities: false, ignoreAttributes: true, trimValues: false });

export function formatOf(text: string): WireFormat {
  return /^\s*\{/.test(text) ? 'json' : 'xml';
}

/** @throws XB_WECHAT_BODY */
export function readEncrypted(text: string): string {
  return readFields(encryptedFields, text).Encrypt;
}

/** The fields of a document of one level, all as text. @throws XB_WECHAT_BODY */
export function readFields<T>(schema: z.ZodType<T>, text: string): T {
  return checked(schema, asText(documentOf(text)));
}

/** @throws XB_WECHAT_BODY */
export function readPush(text: string): Push {
  const document = documentOf(text);
  const fields = asText(document);
  return checked(pushFields, { ...fields, ...listsOf(fields.Event, document) });
}

/** What a document is made of. */
export interface Fields {
  readonly [name: string]: string | number | Fields;
}

/** A document in the format that was pushed: WeChat takes no JSON for an answer to XML. */
export function writeFields(format: WireFormat, fields: Fields): string {
  return format === 'json' ? JSON.stringify(fields) : element('xml', fields);
}

function element(name: string, value: string | number | Fields): string {
  const content = typeof value === 'string' ? cdata(value) : typeof value === 'number' ? String(value) : elements(value);
  return `<${name}>${content}</${name}>`;
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');
}

function cdata(text: string): string {
  const sayable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return `<![CDATA[${sayable.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** The lists of the events that have one. */
function listsOf(event: unknown, document: Record<string, unknown>): Pick<Push, 'SentReports' | 'SubscriptionChoices'> {
  switch (event) {
    case 'subscribe_msg_sent_event':
      return { SentReports: listOf(document, document.SubscribeMsgSentEvent, sentReport) };
    case 'subscribe_msg_popup_event':
    case 'subscribe_msg_change_event': {
      // WeChat's documentation shows a change under either name.
      const within = document.SubscribeMsgChangeEvent ?? document.SubscribeMsgPopupEvent;
      return { SubscriptionChoices: listOf(document, within, subscriptionChoice) };
    }
    default:
      return {};
  }
}

/** XML has the list one level deeper than JSON; one alone is no list in either, one that is none is passed over. */
function listOf<T>(document: Record<string, unknown>, within: unknown, one: z.ZodType<T>): T[] {
  const { List: list } = isFields(within) ? within : document;
  return [list].flat().flatMap((entry) => {
    const { success, data } = one.safeParse(isFields(entry) ? asText(entry) : entry);
    return success ? [data] : [];
  });
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function documentOf(text: string): Record<string, unknown> {
  const fields = formatOf(text) === 'json' ? jsonFields(text) : xmlFields(text);
  if (!isFields(fields)) throw refused();
  return fields;
}

/** Leaves of JSON as the XML has them: text. Leaves of leaves are nothing that we read. */
function asText(fields: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
  );
  // An empty element is an absent field: `<EventKey></EventKey>`.
  return Object.fromEntries(kept.filter(([, value]) => value !== ''));
}

function jsonFields(text: string): unknown {
  try {
    return parseWithExactIds(text);
  } catch {
    throw refused();
  }
}

/** Strict where the parser is lenient: a document that was cut off, a DOCTYPE, text around the one root are refused. */
function xmlFields(text: string): unknown {
  const markup = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '').trim();
  if (/<!/.test(markup) || !/^(<\?xml[^>]*\?>\s*)?<xml>[\s\S]*<\/xml>$/.test(markup)) throw refused();
  try {
    return (parser.parse(text) as { xml?: unknown }).xml;
  } catch {
    throw refused();
  }
}

function checked<T>(schema: z.ZodType<T>, fields: unknown): T {
  const result = schema.safeParse(fields);
  if (!result.success) throw refused();
  return result.data;
}

/** Says nothing of the body: it may hold what a consumer wrote. */
function refused(): XiaobaoError {
  return new XiaobaoError('XB_WECHAT_BODY');
}
