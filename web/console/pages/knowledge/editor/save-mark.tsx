import { Button } from 'antd';
import { clockTime } from '../../../time-words';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import { saveState } from './autosave';
import type { Writing } from './use-autosave';

/** Whether the server has what stands in the form; when it has not, why, and what happens next. */
export function SaveMark({ writing }: { writing: Writing }) {
  const words = useKnowledgeTexts().editor;
  const errorWords = useErrorWords();
  const { state, dispatch } = writing;
  const shown = saveState(state);
  const text = shown === 'saved' && state.savedAt ? words.savedAt(clockTime(state.savedAt)) : words.states[shown];
  const hint =
    shown === 'offline' ? words.keptHere : shown === 'refused' ? `${errorWords(state.error)} ${words.refusedText}` : undefined;
  return (
    <span className={`save-mark save-mark-${shown}`}>
      <span role="status" title={hint}>
        {text}
      </span>
      {shown === 'offline' && (
        <Button size="small" type="link" onClick={() => dispatch({ type: 'due' })}>
          {words.saveNow}
        </Button>
      )}
      {hint && <span className="save-mark-hint">{hint}</span>}
    </span>
  );
}
