/** The code at the door or on the licence: is this the object of the visit? Typed, or scanned where the browser can. */
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { openCamera } from './capture.ts';
import { FullScreen } from './full-screen.tsx';
import { namesObject } from './team.ts';
import { useBook } from './visit-context.tsx';

interface Detector {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}

/** Newer browsers on Android read codes themselves. */
function makeDetector(): Detector | null {
  const known = (window as { readonly BarcodeDetector?: new (options: { formats: string[] }) => Detector })
    .BarcodeDetector;
  return known === undefined ? null : new known({ formats: ['qr_code', 'code_128', 'data_matrix'] });
}

/** `onMatch`: the code names the object of the visit. */
export function EntityScan(props: { readonly onMatch: () => void }) {
  const say = useText(visitStepText);
  const { visit } = useBook();
  const [text, setText] = useState('');
  const [scanning, setScanning] = useState(false);
  const canScan = 'BarcodeDetector' in window;
  const read = (found: string) => {
    setText(found);
    if (found.trim().length >= 4 && namesObject(visit, found)) props.onMatch();
  };
  return (
    <>
      <TextField
        name="entity-code"
        label={say('scanField')}
        hint={say('scanHint')}
        optional
        maxLength={500}
        value={text}
        onChange={read}
      />
      {canScan ? <Button onClick={() => setScanning(true)}>{say('scanCamera')}</Button> : null}
      {text.trim().length < 4 ? null : namesObject(visit, text) ? (
        <Notice tone="verified">{say('scanSame')}</Notice>
      ) : (
        <Notice tone="warning">{say('scanOther')}</Notice>
      )}
      {scanning ? (
        <Scanner
          onClose={() => setScanning(false)}
          onFound={(found) => {
            read(found);
            setScanning(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Milliseconds between two looks. */
const pause = 250;

function Scanner(props: { readonly onFound: (text: string) => void; readonly onClose: () => void }) {
  const say = useText(visitStepText);
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(props.onFound);
  useEffect(() => {
    const detector = makeDetector();
    let stream: MediaStream | null = null;
    let timer = 0;
    let gone = false;
    const look = async () => {
      const picture = video.current;
      if (gone || picture === null || detector === null) return;
      const codes = await detector.detect(picture).catch(() => []);
      const text = codes[0]?.rawValue;
      if (gone) return;
      if (text === undefined) timer = window.setTimeout(() => void look(), pause);
      else found.current(text);
    };
    void openCamera().then(async (opened) => {
      stream = opened;
      const picture = video.current;
      if (opened === null || picture === null) return;
      picture.srcObject = opened;
      await picture.play().catch(() => undefined);
      await look();
    });
    return () => {
      gone = true;
      window.clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return (
    <FullScreen title={say('scanTitle')} look="dark" onClose={props.onClose}>
      <video ref={video} className="camera-view" playsInline muted />
    </FullScreen>
  );
}
