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

  it('speaks English to whoever writes it, and hears what was said', async () => {
    await talk(`
      消费者  My credit card was charged an annual fee of 300 yuan last month although I never activated it. I want to complain.
      小保    Switched to English.
      小保    Of course. I will register your complaint.
      小保    I have noted: credit card, CNY 300, 2026-10. If something is wrong, just tell me.
      小保    What would you like us to do? [A refund|An explanation|No more calls|Correct my record]
      消费者  The second one, please
      小保    I now need your name and phone number, … Do you agree? [I agree|I do not agree]
      消费者  agree
      小保    What is your full name?
      消费者  wait a moment
      小保    Of course, take your time.
      消费者  What now
      小保    Please give your name, …
      消费者  John Smith
      小保    Which phone number should my colleague use to answer you?
      消费者  13800138000
      小保    Please check your complaint What happened：My credit card …complain. About：credit card Amount：CNY 300 When：2026-10 What you want：An explanation Name：J… Phone：138****8000 … [Submit|Change|Cancel]
    `);
  });

  it('takes English days where it asks for one', async () => {
    await talk(`
      消费者  I was charged twice for a transfer. I want to complain
      小保    …
      小保    …
      小保    I have noted: transfer. …
      小保    Roughly when was it? If you are not sure, say "skip".
      消费者  I do not like this
      小保    I did not catch the time. You can say "last month", "October 5", or "skip".
      消费者  October 5
      小保    What would you like us to do? …
    `);
  });
});
