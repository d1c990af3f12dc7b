import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { copyText } from '../browser';
import { useTexts } from '../texts';

/** Copies a value; `label` says which. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const texts = useTexts();
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = (): void => {
    copyText(value).then(
      () => setCopied(true),
      () => void message.error(texts.copyFailed),
    );
  };
  return (
    <>
      <Button
        type="text"
        size="small"
        title={copied ? texts.copied : label}
        aria-label={label}
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        onClick={copy}
      />
      <span className="sr-only" role="status">
        {copied ? texts.copied : ''}
      </span>
    </>
  );
}
