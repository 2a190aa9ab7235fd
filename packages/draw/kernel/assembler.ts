/**
 * The few WebAssembly instructions the kernel needs, as functions that return their bytes, and the module
 * around them. It only writes what it is told: it neither checks types nor optimises.
 */

export type Code = readonly number[];

/** Unsigned LEB128. */
export function uleb(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >>> 7;
  return rest === 0 ? [low] : [low | 0x80, ...uleb(rest)];
}

/** Signed LEB128 of a 32-bit integer. */
export function sleb(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return last ? [low] : [low | 0x80, ...sleb(rest)];
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const simd = (opcode: number, ...rest: number[]): Code => [0xfd, ...uleb(opcode), ...rest];

export const get = (local: number): Code => [0x20, ...uleb(local)];
export const set = (local: number): Code => [0x21, ...uleb(local)];
export const call = (index: number): Code => [0x10, ...uleb(index)];
/** `body` runs at least once and again as long as it leaves a number other than 0. */
export const repeat = (...body: Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0x00, 0x0b];

export const i32 = {
  const: (value: number): Code => [0x41, ...sleb(value)],
  add: [0x6a] as Code,
  sub: [0x6b] as Code,
  shl: [0x74] as Code,
  or: [0x72] as Code,
  ne: [0x47] as Code,
  load8: (offset: number): Code => [0x2d, 0, ...uleb(offset)],
  store: (offset: number): Code => [0x36, 2, ...uleb(offset)],
};

export const v128 = {
  load: (offset: number): Code => simd(0x00, 0, ...uleb(offset)),
  load32Splat: (offset: number): Code => simd(0x09, 2, ...uleb(offset)),
  store: (offset: number): Code => simd(0x0b, 0, ...uleb(offset)),
  zero: simd(0x0c, ...times(16, 0)),
  shuffle: (lanes: readonly number[]): Code => simd(0x0d, ...lanes),
  splat: simd(0x11),
  replaceByte: (lane: number): Code => simd(0x17, lane),
  xor: simd(0x51),
  bitselect: simd(0x52),
  shl: simd(0xab),
  shr: simd(0xad),
  add: simd(0xae),
};

export interface WasmFunction {
  /** Name under which it is exported; absent for inner functions. */
  readonly name?: string;
  /** Number of i32 parameters: locals 0 … params − 1. */
  readonly params: number;
  /** Further locals: first the i32 ones, then the vectors. */
  readonly i32s: number;
  readonly vectors: number;
  readonly body: Code;
}

/** `\\0asm`, version 1. */
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const I32 = 0x7f;
const V128 = 0x7b;
const section = (id: number, body: Code): number[] => [id, ...uleb(body.length), ...body];
const vector = (items: readonly Code[]): number[] => [...uleb(items.length), ...items.flat()];
const ascii = (text: string): number[] => [
  ...uleb(text.length),
  ...Array.from(text, (char) => char.charCodeAt(0)),
];

/** A module with one exported memory of `pages` × 64 KiB that holds `data` from address `at`. */
export function wasmModule(
  functions: readonly WasmFunction[],
  memory: { readonly pages: number; readonly at: number; readonly data: readonly number[] },
): Uint8Array {
  const types = functions.map((f) => [0x60, ...vector(times<Code>(f.params, [I32])), 0]);
  const exported = functions.flatMap((f, index) =>
    f.name === undefined ? [] : [[...ascii(f.name), 0, ...uleb(index)]],
  );
  const bodies = functions.map((f) => {
    const locals = [
      [...uleb(f.i32s), I32],
      [...uleb(f.vectors), V128],
    ];
    const body = [...vector(locals), ...f.body, 0x0b];
    return [...uleb(body.length), ...body];
  });
  const segment = [0, ...i32.const(memory.at), 0x0b, ...uleb(memory.data.length), ...memory.data];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, vector(types)),
    ...section(3, vector(functions.map((_, index) => uleb(index)))),
    ...section(5, [1, 0, ...uleb(memory.pages)]),
    ...section(7, vector([[...ascii('memory'), 2, 0], ...exported])),
    ...section(10, vector(bodies)),
    ...section(11, vector([segment])),
  ]);
}
