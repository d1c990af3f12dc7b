import type { WidgetTexts } from './zh-CN';

export const en: WidgetTexts = {
  title: 'Consumer help',
  open: (title) => `Open ${title}`,
  openUnread: (title, count) => `Open ${title}, ${count} new ${count === 1 ? 'message' : 'messages'}`,
  close: 'Close the conversation',
  botName: 'Xiaobao',
  you: 'You',
  says: (name) => `${name}: `,

  header: {
    bot: 'Assistant',
    served: (post) => `${post} is helping you`,
    person: 'Person',
    personHint: 'Talk to a person',
    personText: 'I want to talk to a person',
    largeOn: 'A+',
    largeOff: 'A−',
    largeOnHint: 'A+, use large type',
    largeOffHint: 'A−, use standard type',
    language: '中',
    languageHint: '中，切换为中文',
    settings: 'Display settings',
  },

  connection: {
    connecting: 'Connecting…',
    reconnecting: 'Disconnected, reconnecting…',
    offline: 'You are offline. It reconnects by itself.',
    busy: 'Many people are here now. It reconnects by itself.',
    refused: 'This page has no online service. Please call the bank’s hotline.',
    reconnect: 'Reconnect now',
    restored: 'Connected',
  },

  log: {
    label: 'Conversation',
    empty: 'Connecting you to Xiaobao…',
    typing: 'Typing',
    latest: 'Latest',
    newMessages: (count) => `${count} new`,
  },

  days: {
    today: 'Today',
    yesterday: 'Yesterday',
    monthDay: (month, day) => `${MONTHS[month - 1]} ${day}`,
    fullDate: (year, month, day) => `${MONTHS[month - 1]} ${day}, ${year}`,
  },

  delivery: {
    sending: 'Sending…',
    waiting: 'Waiting for the network, it will be sent',
    failed: 'Not sent. It is sent again once you are online.',
    tooLong: 'Too long to send. Please split it.',
    tooMany: 'That was fast. It will be sent in a moment.',
    refused: 'Not sent. Please try other words.',
    retry: 'Try again',
  },

  choices: { label: 'Suggested replies', chosen: 'Chosen' },

  card: {
    copied: 'Copied ✓',
    copyFailed: 'Not copied. Please select it by hand.',
    ladder: 'If you disagree with the outcome, you can also',
    change: 'Change',
    changeHint: (label) => `Change ${label}`,
    detail: 'More',
    lessDetail: 'Less',
    source: (source, date) => `Source: ${source}. Updated ${date}.`,
  },

  composer: {
    label: 'Your message',
    placeholder: 'Tell us what happened',
    send: 'Send',
    attach: 'Send a picture or PDF',
    left: (count) => `${count} characters left`,
    over: (count) => `${count} characters too many. Please split it.`,
    drop: 'Let go to send',
  },

  upload: {
    sending: (percent) => `Uploading ${percent}%`,
    checking: 'Uploaded, saving…',
    progress: (name) => `Upload of ${name}`,
    cancel: 'Cancel',
    cancelHint: (name) => `Cancel the upload of ${name}`,
    failed: 'Not uploaded. Check your network and try again.',
    tooLargeByServer: 'The file is too large and was not kept.',
    refusedByServer: 'The file is not a picture or PDF and was not kept.',
    tooLarge: (name, limit) => `“${name}” is larger than ${limit} and was not sent. A screenshot may be smaller.`,
    wrongType: (name) => `“${name}” cannot be sent. Please send a picture (JPG, PNG, GIF, WebP) or a PDF.`,
    empty: (name) => `“${name}” is empty and was not sent.`,
    tooMany: (limit) => `At most ${limit} files at a time. Please send the rest afterwards.`,
    image: (name) => `Picture: ${name}`,
    openFile: (name) => `Open ${name}`,
    dismiss: 'OK',
  },

  page: {
    title: 'Consumer protection online',
    bank: 'Our bank',
    office: 'Consumer protection',
    headline: 'Tell Xiaobao what happened',
    lead: 'In your own words. Xiaobao takes it down, gives you a number and the date by which you get an answer. Ask for a person at any time.',
    offers: 'What you can do here',
    complain: 'Make a complaint',
    complainHow: 'Say what happened; get a number and a latest reply date on the spot.',
    progress: 'Follow your case',
    progressHow: 'Give the number and see how far it is.',
    learn: 'Ask about money matters',
    learnHow: 'Approved answers only, with their source and date.',
    person: 'Talk to a person',
    personHow: 'They can read what you have said, so you need not repeat it.',
    danger: 'Someone is pressing you to transfer money',
    dangerHow: 'Stop. Hang up. End screen sharing. Call 110 or 96110 now, then {hotline} to block your card.',
    privacyTitle: 'Keep yourself safe',
    privacy: 'Never tell anyone your password, one-time codes or the digits on the back of your card, and do not type them here.',
    phone: 'By phone',
    phoneHow: 'Our hotline is {hotline}. If you disagree with our answer, call the regulator at 12378.',
    skip: 'Skip to the conversation',
    noScript: 'This conversation needs JavaScript. You can also call the bank’s hotline.',
  },
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
