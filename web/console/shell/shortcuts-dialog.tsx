import { Modal, Switch } from 'antd';
import { useId } from 'react';
import { setPreferences, usePreferences } from '../preferences';
import { useTexts } from '../texts';

/** The list of shortcuts, behind `?`. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const texts = useTexts();
  const { singleKeys } = usePreferences();
  const switchId = useId();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={texts.shortcuts.title} width={420}>
      <dl className="shortcuts">
        {texts.shortcuts.list.map(({ keys, does }) => (
          <div key={does} className="shortcut">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="shortcuts-switch">
        <label htmlFor={switchId}>{texts.shortcuts.enabled}</label>
        <Switch id={switchId} checked={singleKeys} onChange={(on) => setPreferences({ singleKeys: on })} />
      </div>
      <p className="shortcuts-hint">{texts.account.keysHint}</p>
    </Modal>
  );
}
