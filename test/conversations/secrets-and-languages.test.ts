import { describeEachScene } from './scene';

describeEachScene('secrets and languages', ({ talk, shown }) => {
  it('removes a code that was typed and says so', async () => {
    await talk(`
      消费者  我的验证码是 483920，密码是 Abc12345
      小保    验证码已自动删除，没有保存。谁要都别给，包括银行员工。发给过别人的，马上挂失。 密码已自动删除，没有保存。它不能告诉任何人，包括银行员工，请尽快更改。
      小保    …
    `);
    expect(shown()).not.toContain('483920');
    expect(shown()).not.toContain('Abc12345');
  });

  it('speaks English when asked to', async () => {
    await talk(`
      消费者  English
      小保    Switched to English.
      消费者  I want to complain
      小保    …register your complaint…
      小保    What happened? …
      消费者  cancel
      小保    All right, I stopped. …
      消费者  中文
      小保    已换成中文。
    `);
  });

  it('speaks English to whoever writes it', async () => {
    await talk(`
      消费者  I want to complain about a wrong charge on my credit card
      小保    Switched to English.
      小保    Of course. I will register your complaint.
      小保    Which service is this about? …
      消费者  2
      小保    Roughly when was it? …
    `);
  });
});
