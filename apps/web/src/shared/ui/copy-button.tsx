/** Copies a text and says so. Falls back to a hidden field where the clipboard is closed (plain HTTP). */
import { useEffect, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { IconButton } from './button.tsx';

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

export function CopyButton(props: { readonly text: string; readonly label?: string }) {
  const say = useUi();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="nowrap">
      <IconButton
        label={props.label ?? say('copy')}
        icon={copied ? 'check' : 'copy'}
        onClick={() => void copyText(props.text).then(() => setCopied(true))}
      />
      <output className="visually-hidden">{copied ? say('copied') : ''}</output>
    </span>
  );
}
