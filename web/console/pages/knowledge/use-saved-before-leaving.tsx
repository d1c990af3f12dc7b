import { Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLeaveGuard } from '../../routing';
import { isUnsaved } from './editor/autosave';
import type { Writing } from './editor/use-autosave';
import { useKnowledgeTexts } from './knowledge-texts';

/** Whoever leaves with unsaved text is let go once it is saved; where that fails, they are asked. Gives the dialog. */
export function useSavedBeforeLeaving({ state, flush }: Writing): ReactNode {
  const words = useKnowledgeTexts().leave;
  const [way, setWay] = useState<(() => void) | null>(null);
  useLeaveGuard(isUnsaved(state), (leave) => {
    void flush().then((revision) => (revision === null ? setWay(() => leave) : leave()));
  });
  return (
    <Modal
      open={way !== null}
      title={words.title}
      cancelText={words.go}
      okText={words.stay}
      closable={false}
      onOk={() => setWay(null)}
      onCancel={() => {
        setWay(null);
        way?.();
      }}
      keyboard={false}
      mask={{ closable: false }}
    >
      {words.text}
    </Modal>
  );
}
