/** What the secure pages say, Chinese first. They are read on a phone, in WeChat's browser, by people in a hurry. */
export const zhCN = {
  office: '消费者权益保护部',
  hotline: '客服热线',
  otherLanguage: 'English',
  privacyNote: '您填的内容只发到本行，不经过聊天软件。',
  origin: (p: { time: string; channel: string }) =>
    `这个页面来自您${p.time}在${p.channel}与小保的对话。不是您本人发起的，请直接关闭。`,
  channels: { wechat: '微信', wecom: '微信客服', 'direct-line': '网页', 'bot-framework': '聊天软件' },
  optional: '（可不填）',
  sending: '正在提交…',
  offline: '网络断了，您填的还在。连上后会自动再提交，也可以点“重试”。',
  retry: '重试',
  back: '请回到对话，小保会接着办。',
  checkFirst: '有几处需要改一下：',

  identity: {
    title: '填写姓名和电话',
    lead: '处理同事要核实这件投诉，并答复您。',
    name: '姓名',
    phone: '联系电话',
    phoneHint: '手机号，或带区号的座机',
    tail: '账户或银行卡的后四位',
    tailHint: '填了能更快找到这笔业务，不填不影响投诉。请不要填完整卡号。',
    consent:
      '我同意本行使用我的姓名和电话，用于核实、办理和答复这件投诉，并按监管要求存档和报送。我可以随时要求更正、删除或撤回同意。',
    consentSensitive:
      '我另外同意本行使用账户后四位。账户信息是敏感个人信息，只用来找到这笔业务，外泄可能危及财产安全，所以单独征求同意。',
    submit: '提交',
    done: '收到了',
    doneText: (p: { name: string; phone: string }) => `姓名：${p.name}，电话：${p.phone}。`,
  },

  evidence: {
    title: '上传材料',
    lead: '照片、截图、录音或PDF，会附在您的投诉里。',
    files: '选择文件',
    filesHint: (p: { count: number; megabytes: number }) =>
      `最多${p.count}个，合计不超过${p.megabytes}兆。照片、PDF，或amr、mp3、m4a、wav录音。请不要拍到密码、验证码和卡背面的安全码。`,
    submit: '上传',
    done: '收到了',
    doneText: (p: { count: number }) => `收到${p.count}份材料。`,
    more: (p: { left: number }) => `继续上传（还能再传${p.left}个）`,
    full: (p: { total: number }) => `这个链接的${p.total}个文件已经收满。还要传，请回到对话，说“再发链接”就行。`,
  },

  progress: {
    title: '查看投诉进度',
    lead: '请填登记时留的信息。核对一致，才会显示。',
    number: '投诉编号',
    numberHint: 'XB开头，在登记回执里',
    name: '姓名',
    phone: '登记时留的电话',
    consent: '核对通过后，这个对话会和登记投诉的对话连起来，两边都能查到进度。',
    submit: '核对并查看',
    done: '您的投诉',
    received: '收到日期',
    due: '最晚答复日期',
    dueOn: (p: { date: string; days: number }) =>
      `${p.date}（${p.days < 0 ? '已过答复日期，处理同事会联系您' : p.days === 0 ? '今天到期' : `还有${p.days}天`}）`,
  },

  notices: {
    title: '允许一条微信通知',
    lead: '您超过48小时没发消息，微信就不让我们再给您发了。允许一条通知，之后有新的答复时，我们还能提醒您一次。',
    note: '通知里只说有新的答复，答复的内容在对话里看。点一次，允许一条。',
    allow: '允许一条通知',
    waiting: '正在准备按钮…',
    ready: '点按钮后，微信会再问您一次。',
    allowed: '✓ 已允许一条通知。还想再允许一条，可以再点一次。',
    refused: '没有允许，不影响投诉的办理。改了主意，可以再点。',
    switchedOff: '您在微信里关掉了通知。请打开本服务号的主页，点右上角的“…”，在设置里打开通知，再回来点一次。',
    outside: '这个按钮只在微信里能用。请在微信的对话里点开本页；已经在微信里的，请更新微信后重试。',
    failed: '刚才没有成功，不影响投诉的办理。请稍等再试一次。',
    retry: '重试',
    notNow: '按钮暂时打不开',
    notNowText: '微信没有应答，不影响投诉的办理。请稍等再试一次。',
  },

  errors: {
    name: '请填写姓名，1到40个字。',
    phone: '这个号码不完整。请填11位手机号，或带区号的座机。',
    tail: '请填4位数字，或者不填。',
    consent: '需要您同意才能提交。不同意的话，关闭页面就行，什么都不会保存。',
    consentSensitive: '填了后四位，需要您单独同意。也可以把后四位清空。',
    filesMissing: '请先选择文件。',
    filesMany: (p: { count: number }) => `最多${p.count}个文件，请分几次上传。`,
    filesFull: (p: { total: number; left: number }) =>
      `这个链接一共收${p.total}个文件，${p.left > 0 ? `还能再传${p.left}个` : '已经收满'}。还要传，请回到对话，说“再发链接”就行。`,
    filesLarge: (p: { megabytes: number }) => `文件合计超过${p.megabytes}兆，请压缩或分几次上传。`,
    filesKind: (p: { name: string }) => `“${p.name}”不是能收的文件。请选照片、PDF或录音。`,
    number: '请填写投诉编号，XB后面是8位日期和6位字母数字。',
    mismatch: (p: { left: number }) => `编号、姓名和电话对不上，请核对。还可以再试${p.left}次。`,
  },

  states: {
    used: { title: '这个链接已经用过了', text: '为了安全，一个链接只能提交一次。还需要的话，请回到对话，说“再发链接”就行。' },
    full: { title: '这个链接的文件收满了', text: '传过的都已收到。还要传，请回到对话，说“再发链接”就行。' },
    expired: { title: '这个链接已过期', text: '为了安全，链接30分钟内有效。请回到对话，说“再发链接”就行。' },
    revoked: {
      title: '这个链接已停用',
      text: '对话里已经有了新的链接，或这件事已经办完。请回到对话看最新的一条；没有的话，说“再发链接”。',
    },
    locked: { title: '核对没有通过', text: '三次都没有对上，为了安全先不显示。已请同事在对话里帮您核实。' },
    unknown: { title: '没有这个页面', text: '链接可能不完整。请回到对话重新点开，或者说“再发链接”。' },
    failed: { title: '刚才没有成功', text: '您提交的没有保存。请稍等再试一次，或回到对话找人工。' },
  },
};
