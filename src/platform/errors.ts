/**
 * Every error that can leave Xiaobao: its code, HTTP status and the sentence that says what went wrong and what to do.
 * `{name}` is filled from the error's details. `docs/error-codes.md` lists the same table; a test holds the two together.
 */
export const ERRORS = {
  XB_BAD_JSON: { status: 400, message: 'The request body is not valid JSON. Send one JSON document in UTF-8.' },
  XB_TOO_DEEP: { status: 400, message: 'The JSON is nested more than {limit} levels deep. Flatten it.' },
  XB_INVALID: { status: 400, message: 'The request is not valid: {problem}.' },
  XB_BAD_WATERMARK: { status: 400, message: 'The watermark is not one that this server gave. Start again without it.' },
  XB_UNSUPPORTED_ACTIVITY: {
    status: 400,
    message: 'Activities of type "{type}" are not accepted. Send "message", "typing" or "event".',
  },
  XB_EMPTY_MESSAGE: { status: 400, message: 'The message has no text, no value and no attachment. Send one of them.' },
  XB_SERVICE_URL: { status: 400, message: 'The serviceUrl of this activity is not one that this bot answers to.' },
  XB_WECHAT_BODY: { status: 400, message: 'The body is not a message or event of WeChat.' },
  XB_NOT_SIGNED_IN: { status: 401, message: 'Sign in first.' },
  XB_BAD_CREDENTIALS: { status: 401, message: 'The user name or the password is not right.' },
  XB_NO_TOKEN: { status: 401, message: 'A bearer token is needed.' },
  XB_CHANNEL_REFUSED: { status: 401, message: 'The request carries no valid token of the Bot Framework.' },
  XB_BAD_SECRET: { status: 401, message: 'The secret is not the one configured for this server.' },
  XB_TOKEN_REFUSED: { status: 403, message: 'The token is expired, forged or made for another conversation. Ask for a new one.' },
  XB_WECHAT_REFUSED: { status: 403, message: 'The request is not one of the configured WeChat account: look at its {what}.' },
  XB_ORIGIN_REFUSED: { status: 403, message: 'This page may not use the widget. Its origin is not in XIAOBAO_WIDGET_ORIGINS.' },
  XB_CSRF: { status: 403, message: 'The request does not carry the token of this session. Load the page again.' },
  XB_FORBIDDEN: { status: 403, message: 'Your post does not allow this.' },
  XB_OWN_WORK: { status: 403, message: 'You wrote on this text. Someone else has to approve it.' },
  XB_PASSWORD_CHANGE_FIRST: { status: 403, message: 'Choose a password of your own first.' },
  XB_NOT_FOUND: { status: 404, message: 'There is nothing at this address.' },
  XB_NO_CONVERSATION: { status: 404, message: 'This conversation does not exist.' },
  XB_NO_CASE: { status: 404, message: 'There is no complaint of this number.' },
  XB_NO_TICKET: { status: 404, message: 'This handoff does not exist.' },
  XB_NO_PHONE_TASK: { status: 404, message: 'This call does not exist.' },
  XB_NO_PHONE: { status: 404, message: 'This consumer has left no phone number.' },
  XB_NO_ATTACHMENT: { status: 404, message: 'This attachment does not exist.' },
  XB_NO_ENTRY: { status: 404, message: 'This entry does not exist.' },
  XB_NO_VERSION: { status: 404, message: 'This version does not exist.' },
  XB_NO_MISSES: { status: 404, message: 'Someone has dealt with these questions already.' },
  XB_NO_IMPORT: { status: 404, message: 'This import does not exist, or its week is over.' },
  XB_METHOD: { status: 405, message: 'This address does not take {method}.' },
  XB_TICKET_TAKEN: { status: 409, message: 'Someone else has taken this conversation.' },
  XB_TICKET_CLOSED: { status: 409, message: 'This conversation has ended.' },
  XB_PHONE_TASK_CHANGED: {
    status: 409,
    message: 'This call is settled, the consumer has written again, or there is more to tell by now. Load the list again.',
  },
  XB_FAQ_STALE: {
    status: 409,
    message: 'Someone else has changed this entry in the meantime. Nothing is lost: compare the two texts.',
  },
  XB_FAQ_BUSY: { status: 409, message: 'Someone else is publishing at this moment. Nothing has changed; try again.' },
  XB_FAQ_STATE: { status: 409, message: 'This needs {needed}, and the entry has none.' },
  XB_DUPLICATE: { status: 409, message: 'There is already one of these: {what}.' },
  XB_TOO_LARGE: { status: 413, message: 'The request is larger than {limit} bytes.' },
  XB_TEXT_TOO_LONG: { status: 413, message: 'The text is longer than {limit} characters. Send it in parts.' },
  XB_ENCODING_REFUSED: { status: 415, message: 'Compressed requests are not accepted. Send the body as it is.' },
  XB_MEDIA_REFUSED: { status: 415, message: 'This kind of file is not accepted. Allowed: {allowed}.' },
  XB_CONTENT_TYPE: { status: 415, message: 'This address takes {allowed}.' },
  XB_FAQ_GATE: {
    status: 422,
    message: 'The publish gate found something that keeps this entry from going live. The report says what.',
  },
  XB_FAQ_FILE: { status: 422, message: 'This file cannot be imported: {problem}.' },
  XB_RATE_LIMITED: { status: 429, message: 'Too many requests. Try again in {seconds} seconds.' },
  XB_INTERNAL: { status: 500, message: 'Something went wrong here. Nothing you sent is lost; try again.' },
  XB_STORE_DOWN: { status: 503, message: 'The store does not answer. Try again shortly.' },
  XB_STOPPING: { status: 503, message: 'The server is stopping. Try again in a moment.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Record<string, string | number>;

/** An error of the table. `details` fill the message and never hold personal data. */
export class XiaobaoError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(fill(ERRORS[code].message, details), options);
    this.name = 'XiaobaoError';
    this.status = ERRORS[code].status;
  }
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
