/**
 * The seal mark: a small symmetric pattern drawn from a digest, the same on screen, paper and portal, so that
 * people in a room can compare two seals at a glance. It complements the digits and never replaces them.
 *
 * Construction: a lattice of 10 × 10 cells with the eight symmetries of the square. The 15 independent cells
 * (x ≤ y of the upper left quarter, counted row by row) take three bits each from the digest's first 45 bits,
 * most significant first. The result is one SVG path in a box of 10 × 10 units, to be filled with the
 * even-odd rule; it uses absolute M, L, A and Z only, which every SVG and PDF library draws.
 */

/** Side of the box in which the path is drawn. */
export const sealMarkSize = 10;

const half = sealMarkSize / 2;

/** One of eight shapes; the coordinates' origin is the cell's corner away from the centre of the mark. */
type Shape = (at: (x: number, y: number) => string, sweep: 0 | 1) => string;

const square: Shape = (at) => `M${at(0, 0)}L${at(1, 0)}L${at(1, 1)}L${at(0, 1)}Z`;
const outerTriangle: Shape = (at) => `M${at(0, 0)}L${at(1, 0)}L${at(0, 1)}Z`;
const innerTriangle: Shape = (at) => `M${at(1, 1)}L${at(1, 0)}L${at(0, 1)}Z`;
const outerQuarter: Shape = (at, sweep) => `M${at(0, 0)}L${at(1, 0)}A1 1 0 0 ${sweep} ${at(0, 1)}Z`;
const diamond: Shape = (at) => `M${at(0.5, 0)}L${at(1, 0.5)}L${at(0.5, 1)}L${at(0, 0.5)}Z`;
const frame: Shape = (at, sweep) =>
  `${square(at, sweep)}M${at(0.3, 0.3)}L${at(0.7, 0.3)}L${at(0.7, 0.7)}L${at(0.3, 0.7)}Z`;
const blank: Shape = () => '';

const shapes: readonly Shape[] = [
  blank,
  square,
  outerTriangle,
  innerTriangle,
  outerQuarter,
  diamond,
  frame,
  square,
];

/** The first 45 bits of the digest as fifteen numbers 0…7. */
function cellsOf(digest: string): readonly number[] {
  const bits = Array.from(digest.slice(0, 12), (digit) =>
    Number.parseInt(digit, 16).toString(2).padStart(4, '0'),
  ).join('');
  return Array.from({ length: 15 }, (_, cell) => Number.parseInt(bits.slice(cell * 3, cell * 3 + 3), 2));
}

function drawQuarters(shape: Shape, x: number, y: number): string {
  const parts: string[] = [];
  for (const right of [false, true]) {
    for (const low of [false, true]) {
      const at = (dx: number, dy: number): string => {
        const px = right ? sealMarkSize - x - dx : x + dx;
        const py = low ? sealMarkSize - y - dy : y + dy;
        return `${Number(px.toFixed(2))} ${Number(py.toFixed(2))}`;
      };
      parts.push(shape(at, right === low ? 1 : 0));
    }
  }
  return parts.join('');
}

/**
 * The mark of a digest as SVG path data in a box of `sealMarkSize` units.
 * @param digest hexadecimal, at least 12 digits, either case; white space between groups is ignored
 * @returns path data, or an empty string when the digest is not hexadecimal or too short
 */
export function sealMarkPath(digest: string): string {
  const plain = digest.replaceAll(/\s/g, '').toLowerCase();
  if (!/^[0-9a-f]{12,}$/.test(plain)) return '';
  const cells = cellsOf(plain);
  const parts: string[] = [];
  let next = 0;
  for (let y = 0; y < half; y += 1) {
    for (let x = 0; x <= y; x += 1) {
      const shape = shapes[cells[next] ?? 0] ?? blank;
      next += 1;
      parts.push(drawQuarters(shape, x, y));
      if (x !== y) parts.push(drawQuarters(shape, y, x));
    }
  }
  return parts.join('');
}

/**
 * The framed mark as a stand-alone SVG document, for papers.
 * @param digest as for `sealMarkPath`
 * @param colour a CSS colour; seal red on paper
 */
export function sealMarkSvg(digest: string, colour = '#b3261e'): string {
  const path = sealMarkPath(digest);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.2 -1.2 12.4 12.4" width="124" height="124">' +
    `<rect x="-0.9" y="-0.9" width="11.8" height="11.8" rx="0.6" fill="none" stroke="${colour}" stroke-width="0.35"/>` +
    `<path d="${path}" fill="${colour}" fill-rule="evenodd"/></svg>`
  );
}
