/** One photo by itself: the copy with watermark, marks to draw on it, a note, and taking it back before it was sent. */

import type { PictureMark } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { type PointerEvent, useRef, useState } from 'react';
import { TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { FullScreen } from './full-screen.tsx';
import { PhotoCopy } from './photo-copy.tsx';
import { markBetween } from './pictures.ts';
import { useKeptText } from './use-kept-text.ts';
import type { KeptEvidence } from './visit-book.ts';
import { useVisitActions } from './visit-context.tsx';

type Shape = PictureMark['shape'];
type Point = readonly [number, number];

/** Longest side of the copy on the screen. */
const viewSide = 1600;
/** A drag shorter than this is a tap, as a fraction of the picture. */
const tapLength = 0.02;

export function PhotoView(props: { readonly evidence: KeptEvidence; readonly onClose: () => void }) {
  const say = useText(visitSheetText);
  const actions = useVisitActions();
  const { evidence } = props;
  const [shape, setShape] = useState<Shape>('arrow');
  const isPicture = evidence.kind === 'photo';
  const draw = (mark: PictureMark) => actions.mark(evidence.id, [...evidence.marks, mark]);
  return (
    <FullScreen title={say('viewTitle')} look="dark" onClose={props.onClose}>
      {isPicture ? (
        <>
          <MarkGround shape={shape} onMark={draw}>
            <PhotoCopy evidence={evidence} most={viewSide} />
          </MarkGround>
          <MarkTools evidence={evidence} shape={shape} onShape={setShape} />
        </>
      ) : null}
      <PhotoFacts evidence={evidence} onClose={props.onClose} />
    </FullScreen>
  );
}

function MarkTools(props: {
  readonly evidence: KeptEvidence;
  readonly shape: Shape;
  readonly onShape: (shape: Shape) => void;
}) {
  const say = useText(visitSheetText);
  const actions = useVisitActions();
  const { evidence, shape, onShape } = props;
  return (
    <div className="mark-tools">
      <Button aria-pressed={shape === 'arrow'} onClick={() => onShape('arrow')}>
        {say('markArrow')}
      </Button>
      <Button aria-pressed={shape === 'circle'} onClick={() => onShape('circle')}>
        {say('markCircle')}
      </Button>
      <Button
        disabled={evidence.marks.length === 0}
        onClick={() => actions.mark(evidence.id, evidence.marks.slice(0, -1))}
      >
        {say('markUndo')}
      </Button>
      <p>{say('markHint')}</p>
    </div>
  );
}

/** Takes two points by dragging, or by two taps one after the other. */
function MarkGround(props: {
  readonly shape: Shape;
  readonly onMark: (mark: PictureMark) => void;
  readonly children: React.ReactNode;
}) {
  const start = useRef<Point | null>(null);
  const tapped = useRef<Point | null>(null);
  const pointOf = (event: PointerEvent<HTMLDivElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    const from = start.current;
    start.current = null;
    if (from === null) return;
    const to = pointOf(event);
    const isTap = Math.hypot(to[0] - from[0], to[1] - from[1]) < tapLength;
    const first = isTap ? tapped.current : from;
    tapped.current = isTap && first === null ? to : null;
    if (first !== null) props.onMark(markBetween(props.shape, first, to));
  };
  return (
    <div
      className="mark-ground"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = pointOf(event);
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        start.current = null;
      }}
    >
      {props.children}
    </div>
  );
}

function PhotoFacts(props: { readonly evidence: KeptEvidence; readonly onClose: () => void }) {
  const say = useText(visitSheetText);
  const ui = useUi();
  const actions = useVisitActions();
  const { evidence } = props;
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useKeptText(evidence.note, (text) => actions.note(evidence.id, text));
  return (
    <div className="photo-facts">
      <p className="photo-watermark">{evidence.watermark}</p>
      <TextField
        name={`photo-note-${evidence.id}`}
        label={say('photoNote')}
        optional
        maxLength={300}
        value={note}
        onChange={setNote}
      />
      <p className="photo-digest">
        {say('photoDigest')}
        <DigestGroups digest={evidence.sha256} form="short" />
      </p>
      <p>{say(`state.${evidence.state}`)}</p>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {say('deletePhoto')}
      </Button>
      <Button onClick={props.onClose}>{ui('close')}</Button>
      <ConfirmDialog
        open={asking}
        danger
        question={say('deletePhotoQuestion')}
        action={say('deletePhoto')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          actions.takeBack(evidence.id);
          setAsking(false);
          props.onClose();
        }}
      >
        {say('deletePhotoText')}
      </ConfirmDialog>
    </div>
  );
}
