/** Where consumers of WeChat allow us one notice. Nobody is named in its address: WeChat knows whose phone opens it. */
export const NOTICE_PAGE = '/wechat/notices';

/** The path that stands for it in the log. */
export function noticePagePath(locale: 'zh-CN' | 'en'): string {
  return locale === 'en' ? `${NOTICE_PAGE}?lang=en` : NOTICE_PAGE;
}

export function isNoticePage(path: string): boolean {
  return path.split('?', 1)[0] === NOTICE_PAGE;
}

/** What a consumer chose when WeChat asked whether we may send one; `value.status` says what. */
export const NOTICE_CHOICE = 'wechat.noticeChoice';

/** `switchedOff`: later, in the settings of WeChat. */
export type NoticeChoice = 'allowed' | 'refused' | 'switchedOff';
