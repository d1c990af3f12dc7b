import type { ServerResponse } from 'node:http';
import type { PageTexts } from '../../../locales/pages/messages';
import { NOTICE_PAGE } from '../../conversations/notice-page';
import { defineStream } from '../../http/define-route';
import { send } from '../../http/respond';
import type { AnyRoute } from '../../http/route';
import type { Logger } from '../../platform/logger';
import { html } from '../secure-pages/html';
import type { Html } from '../secure-pages/html';
import { answerWith, pageFrame } from '../secure-pages/layout';
import type { PageFrame, PageScript } from '../secure-pages/layout';
import type { PageSignature, PageSigning } from './js-sdk';
import { signPage } from './js-sdk';
import { WechatError, WechatSilence } from './wechat-error';

export interface NoticePageOptions extends PageSigning {
  /** Of the subscription messages. */
  templateId: string;
  /** WeChat's script. */
  sdkUrl: string;
  /** How consumers' phones reach this server, without a trailing slash. */
  publicUrl: string;
  bank: PageFrame['bank'];
  logger: Logger;
}

/**
 * The page on which a consumer allows one subscription message, by WeChat's own tag. It has no form and knows nobody: WeChat tells
 * the callback whose consent it is. It is none of the secure pages, so that WeChat's script never runs where somebody says who they are.
 */
export function noticePageRoute(options: NoticePageOptions): AnyRoute {
  return defineStream({
    method: 'GET',
    path: NOTICE_PAGE,
    rate: { name: 'wechat-notice-page', points: 240, seconds: 60 },
    stream: (head, _nobody, request, response) =>
      show(options, pageFrame(options.bank, head.rawQuery.get('lang')), request.url ?? NOTICE_PAGE, response),
  });
}

/** @param target the path and query as they came: signed is what the browser has, letter by letter */
async function show(options: NoticePageOptions, frame: PageFrame, target: string, response: ServerResponse): Promise<void> {
  const { notices } = frame.texts;
  const script = scriptOf(options);
  try {
    const signature = await signPage(options, options.publicUrl + target);
    send(response, answerWith(frame, notices.title, offer(notices, signature, options.templateId), 200, script));
  } catch (error) {
    if (!(error instanceof WechatError || error instanceof WechatSilence)) throw error;
    options.logger.warn({ err: error }, 'the page for notices could not be signed');
    send(response, answerWith(frame, notices.title, notNow(notices), 503, { scripts: html`` }));
  }
}

function offer(texts: PageTexts['notices'], signature: PageSignature, templateId: string): Html {
  const { appId, timestamp, nonceStr } = signature;
  return html`<h1>${texts.title}</h1>
    <p class="lead">${texts.lead}</p>
    <p class="note">${texts.note}</p>
    <wx-open-subscribe template="${templateId}">
      <script type="text/wxtag-template" slot="style">
        ${BUTTON_STYLE}
      </script>
      <script type="text/wxtag-template">
        <button class="allow">${texts.allow}</button>
      </script>
    </wx-open-subscribe>
    <p
      class="status"
      role="status"
      data-app-id="${appId}"
      data-timestamp="${timestamp}"
      data-nonce-str="${nonceStr}"
      data-signature="${signature.signature}"
      data-ready="${texts.ready}"
      data-allowed="${texts.allowed}"
      data-refused="${texts.refused}"
      data-switched-off="${texts.switchedOff}"
      data-outside="${texts.outside}"
      data-failed="${texts.failed}"
    >
      ${texts.waiting}
    </p>
    <p class="retry" hidden><a href="">${texts.retry}</a></p>`;
}

function notNow(texts: PageTexts['notices']): Html {
  return html`<h1>${texts.notNow}</h1>
    <p>${texts.notNowText}</p>
    <p class="retry"><a href="">${texts.retry}</a></p>`;
}

/** WeChat draws the button where our style sheet does not reach: the page's script puts the values in the place of the tokens. */
const BUTTON_STYLE = html`<style>
  .allow {
    width: 100%;
    height: 52px;
    padding: 0 12px;
    border: 0;
    border-radius: var(--xb-radius);
    background: var(--xb-accent);
    color: var(--xb-on-accent);
    font: 600 18px / 1.4 var(--xb-font);
    cursor: pointer;
  }
</style>`;

/** What the documentation of the open tags asks a policy to let in: frames of `webcompt:` and of WeChat's hosts, styles in the tag. */
function scriptOf({ sdkUrl }: NoticePageOptions): PageScript {
  return {
    scripts: html`<script src="${sdkUrl}" defer></script>
      <script src="/h5/notices.js" type="module"></script>`,
    allowed: {
      'script-src': `'self' ${new URL(sdkUrl).origin}`,
      'style-src': "'self' 'unsafe-inline'",
      'frame-src': 'https://*.qq.com webcompt:',
    },
  };
}
