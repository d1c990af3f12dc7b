import { complaints } from './en/complaints';
import type { Messages } from './messages';

const POSTS: Messages['handoff']['posts'] = {
  complaints: 'the complaints desk',
  legal: 'the legal desk',
  education: 'the education desk',
};

/** The same colleague in plain English. */
export const en: Messages = {
  ...complaints,
  language: 'English',
  assistant: 'Xiaobao',

  greeting: {
    hello: ({ bank }) =>
      `Hello, I am Xiaobao, the automated assistant of the consumer protection department at ${bank === '本行' ? 'the bank' : bank}.`,
    abilities:
      'I can register a complaint, tell you how it stands, and answer questions about banking. For a person, say "agent" at any time.',
    again: 'Hello, I am here. Tell me what happened, or choose one.',
    here: 'Hello, I am here.',
    choices: ['Complain', 'Check progress', 'Ask a question', 'Agent'],
    elderOn: 'Large type is on. Take your time.',
    elderOff: 'Normal type is back.',
    plainOn: 'All right, I keep it short and plain. For the usual wording, say "standard version".',
    plainOff: 'All right, the usual wording is back.',
  },

  help: {
    text: 'Just tell me what happened and I will register it. You can also ask a question, or send a number to check progress. Say "agent" for a person, "cancel" to stop, "start over" to begin again.',
  },

  language_switched: 'Switched to English.',
  takeYourTime: 'Of course, take your time.',

  danger: {
    fraud_in_progress: ({ hotline }) =>
      `Stop the transfer now, hang up, and stop sharing your screen.\nCall the police on 110, or 96110.\nThen call ${hotline} to report the card and stop payments, or lock it in the banking app.\nKeep the chats and transfer records.`,
    card_stolen: ({ hotline }) =>
      `Lock the card in the banking app now, or call ${hotline} to report it.\nCall the police on 110 and ask for a record.\nKeep the messages and transaction records.\nIf you still have the card, take it to the nearest branch or police station now and show that you hold it.`,
    self_harm: ({ onDuty }) =>
      `Your safety comes first.\nPlease go to where other people are, away from anything dangerous.\nCall 12356 to talk with someone; if you cannot get through, or are in danger now, call 120 or 110 at once.${onDuty ? '\nI have asked a colleague to take over.' : ''}`,
    self_harm_again: 'I am still here. Please call 12356; if you cannot get through, 120 or 110. Is anyone with you now?',
    threat_others: ({ hotline, onDuty }) =>
      `I hear how angry you are. I have passed this to the colleague in charge${onDuty ? ', who will talk with you directly' : `. Our desks are closed now; if it is urgent, call ${hotline}, day and night`}. Please do nothing that hurts anyone.`,
    group_incident: (p) =>
      `Your concerns will be registered with care, and ${p.onDuty ? 'the head of complaints has been told' : `are passed to the head of complaints. Our desks are closed now; if it is urgent, call ${p.hotline}, day and night`}. By the rules, a group names at most 5 representatives. You can begin by telling me what it is about.`,
    minor:
      'This concerns a minor, so I am asking a colleague. If you are the parent or guardian, please tell us what happened. If you are under age, please let a parent or guardian talk with us; I will not note any personal details.',
    elder_help:
      'Take your time. I am asking a colleague to talk with you. You can also call, or visit a branch with your family.',
    disability_help: 'Let us find the way that suits you best: by text, by phone or at home. I am asking a colleague to help.',
    card_lost: ({ hotline }) =>
      `Report the loss first: in the banking app, or on ${hotline}.\nIf your phone is gone too, have your mobile operator block it, then freeze WeChat and Alipay.\nIf your ID card is gone too, report it to the police.\nA new card is issued at a branch, with your ID.`,
    fraud_suspected: ({ hotline }) =>
      `Do not transfer anything, open no link, tell no code.\nNo authority or bank has a "safe account" or asks you to share your screen.\nIf unsure, check on 96110, or ask us on ${hotline}.`,
    afterFraud: 'When you are safe, write me a line and I will register it.',
  },

  privacy: {
    secretRemoved: {
      password:
        'The password you sent was deleted and not kept. Never tell it to anyone, bank staff included, and change it soon.',
      otp: 'The one-time code you sent was deleted and not kept. Give it to nobody, bank staff included. If you have sent it to anyone, report the card at once.',
      cvv: 'The security code on the back of your card was deleted and not kept. If anyone has it, please report the card and have it replaced.',
    },
  },

  handoff: {
    posts: POSTS,
    queued: ({ post, ahead }) =>
      `I have passed you to ${post}${ahead > 0 ? `; ${ahead} before you` : '; you are next'}. They can read everything above, so no need to repeat it.`,
    stillQueued: ({ post, ahead }) => `You are waiting for ${post}${ahead > 0 ? `; ${ahead} before you` : '; you are next'}.`,
    closedNow: ({ opening, hotline }) =>
      `Our desks are closed now. A colleague will turn to you in order from ${opening}. If it is urgent, call ${hotline}, day and night.`,
    openingUnverified: ({ opening }) => `${opening} (holidays as announced)`,
    waitChoices: ['Complain', 'Stop waiting'],
    withdrawn: 'All right, you are no longer in the queue. I am still here.',
    notWaiting: 'You are not in a queue now. For a person, say "agent".',
    accepted: ({ post }) => `A colleague of ${post} is here. Please go ahead.`,
    returned:
      'Your colleague is offline for now. Someone else will go on with you; you are first in the queue, and nothing is lost.',
    ended: 'The conversation with my colleague has ended; this is Xiaobao again. Were you satisfied?',
    endedChoices: ['Satisfied', 'So-so', 'Not satisfied'],
    rated: 'Thank you for telling me.',
    ratedLow: 'Thank you for being frank. Your view goes to the person in charge. If something is still open, tell me.',
    legalOffer: 'The particulars are better answered by our legal desk. Shall I pass you on?',
    legalChoices: ['Legal desk', 'Complain'],
    educationOffer: 'Activities are arranged by our education desk. Shall I pass you on to ask about talks and visits?',
    educationChoices: ['Education desk', 'Ask a question'],
  },

  faq: {
    source: ({ source, date }) =>
      `${source ? `Basis: ${source}` : 'Source: the education desk of the bank'}. Last updated ${date}.`,
    detail: 'More',
    useful: 'Useful',
    useless: 'Not useful',
    thanks: 'Thank you. Glad it helped.',
    whyUseless: 'Sorry that this did not help. I have noted it. What was wrong with it? You need not say; just go on asking.',
    uselessReasons: { wrong: 'Wrong', unclear: 'Unclear', incomplete: 'Not enough', not_asked: 'Not my question' },
    sorry: 'Thank you. I pass it on to those who wrote this. Try other words, or ask for a person.',
    sorryChoices: ['Agent', 'Another question'],
    noDetail: 'There is nothing more on this. A person can help further.',
    suggest: 'Did you mean one of these?',
    notThese: 'None of these',
    unsure: 'I have no approved answer to this and will not guess. Try other words, or ask a colleague.',
    unsureChoices: ['Agent', 'Complain'],
    topics: 'What would you like to know? Just ask; answers are in Chinese.',
    topicChoices: ['存款保险保多少', '怎么防诈骗', '怎么查征信', '投诉几天答复'],
  },

  service: {
    hotline: ({ hotline }) =>
      `Our 24-hour line is ${hotline}. Complaints about a bank can also go to the regulator on 12378, or the WeChat mini-program 金融消费者保护服务平台.`,
    branch: ({ hotline }) =>
      `Opening hours differ by branch, so I will not guess. Please look in the banking app, or call ${hotline}.`,
    privacy:
      'You can ask to see, correct or delete your data, or withdraw consent. What the law says must be kept is put to no other use. It needs an identity check; shall I pass you to the education desk?',
    privacyChoices: ['Education desk', 'Not now'],
    outOfScope: 'I cannot help with that. I can register a complaint, check its progress, and answer banking questions.',
    account: ({ hotline }) =>
      `Accounts and payments cannot be handled in this chat. Please use the banking app, or call ${hotline}.`,
    smalltalk: 'I am here. Just tell me what you need.',
    thanks: 'You are welcome.',
    bye: 'Goodbye. Come back any time.',
    whoAmI: 'I am Xiaobao, an automated assistant, not a person. For a person, say "agent".',
    abuse: 'I understand that you are angry. I will help all the same: tell me what it is about, or ask for a person.',
    satisfied: 'Thank you.',
    dissatisfied: 'It did not go well; I have noted that. Tell me what was wrong, or ask for a person.',
    gibberish: 'I could not read that. Please say it another way, or choose one.',
  },

  unclear: {
    once: 'I did not quite understand. Which of these is it?',
    choices: ['Complain', 'Check progress', 'Ask a question', 'Agent'],
    upset: 'I did not understand that, and I do not want to keep you. Shall I ask a colleague?',
    twice: 'I have failed to understand twice; that is my fault. Shall I ask a colleague?',
    twiceChoices: ['Agent', 'Say it again'],
    sayIt: 'All right, please say it again, as briefly as you like.',
    ask: 'All right. What would you like to know?',
  },

  pages: {
    labels: {
      identity: 'Fill in the secure page',
      evidence: 'Upload on the secure page',
      progress: 'Confirm on the secure page',
    },
    identityOffer:
      'Next we need your name and phone number, to check, handle and answer this complaint, and to file and report it as the regulator requires. You can ask at any time to have them corrected or deleted, or withdraw consent. Please open the bank’s secure page below; it works for 30 minutes. To answer here instead, reply “I agree”.',
    evidenceOffer:
      'If you have screenshots, recordings or PDF, you can upload them on the bank’s secure page; photos and screenshots can also be sent here. If not, just go on.',
    supplementOffer: 'Please send text, screenshots or photos, here or on the bank’s secure page. I add them to this complaint.',
    progressOffer:
      'To protect your privacy, please open the bank’s secure page below and confirm who you are; it works for 30 minutes. Or reply with the last four digits of the phone you left.',
    note: (p) => `A page of the bank, open for ${p.minutes === 1 ? '1 minute' : `${p.minutes} minutes`}`,
    identityRetry:
      'We need your name and phone number to register this; please fill in the bank’s secure page below. To answer here instead, reply “I agree”; if you prefer to leave none, reply “I do not agree”.',
    renewed: {
      identity:
        'Here is a new link; it works for 30 minutes, and the one before has ended. To answer here instead, reply “I agree”.',
      evidence:
        'Here is a new link; it works for 30 minutes, and the one before has ended. Photos and screenshots can also be sent here.',
      page: 'Here is a new link; it works for 30 minutes, and the one before has ended.',
    },
    noneWanted: 'There is nothing to fill in on a page now. Please tell me here.',
    noticeOffer: {
      text: 'WeChat stops us from writing 48 hours after your last message. To get one notice even then, allow it on this page.',
      label: 'Allow one WeChat notice',
      note: 'It says that an answer is there; the answer stays in this chat',
    },
    identityAgain: (p) =>
      `May we use the name and phone number you gave before (${p.name}, ${p.phone}) for this complaint too: to check, handle and answer it, and to file and report it as the regulator requires? You can ask at any time to have them corrected or deleted, or withdraw consent.`,
    identityNoted: (p) => `Received from the secure page: ${p.name}, ${p.phone}.`,
    proven: 'Thank you, that is you.',
    entered: {
      identity: (p) => `(Secure page) My name and phone number: ${p.name}, ${p.phone}.`,
      progress: (p) => `(Secure page) Identity confirmed; looked at ${p.number}.`,
      locked: '(Secure page) The identity check failed three times.',
    },
  },

  wechat: {
    answerByNumber: 'Reply with the number or the words.',
    moreToCome: '(Reply with anything and I go on)',
    details: 'See details',
    picture: 'Picture',
    nativeDesk: 'WeChat desk',
    deskNotFetched: 'What was said at WeChat’s own desk could not be fetched. Please look it up there.',
    windowClosing:
      'Our colleagues are still working on it. WeChat lets us answer only within 48 hours of your last message: please reply "OK", so that we can answer you here.',
    notice: {
      title: 'There is an answer to your complaint.',
      titleOfOthers: 'There is a new answer to your enquiry.',
      status: 'Answered',
      remark: 'Reply here with anything and we will send it to you.',
    },
    unread: {
      voice: 'I cannot hear this recording; it is kept for our colleagues. You can also type it.',
      file: 'I cannot receive files in WeChat. Please send a photo of it, or ask for a person.',
      lost: 'What you just sent did not reach me. Please send it again.',
      refused: 'I cannot take this kind of file. Please send a photo, a screenshot, a recording or a video, of at most 10 MB.',
      kind: 'I cannot read this kind of message yet. Please type it, or send a photo.',
    },
    unreadChoices: ['Agent'],
  },

  failed: {
    text: 'I could not handle that message; what you said is saved. Please try again, or ask for a person.',
    choices: ['Agent', 'Start over'],
  },

  started_over: 'All right, from the beginning. Tell me what happened.',
  nothing_to_cancel: 'Nothing is under way. What would you like to do?',
  attachment_received: 'I have received your file. Is it about a complaint?',
  attachment_choices: ['Complain', 'Add material', 'Agent'],
  text_too_long: ({ limit }) => `That message is too long. Please send it in parts of at most ${limit} characters.`,
};
