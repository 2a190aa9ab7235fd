/**
 * Copies of pictures for display: watermark and marks drawn on them, the original untouched (R166). Geometry is pure;
 * drawing needs a canvas.
 */
import type { PictureMark, Position } from '@mingcha/core/inspections/visits/visit-fields.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that fits into a square of `most`, never enlarged. */
export function fitted(size: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(size.width, size.height, 1));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

/** A mark between two points, given as fractions of the picture: an arrow's tail and tip, a circle's centre and rim. */
export function markBetween(
  shape: PictureMark['shape'],
  from: readonly [number, number],
  to: readonly [number, number],
): PictureMark {
  const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  return { shape, points: [...from, ...to].map(round) };
}

/** The two barbs of an arrow's head, in the units of its points. */
export function arrowBarbs(
  tail: readonly [number, number],
  tip: readonly [number, number],
  length: number,
): readonly [readonly [number, number], readonly [number, number]] {
  const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  const barb = (turn: number) =>
    [tip[0] - length * Math.cos(angle + turn), tip[1] - length * Math.sin(angle + turn)] as const;
  return [barb(Math.PI / 7), barb(-Math.PI / 7)];
}

export interface WatermarkParts {
  readonly agency: string;
  readonly taskNumber: string;
  /** Ready to read. */
  readonly at: string;
  readonly position: Position | null;
  readonly person: string;
}

/** 单位简称, 任务号, 时间, 经纬度±精度, 检查人: one line each, parted by ` | ` where they are kept. */
export function watermarkText(parts: WatermarkParts): string {
  const { position } = parts;
  const place =
    position === null
      ? ''
      : `${position.lat.toFixed(5)}, ${position.lon.toFixed(5)} ±${Math.round(position.accuracyM)} m`;
  return [`${parts.agency} ${parts.taskNumber}`, parts.at, place, parts.person]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' | ')
    .slice(0, 300);
}

export interface Picture {
  readonly blob: Blob;
  readonly watermark: string;
  readonly marks: readonly PictureMark[];
}

/** Draws the copy into a canvas of at most `most` pixels; false where the browser cannot read the picture. */
export async function drawCopy(canvas: HTMLCanvasElement, picture: Picture, most: number): Promise<boolean> {
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(picture.blob);
  } catch {
    return false;
  }
  const size = fitted(image, most);
  canvas.width = size.width;
  canvas.height = size.height;
  const pen = canvas.getContext('2d');
  if (pen === null) return false;
  pen.drawImage(image, 0, 0, size.width, size.height);
  image.close();
  for (const mark of picture.marks) drawMark(pen, mark, size);
  // On thumbnails nobody could read it.
  if (picture.watermark !== '' && size.width >= 300) drawWatermark(pen, picture.watermark, size);
  return true;
}

/** Red with a white rim, to be seen on any ground. */
function drawMark(pen: CanvasRenderingContext2D, mark: PictureMark, size: Size): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = mark.points;
  const from = [x1 * size.width, y1 * size.height] as const;
  const to = [x2 * size.width, y2 * size.height] as const;
  const wide = Math.max(3, Math.max(size.width, size.height) / 160);
  for (const [colour, width] of [
    ['#ffffff', wide * 2],
    ['#b3261e', wide],
  ] as const) {
    pen.beginPath();
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    if (mark.shape === 'circle') {
      pen.arc(from[0], from[1], Math.max(4, Math.hypot(to[0] - from[0], to[1] - from[1])), 0, Math.PI * 2);
    } else {
      const [left, right] = arrowBarbs(from, to, wide * 6);
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.moveTo(...left);
      pen.lineTo(...to);
      pen.lineTo(...right);
    }
    pen.stroke();
  }
}

function drawWatermark(pen: CanvasRenderingContext2D, text: string, size: Size): void {
  const lines = text.split(' | ');
  const letter = Math.max(12, Math.round(size.width / 36));
  const leading = Math.round(letter * 1.45);
  const top = size.height - leading * lines.length - Math.round(letter * 0.6);
  pen.fillStyle = 'rgba(0, 0, 0, 0.55)';
  pen.fillRect(0, top - Math.round(letter * 0.4), size.width, size.height - top + letter);
  pen.fillStyle = '#ffffff';
  pen.font = `${letter}px ${getComputedStyle(pen.canvas).fontFamily}`;
  pen.textBaseline = 'top';
  lines.forEach((each, index) => {
    pen.fillText(each, Math.round(letter * 0.6), top + index * leading, size.width - letter);
  });
}
