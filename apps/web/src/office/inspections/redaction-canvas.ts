/** Draws pictures with covered areas (R166): solid black, burnt into the copy. Needs a canvas; keeps and sends nothing. */
import { type CoveredArea, redactedSide } from '@mingcha/core/inspections/results/redaction.ts';

/** Draws the picture and covers the areas; the canvas takes the size of the copy. False where it cannot draw. */
export function drawCovered(
  canvas: HTMLCanvasElement,
  picture: ImageBitmap,
  areas: readonly CoveredArea[],
): boolean {
  const scale = Math.min(1, redactedSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) return false;
  // What lets light through in a PNG would turn black in a JPEG.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  pen.fillStyle = '#000000';
  for (const area of areas) {
    // Outwards to whole pixels: a half covered one would still tell something.
    const left = Math.floor(area.left * width);
    const top = Math.floor(area.top * height);
    pen.fillRect(left, top, Math.ceil(area.right * width) - left, Math.ceil(area.bottom * height) - top);
  }
  return true;
}

/** The copy as a JPEG made anew of its pixels, without what the camera wrote into the file; null where that fails. */
export async function coveredFile(
  picture: ImageBitmap,
  areas: readonly CoveredArea[],
  name: string,
): Promise<File | null> {
  const canvas = document.createElement('canvas');
  if (!drawCovered(canvas, picture, areas)) return null;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88));
  return blob === null ? null : new File([blob], name, { type: 'image/jpeg' });
}
