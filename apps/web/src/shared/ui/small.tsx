/** Small parts: language and text-size switches, key hints, print button, QR code. */
import './small.css';
import { create } from 'qrcode';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
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

/** A key as this computer's keyboard names it: Ctrl+K, on a Mac ⌘K. */
export function KeyHint(props: { readonly letter: string }) {
  return (
    <span className="key-hint">
      <kbd>{isMac() ? `⌘${props.letter}` : `Ctrl+${props.letter}`}</kbd>
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

export interface QrCodeProps {
  readonly text: string;
  /** What scanning does: 扫码提交随机数. Also the picture's name. */
  readonly label: string;
  /** Side in pixels, default 200. */
  readonly size?: number;
  /** Show the label under the code; default true. */
  readonly caption?: boolean;
}

/** A QR code as SVG, black on white whatever the theme, error correction M. */
export function QrCode(props: QrCodeProps) {
  const code = useMemo(() => squaresOf(props.text), [props.text]);
  const size = props.size ?? 200;
  return (
    <figure className="qr">
      <svg
        width={size}
        height={size}
        viewBox={`0 0 ${code.side} ${code.side}`}
        role="img"
        aria-label={props.label}
        shapeRendering="crispEdges"
      >
        <path d={code.path} fill="#000" />
      </svg>
      {props.caption === false ? null : <figcaption className="qr-caption">{props.label}</figcaption>}
    </figure>
  );
}

function squaresOf(text: string): { readonly side: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const parts: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) !== 0) parts.push(`M${x} ${y}h1v1h-1z`);
    }
  }
  return { side: modules.size, path: parts.join('') };
}
