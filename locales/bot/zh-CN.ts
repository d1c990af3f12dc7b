import { complaints } from './zh-CN/complaints';
import type { UselessReason } from '../../src/knowledge/feedback';
import type { Skill } from '../../src/handoff/ticket';
import type { SecretKind } from '../../src/understanding/secrets';

const USELESS: Record<UselessReason, string> = {
  wrong: '内容不对',
  unclear: '看不懂',
  incomplete: '不够详细',
  not_asked: '不是我问的',
};

const SECRET_REMOVED: Record<SecretKind, string> = {
  password: '密码已自动删除，没有保存。它不能告诉任何人，包括银行员工，请尽快更改。',
  otp: '验证码已自动删除，没有保存。谁要都别给，包括银行员工。发给过别人的，马上挂失。',
  cvv: '卡背面的安全码已自动删除，没有保存。给过别人的，请挂失换卡。',
};

const POSTS: Record<Skill, string> = { complaints: '投诉处理岗', legal: '法律事务岗', education: '权益保护岗' };

/** What Xiaobao says, Chinese first. One thought a sentence; facts exactly, promises never. */
export const zhCN = {
  ...complaints,
  language: '中文',
  assistant: '小保',

  greeting: {
    hello: (p: { bank: string }) => `您好，我是${p.bank}消费者权益保护部的智能助手小保。`,
    abilities: '可以登记投诉、查询进度、解答金融知识。想找人工，随时说“人工”。',
    again: '您好，我在。请说说您遇到的事，或者选一项。',
    here: '您好，我在。',
    choices: ['我要投诉', '查询进度', '金融知识', '转人工'],
    elderOn: '已换成大字版。有什么事，您慢慢说。',
    elderOff: '已换回标准字号。',
    plainOn: '好的，下面我说得简单明白些。想换回来，说“标准版”。',
    plainOff: '好的，已换回标准的说法。',
  },

  help: {
    text: '您可以直接说发生了什么，我来登记。也可以问金融知识，或报编号查进度。说“人工”找同事，说“取消”停下当前的事，说“重新开始”从头来。',
  },

  language_switched: '已换成中文。',
  takeYourTime: '好的，您慢慢来。',

  danger: {
    fraud_in_progress: (p: { hotline: string }) =>
      `请马上停止转账，挂断电话，关掉屏幕共享。\n立即拨打110报警，或拨96110。\n再拨${p.hotline}口头挂失、临时止付，也可在手机银行自助锁卡。\n聊天和转账记录请不要删。`,
    card_stolen: (p: { hotline: string }) =>
      `请马上在手机银行锁卡，或拨打${p.hotline}口头挂失。\n立即拨打110报警，要一份报警回执。\n短信和交易记录请留好。\n卡还在身边的，马上带卡到最近的网点或派出所，说明卡在您手里。`,
    self_harm: (p: { onDuty: boolean }) =>
      `您现在的安全最要紧。\n请先到有人在的地方，离危险的东西远一点。\n请拨打12356找人说说；打不通，或者您现在有危险，马上拨120或110。${p.onDuty ? '\n我已通知同事接过来。' : ''}`,
    self_harm_again: '我还在。请拨打12356；打不通就拨120或110。您身边现在有人吗？',
    threat_others: (p: { hotline: string; onDuty: boolean }) =>
      p.onDuty
        ? '您的火气我听到了。这件事我已交给负责的同事，由他直接和您谈。请先别去做伤人伤己的事。'
        : `您的火气我听到了。这件事我已交给负责的同事，现在不是人工服务时间，急事请拨24小时热线${p.hotline}。请先别去做伤人伤己的事。`,
    group_incident: (p: { hotline: string; onDuty: boolean }) =>
      `大家的诉求我们会认真登记，${p.onDuty ? '已通知投诉负责人' : `已转给投诉负责人；现在不是人工服务时间，急事请拨24小时热线${p.hotline}`}。按规定，多人共同投诉请推选不超过5名代表来谈，这样说得清楚。您可以先告诉我是什么事。`,
    minor:
      '这件事涉及未成年人，我请同事来办。您是家长或监护人的，请直接说经过；还没成年的，请爸爸妈妈或其他监护人一起来说，我先不记您的个人信息。',
    elder_help: '您慢慢说，不着急。我请同事来跟您说，也可以打电话，或请家人陪着到网点办。',
    disability_help: '我来帮您找最方便的办法。打字、电话、上门，都可以跟同事商量，我这就请同事来。',
    card_lost: (p: { hotline: string }) =>
      `请先挂失：在手机银行自助挂失，或拨打${p.hotline}口头挂失。\n手机也丢了的，再打运营商电话停机，冻结微信、支付宝。\n身份证也丢了的，请同时到派出所报失。\n补卡请本人带身份证到网点办理。`,
    fraud_suspected: (p: { hotline: string }) =>
      `先别转账，别点链接，别说验证码。\n公安、银行都没有“安全账户”，也不会让您共享屏幕。\n拿不准就拨96110核实，或拨${p.hotline}问我们。`,
    afterFraud: '安全了之后，回复我一句，我帮您登记。',
  },

  privacy: {
    secretRemoved: SECRET_REMOVED,
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
    source: (p: { source: string; date: string }) =>
      `${p.source ? `依据：${p.source}` : '来源：本行权益保护岗'}。本条更新于${p.date}。`,
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

  service: {
    hotline: (p: { hotline: string }) =>
      `本行24小时热线${p.hotline}。对银行的投诉还可拨金融监管热线12378，或用微信小程序“金融消费者保护服务平台”。`,
    branch: (p: { hotline: string }) => `各网点的营业时间不一样，我不敢乱说。请在手机银行“网点查询”里看，或拨${p.hotline}问。`,
    privacy:
      '查阅、更正、删除个人信息，或撤回同意，都可以申请。依法还要保存的，会停止其他使用。要核实身份，我帮您转给权益保护岗。',
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
      '接下来需要您的姓名和电话，用于核实、办理和答复这件投诉，并按监管要求存档和报送。您可以随时要求更正、删除或撤回同意。请打开下面的本行安全页面填写，30分钟内有效。想直接在这里填，请回复“同意”。',
    evidenceOffer: '有截图、录音或PDF，可以在本行安全页面上传；照片、截图也可以直接发给我。没有就不用管。',
    supplementOffer: '请把文字、截图或照片发来，也可以在本行安全页面上传。我附到这件投诉里。',
    progressOffer: '为了保护隐私，请打开下面的本行安全页面核实身份，30分钟内有效。也可以直接回复登记时所留电话的后四位。',
    note: (p: { minutes: number }) => `本行页面，${p.minutes}分钟内有效`,
    identityRetry: '登记要用到姓名和电话，请打开下面的本行安全页面填写。想直接在这里填，请回复“同意”；不想留，请回复“不同意”。',
    renewed: {
      identity: '新的链接在下面，30分钟内有效，之前的不能再用。想直接在这里填，请回复“同意”。',
      evidence: '新的链接在下面，30分钟内有效，之前的不能再用。照片、截图也可以直接发给我。',
      page: '新的链接在下面，30分钟内有效，之前的不能再用。',
    },
    noneWanted: '现在没有要在网页上填的，请直接在这里说。',
    noticeOffer: {
      text: '您超过48小时没发消息，微信就不让我们再给您发了。想在那之后也收到一次提醒，可以打开这个页面，允许一条通知。',
      label: '允许一条微信通知',
      note: '只说有新的答复，内容在对话里看',
    },
    identityAgain: (p: { name: string; phone: string }) =>
      `这件投诉也用您之前填的姓名和电话（${p.name}，${p.phone}），用于核实、办理和答复，并按监管要求存档和报送。您可以随时要求更正、删除或撤回同意。同意吗？`,
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
    windowClosing: '您的事同事还在处理。微信只让我们在您发消息后的48小时里回复，请您回个“好”，我们接着在这里答复您。',
    notice: {
      title: '您的投诉有新的答复。',
      titleOfOthers: '您的咨询有新的答复。',
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
