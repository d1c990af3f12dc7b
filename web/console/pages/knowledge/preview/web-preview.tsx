import { BrandMark } from '../../../shell/brand';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Bubble } from '../knowledge-types';

export interface WebPreviewProps {
  /** As a consumer might ask. */
  question: string;
  title: string;
  bubbles: readonly Bubble[];
}

/** The conversation as the widget shows it. */
export function WebPreview({ question, title, bubbles }: WebPreviewProps) {
  const words = useKnowledgeTexts().preview;
  return (
    <>
      <div className="phone-head">
        <BrandMark size={24} />
        <span>
          {words.bot}
          <span className="phone-head-sub">{words.assistant}</span>
        </span>
      </div>
      <div className="phone-talk">
        <p className="web-own">{question}</p>
        {bubbles.map(({ text, choices }, index) => (
          <div key={index} className="web-said">
            <div className="web-bubble">
              {index === 0 && <h3>{title}</h3>}
              <p>{text}</p>
            </div>
            {choices.length > 0 && (
              <ul className="web-choices">
                {choices.map((choice) => (
                  <li key={choice}>{choice}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
