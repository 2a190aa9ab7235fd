/** A pad over the whole screen, lying across also on an upright phone, to sign with the finger. */
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { Signer } from './signing.ts';
import { drawStrokes, isSignature, type Point, padPoint, pictureOfStrokes, type Strokes } from './strokes.ts';

export function SignaturePad(props: {
  readonly signer: Signer;
  readonly onKeep: (picture: Blob) => void;
  readonly onOther: () => void;
  readonly onClose: () => void;
}) {
  const say = useText(visitSignText);
  const ui = useUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [at] = useState(nowInstant);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  const keep = async () => {
    const picture = await pictureOfStrokes(strokes);
    if (picture !== null) props.onKeep(picture);
  };
  const { signer } = props;
  const title = say('padTitle', { role: say(`role.${signer.role}`), name: signer.name });
  return (
    <dialog
      ref={dialog}
      className="pad"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className="pad-sheet">
        <header className="pad-head">
          <h2>{title}</h2>
          <span>{formatInstant(at)}</span>
        </header>
        <Ground strokes={strokes} onStrokes={setStrokes} />
        <footer className="pad-foot">
          <Button kind="quiet" onClick={props.onOther}>
            {say('padOther')}
          </Button>
          <Button onClick={props.onClose}>{ui('close')}</Button>
          <Button disabled={strokes.length === 0} onClick={() => setStrokes([])}>
            {say('padClear')}
          </Button>
          <Button kind="primary" disabled={!isSignature(strokes)} onClick={() => void keep()}>
            {say('padKeep')}
          </Button>
        </footer>
      </div>
    </dialog>
  );
}

/** True while the phone is held upright and the pad lies turned. */
function isTurned(): boolean {
  return window.matchMedia('(orientation: portrait)').matches;
}

function Ground(props: { readonly strokes: Strokes; readonly onStrokes: (strokes: Strokes) => void }) {
  const say = useText(visitSignText);
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<Point[] | null>(null);
  const { strokes, onStrokes } = props;
  useEffect(() => paint(canvas.current, strokes), [strokes]);
  const pointOf = (event: PointerEvent<HTMLCanvasElement>) =>
    padPoint({ x: event.clientX, y: event.clientY }, event.currentTarget.getBoundingClientRect(), isTurned());
  const end = () => {
    const drawn = line.current;
    line.current = null;
    if (drawn !== null) onStrokes([...strokes, drawn]);
  };
  return (
    <div className="pad-ground">
      {strokes.length === 0 ? <p aria-hidden="true">{say('padHint')}</p> : null}
      <canvas
        ref={canvas}
        aria-label={say('padArea')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          line.current = [pointOf(event)];
        }}
        onPointerMove={(event) => {
          if (line.current === null) return;
          line.current.push(pointOf(event));
          paint(canvas.current, [...strokes, line.current]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
    </div>
  );
}

/** Draws the strokes at the size of the screen; the canvas follows its box. */
function paint(canvas: HTMLCanvasElement | null, strokes: Strokes): void {
  const pen = canvas?.getContext('2d');
  if (canvas === null || pen === null || pen === undefined) return;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(canvas.offsetWidth * scale);
  canvas.height = Math.round(canvas.offsetHeight * scale);
  // A steady thickness while one writes: as of a signature 110 points high.
  drawStrokes(pen, strokes, { frame: { left: 0, top: 0, width: 0, height: 110 }, scale });
}
