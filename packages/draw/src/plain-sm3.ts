/** SM3 (GB/T 32905), written plainly from the standard: 32-byte digest, 64-byte block. */

const IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

function rotate(x: number, n: number): number {
  return n === 0 ? x : (x << n) | (x >>> (32 - n));
}

function expand(block: Uint8Array, at: number, w: Int32Array): void {
  for (let j = 0; j < 16; j += 1) {
    const i = at + 4 * j;
    w[j] =
      ((block[i] ?? 0) << 24) |
      ((block[i + 1] ?? 0) << 16) |
      ((block[i + 2] ?? 0) << 8) |
      (block[i + 3] ?? 0);
  }
  for (let j = 16; j < 68; j += 1) {
    const x = (w[j - 16] ?? 0) ^ (w[j - 9] ?? 0) ^ rotate(w[j - 3] ?? 0, 15);
    const mixed = x ^ rotate(x, 15) ^ rotate(x, 23);
    w[j] = mixed ^ rotate(w[j - 13] ?? 0, 7) ^ (w[j - 6] ?? 0);
  }
}

function compress(state: Int32Array, w: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let j = 0; j < 64; j += 1) {
    const t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
    const a12 = rotate(a, 12);
    const ss1 = rotate((a12 + e + rotate(t, j % 32)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + ((w[j] ?? 0) ^ (w[j + 4] ?? 0))) | 0;
    const tt2 = (gg + h + ss1 + (w[j] ?? 0)) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] ?? 0) ^ word;
  });
}

/** SM3 digest, 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array {
  const length = message.length;
  const padded = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  padded.set(message);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const state = Int32Array.from(IV);
  const w = new Int32Array(68);
  for (let at = 0; at < padded.length; at += 64) {
    expand(padded, at, w);
    compress(state, w);
  }
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  state.forEach((word, i) => {
    words.setInt32(4 * i, word);
  });
  return out;
}
