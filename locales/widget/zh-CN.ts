/** Every sentence of the consumer's widget and page, Chinese first. `en.ts` has the same keys: the type of this object holds the two together. */
export const zhCN = {
  title: '消保助手',
  open: (title: string) => `打开${title}`,
  openUnread: (title: string, count: number) => `打开${title}，${count}条新消息`,
  close: '关闭对话',
  botName: '小保',
  you: '您',
  says: (name: string) => `${name}：`,

  header: {
    bot: '智能助手',
    served: (post: string) => `${post}为您服务`,
    person: '人工',
    personHint: '转人工服务',
    personText: '转人工',
    largeOn: '大字',
    largeOff: '标准',
    largeOnHint: '换成大字版',
    largeOffHint: '换回标准字号',
    language: 'EN',
    languageHint: 'EN, switch to English',
    settings: '显示设置',
  },

  connection: {
    connecting: '连接中…',
    reconnecting: '已断开，正在重连…',
    offline: '网络已断开，恢复后自动重连',
    busy: '现在访问的人较多，稍后自动重连',
    refused: '这个页面没有开通在线服务，请拨打银行客服热线',
    reconnect: '立即重连',
    restored: '已连上',
  },

  log: {
    label: '对话内容',
    empty: '正在为您接通小保…',
    typing: '对方正在输入',
    latest: '回到最新',
    newMessages: (count: number) => `${count}条新消息`,
  },

  days: {
    today: '今天',
    yesterday: '昨天',
    monthDay: (month: number, day: number) => `${month}月${day}日`,
    fullDate: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
  },

  delivery: {
    sending: '发送中…',
    waiting: '等待网络恢复，会自动发送',
    failed: '没有发出去，网络恢复后会自动重发',
    tooLong: '内容太长，没有发出去，请分成几条',
    tooMany: '发得有点快，稍后会自动发送',
    refused: '这条没有发出去，请换个说法再发',
    retry: '重试',
  },

  choices: { label: '可选的回复', chosen: '已选' },

  card: {
    copied: '已复制 ✓',
    copyFailed: '没能复制，请长按选取',
    ladder: '对处理结果不满意，还可以',
    change: '修改',
    changeHint: (label: string) => `修改${label}`,
    detail: '详细',
    lessDetail: '收起',
    source: (source: string, date: string) => `依据：${source}。本条更新于${date}。`,
  },

  composer: {
    label: '输入消息',
    placeholder: '请说说您遇到的事',
    send: '发送',
    attach: '发送图片或 PDF',
    left: (count: number) => `还可输入${count}字`,
    over: (count: number) => `超出${count}字，请分成几条发`,
    drop: '松开即可发送',
  },

  upload: {
    sending: (percent: number) => `正在上传 ${percent}%`,
    checking: '已上传，正在保存…',
    progress: (name: string) => `${name}的上传进度`,
    cancel: '取消',
    cancelHint: (name: string) => `取消上传${name}`,
    failed: '没有传上去，请检查网络后重试',
    tooLargeByServer: '文件太大，没有收下',
    refusedByServer: '文件内容不是图片或 PDF，没有收下',
    tooLarge: (name: string, limit: string) => `“${name}”超过${limit}，没有发送。可以截图或压缩后再发。`,
    wrongType: (name: string) => `“${name}”不能发送。请发图片（JPG、PNG、GIF、WebP）或 PDF。`,
    empty: (name: string) => `“${name}”是空文件，没有发送。`,
    tooMany: (limit: number) => `一次最多发${limit}个文件，其余的请下次再发。`,
    image: (name: string) => `图片：${name}`,
    openFile: (name: string) => `打开${name}`,
    dismiss: '知道了',
  },

  /** The page at `/`; `{bank}` and `{hotline}` are filled from the bank's settings. */
  page: {
    title: '消费者权益保护在线服务',
    bank: '本行',
    office: '消费者权益保护',
    headline: '有什么事，跟小保说',
    lead: '用您自己的话说就行。小保帮您登记、给您编号、告诉您最晚哪天答复；想找人，随时说“人工”。',
    offers: '可以办什么',
    complain: '登记投诉',
    complainHow: '说清经过，当场拿到编号和最晚答复日期。',
    progress: '查询进度',
    progressHow: '报上编号，看办到哪一步。',
    learn: '了解金融知识',
    learnHow: '只用核准过的答案，写明依据和日期。',
    person: '找人工',
    personHow: '前面说的话一并转给同事，不用再说一遍。',
    danger: '有人正催您转账',
    dangerHow: '停止转账，挂断电话，关掉屏幕共享。立即拨 110 或 96110，再拨 {hotline} 挂失。',
    privacyTitle: '保护好自己',
    privacy: '密码、验证码、卡背面三位数，不要告诉任何人，也不要发在这里。',
    phone: '电话找我们',
    phoneHow: '本行热线 {hotline}。对答复不满意，可拨金融监管热线 12378。',
    skip: '跳到对话',
    noScript: '这里的对话需要浏览器开启 JavaScript。您也可以拨打银行客服热线。',
  },
};

export type WidgetTexts = typeof zhCN;
