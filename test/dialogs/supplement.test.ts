import { supplement } from '../../dialogs/supplement';
import { turnOf } from '../tools/dialog-turn';

const asked = { number: 'XB20261125-AAAAAA', since: '2026-11-25T02:00:00.000Z' };

describe('what follows 补充材料', () => {
  it.each(['客服当时说首年免年费', '你们为什么不告诉我要收年费？', '柜员让我签了一份空白的合同，我没有看内容'])(
    '"%s" is material',
    (text) => {
      const { state, effects } = supplement(asked, turnOf(text));
      expect(state).toMatchObject({ added: true });
      expect(effects).toMatchObject([{ type: 'supplementComplaint', number: asked.number, detail: text }]);
    },
  );

  it.each(['谢谢', '好的', '请等等，我去拍照', '我还要补充材料', '你好', '😊'])('"%s" is none, and it stays open', (text) => {
    const { state, effects, aside } = supplement(asked, turnOf(text));
    expect({ state, effects, aside }).toEqual({ state: asked });
  });

  it.each(['存款保险保多少', '我要撤回投诉', '查询进度', '还要多久有结果？', '我要投诉'])('"%s" is another wish', (text) => {
    expect(supplement(asked, turnOf(text))).toEqual({ state: asked, say: [], aside: true });
  });

  it.each(['好了', '没有了，谢谢', '其他事', '不用了'])('"%s" ends it', (text) => {
    const added = supplement(asked, turnOf('客服当时说首年免年费')).state!;
    expect(supplement(added, turnOf(text))).toEqual({
      state: null,
      say: ['好的，都附在XB20261125-AAAAAA里了。还有别的事，直接说就行。'],
    });
  });

  it('goes on with a photo that follows, and says what was added', () => {
    const { state } = supplement(asked, turnOf('客服当时说首年免年费'));
    const attachments = ['/1.png', '/2.png'].map((contentUrl) => ({ contentType: 'image/png', contentUrl }));
    const { say, effects } = supplement(state!, turnOf('', { attachments }));
    expect(say).toEqual([{ text: '2份材料已补充到XB20261125-AAAAAA。还有就接着发。', choices: ['好了'] }]);
    expect(effects).toMatchObject([{ detail: '/1.png\n/2.png' }]);
  });

  it('is no material any more half an hour later', () => {
    const later = turnOf('贷款也多扣了我的钱', { at: new Date('2026-11-25T02:31:00Z') });
    expect(supplement(asked, later)).toEqual({ state: null, say: [], aside: true });
  });
});
