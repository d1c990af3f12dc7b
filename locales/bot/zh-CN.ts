import type { RequestKind } from '../../src/understanding/types';
import type { UselessReason } from '../../src/knowledge/feedback';
import type { Skill } from '../../src/handoff/ticket';

const REQUESTS: Record<RequestKind, string> = {
  refund: '退还费用',
  explanation: '说明原因',
  reply: '给我答复',
  lookup: '查询核实',
  compensation: '赔偿损失',
  stop_harassment: '停止打扰',
  speed_up: '尽快办理',
  restore_service: '恢复使用',
  correction: '更正记录',
  apology: '道歉',
};

const USELESS: Record<UselessReason, string> = {
  wrong: '内容不对',
  unclear: '看不懂',
  incomplete: '不够详细',
  not_asked: '不是我问的',
};

const POSTS: Record<Skill, string> = { complaints: '投诉处理岗', legal: '法律事务岗', education: '权益保护岗' };

/** What Xiaobao says, Chinese first. One thought a sentence; facts exactly, promises never. */
export const zhCN = {
  language: '中文',
  assistant: '小保',

  greeting: {
    hello: (p: { bank: string }) => `您好，我是${p.bank}消费者权益保护部的智能助手小保。`,
    abilities: '可以登记投诉、查询进度、解答金融知识。想找人工，随时说“人工”。',
    again: '您好，我在。请说说您遇到的事，或者选一项。',
    choices: ['我要投诉', '查询进度', '金融知识', '转人工'],
    elderOn: '已换成大字版。有什么事，您慢慢说。',
    elderOff: '已换回标准字号。',
  },

  help: {
    text: '您可以直接说发生了什么，我来登记。也可以问金融知识，或报编号查进度。说“人工”找同事，说“取消”停下当前的事，说“重新开始”从头来。',
  },

  language_switched: '已换成中文。',

  intake: {
    heard: {
      withFacts: (p: { gist: string }) => `${p.gist}，这件事我来帮您登记。`,
      plain: '好的，我来帮您登记投诉。',
      upset: (p: { gist: string }) => `${p.gist}，这确实让人着急。我先帮您把事情记清楚。`,
      upsetPlain: '听得出您很着急。我先帮您把事情记清楚。',
    },
    understood: (p: { list: string }) => `我记下了：${p.list}。哪里不对，直接告诉我就行。`,
    alsoNoted: (p: { list: string }) => `好的，${p.list}。`,
    noted: '好的，记下了。',
    corrected: (p: { list: string }) => `已改为${p.list}。`,
    evidence: (p: { count: number }) => `收到${p.count}份材料，会附在投诉里。`,
    labels: {
      facts: '事情经过',
      happened: '发生时间',
      product: '涉及业务',
      amount: '涉及金额',
      request: '您的诉求',
      respondent: '网点或人员',
      standing: '投诉人',
      name: '姓名',
      phone: '联系电话',
      accountTail: '账户尾号',
      evidence: '材料',
    },
    ask: {
      facts: '请说说发生了什么事，时间、金额想到多少说多少。',
      product: '这件事和哪项业务有关？',
      productChoices: ['信用卡', '借记卡', '贷款', '理财'],
      happened: '大概是什么时候的事？记不清可以说“跳过”。',
      request: '您希望我们怎么处理？',
      requestChoices: ['退还费用', '说明原因', '停止打扰', '更正记录'],
      respondent: '是在哪个网点，或哪位员工？不清楚可以说“跳过”。',
      consent: '接下来需要您的姓名和电话，只用于核实和答复这件投诉，按规定保管，您可以随时要求更正或删除。同意吗？',
      consentChoices: ['同意', '不同意'],
      name: '请问您怎么称呼？请留下姓名。',
      phone: '方便留个联系电话吗？处理同事会用它答复您。',
    },
    retry: {
      facts: '还不太清楚是什么事。请用一两句话说说经过。',
      happened: '没听清时间。可以说“上个月”“10月5号”，或者说“跳过”。',
      phone: '这个号码好像不完整。请再发一次手机号或带区号的座机。',
      name: '请留下您的姓名，处理同事好称呼您。',
      consent: '登记要用到姓名和电话。请回复“同意”或“不同意”。',
      confirm: '请回复“确认提交”，或者告诉我要改哪一项。',
    },
    consentRefused: (p: { hotline: string }) =>
      `好的，不留个人信息就不登记，前面说的没有提交。您也可以拨打${p.hotline}，或到网点投诉。`,
    consentRefusedChoices: ['转人工', '金融知识'],
    summaryTitle: '请核对投诉内容',
    confirm: '都对的话，请回复“确认提交”。',
    confirmChoices: ['确认提交', '修改', '取消'],
    whichChange: '要改哪一项？',
    change: (p: { label: string }) => `修改${p.label}`,
    registered: (p: { number: string; due: string; days: number }) =>
      `已登记，编号${p.number}。最晚${p.due}前答复您（收到投诉起${p.days}日内，按自然日算）。`,
    receipt: {
      title: '投诉已登记 ✓',
      number: '投诉编号',
      received: '收到时间',
      due: '最晚答复日期',
      basis: '依据',
      copy: '复制编号',
      note: '情况复杂时可能延长，延长会提前告诉您。',
    },
    ladder: (p: { hotline: string }) => [
      `先由本行处理并答复您，也可拨打${p.hotline}`,
      '对分支机构的处理决定不服，可在30日内书面向其上级申请核查',
      '可向金融监管热线12378，或微信小程序“金融消费者保护服务平台”反映',
      '可申请金融纠纷调解；有仲裁协议的，可申请仲裁',
      '可向人民法院起诉',
    ],
    ladderText: (p: { steps: readonly string[] }) => `您还可以：\n${p.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}`,
    cancelled: '好的，已停止登记，前面说的没有提交。想接着登记，说“继续”就行。',
    resumed: '好的，我们接着登记。',
    nothingToResume: '现在没有停下的事。请说说您想办什么。',
    back: '好的，回到上一项。',
    firstAlready: '已经是第一项了。',
    standing: { self: '本人', agent: '代他人投诉', heir: '继承人投诉' },
    standingNote: {
      self: '',
      agent: '您是替别人投诉。请准备对方签字的授权委托书和您的身份证件，处理同事会告诉您怎么交。',
      heir: '您是以继承人身份投诉。请准备能证明继承关系的材料，处理同事会告诉您怎么交。',
    },
    after: ['查询进度', '金融知识', '转人工'],
    requests: REQUESTS,
    unknown: '未提供',
    amountAbout: (p: { amount: string }) => `约${p.amount}`,
    days: (p: { from: string; to: string }) => `${p.from}至${p.to}`,
    sep: '、',
  },

  danger: {
    fraud_in_progress: (p: { hotline: string }) =>
      `请马上停止转账，挂断电话，关掉屏幕共享。\n立即拨打110报警，或拨96110。\n再拨${p.hotline}口头挂失、临时止付，也可在手机银行自助锁卡。\n聊天和转账记录请不要删。`,
    card_stolen: (p: { hotline: string }) =>
      `请马上在手机银行锁卡，或拨打${p.hotline}口头挂失。\n立即拨打110报警，要一份报警回执。\n短信和交易记录请留好，卡在身边的话就近刷一次或查一次，留个凭据。`,
    self_harm:
      '您现在的安全最要紧。\n请拨打12356，有人会听您说，也可以直接拨120或110。\n请先到有人在的地方，离危险的东西远一点。我已叫同事来陪您说话。',
    self_harm_again: '我还在，同事正在过来。请拨打12356，或拨120、110。您身边现在有人吗？',
    threat_others: '您的火气我听到了。这件事我已交给负责的同事，由他直接和您谈，请先别去做伤人伤己的事。',
    group_incident:
      '大家的诉求我们会认真登记，已通知投诉负责人。按规定，多人共同投诉请推选不超过5名代表来谈，这样说得清楚。您可以先告诉我是什么事。',
    minor: '这件事请爸爸妈妈或其他监护人一起来说。我先不记您的个人信息，已请同事来帮忙。',
    elder_help: '您慢慢说，不着急。我请同事来跟您说，也可以打电话，或请家人陪着到网点办。',
    disability_help: '我来帮您找最方便的办法。打字、电话、上门，都可以跟同事商量，我这就请同事来。',
    card_lost: (p: { hotline: string }) =>
      `请先挂失：在手机银行自助挂失，或拨打${p.hotline}口头挂失。\n身份证也丢了的，请同时到派出所报失。\n补卡请本人带身份证到网点办理。`,
    fraud_suspected: (p: { hotline: string }) =>
      `先别转账，别点链接，别说验证码。\n公安、银行都没有“安全账户”，也不会让您共享屏幕。\n拿不准就拨96110核实，或拨${p.hotline}问我们。`,
    afterFraud: '安全了之后，回复我一句，我帮您登记。',
  },

  privacy: {
    secretRemoved: (p: { what: string }) => `您发来的${p.what}已自动删除，没有保存。它不能告诉任何人，包括银行员工，请尽快更改。`,
    kinds: { password: '密码', otp: '验证码', cvv: '卡背面安全码' },
  },

  handoff: {
    posts: POSTS,
    queued: (p: { post: string; ahead: number }) =>
      p.ahead > 0
        ? `已为您转给${p.post}，前面还有${p.ahead}位。前面说的同事都能看到，不用再说一遍。`
        : `已为您转给${p.post}，您是第一位。前面说的同事都能看到，不用再说一遍。`,
    stillQueued: (p: { post: string; ahead: number }) =>
      p.ahead > 0 ? `您已在${p.post}的队列里，前面还有${p.ahead}位。` : `您已在${p.post}的队列里，下一位就是您。`,
    closedNow: (p: { opening: string; hotline: string }) =>
      `现在不是人工服务时间，同事${p.opening}上班后按顺序联系您。急事请拨24小时热线${p.hotline}。`,
    openingUnverified: (p: { opening: string }) => `${p.opening}（节假日安排以公告为准）`,
    waitChoices: ['登记投诉', '取消排队'],
    withdrawn: '好的，已取消排队。我还在，有事请说。',
    notWaiting: '您现在没有在排队。需要人工的话，说“人工”。',
    accepted: (p: { post: string }) => `${p.post}的同事已接入，请直接说。`,
    returned: '接待您的同事暂时离线，已请其他同事接着来，您排在最前面。前面说的都在。',
    ended: '人工服务已结束，我是小保，接着为您服务。这次服务还满意吗？',
    endedChoices: ['满意', '一般', '不满意'],
    rated: '谢谢您告诉我。',
    ratedLow: '谢谢您如实说。您的意见会转给负责人。还有没解决的，可以接着告诉我。',
    legalOffer: '具体问题由法律事务岗答复更稳妥。要帮您转过去吗？',
    legalChoices: ['转法律事务岗', '我要投诉'],
    educationOffer: '活动安排由权益保护岗负责。要帮您转过去，问近期讲座、进社区或进校园的安排吗？',
    educationChoices: ['转权益保护岗', '金融知识'],
  },

  faq: {
    source: (p: { source: string; date: string }) => `依据：${p.source}。本条更新于${p.date}。`,
    detail: '详细',
    useful: '有用',
    useless: '没用',
    thanks: '谢谢，很高兴帮上忙。',
    whyUseless: '抱歉没帮上忙，已记下。方便说说哪里不合适吗？不说也没关系，直接接着问就行。',
    uselessReasons: USELESS,
    sorry: '谢谢，我转给写这条的同事改。您可以换个说法问，或找人工。',
    sorryChoices: ['转人工', '换个问题'],
    noDetail: '这一条没有更详细的内容。需要的话可以找人工。',
    suggest: '您是想问下面哪一个？',
    notThese: '都不是',
    unsure: '这个问题我没有核准过的答案，不能随便说。可以换个说法，或请同事来答。',
    unsureChoices: ['转人工', '我要投诉'],
    topics: '想了解哪方面？直接问也行，比如“存款保险保多少”。',
    topicChoices: ['存款保险保多少', '怎么防诈骗', '怎么查征信', '投诉几天答复'],
  },

  progress: {
    askNumber: '请发一下投诉编号，XB开头。忘了编号可以找人工查。',
    noNumber: '没有编号也能查，同事核对身份后帮您找。要帮您转人工吗？',
    notFound: '没有查到这个编号。请再核对一下，XB后面是8位日期和6位字母数字。',
    notFoundChoices: ['转人工'],
    askTail: '为了保护隐私，请回复登记时所留电话的后四位。',
    tailWrong: (p: { left: number }) => `不对，还可以再试${p.left}次。`,
    locked: '核对没有通过，为了安全先不显示进度。已请同事来帮您核实。',
    status: (p: { number: string; status: string; due: string; left: number }) =>
      p.left >= 0
        ? `${p.number}：${p.status}。最晚${p.due}前答复您，还有${p.left}天。`
        : `${p.number}：${p.status}。最晚答复日期是${p.due}。`,
    overdue: '这件事已过最晚答复日期，我请投诉处理岗的同事马上来跟您说。',
    closed: (p: { number: string; status: string }) => `${p.number}：${p.status}。`,
    statuses: {
      received: '已收到，正在安排核实',
      investigating: '正在核实',
      decided: '已作出处理决定',
      closed: '已办结',
      withdrawn: '已按您的意愿撤回',
    },
    choices: ['补充材料', '撤回投诉', '转人工'],
    askSupplement: '请发文字、截图或照片，我附到这件投诉里。',
    supplemented: (p: { number: string }) => `已补充到${p.number}。`,
    askWithdraw: (p: { number: string }) => `要撤回${p.number}吗？撤回当天就结束处理，以后还可以重新投诉。`,
    withdrawChoices: ['确认撤回', '不撤回'],
    withdrawn: (p: { number: string }) => `${p.number}已撤回。以后需要，随时可以重新投诉。`,
    kept: '好的，投诉继续处理。',
    stopped: '好的，先不办这件。还有别的事，直接说就行。',
  },

  service: {
    hotline: (p: { hotline: string }) =>
      `本行24小时热线${p.hotline}。对银行的投诉还可拨金融监管热线12378，或用微信小程序“金融消费者保护服务平台”。`,
    branch: (p: { hotline: string }) => `各网点的营业时间不一样，我不敢乱说。请在手机银行“网点查询”里看，或拨${p.hotline}问。`,
    privacy: '查阅、更正、删除个人信息，或撤回同意，都可以办。要核实身份，我帮您转给权益保护岗的同事。',
    privacyChoices: ['转权益保护岗', '暂时不用'],
    outOfScope: '这个我办不了。我能登记投诉、查投诉进度、解答金融知识。',
    account: (p: { hotline: string }) => `账户和交易的事，聊天里不能查也不能办。请用手机银行，或拨${p.hotline}。`,
    smalltalk: '我在。您有什么事，直接跟我说就行。',
    thanks: '不客气。还有事随时找我。',
    bye: '好的，再见。以后有事再来找我。',
    whoAmI: '我是智能助手小保，是程序，不是真人。想找真人同事，说“人工”就行。',
    abuse: '您心里有气，我明白。事情照样给您办，您说说是什么事，或者找人工。',
    satisfied: '谢谢您。还有事随时找我。',
    dissatisfied: '没办好，我记下了。您可以说说哪里不满意，或找人工。',
    gibberish: '这句我没看懂。请换个说法，或选一项。',
  },

  unclear: {
    once: '我没太明白。您是想办哪一件？',
    choices: ['我要投诉', '查询进度', '问个问题', '转人工'],
    upset: '这句我没听明白，您别急。要不要请同事直接来？',
    twice: '两次都没听明白，是我的问题。要不要请同事直接来？',
    twiceChoices: ['转人工', '再说一遍'],
    sayIt: '好的，请再说一遍，短一点也没关系。',
    ask: '好的，请问您想了解什么？',
  },

  pages: {
    labels: { identity: '在安全页面填写', evidence: '在安全页面上传', progress: '在安全页面核实' },
    identityOffer:
      '接下来需要您的姓名和电话，只用于核实和答复这件投诉，按规定保管，您可以随时要求更正或删除。请打开下面的本行安全页面填写，30分钟内有效。想直接在这里填，请回复“同意”。',
    evidenceOffer: '有截图、录音或文件，可以在本行安全页面上传，也可以直接发给我。没有就不用管。',
    supplementOffer: '请把文字、截图或照片发来，也可以在本行安全页面上传。我附到这件投诉里。',
    progressOffer: '为了保护隐私，请打开下面的本行安全页面核实身份，30分钟内有效。也可以直接回复登记时所留电话的后四位。',
    note: '本行页面，30分钟内有效',
    identityAgain: (p: { name: string; phone: string }) =>
      `这件投诉也用您之前填的姓名和电话（${p.name}，${p.phone}），只用于核实和答复。同意吗？`,
    identityNoted: (p: { name: string; phone: string }) => `收到您在安全页面填的信息：${p.name}，${p.phone}。`,
    proven: '身份已核实。',
    entered: {
      identity: (p: { name: string; phone: string }) => `（安全页面）我的姓名和电话：${p.name}，${p.phone}。`,
      progress: (p: { number: string }) => `（安全页面）已核实身份，查看${p.number}的进度。`,
      locked: '（安全页面）核对身份三次没有通过。',
    },
  },

  wechat: {
    answerByNumber: '回复数字或文字都可以。',
    moreToCome: '（您回一个字，我接着发）',
    details: '查看详情',
    picture: '图片',
    nativeDesk: '微信客服',
    deskNotFetched: '微信客服台里说的话没能取过来，请到微信客服台查看这一段。',
    windowClosing: '您的事同事还在处理。微信只让我们在您发言后的48小时里回复，请您回个“好”，我们接着在这里答复您。',
    notice: {
      title: '您的投诉有新的答复。',
      status: '有新的答复',
      remark: '请在这里回复任意内容，我们把答复发给您。',
    },
    unread: {
      voice: '这段语音我听不了，已存下来给处理同事。您也可以打字再说一遍。',
      file: '微信里的文件我收不到。请把内容拍成照片发来，或找人工。',
      lost: '您刚发的材料我没能收下来，请再发一次。',
      refused: '这种文件我收不了。请发照片、截图、语音或视频，图片和视频不超过10兆。',
      kind: '这种消息我还看不了。请用文字说，或发照片。',
    },
    unreadChoices: ['转人工'],
  },

  failed: {
    text: '刚才这句我没处理成功，您说的已经保存。请再试一次，或找人工。',
    choices: ['转人工', '重新开始'],
  },

  started_over: '好的，我们从头来。请说说您遇到的事。',
  nothing_to_cancel: '现在没有进行中的事。请说说您想办什么。',
  attachment_received: '收到您发的材料。这是要投诉的事吗？',
  attachment_choices: ['我要投诉', '补充材料', '转人工'],
  text_too_long: (p: { limit: number }) => `这条太长了，请分成几条发，每条不超过${p.limit}个字。`,
};
