/** The ticket strip: one picture that explains a draw. Places come from core, so that papers draw the same figure. */
import './ticket-strip.css';
import {
  type PlacedDot,
  type PlacedLane,
  placeTicketStrip,
  type TicketLane,
} from '@mingcha/core/common/ticket-strip.ts';
import { useEffect, useRef, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';

export interface TicketStripProps {
  readonly lanes: readonly TicketLane[];
  /** Lanes with more objects show a density; default 400. */
  readonly densityAbove?: number;
}

const cutRoom = 22;
/** A lane with named objects has one more line above for their names. */
const nameRoom = 20;
const sideroom = 8;

export function TicketStrip(props: TicketStripProps) {
  const say = useUi();
  const [box, width] = useWidth();
  const strip = placeTicketStrip(props.lanes, {
    width: Math.max(240, width - sideroom * 2),
    ...(props.densityAbove === undefined ? {} : { densityAbove: props.densityAbove }),
  });
  const dense = strip.lanes.some((lane) => lane.bars.length > 0);
  return (
    <figure className="strip" ref={box}>
      {strip.lanes.map((lane) => (
        <div key={lane.code} className="strip-lane">
          <p className="strip-head">
            <span className="strip-name">{lane.name}</span>
            <span className="strip-count" aria-hidden="true">
              {`${say('ticketDrawn')} ${lane.drawn} / ${lane.total}`}
            </span>
          </p>
          <LanePicture lane={lane} width={strip.width} radius={strip.radius} ticks={strip.ticks} />
        </div>
      ))}
      <Legend dense={dense} />
    </figure>
  );
}

/** The element's width, followed as the page changes. */
function useWidth(): [React.RefObject<HTMLElement | null>, number] {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

interface PictureProps {
  readonly lane: PlacedLane;
  readonly width: number;
  readonly radius: number;
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
}

function LanePicture(props: PictureProps) {
  const say = useUi();
  const { lane, width, radius, ticks } = props;
  const headroom = cutRoom + (lane.dots.some((dot) => dot.label !== undefined) ? nameRoom : 0);
  const floor = headroom + lane.height;
  const height = floor + 20;
  const summary = say('ticketSummary', {
    name: lane.name,
    total: lane.total,
    drawn: lane.drawn,
    reserve: lane.reserve,
  });
  return (
    <svg viewBox={`${-sideroom} 0 ${width + sideroom * 2} ${height}`} role="img" aria-label={summary}>
      {lane.cutOffX === null ? null : (
        <rect className="strip-in" x={0} y={headroom} width={lane.cutOffX} height={lane.height} />
      )}
      {ticks.map((tick) => (
        <g key={tick.value}>
          <line className="strip-tick" x1={tick.x} x2={tick.x} y1={headroom} y2={floor + 4} />
          <text className="strip-tick-label" x={tick.x} y={height - 2} textAnchor={anchorOf(tick.value)}>
            {String(tick.value)}
          </text>
        </g>
      ))}
      <line className="strip-floor" x1={0} x2={width} y1={floor} y2={floor} />
      <Bars lane={lane} floor={floor} />
      {lane.dots.map((dot, index) => (
        <Dot key={index} dot={dot} radius={radius} width={width} top={headroom} />
      ))}
      <CutOff lane={lane} width={width} floor={floor} top={headroom} />
    </svg>
  );
}

function anchorOf(value: number): 'start' | 'middle' | 'end' {
  if (value === 0) return 'start';
  return value === 1 ? 'end' : 'middle';
}

function Bars(props: { readonly lane: PlacedLane; readonly floor: number }) {
  const { lane, floor } = props;
  return (
    <>
      {lane.bars.map((bar) => {
        if (bar.count === 0) return null;
        const height = Math.max(1, bar.height * (lane.height - 4));
        const unit = height / bar.count;
        const drawn = bar.drawn * unit;
        const reserve = bar.reserve * unit;
        const part = { x: bar.x, width: Math.max(1, bar.width - 1) };
        return (
          <g key={bar.x}>
            <rect className="strip-bar" {...part} y={floor - height} height={height - drawn - reserve} />
            <rect
              className="strip-bar"
              data-state="reserve"
              {...part}
              y={floor - drawn - reserve}
              height={reserve}
            />
            <rect className="strip-bar" data-state="drawn" {...part} y={floor - drawn} height={drawn} />
          </g>
        );
      })}
    </>
  );
}

interface DotProps {
  readonly dot: PlacedDot;
  readonly radius: number;
  readonly width: number;
  readonly top: number;
}

function Dot(props: DotProps) {
  const { dot, radius, width, top } = props;
  const y = dot.y + top;
  const circle = <circle className="strip-dot" data-state={dot.state} cx={dot.x} cy={y} r={radius} />;
  if (dot.label === undefined) return circle;
  const onRight = dot.x < width * 0.6;
  return (
    <g>
      {circle}
      <circle className="strip-own" cx={dot.x} cy={y} r={radius + 4} />
      <line className="strip-own" x1={dot.x} x2={dot.x} y1={2} y2={y - radius - 4} />
      <text
        className="strip-own-label"
        x={dot.x + (onRight ? 6 : -6)}
        y={13}
        textAnchor={onRight ? 'start' : 'end'}
      >
        {dot.label}
      </text>
    </g>
  );
}

interface CutOffProps {
  readonly lane: PlacedLane;
  readonly width: number;
  readonly floor: number;
  readonly top: number;
}

function CutOff(props: CutOffProps) {
  const say = useUi();
  const { lane, width, floor, top } = props;
  if (lane.cutOffX === null) return null;
  const x = lane.cutOffX;
  const label = say('ticketCutOff', { value: (x / width).toFixed(3) });
  return (
    <g>
      <line className="strip-cut" x1={x} x2={x} y1={top - 4} y2={floor + 4} />
      <text
        className="strip-cut-label"
        x={anchorAt(x, width) === 'start' ? x + 5 : x}
        y={top - 8}
        textAnchor={anchorAt(x, width)}
      >
        {label}
      </text>
    </g>
  );
}

function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 60) return 'start';
  return x > width - 60 ? 'end' : 'middle';
}

function Legend(props: { readonly dense: boolean }) {
  const say = useUi();
  return (
    <figcaption>
      <ul className="strip-legend">
        {(['drawn', 'reserve', 'rest'] as const).map((state) => (
          <li key={state}>
            <svg viewBox="0 0 14 14" aria-hidden="true">
              {props.dense ? (
                <rect className="strip-bar" data-state={state} x="2" y="2" width="10" height="10" />
              ) : (
                <circle className="strip-dot" data-state={state} cx="7" cy="7" r="4" />
              )}
            </svg>
            {say(legendWords[state])}
          </li>
        ))}
        <li>{say('ticketAxis')}</li>
        {props.dense ? <li>{say('ticketDensity')}</li> : null}
      </ul>
    </figcaption>
  );
}

const legendWords = { drawn: 'ticketDrawn', reserve: 'ticketReserve', rest: 'ticketRest' } as const;
