import { nameAnswered, nameIntroduced, refusesToTell } from '../../dialogs/consumer-name';

const words = (text: string): string[] => text.split('|');

describe('the answer to the question for a name', () => {
  it.each(
    words(
      '张小明|王芳|欧阳娜|欧阳丽娜|李想|杨过|张开|单雄信|万晓利|禤国维|仉宁|姓张|张先生|何女士|小王|He Jing|Will May|Anh Do|José María',
    ),
  )('"%s" is one, as it stands', (text) => {
    expect(nameAnswered(text, false)).toBe(text.replace('姓', ''));
  });

  it.each([
    ['林晓 😊', '林晓'],
    ['林 晓。', '林晓'],
    ['好的，我叫林晓，谢谢', '林晓'],
    ['王小明先生', '王小明'],
    ['迪丽热巴•迪力木拉提', '迪丽热巴·迪力木拉提'],
    ['my name is john smith', 'john smith'],
  ])('"%s" is %s', (text, name) => {
    expect(nameAnswered(text, false)).toBe(name);
  });

  it.each(
    words(
      '稍等|等一下|打不开|匿名|不想告诉你|谢谢|已经填了|我在页面填|我不想在这填|我要撤回投诉|查进度|😊|…|你猜|凭什么|要名字干嘛|没有|随便|好的|知道了|马上|安全|金融|信用卡|看不到|点不开|怎么填|再等等|正在填写|提交了|退钱|解释下|wait a moment|I want to withdraw|thanks|why|13800138000',
    ),
  )('"%s" is none, however often it is asked', (text) => {
    expect([nameAnswered(text, false), nameAnswered(text, true)]).toEqual([undefined, undefined]);
  });

  it.each(words('阿依古丽|乌兰图雅|木村拓哉|来俊臣|李明白|王'))('"%s" is taken at its word when it is said again', (text) => {
    expect([nameAnswered(text, false), nameAnswered(text, true)]).toEqual([undefined, text]);
  });

  it.each(words('匿名|不想说|不方便|不想告诉你|我不方便透露。|保密|anonymous'))('"%s" keeps it back', (text) => {
    expect(refusesToTell(text)).toBe(true);
  });

  it.each(words('我不想在这填|不方便吗？|打不开|不是|客服不告诉我为什么扣钱，我要求退还全部的年费'))('"%s" does not', (text) => {
    expect(refusesToTell(text)).toBe(false);
  });
});

describe('a name that is given unasked', () => {
  it.each([
    ['我叫张小明我要投诉', '张小明'],
    ['姓名：欧阳丽娜，电话13800138000', '欧阳丽娜'],
    ['I am John Smith and my card was charged', 'John Smith'],
    ['本人信用卡被盗刷了', undefined],
    ['姓名不方便说', undefined],
    ['我叫你等一下', undefined],
    ['I am very upset about the fee', undefined],
  ])('"%s": %s', (text, name) => {
    expect(nameIntroduced(text)).toBe(name);
  });
});
