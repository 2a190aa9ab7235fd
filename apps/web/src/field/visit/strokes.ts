/** A signature as strokes of points in a box; drawn thick enough to be read on paper. Pure except for the drawing. */

export type Point = readonly [x: number, y: number];
export type Strokes = readonly (readonly Point[])[];

/** Fewer points than this are a slip of the finger, not a signature. */
const fewest = 8;

export function isSignature(strokes: Strokes): boolean {
  return strokes.reduce((sum, stroke) => sum + stroke.length, 0) >= fewest;
}

/** A point of the screen in the pad's own box, also when the pad lies turned by a quarter on an upright phone. */
export function padPoint(
  at: { readonly x: number; readonly y: number },
  box: { readonly left: number; readonly top: number; readonly right: number },
  turned: boolean,
): Point {
  return turned ? [at.y - box.top, box.right - at.x] : [at.x - box.left, at.y - box.top];
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box around all strokes with a margin. */
export function frameOfStrokes(strokes: Strokes, margin: number): Frame {
  const xs = strokes.flatMap((stroke) => stroke.map(([x]) => x));
  const ys = strokes.flatMap((stroke) => stroke.map(([, y]) => y));
  const left = Math.min(...xs) - margin;
  const top = Math.min(...ys) - margin;
  return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
}

/** Thickness of a line as a part of the picture's height: about 1 mm on a signature 20 mm high. */
const thickness = 1 / 20;
const leastWidth = 5;

/** Draws strokes as smooth lines, black; `scale` turns the pad's points into the canvas's. */
export function drawStrokes(
  pen: CanvasRenderingContext2D,
  strokes: Strokes,
  view: { readonly frame: Frame; readonly scale: number },
): void {
  const { frame, scale } = view;
  pen.strokeStyle = '#000000';
  pen.fillStyle = '#000000';
  pen.lineWidth = Math.max(leastWidth, frame.height * thickness) * scale;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  const place = ([x, y]: Point): Point => [(x - frame.left) * scale, (y - frame.top) * scale];
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(place);
    if (first === undefined) continue;
    pen.beginPath();
    pen.moveTo(...first);
    let before = first;
    for (const point of rest) {
      pen.quadraticCurveTo(...before, (before[0] + point[0]) / 2, (before[1] + point[1]) / 2);
      before = point;
    }
    pen.lineTo(...before);
    pen.stroke();
  }
}

/** Pixels of the picture's height. */
const pictureHeight = 400;

/** The signature as a picture on white, cut to its strokes. */
export function pictureOfStrokes(strokes: Strokes): Promise<Blob | null> {
  const frame = frameOfStrokes(strokes, 16);
  const scale = pictureHeight / Math.max(1, frame.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(Math.min(4000, frame.width * scale));
  canvas.height = pictureHeight;
  const pen = canvas.getContext('2d');
  if (pen === null) return Promise.resolve(null);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  drawStrokes(pen, strokes, { frame, scale });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
