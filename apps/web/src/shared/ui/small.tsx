/** Small parts: language and text-size switches, key hints and the print button. */
import './small.css';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocale, useUi } from '../i18n/locale.tsx';
import { readSetting, writeSetting } from '../settings.ts';
import { Button } from './button.tsx';

/** One press to the other language; named in that language. */
export function LanguageSwitch() {
  const { locale, setLocale } = useLocale();
  const say = useUi();
  const other = locale === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="switch"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLocale(other)}
    >
      {say(other === 'zh' ? 'chinese' : 'english')}
    </button>
  );
}

/** Elder mode for the portal and phones, remembered. */
export function ElderSwitch() {
  const say = useUi();
  const [on, setOn] = useState(() => readSetting('elder') === 'on');
  useEffect(() => {
    document.documentElement.dataset['elder'] = on ? 'on' : 'off';
    writeSetting('elder', on ? 'on' : 'off');
  }, [on]);
  return (
    <button type="button" className="switch" aria-pressed={on} onClick={() => setOn(!on)}>
      {say(on ? 'elderOff' : 'elderOn')}
    </button>
  );
}

/** True on computers whose main key is ⌘. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** The main key with a letter, as this computer's keyboard names it. */
export function keyName(letter: string): string {
  return isMac() ? `⌘${letter}` : `Ctrl+${letter}`;
}

/** A key as this computer's keyboard names it: Ctrl+K, on a Mac ⌘K. */
export function KeyHint(props: { readonly letter: string }) {
  return (
    <span className="key-hint">
      <kbd>{keyName(props.letter)}</kbd>
    </span>
  );
}

export function PrintButton(props: { readonly children?: ReactNode }) {
  const say = useUi();
  return (
    <Button icon="print" className="no-print" onClick={() => window.print()}>
      {props.children ?? say('print')}
    </Button>
  );
}
