import fc from 'fast-check';
import { readCard } from '../../web/console/pages/desk/card';

const card = (content: unknown) => readCard({ contentType: 'application/vnd.xiaobao.receipt', content });

test('a receipt is its title, labels and values', () => {
  expect(
    card({
      title: '投诉登记回执',
      rows: [
        { key: 'number', label: '投诉编号', value: 'XB20261125-0007', change: '改编号' },
        { label: '最晚答复', value: '2026年12月10日' },
      ],
      copy: { label: '复制编号', value: 'XB20261125-0007' },
      note: '请保存编号。',
      ladder: ['先找本行', '再找监管'],
    }),
  ).toEqual({
    title: '投诉登记回执',
    texts: ['请保存编号。'],
    rows: [
      { label: '投诉编号', value: 'XB20261125-0007' },
      { label: '最晚答复', value: '2026年12月10日' },
    ],
    choices: [],
  });
});

test('an adaptive card and a hero card are read too', () => {
  expect(
    card({ body: [{ text: '进度' }, { facts: [{ title: '状态', value: '核实中' }] }], actions: [{ title: '知道了' }] }),
  ).toEqual({
    texts: ['进度'],
    rows: [{ label: '状态', value: '核实中' }],
    choices: ['知道了'],
  });
  expect(card({ title: '请选择', buttons: [{ title: '投诉', value: 'x' }] })).toMatchObject({
    title: '请选择',
    choices: ['投诉'],
  });
});

test('a picture is no card', () => {
  expect(readCard({ contentType: 'image/png', url: '/files/1' })).toBeNull();
});

test('anything at all is read without failing', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 12 }), (content) => void card(content)));
});
