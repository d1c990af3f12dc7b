import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { readInbound } from '../../../src/channels/wechat/inbound';
import { readEncrypted, readPush, writeFields } from '../../../src/channels/wechat/wire';
import { describeWithVectors, readVectors } from './shared-data';

const push = (fields: Record<string, string | number>): Record<string, string | number> => ({
  ToUserName: 'gh_1',
  FromUserName: 'o_consumer',
  CreateTime: 1_764_000_000,
  MsgType: 'text',
  MsgId: '25012345678901234567'.slice(0, 19),
  ...fields,
});
const READING = { nativeDesk: false, subscriptionId: 'sub-1' };
const refused = expect.objectContaining({ code: 'XB_WECHAT_BODY' }) as Error;
const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('WeChat’s documents', () => {
  it('are read as they were written, in XML and in JSON, whatever the text', () => {
    // What XML cannot say is left out; a line end inside CDATA may come as it likes.
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
      .map((raw) => raw.replace(/[\p{Cc}\p{Cs}]/gu, '') || '好');
    fc.assert(
      fc.property(
        fc.oneof(text, fc.constantFrom(']]>', 'a]]>b]]>]]>', '<xml>&amp;&lt;', '<!DOCTYPE html>', '__proto__')),
        (Content) => {
          for (const format of ['xml', 'json'] as const)
            expect(readPush(writeFields(format, push({ Content })))).toMatchObject({ Content, CreateTime: 1_764_000_000 });
        },
      ),
    );
  });

  it('keep ids of 64 bits whole', () => {
    const json =
      '{"ToUserName":"gh_1","FromUserName":"o","CreateTime":1764000000,"MsgType":"text","Content":"x","MsgId":6054768590064713728}';
    expect(readPush(json).MsgId).toBe('6054768590064713728');
  });

  it('are not refused for the length of what is only shown, or of a menu’s link', () => {
    const Url = `https://news.example/?${'a'.repeat(3000)}`;
    const shared = readPush(writeFields('xml', push({ MsgType: 'link', Title: '长'.repeat(3000), Url })));
    expect([shared.Title, shared.Url]).toEqual(['长'.repeat(1000), Url]);
    const EventKey = `https://bank.example/${'a'.repeat(1000)}`;
    const tapped = readPush(writeFields('xml', push({ MsgType: 'event', Event: 'VIEW', EventKey })));
    expect(tapped.EventKey).toBe(EventKey);
  });

  it('are written so that any parser reads them', () => {
    const xml = writeFields('xml', { MsgType: 'text', Content: 'a]]>b\u0000\u0008c', CreateTime: 7 });
    expect(new XMLParser().parse(xml)).toEqual({ xml: { MsgType: 'text', Content: 'a]]>bc', CreateTime: 7 } });
  });

  it.each([
    ['nothing', ''],
    ['half of one', '<xml><ToUserName><![CDATA[gh_1]]></ToUserName>'],
    ['one that ends early', '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o</xml>'],
    ['a DOCTYPE', '<!DOCTYPE foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><xml><MsgType>text</MsgType></xml>'],
    ['a DOCTYPE inside', '<xml><!DOCTYPE x [<!ENTITY a "b">]><MsgType>text</MsgType></xml>'],
    [
      'a bomb of entities',
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "&a;&a;&a;">]><xml>&b;</xml>`,
    ],
    ['two roots', '<xml></xml><xml></xml><other/>'],
    ['another root', '<html></html>'],
    [
      'fields of the wrong kind',
      '<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>now</CreateTime><MsgType>text</MsgType></xml>',
    ],
    [
      'nested fields for flat ones',
      '<xml><ToUserName><a>1</a></ToUserName><FromUserName>b</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>',
    ],
    ['a list', '[1,2]'],
    ['half of a JSON', '{"ToUserName":"gh_1"'],
    ['a deep JSON', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['a prototype', '<xml><__proto__><x>1</x></__proto__></xml>'],
  ])('are refused when they are %s', (_what, body) => {
    expect(thrownBy(() => readPush(body))).toEqual(refused);
    expect(thrownBy(() => readEncrypted(body))).toEqual(refused);
  });

  describe.each(['XML', 'JSON'])('in %s', (format) => {
    const written = (fields: Record<string, string>): string =>
      Object.entries(fields)
        .map(([name, value]) => (format === 'XML' ? `<${name}>${value}</${name}>` : `"${name}":"${value}"`))
        .join(format === 'XML' ? '' : ',');

    /** An event with its list, as the platform writes it. */
    const listed = (Event: string, around: string, ...list: Record<string, string>[]): string => {
      const head = written({ ToUserName: 'gh_1', FromUserName: 'o', CreateTime: '1764000000', MsgType: 'event', Event });
      if (format === 'JSON') return `{${head},"List":[${list.map((one) => `{${written(one)}}`).join()}]}`;
      return `<xml>${head}<${around}>${list.map((one) => `<List>${written(one)}</List>`).join('')}</${around}></xml>`;
    };

    it('have the reports on subscription messages', () => {
      const body = listed(
        'subscribe_msg_sent_event',
        'SubscribeMsgSentEvent',
        { TemplateId: 't-1', MsgID: '1700827132819554304', ErrorCode: '0', ErrorStatus: 'success' },
        { TemplateId: 't-2', MsgID: '1700827132819554305', ErrorCode: '43101' },
      );
      expect(readInbound(readPush(body), 'conv_1', READING).note).toEqual({
        kind: 'noticeReports',
        reports: [
          { way: 'subscription', templateId: 't-1', msgid: '1700827132819554304', arrived: true },
          { way: 'subscription', templateId: 't-2', msgid: '1700827132819554305', arrived: false },
        ],
      });
    });

    const OURS = 'sub-1';
    it.each<[string, string, string, Record<string, string>[], string | undefined]>([
      ['one that was allowed', 'popup', 'Popup', [{ TemplateId: OURS, SubscribeStatusString: 'accept' }], 'allowed'],
      [
        'one among several',
        'popup',
        'Popup',
        [
          { TemplateId: 'sub-2', SubscribeStatusString: 'accept' },
          { TemplateId: OURS, SubscribeStatusString: 'reject', PopupScene: '1' },
        ],
        'refused',
      ],
      ['one switched off later', 'change', 'Change', [{ TemplateId: OURS, SubscribeStatusString: 'reject' }], 'switchedOff'],
      [
        'the same under the other name',
        'change',
        'Popup',
        [{ TemplateId: OURS, SubscribeStatusString: 'reject' }],
        'switchedOff',
      ],
      ['one of others', 'popup', 'Popup', [{ TemplateId: 'sub-2', SubscribeStatusString: 'accept' }], undefined],
      ['one that means nothing', 'popup', 'Popup', [{ TemplateId: OURS, SubscribeStatusString: 'constructor' }], undefined],
      ['none', 'change', 'Change', [], undefined],
    ])('have the choice about notices: %s', (_what, event, around, list, choice) => {
      const body = listed(`subscribe_msg_${event}_event`, `SubscribeMsg${around}Event`, ...list);
      const inbound = readInbound(readPush(body), 'conv_1', READING);
      expect(inbound).toMatchObject({ triggers: [] });
      expect(inbound.note).toEqual(choice && { kind: 'noticeChoice', choice });
    });
  });

  it('expand no entity', () => {
    const { Content } = readPush(writeFields('json', push({ Content: 'x' })).replace('"x"', '"&lt;&#65;"'));
    expect(Content).toBe('&lt;&#65;');
  });
});

describeWithVectors('the documented samples', () => {
  it.each(readVectors<{ kind: string; xml: string }>('message_xml_samples.json').map(({ kind, xml }) => [kind, xml] as const))(
    '%s is read',
    (kind, xml) => {
      const inbound = readInbound(readPush(xml), 'conv_1', READING);
      expect(inbound.note).toBeUndefined();
      expect(inbound.activity !== undefined).toBe(!['event.VIEW', 'event.LOCATION'].includes(kind));
      expect(inbound.media !== undefined).toBe(['image', 'voice', 'video', 'shortvideo'].includes(kind));
    },
  );
});
