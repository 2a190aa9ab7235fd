/**
 * Four SHA-256 compressions side by side in 128-bit lanes (FIPS 180-4), written instruction by instruction.
 * Memory: 0 message words W0…W15 (4 lanes each), 256 chaining value, 384 starting value, 512 round constants,
 * from 1024 the caller's buffers. `compress` neither knows padding nor length; the callers prepare both.
 */
import { type Code, call, get, i32, repeat, set, v128, type WasmFunction, wasmModule } from './assembler.ts';

const W = 0;
const STATE = 256;
const START = 384;
const ROUND_CONSTANTS = 512;
const PAGES = 16;

const seq = (...parts: Code[]): Code => parts.flat();
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes, exactly. */
function roundConstants(): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes.map((prime) => {
    const target = BigInt(prime) << 96n;
    let root = 0n;
    for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** 3n <= target) root += bit;
    return Number(root & 0xffffffffn);
  });
}

// --- compress: locals 0 = pointer to the constants, 1…16 message words, 17…24 a…h, 25 scratch ---

const word = (j: number): number => 1 + (j & 15);
/** In round j the names a…h have moved j places, so nothing is copied. */
const letter = (name: number, j: number): number => 17 + ((name - j) & 7);
const SCRATCH = 25;

const shiftXor = (local: number, shifts: readonly (readonly ['l' | 'r', number])[]): Code =>
  shifts.flatMap(([side, by], index) => [
    ...get(local),
    ...i32.const(by),
    ...(side === 'l' ? v128.shl : v128.shr),
    ...(index === 0 ? [] : v128.xor),
  ]);
const rotations = (...by: number[]): (readonly ['l' | 'r', number])[] =>
  by.flatMap((n): (readonly ['l' | 'r', number])[] => [
    ['r', n],
    ['l', 32 - n],
  ]);

function round(j: number): Code {
  const [a, b, c, d] = [letter(0, j), letter(1, j), letter(2, j), letter(3, j)];
  const [e, f, g, h] = [letter(4, j), letter(5, j), letter(6, j), letter(7, j)];
  return [
    ...seq(get(h), get(word(j)), v128.add),
    ...seq(get(0), v128.load32Splat((j & 15) * 4), v128.add),
    ...seq(get(f), get(g), get(e), v128.bitselect, v128.add),
    ...seq(shiftXor(e, rotations(6, 11, 25)), v128.add, set(SCRATCH)),
    ...seq(get(d), get(SCRATCH), v128.add, set(d)),
    ...seq(get(SCRATCH), get(a), get(b), get(b), get(c), v128.xor, v128.bitselect),
    ...seq(v128.add, shiftXor(a, rotations(2, 13, 22)), v128.add, set(h)),
  ];
}

/** W[j] becomes the word of 16 rounds later. */
const schedule = (j: number): Code => [
  ...seq(get(word(j)), get(word(j + 9)), v128.add),
  ...seq(shiftXor(word(j + 1), [...rotations(7, 18), ['r', 3]]), v128.add),
  ...seq(shiftXor(word(j + 14), [...rotations(17, 19), ['r', 10]]), v128.add, set(word(j))),
];

const compress: WasmFunction = {
  params: 0,
  i32s: 1,
  vectors: 25,
  body: [
    ...range(16).flatMap((j) => [...i32.const(0), ...v128.load(W + 16 * j), ...set(word(j))]),
    ...range(8).flatMap((n) => [...i32.const(0), ...v128.load(STATE + 16 * n), ...set(letter(n, 0))]),
    ...seq(i32.const(ROUND_CONSTANTS), set(0)),
    ...repeat(
      range(16).flatMap((j) => [...round(j), ...schedule(j)]),
      [...get(0), ...i32.const(64), ...i32.add, ...set(0)],
      [...get(0), ...i32.const(ROUND_CONSTANTS + 192), ...i32.ne],
    ),
    ...range(16).flatMap(round),
    ...range(8).flatMap((n) => [
      ...seq(i32.const(0), i32.const(0), v128.load(STATE + 16 * n)),
      ...seq(get(letter(n, 0)), v128.add, v128.store(STATE + 16 * n)),
    ]),
  ],
};

// --- moving words in and out: 4 messages × 4 words are turned into 4 words × 4 lanes, bytes swapped ---

const reversed = (start: number): number[] => [start + 3, start + 2, start + 1, start];
const swapLow = v128.shuffle([...reversed(0), ...reversed(16), ...reversed(4), ...reversed(20)]);
const swapHigh = v128.shuffle([...reversed(8), ...reversed(24), ...reversed(12), ...reversed(28)]);
const lowHalves = v128.shuffle([...range(8), ...range(8).map((n) => n + 16)]);
const highHalves = v128.shuffle([...range(8).map((n) => n + 8), ...range(8).map((n) => n + 24)]);

/** Turns the vectors in locals v … v+3 through locals v+4 … v+7; result in v … v+3. */
function transpose(v: number): Code {
  const pair = (...[first, second, how, to]: readonly [number, number, Code, number]): Code => [
    ...seq(get(first), get(second), how, set(to)),
  ];
  return [
    ...pair(v, v + 1, swapLow, v + 4),
    ...pair(v, v + 1, swapHigh, v + 5),
    ...pair(v + 2, v + 3, swapLow, v + 6),
    ...pair(v + 2, v + 3, swapHigh, v + 7),
    ...pair(v + 4, v + 6, lowHalves, v),
    ...pair(v + 4, v + 6, highHalves, v + 1),
    ...pair(v + 5, v + 7, lowHalves, v + 2),
    ...pair(v + 5, v + 7, highHalves, v + 3),
  ];
}

const storeWords = (v: number, first: number): Code =>
  range(4).flatMap((n) => [...i32.const(0), ...get(v + n), ...v128.store(W + 16 * (first + n))]);

/** Four words of each lane, from `offset` on; `lanes` push the four addresses. */
const loadWords = (v: number, lanes: readonly Code[], at: { offset: number; first: number }): Code => [
  ...lanes.flatMap((lane, n) => [...lane, ...v128.load(at.offset), ...set(v + n)]),
  ...transpose(v),
  ...storeWords(v, at.first),
];

const start: Code = range(8).flatMap((n) => [
  ...seq(i32.const(0), i32.const(0), v128.load(START + 16 * n), v128.store(STATE + 16 * n)),
]);

/** Writes the four digests one after the other to the address in local `out`. */
const finish = (v: number, out: number): Code =>
  range(2).flatMap((half) => [
    ...range(4).flatMap((n) => [...seq(i32.const(0), v128.load(STATE + 64 * half + 16 * n), set(v + n))]),
    ...transpose(v),
    ...range(4).flatMap((n) => [...get(out), ...get(v + n), ...v128.store(32 * n + 16 * half)]),
  ]);

const advance = (local: number, by: number): Code => [...seq(get(local), i32.const(by), i32.add, set(local))];
const countDown = (local: number): Code => [...advance(local, -1), ...get(local)];

const COMPRESS = 0;

/** tails(in, out, groups): 32 bytes per message; the caller has set W8…W15 and the starting value. */
const tails: WasmFunction = {
  name: 'tails',
  params: 3,
  i32s: 0,
  vectors: 8,
  body: repeat(
    ...range(2).map((half) =>
      loadWords(
        3,
        range(4).map((lane) => [...get(0), ...i32.const(32 * lane), ...i32.add]),
        { offset: 16 * half, first: 4 * half },
      ),
    ),
    [...start, ...call(COMPRESS), ...finish(3, 1)],
    [...advance(0, 128), ...advance(1, 128), ...countDown(2)],
  ),
};

/** blocks(in, out, groups, count): each message is `count` whole blocks, padding included. */
const blocks: WasmFunction = {
  name: 'blocks',
  params: 4,
  i32s: 5,
  vectors: 8,
  body: repeat(
    start,
    // Locals 4…7 walk through the four messages; when the group is done local 7 stands at the next group.
    [...get(0), ...set(4)],
    ...range(3).map((lane) => [...seq(get(4 + lane), get(3), i32.const(6), i32.shl, i32.add, set(5 + lane))]),
    [...get(3), ...set(8)],
    repeat(
      ...range(4).map((quarter) =>
        loadWords(
          9,
          range(4).map((lane) => get(4 + lane)),
          { offset: 16 * quarter, first: 4 * quarter },
        ),
      ),
      call(COMPRESS),
      ...range(4).map((lane) => advance(4 + lane, 64)),
      countDown(8),
    ),
    finish(9, 1),
    [...get(7), ...set(0)],
    [...advance(1, 128), ...countDown(2)],
  ),
};

/** nodes(in, out, groups): H(0x01 ‖ 64 bytes) of each pair of digests; the byte before `in` must exist. */
const nodes: WasmFunction = {
  name: 'nodes',
  params: 3,
  i32s: 0,
  vectors: 8,
  body: repeat(
    start,
    // First block: everything one byte to the right, byte 0 is the tag.
    ...range(4).map(
      (quarter): Code => [
        ...range(4).flatMap((lane) => [
          ...seq(get(0), i32.const(64 * lane + 16 * quarter - 1), i32.add, v128.load(0)),
          ...(quarter === 0 ? [...i32.const(1), ...v128.replaceByte(0)] : []),
          ...set(3 + lane),
        ]),
        ...transpose(3),
        ...storeWords(3, 4 * quarter),
      ],
    ),
    call(COMPRESS),
    // Second block: the last byte, the padding bit, zeros, the length of 520 bits.
    ...range(4).map(
      (lane): Code => [
        ...seq(i32.const(4 * lane), get(0), i32.load8(64 * lane + 63), i32.const(24), i32.shl),
        ...seq(i32.const(0x800000), i32.or, i32.store(W)),
      ],
    ),
    ...range(14).map((n): Code => [...i32.const(0), ...v128.zero, ...v128.store(W + 16 * (n + 1))]),
    [...i32.const(0), ...i32.const(520), ...v128.splat, ...v128.store(W + 240)],
    [...call(COMPRESS), ...finish(3, 1)],
    [...advance(0, 256), ...advance(1, 128), ...countDown(2)],
  ),
};

/** The bytes of the kernel module. */
export function sha256Kernel(): Uint8Array {
  const constants = roundConstants().flatMap((k) => [k & 255, (k >>> 8) & 255, (k >>> 16) & 255, k >>> 24]);
  return wasmModule([compress, tails, blocks, nodes], {
    pages: PAGES,
    at: ROUND_CONSTANTS,
    data: constants,
  });
}
