import { useTexts } from '../../texts';
import type { Card } from './card';
import './card.css';

/** A card of the bot, compact: labels and values in place of pictures and buttons. */
export function CardView({ card }: { card: Card }) {
  const texts = useTexts();
  return (
    <div className="card">
      {card.title && <p className="card-title">{card.title}</p>}
      {card.texts.map((text) => (
        <p key={text} className="card-text">
          {text}
        </p>
      ))}
      {card.rows.length > 0 && (
        <dl className="card-rows">
          {card.rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.choices.length > 0 && (
        <p className="card-choices">
          <span className="sr-only">{texts.conversation.choices}</span>
          {card.choices.map((choice) => (
            <span key={choice}>{choice}</span>
          ))}
        </p>
      )}
    </div>
  );
}
