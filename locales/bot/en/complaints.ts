import type { RequestKind } from '../../../src/understanding/types';
import type { complaints as zhCN } from '../zh-CN/complaints';

const REQUESTS: Record<RequestKind, string> = {
  refund: 'a refund',
  explanation: 'an explanation',
  reply: 'a reply',
  lookup: 'a check of the facts',
  compensation: 'compensation',
  stop_harassment: 'no more calls',
  speed_up: 'faster handling',
  restore_service: 'the service restored',
  correction: 'a corrected record',
  apology: 'an apology',
};

const steps = (list: readonly string[]): string => list.map((step) => `· ${step}`).join('\n');

/** A complaint: taking it down, and how it stands. */
export const complaints: typeof zhCN = {
  intake: {
    heard: {
      withFacts: ({ gist }) => `${gist}: I will register this for you.`,
      plain: 'Of course. I will register your complaint.',
      upset: ({ gist }) => `${gist}: I can see why that is upsetting. Let me get it down properly first.`,
      upsetPlain: 'I can hear that this matters. Let me get it down properly first.',
    },
    understood: ({ list }) => `I have noted: ${list}. If something is wrong, just tell me.`,
    alsoNoted: ({ list }) => `Noted: ${list}.`,
    noted: 'Noted.',
    corrected: ({ list }) => `Changed to ${list}.`,
    evidence: ({ count }) =>
      `I have received ${count} file${count === 1 ? '' : 's'} and will attach ${count === 1 ? 'it' : 'them'}.`,
    labels: {
      facts: 'What happened',
      happened: 'When',
      product: 'About',
      amount: 'Amount',
      request: 'What you want',
      respondent: 'Branch or person',
      standing: 'Complainant',
      name: 'Name',
      phone: 'Phone',
      accountTail: 'Account ending',
      evidence: 'Files',
    },
    ask: {
      facts: 'What happened? Tell me the time and the amount as far as you remember.',
      product: 'Which service is this about?',
      productChoices: ['Credit card', 'Debit card', 'Loan', 'Wealth product'],
      happened: 'Roughly when was it? If you are not sure, say "skip".',
      request: 'What would you like us to do?',
      requestChoices: ['A refund', 'An explanation', 'No more calls', 'Correct my record'],
      respondent: 'Which branch or member of staff was it? If you do not know, say "skip".',
      consent:
        'I now need your name and phone number, to check, handle and answer this complaint, and to file and report it as the regulator requires. You can ask at any time to have them corrected or deleted, or withdraw consent. Do you agree?',
      consentChoices: ['I agree', 'I do not agree'],
      name: 'What is your full name?',
      phone: 'Which phone number should my colleague use to answer you?',
    },
    retry: {
      facts: 'I am not sure yet what it is about. Please describe it in a sentence or two.',
      happened: 'I did not catch the time. You can say "last month", "October 5", or "skip".',
      phone: 'That number looks incomplete. Please send it again.',
      name: 'Please give your name, so that my colleague can address you.',
      consent: 'A complaint needs a name and a phone number. Please answer "I agree" or "I do not agree".',
      confirm: 'Please answer "Submit", or tell me what to change.',
    },
    consentRefused: ({ hotline }) =>
      `All right. Without these nothing is registered, and nothing you said was submitted. You can also call ${hotline} or visit a branch.`,
    consentRefusedChoices: ['Agent', 'Ask a question'],
    summaryTitle: 'Please check your complaint',
    confirm: 'If everything is right, answer "Submit".',
    confirmChoices: ['Submit', 'Change', 'Cancel'],
    whichChange: 'What should I change?',
    change: ({ label }) => `Change ${label}`,
    registered: ({ number, due, days }) =>
      `Registered as ${number}. You will have an answer by ${due} at the latest (within ${days} calendar days of receipt).`,
    receipt: {
      title: 'Complaint registered ✓',
      number: 'Number',
      received: 'Received',
      due: 'Answer by',
      basis: 'Basis',
      copy: 'Copy number',
      note: 'A complex case may be extended; you would be told beforehand.',
    },
    ladder: ({ hotline }) => [
      `The bank handles it first and answers you; you can also call ${hotline}`,
      'If you disagree with a decision of a branch, you may ask its superior in writing for a review within 30 days',
      'You may turn to the regulator on 12378, or the WeChat mini-program 金融消费者保护服务平台',
      'You may apply for mediation, or for arbitration where it was agreed',
      'You may go to court',
    ],
    ladderText: (p) => `You may also:\n${steps(p.steps)}`,
    cancelled: 'All right, I stopped. Nothing you said was submitted. To go on later, say "continue".',
    paused: 'Your complaint is on hold here. Say "continue" to go on with it.',
    resumed: 'All right, let us go on.',
    nothingToResume: 'Nothing is waiting to be continued. What would you like to do?',
    back: 'All right, back to the one before.',
    firstAlready: 'This is the first question already.',
    standing: { self: 'in person', agent: 'for someone else', heir: 'as an heir' },
    standingNote: {
      self: '',
      agent:
        'You are complaining for someone else. Please have their signed authorisation and your own ID ready; my colleague will tell you how to hand them in.',
      heir: 'You are complaining as an heir. Please have proof of inheritance ready; my colleague will tell you how to hand it in.',
    },
    after: ['Check progress', 'Ask a question', 'Agent'],
    requests: REQUESTS,
    unknown: 'not given',
    amountAbout: ({ amount }) => `about ${amount}`,
    days: ({ from, to }) => `${from} to ${to}`,
    sep: ', ',
  },

  progress: {
    askNumber: 'Please send the complaint number; it begins with XB. If you have lost it, a person can look it up.',
    noNumber: 'A colleague can find it without the number, once they know who you are. Shall I pass you on?',
    notFound: 'I cannot find this number. After XB come 8 digits of the date and 6 letters or digits.',
    notFoundChoices: ['Agent'],
    askTail: 'To protect your privacy, please send the last four digits of the phone number you left.',
    tailWrong: ({ left }) => `That is not right; ${left} more ${left === 1 ? 'try' : 'tries'}.`,
    locked: 'The check did not succeed, so I will not show the case. A colleague has been asked to help.',
    status: ({ number, status, due, left }) => {
      if (left === 0) return `${number}: ${status}. Today is the last day for the answer.`;
      return left > 0
        ? `${number}: ${status}. You will have an answer by ${due}, ${left} ${left === 1 ? 'day' : 'days'} from now, at the latest.`
        : `${number}: ${status}. The answer was due by ${due}.`;
    },
    overdue: 'This is past its latest date. You can also call the regulator on 12378.',
    closed: ({ number, status }) => `${number}: ${status}.`,
    statuses: {
      received: 'received, being assigned',
      investigating: 'being looked into',
      decided: 'decided',
      closed: 'closed',
      withdrawn: 'withdrawn as you wished',
    },
    choices: ['Add material', 'Withdraw', 'Agent'],
    askSupplement: 'Please send text, screenshots or photos; I will add them to this complaint.',
    supplemented: ({ number }) => `Added to ${number}.`,
    added: ({ number, files, text }) => {
      const sent = [...(text ? ['Your message'] : []), ...(files > 0 ? [`${files} file${files === 1 ? '' : 's'}`] : [])];
      return `Added to ${number}: ${sent.join(' and ')}. Send more if you have it.`;
    },
    moreMaterial: 'You are welcome. Send more if you have it.',
    moreChoices: ['Done'],
    allAdded: ({ number }) => `All right, it is all in ${number}. If there is anything else, just say so.`,
    askWithdraw: ({ number }) => `Withdraw ${number}? It ends today; you can complain again later.`,
    withdrawChoices: ['Yes, withdraw', 'Keep it'],
    withdrawn: ({ number }) => `${number} has been withdrawn. You can complain again at any time.`,
    kept: 'All right, the complaint goes on.',
    stopped: 'All right, I leave that. If there is anything else, just say so.',
  },
};
