/** Making a redacted copy of an evidence picture: cover areas by dragging or by numbers, say why, save the copy (R166). */
import {
  areaBetween,
  type CoveredArea,
  type RedactionReason,
  redactEvidence,
  redactedMaxAreas,
  redactionReasons,
} from '@mingcha/core/inspections/results/redaction.ts';
import { redactionText } from '@mingcha/core/inspections/results/redaction-text.ts';
import { evidenceFile } from '@mingcha/core/inspections/visits/field-api.ts';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { FieldError, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { coveredFile, drawCovered } from './redaction-canvas.ts';

type Point = readonly [number, number];
type Picture = ImageBitmap | 'loading' | 'unreadable';

interface Covering {
  readonly areas: readonly CoveredArea[];
  readonly reason: RedactionReason | '';
}

/** The button beside a picture, with its dialog; what was covered is forgotten when the dialog closes. */
export function RedactButton({ evidenceId }: { readonly evidenceId: string }) {
  const say = useText(redactionText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('make')}
      </Button>
      {open ? <RedactionDialog evidenceId={evidenceId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RedactionDialog(props: { readonly evidenceId: string; readonly onClose: () => void }) {
  const say = useText(redactionText);
  const ui = useUi();
  const toast = useToast();
  const picture = usePicture(props.evidenceId);
  const send = useApiAction(redactEvidence, ['visits.get']);
  const [covering, setCovering] = useState<Covering>({ areas: [], reason: '' });
  const [asked, setAsked] = useState(false);
  const [notMade, setNotMade] = useState(false);
  const save = async () => {
    setAsked(true);
    const { areas, reason } = covering;
    if (typeof picture === 'string' || areas.length === 0 || reason === '') return;
    const file = await coveredFile(picture, areas, `${say('copy')}.jpg`);
    setNotMade(file === null);
    if (file === null) return;
    const params = { id: props.evidenceId };
    const result = await send.run({ params, body: { areas: [...areas], reason }, file });
    if (!result.ok) return;
    toast(say('saved'));
    props.onClose();
  };
  const actions = (
    <>
      <Button onClick={props.onClose}>{ui('cancel')}</Button>
      <Button
        kind="primary"
        busy={send.busy}
        disabled={typeof picture === 'string'}
        onClick={() => void save()}
      >
        {say('save')}
      </Button>
    </>
  );
  return (
    <Dialog open wide title={say('title')} onClose={props.onClose} actions={actions}>
      <p className="secondary">{say('lead')}</p>
      <ErrorNotice error={send.error} />
      {notMade ? <Notice tone="error">{say('notMade')}</Notice> : null}
      {picture === 'unreadable' ? <Notice tone="error">{say('unreadable')}</Notice> : null}
      {picture === 'loading' ? <output>{say('loading')}</output> : null}
      {typeof picture === 'string' ? null : (
        <CoverFields picture={picture} covering={covering} asked={asked} onChange={setCovering} />
      )}
    </Dialog>
  );
}

function CoverFields(props: {
  readonly picture: ImageBitmap;
  readonly covering: Covering;
  /** Saving was tried: what is missing is said. */
  readonly asked: boolean;
  readonly onChange: (covering: Covering) => void;
}) {
  const say = useText(redactionText);
  const { covering, asked } = props;
  const { areas, reason } = covering;
  const isFull = areas.length >= redactedMaxAreas;
  const setAreas = (next: readonly CoveredArea[]) => props.onChange({ ...covering, areas: next });
  const cover = (area: CoveredArea) => {
    if (!isFull) setAreas([...areas, area]);
  };
  const missing = asked && areas.length === 0 ? say('needArea') : undefined;
  return (
    <>
      <CoverGround picture={props.picture} areas={areas} onCover={cover} />
      <FieldError name="areas" error={isFull ? say('tooMany', { most: redactedMaxAreas }) : missing} />
      <div className="redaction-tools">
        <Button size="small" disabled={areas.length === 0} onClick={() => setAreas(areas.slice(0, -1))}>
          {say('undo')}
        </Button>
        <output>{say('covered', { count: areas.length })}</output>
      </div>
      <ByNumbers onCover={cover} disabled={isFull} />
      <RadioGroup
        inline
        name="redaction-reason"
        label={say('reason')}
        error={asked && reason === '' ? say('needReason') : undefined}
        choices={redactionReasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        value={reason}
        onChange={(value) =>
          props.onChange({ ...covering, reason: redactionReasons.find((each) => each === value) ?? '' })
        }
      />
    </>
  );
}

/** The original, decoded for drawing and turned as the camera was held. */
function usePicture(evidenceId: string): Picture {
  const [picture, setPicture] = useState<Picture>('loading');
  useEffect(() => {
    const stop = new AbortController();
    const open = async (): Promise<Picture> => {
      const reply = await fetch(addressOf(evidenceFile, { params: { id: evidenceId } }), {
        signal: stop.signal,
      });
      return reply.ok ? createImageBitmap(await reply.blob()) : 'unreadable';
    };
    void open()
      .catch((): Picture => 'unreadable')
      .then((opened) => {
        if (!stop.signal.aborted) setPicture(opened);
      });
    return () => stop.abort();
  }, [evidenceId]);
  return picture;
}

/** The picture with what is covered; a drag covers one more area. */
function CoverGround(props: {
  readonly picture: ImageBitmap;
  readonly areas: readonly CoveredArea[];
  readonly onCover: (area: CoveredArea) => void;
}) {
  const say = useText(redactionText);
  const canvas = useRef<HTMLCanvasElement>(null);
  const start = useRef<Point | null>(null);
  const [drawn, setDrawn] = useState<CoveredArea | null>(null);
  const { picture, areas } = props;
  useEffect(() => {
    if (canvas.current !== null)
      drawCovered(canvas.current, picture, drawn === null ? areas : [...areas, drawn]);
  }, [picture, areas, drawn]);
  const areaTo = (event: PointerEvent<HTMLCanvasElement>): CoveredArea | null =>
    start.current === null ? null : areaBetween(start.current, pointOf(event));
  const end = (area: CoveredArea | null) => {
    start.current = null;
    setDrawn(null);
    if (area !== null) props.onCover(area);
  };
  return (
    <canvas
      ref={canvas}
      className="redaction-canvas"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = pointOf(event);
      }}
      onPointerMove={(event) => {
        if (start.current !== null) setDrawn(areaTo(event));
      }}
      onPointerUp={(event) => end(areaTo(event))}
      onPointerCancel={() => end(null)}
    >
      {say('picture')}
    </canvas>
  );
}

function pointOf(event: PointerEvent<HTMLCanvasElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

const sides = ['left', 'top', 'right', 'bottom'] as const;

/** The way without a pointer: four sides in hundredths of the picture. */
function ByNumbers(props: { readonly onCover: (area: CoveredArea) => void; readonly disabled: boolean }) {
  const say = useText(redactionText);
  const empty = { left: '', top: '', right: '', bottom: '' };
  const [typed, setTyped] = useState(empty);
  const [wrong, setWrong] = useState(false);
  const add = () => {
    const area = typedArea(typed);
    setWrong(area === null);
    if (area === null) return;
    setTyped(empty);
    props.onCover(area);
  };
  return (
    <details className="redaction-numbers">
      <summary>{say('byNumbers')}</summary>
      <p className="secondary">{say('byNumbersHint')}</p>
      <FieldError name="redaction-numbers" error={wrong ? say('numbersWrong') : undefined} />
      <div className="redaction-sides">
        {sides.map((side) => (
          <TextField
            key={side}
            name={`redaction-${side}`}
            label={say(side)}
            unit="%"
            inputMode="decimal"
            maxLength={6}
            value={typed[side]}
            onChange={(value) => setTyped({ ...typed, [side]: value })}
          />
        ))}
        <Button disabled={props.disabled} onClick={add}>
          {say('add')}
        </Button>
      </div>
    </details>
  );
}

/** Null unless all four are numbers from 0 to 100 in their order. */
function typedArea(typed: Readonly<Record<(typeof sides)[number], string>>): CoveredArea | null {
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = sides.map((side) =>
    typed[side].trim() === '' ? Number.NaN : Number(typed[side]) / 100,
  );
  const isInside = [left, top, right, bottom].every((value) => value >= 0 && value <= 1);
  return isInside && left < right && top < bottom ? areaBetween([left, top], [right, bottom]) : null;
}
