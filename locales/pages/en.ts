import type { PageTexts } from './messages';

/** The same pages in plain English. */
export const en: PageTexts = {
  office: 'Consumer Protection Department',
  hotline: 'Hotline',
  otherLanguage: '中文',
  privacyNote: 'What you enter goes to the bank alone, not through the chat app. ',
  origin: (p) =>
    `This page comes from your conversation with Xiaobao on ${p.channel}, ${p.time}. If you did not ask for it, please close it.`,
  channels: { wechat: 'WeChat', wecom: 'WeChat customer service', 'direct-line': 'our website', 'bot-framework': 'a chat app' },
  optional: ' (optional)',
  sending: 'Sending…',
  offline: 'The connection is gone; what you entered is still here. It is sent again once you are online, or press “Try again”.',
  retry: 'Try again',
  back: 'Please go back to the conversation; Xiaobao goes on there.',
  checkFirst: 'Please correct the following:',

  identity: {
    title: 'Your name and phone number',
    lead: 'Our colleagues need them to look into this complaint and to answer you.',
    name: 'Name',
    phone: 'Phone number',
    phoneHint: 'A mobile number, or a landline with its area code',
    tail: 'Last four digits of the account or card',
    tailHint:
      'They help us to find the matter sooner; the complaint does not depend on them. Please do not enter a whole card number.',
    consent:
      'I agree that the bank uses my name and phone number, to check, handle and answer this complaint, and to file and report it as the regulator requires. I can ask at any time to have them corrected or deleted, or withdraw consent.',
    consentSensitive:
      'I also agree that the bank uses the last four digits. Account data are sensitive: a leak may endanger your money. They are only used to find this matter, and therefore asked for separately.',
    submit: 'Send',
    done: 'Received',
    doneText: (p) => `Name: ${p.name}. Phone: ${p.phone}.`,
  },

  evidence: {
    title: 'Upload evidence',
    lead: 'Photos, screenshots, recordings or PDF; they are added to your complaint.',
    files: 'Choose files',
    filesHint: (p) =>
      `Up to ${p.count}, ${p.megabytes} MB together. Photos, PDF, or recordings (amr, mp3, m4a, wav). Please show no password, code, or security code on the back of a card.`,
    submit: 'Upload',
    done: 'Received',
    doneText: (p) => (p.count === 1 ? 'One file was received.' : `${p.count} files were received.`),
    more: (p) => `Upload more (${p.left} left)`,
    full: (p) =>
      `This link has taken its ${p.total} files. To send more, go back to the conversation and say “send the link again”.`,
  },

  progress: {
    title: 'How your complaint stands',
    lead: 'Please enter what you left when you complained. It is shown only if all of it is right.',
    number: 'Complaint number',
    numberHint: 'Begins with XB; it is on your receipt',
    name: 'Name',
    phone: 'The phone number you left',
    consent: 'If it is right, this conversation and the one you complained in are joined, and both show how it stands.',
    submit: 'Check and show',
    done: 'Your complaints',
    received: 'Received',
    due: 'Answer by',
    dueOn: (p) => `${p.date} (${daysLeft(p.days)})`,
  },

  notices: {
    title: 'Allow one WeChat notice',
    lead: 'WeChat stops us from writing 48 hours after your last message. Allow one notice, and we can still tell you once that there is a new answer.',
    note: 'The notice only says that an answer is there; the answer itself stays in the chat. One tap allows one notice.',
    allow: 'Allow one notice',
    waiting: 'Getting the button ready…',
    ready: 'After you tap the button, WeChat asks you once more.',
    allowed: '✓ One notice is allowed. To allow another, tap again.',
    refused: 'Nothing was allowed, and your complaint is handled all the same. If you change your mind, tap again.',
    switchedOff:
      'You have switched notices off in WeChat. Please open the page of this account, tap “…” at the top right, switch notices on in its settings, then come back and tap again.',
    outside:
      'This button works only in WeChat. Please open the page from the chat in WeChat; if you are in WeChat already, please update it and try again.',
    failed: 'That did not work; your complaint is handled all the same. Please wait a moment and try again.',
    retry: 'Try again',
    notNow: 'The button cannot be had right now',
    notNowText: 'WeChat did not answer; your complaint is handled all the same. Please wait a moment and try again.',
  },

  errors: {
    name: 'Please enter your name, 1 to 40 characters.',
    phone: 'This number is not complete. Please enter 11 digits, or a landline with its area code.',
    tail: 'Please enter four digits, or leave it empty.',
    consent: 'We need your agreement. If you do not agree, just close this page; nothing is kept.',
    consentSensitive: 'The last four digits need your separate agreement. You can also leave them empty.',
    filesMissing: 'Please choose a file first.',
    filesMany: (p) => `Up to ${p.count} files at once; please send the others after that.`,
    filesFull: (p) =>
      `This link takes ${p.total} files in all; ${p.left > 0 ? `${p.left} more can be sent` : 'it is full'}. To send more, go back to the conversation and say “send the link again”.`,
    filesLarge: (p) => `Together they are larger than ${p.megabytes} MB. Please send fewer at once, or smaller ones.`,
    filesKind: (p) => `“${p.name}” cannot be taken. Please choose photos, PDF or recordings.`,
    number: 'Please enter the complaint number: XB, a date of 8 digits, and 6 letters or digits.',
    mismatch: (p) =>
      `Number, name and phone do not fit together. Please check them; ${p.left === 1 ? 'one more try is' : `${p.left} more tries are`} left.`,
  },

  states: {
    used: {
      title: 'This link has been used',
      text: 'To be safe, a link can be sent once. If you need another, go back to the conversation and say “send the link again”.',
    },
    full: {
      title: 'This link has taken all its files',
      text: 'All that you sent has been received. To send more, go back to the conversation and say “send the link again”.',
    },
    expired: {
      title: 'This link has expired',
      text: 'To be safe, a link works for 30 minutes. Go back to the conversation and say “send the link again”.',
    },
    revoked: {
      title: 'This link has ended',
      text: 'There is a newer one in the conversation, or the matter is done. Please look at the latest message there; if there is no link, say “send the link again”.',
    },
    locked: {
      title: 'The check has failed',
      text: 'It was wrong three times, so nothing is shown. A colleague will check with you in the conversation.',
    },
    unknown: {
      title: 'There is no such page',
      text: 'The link may be incomplete. Open it again from the conversation, or say “send the link again” there.',
    },
    failed: {
      title: 'That did not work',
      text: 'Nothing you sent was kept. Please try again in a moment, or ask for a person in the conversation.',
    },
  },
};

function daysLeft(days: number): string {
  if (days < 0) return 'past its date; our colleagues will contact you';
  if (days === 0) return 'due today';
  return days === 1 ? '1 day left' : `${days} days left`;
}
