import { useKnowledgeTexts } from '../knowledge-texts';

/** The conversation as WeChat shows it: plain messages, as they are cut. */
export function WechatPreview({ question, messages }: { question: string; messages: readonly string[] }) {
  const words = useKnowledgeTexts().preview;
  return (
    <>
      <div className="phone-head phone-head-wechat">
        <span>{words.account}</span>
      </div>
      <div className="phone-talk">
        <p className="wechat-line wechat-own">
          <span className="wechat-bubble">{question}</span>
        </p>
        {messages.map((text, index) => (
          <div key={index} className="wechat-line">
            <span className="wechat-face" aria-hidden="true">
              {words.bot.slice(-1)}
            </span>
            <p className="wechat-bubble">{text}</p>
          </div>
        ))}
      </div>
    </>
  );
}
