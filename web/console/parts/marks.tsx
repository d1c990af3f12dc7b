import { useTexts } from '../texts';
import './marks.css';

/** How urgent it is: a sign, a colour and a word. */
export function PriorityMark({ priority }: { priority: 0 | 1 | 2 }) {
  const texts = useTexts();
  return <span className={`mark mark-priority-${priority}`}>{texts.priority[priority]}</span>;
}

/** A mood worth knowing; calm needs no mark. */
export function MoodMark({ mood }: { mood: string }) {
  const texts = useTexts();
  if (mood === 'calm' || !mood) return null;
  return <span className={`mark mark-mood mark-mood-${mood}`}>{texts.moodsShort[mood] ?? mood}</span>;
}

export function ElderMark() {
  const texts = useTexts();
  return <span className="mark mark-elder">{texts.elder}</span>;
}

/** A language other than Chinese. */
export function LanguageMark({ locale }: { locale: string }) {
  const texts = useTexts();
  return locale === 'zh-CN' ? null : <span className="mark mark-plain">{texts.languages[locale] ?? locale}</span>;
}
