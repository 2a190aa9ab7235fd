/**
 * The ticket strip: a draw in one picture. Each object is a dot at its ticket between 0 and 1 in the lane of
 * its stratum; the cut-off is a line; drawn objects are filled, reserves ringed. Small lanes show every dot,
 * large ones a density. This file computes places only; screens, papers and the verifier draw the same figure.
 *
 * Floating point is for drawing alone: who is drawn is decided on the ticket's 32 bytes elsewhere.
 */

export type TicketState = 'drawn' | 'reserve' | 'rest';

export interface TicketPoint {
  /** Ticket as a fraction of the whole range, 0 ≤ at < 1. */
  readonly at: number;
  readonly state: TicketState;
  /** Written beside the dot: the object's own name where it may be shown. */
  readonly label?: string;
}

export interface TicketLane {
  readonly code: string;
  readonly name: string;
  /** Ticket of the last drawn object as a fraction; null where nothing is drawn or the method knows no cut-off. */
  readonly cutOff: number | null;
  readonly points: readonly TicketPoint[];
}

export interface StripOptions {
  /** Width of the axis in units of the picture. */
  readonly width: number;
  /** Radius of a dot; default 4. */
  readonly radius?: number;
  /** Lanes with more points than this show a density; default 400. */
  readonly densityAbove?: number;
  /** Dots of a lane are stacked at most so high; default 5. */
  readonly maxStack?: number;
}

export interface PlacedDot {
  readonly x: number;
  readonly y: number;
  readonly state: TicketState;
  readonly label?: string;
}

/** A column of a density: how many objects fell there, from the lane's floor upwards, 0 ≤ height ≤ 1. */
export interface DensityBar {
  readonly x: number;
  readonly width: number;
  readonly count: number;
  readonly drawn: number;
  readonly reserve: number;
  readonly height: number;
}

export interface PlacedLane {
  readonly code: string;
  readonly name: string;
  readonly total: number;
  readonly drawn: number;
  readonly reserve: number;
  /** Height of the lane's figure; dots' y counts downwards from its top. */
  readonly height: number;
  readonly cutOffX: number | null;
  readonly dots: readonly PlacedDot[];
  readonly bars: readonly DensityBar[];
}

export interface PlacedStrip {
  readonly width: number;
  readonly radius: number;
  readonly lanes: readonly PlacedLane[];
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
}

const binWidth = 6;
const densityHeight = 56;

/**
 * A ticket as a fraction of the whole range, from its first 48 bits.
 * @param ticket hexadecimal, at least 12 digits; anything else gives NaN
 */
export function ticketFraction(ticket: string): number {
  if (!/^[0-9a-f]{12}/i.test(ticket)) return Number.NaN;
  return Number.parseInt(ticket.slice(0, 12), 16) / 2 ** 48;
}

function countOf(points: readonly TicketPoint[], state: TicketState): number {
  return points.reduce((sum, point) => sum + (point.state === state ? 1 : 0), 0);
}

/** Stacks dots that would cover each other: each takes the lowest level that is free at its place. */
function placeDots(lane: TicketLane, options: Required<StripOptions>): { dots: PlacedDot[]; height: number } {
  const gap = options.radius * 2 + 1;
  const ends: number[] = [];
  const levels: { level: number; point: TicketPoint; x: number }[] = [];
  const sorted = [...lane.points].sort((a, b) => a.at - b.at);
  for (const point of sorted) {
    const x = point.at * options.width;
    let level = ends.findIndex((end) => x - end >= gap);
    if (level < 0) level = ends.length < options.maxStack ? ends.length : lowest(ends);
    ends[level] = x;
    levels.push({ level, point, x });
  }
  const rows = Math.max(1, ends.length);
  const height = rows * gap + options.radius;
  const dots = levels.map(({ level, point, x }) => ({
    x: round(x),
    y: round(height - options.radius - 1 - level * gap),
    state: point.state,
    ...(point.label === undefined ? {} : { label: point.label }),
  }));
  return { dots, height };
}

function lowest(ends: readonly number[]): number {
  return ends.reduce((best, end, level) => (end < (ends[best] ?? 0) ? level : best), 0);
}

function placeBars(lane: TicketLane, width: number): DensityBar[] {
  const bins = Math.max(1, Math.floor(width / binWidth));
  const counts = Array.from({ length: bins }, () => ({ count: 0, drawn: 0, reserve: 0 }));
  for (const point of lane.points) {
    const bin = counts[Math.min(bins - 1, Math.max(0, Math.floor(point.at * bins)))];
    if (bin === undefined) continue;
    bin.count += 1;
    if (point.state === 'drawn') bin.drawn += 1;
    if (point.state === 'reserve') bin.reserve += 1;
  }
  const highest = counts.reduce((max, bin) => Math.max(max, bin.count), 1);
  return counts.map((bin, index) => ({
    x: round((index * width) / bins),
    width: round(width / bins),
    ...bin,
    height: round(bin.count / highest),
  }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function placeLane(lane: TicketLane, options: Required<StripOptions>): PlacedLane {
  const dense = lane.points.length > options.densityAbove;
  const { dots, height } = dense ? { dots: [], height: densityHeight } : placeDots(lane, options);
  const labelled = dense ? lane.points.filter((point) => point.label !== undefined) : [];
  return {
    code: lane.code,
    name: lane.name,
    total: lane.points.length,
    drawn: countOf(lane.points, 'drawn'),
    reserve: countOf(lane.points, 'reserve'),
    height,
    cutOffX: lane.cutOff === null ? null : round(lane.cutOff * options.width),
    dots: dense ? labelled.map((point) => ownDot(point, options)) : dots,
    bars: dense ? placeBars(lane, options.width) : [],
  };
}

/** In a density only named objects keep a dot; it stands on the lane's floor. */
function ownDot(point: TicketPoint, options: Required<StripOptions>): PlacedDot {
  return {
    x: round(point.at * options.width),
    y: densityHeight - options.radius - 1,
    state: point.state,
    ...(point.label === undefined ? {} : { label: point.label }),
  };
}

/**
 * Places a draw's lanes. Pure and deterministic: the same lanes and options give the same figure everywhere.
 * @param lanes strata in the order of the protocol; points in any order
 */
export function placeTicketStrip(lanes: readonly TicketLane[], options: StripOptions): PlacedStrip {
  const full = { radius: 4, densityAbove: 400, maxStack: 5, ...options };
  return {
    width: full.width,
    radius: full.radius,
    lanes: lanes.map((lane) => placeLane(lane, full)),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ x: round(value * full.width), value })),
  };
}
