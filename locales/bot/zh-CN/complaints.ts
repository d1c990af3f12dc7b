import type { RequestKind } from '../../../src/understanding/types';

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

/** A complaint: taking it down, and how it stands. */
export const complaints = {
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
      consent:
        '接下来需要您的姓名和电话，用于核实、办理和答复这件投诉，并按监管要求存档和报送。您可以随时要求更正、删除或撤回同意。同意吗？',
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
    ladderText: (p: { steps: readonly string[] }) => `您还可以：\n${p.steps.map((step) => `· ${step}`).join('\n')}`,
    cancelled: '好的，已停止登记，前面说的没有提交。想接着登记，说“继续”就行。',
    paused: '登记先放在这里，想接着登记，说“继续”就行。',
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

  progress: {
    askNumber: '请发一下投诉编号，XB开头。忘了编号可以找人工查。',
    noNumber: '没有编号也能查，同事核对身份后帮您找。要帮您转人工吗？',
    notFound: '没有查到这个编号。请再核对一下，XB后面是8位日期和6位字母数字。',
    notFoundChoices: ['转人工'],
    askTail: '为了保护隐私，请回复登记时所留电话的后四位。',
    tailWrong: (p: { left: number }) => `不对，还可以再试${p.left}次。`,
    locked: '核对没有通过，为了安全先不显示进度。已请同事来帮您核实。',
    status: (p: { number: string; status: string; due: string; left: number }) => {
      if (p.left === 0) return `${p.number}：${p.status}。今天是最晚答复日。`;
      return p.left > 0
        ? `${p.number}：${p.status}。最晚${p.due}前答复您，还有${p.left}天。`
        : `${p.number}：${p.status}。最晚答复日期是${p.due}。`;
    },
    overdue: '这件事已过最晚答复日期。您也可以拨打12378反映。',
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
    added: (p: { number: string; files: number; text: boolean }) => {
      const files = p.files > 0 ? [`${p.files}份材料`] : [];
      return `${[...(p.text ? ['这段文字'] : []), ...files].join('和')}已补充到${p.number}。还有就接着发。`;
    },
    moreMaterial: '不客气。还有材料就接着发。',
    moreChoices: ['好了'],
    allAdded: (p: { number: string }) => `好的，都附在${p.number}里了。还有别的事，直接说就行。`,
    askWithdraw: (p: { number: string }) => `要撤回${p.number}吗？撤回当天就结束处理，以后还可以重新投诉。`,
    withdrawChoices: ['确认撤回', '不撤回'],
    withdrawn: (p: { number: string }) => `${p.number}已撤回。以后需要，随时可以重新投诉。`,
    kept: '好的，投诉继续处理。',
    stopped: '好的，先不办这件。还有别的事，直接说就行。',
  },
};
