import { Button } from 'antd';

export interface FormActionsProps {
  cancel: string;
  confirm: string;
  busy?: boolean;
  /** What it does cannot be taken back easily. */
  danger?: boolean;
  disabled?: boolean;
  onCancel(): void;
}

/** The two ways out of a form; the second submits it. */
export function FormActions({ cancel, confirm, busy, danger, disabled, onCancel }: FormActionsProps) {
  return (
    <div className="kb-form-actions">
      <Button onClick={onCancel}>{cancel}</Button>
      <Button type="primary" danger={danger} htmlType="submit" loading={busy} disabled={disabled}>
        {confirm}
      </Button>
    </div>
  );
}
