/**
 * SHA-256 for many messages at once on the WebAssembly kernel (four lanes). One-shot hashes stay with the
 * plain implementation. Where WebAssembly or its vectors are refused `openKernel` gives null; the caller then
 * uses the plain provider, and results are the same.
 */
import {
  type BulkHashProvider,
  blocksOf,
  countItems,
  type Layout,
  padInto,
  type TreeSteps,
  treeRoot,
} from './bulk.ts';
import { SHA256_KERNEL_HEX } from './sha256-kernel.ts';

/** The part of the WebAssembly interface used here; the package has no DOM types. */
interface WasmInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** 32-byte tails behind the starting value; words 8…15 of the block stand in memory. */
  readonly tails: (from: number, to: number, groups: number) => void;
  readonly blocks: (...call: readonly [from: number, to: number, groups: number, count: number]) => void;
  readonly nodes: (from: number, to: number, groups: number) => void;
}

/** Addresses fixed by the kernel, and two buffers of our own. */
const WORD_8 = 128;
const START = 384;
const IN = 2048;
const IN_SIZE = 512 * 1024;
const OUT = IN + IN_SIZE;
/** Messages per call, so that 32-byte digests fill at most 256 KiB and stay in the cache. */
const BATCH = 8192;

const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, n) =>
    Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16),
  );
}

function openKernel(): Kernel | null {
  const wasm = (globalThis as { readonly WebAssembly?: WasmInterface }).WebAssembly;
  if (wasm === undefined) return null;
  try {
    return new wasm.Instance(new wasm.Module(fromHex(SHA256_KERNEL_HEX))).exports as Kernel;
  } catch {
    // Refused by a content security policy, or an engine without vectors: the plain code does the same.
    return null;
  }
}

/** The kernel's memory with the steps that all bulk calls share. */
interface Machine {
  readonly kernel: Kernel;
  readonly bytes: Uint8Array;
  readonly lanes: Uint32Array;
}

/** Sets the chaining value every message starts from. */
function begin({ lanes }: Machine, state: ArrayLike<number>): void {
  for (let n = 0; n < 8; n += 1) lanes.fill(state[n] ?? 0, START / 4 + 4 * n, START / 4 + 4 * n + 4);
}

/** Starts every message behind the 64-byte prefix, which is compressed once. */
function beginAfter(machine: Machine, prefix: Uint8Array): void {
  if (prefix.length !== 64) throw new RangeError('the prefix must be one block of 64 bytes');
  begin(machine, INITIAL);
  machine.bytes.set(prefix, IN);
  machine.kernel.blocks(IN, OUT, 1, 1);
  const view = new DataView(machine.kernel.memory.buffer, OUT, 32);
  begin(
    machine,
    Array.from({ length: 8 }, (_, n) => view.getUint32(4 * n)),
  );
}

/** Runs `run` for batches of messages and collects their digests. */
function inBatches(
  { bytes }: Machine,
  sizes: { readonly count: number; readonly perCall: number },
  run: (first: number, size: number) => void,
): Uint8Array {
  const out = new Uint8Array(sizes.count * 32);
  for (let first = 0; first < sizes.count; first += sizes.perCall) {
    const size = Math.min(sizes.perCall, sizes.count - first);
    run(first, size);
    out.set(bytes.subarray(OUT, OUT + size * 32), first * 32);
  }
  return out;
}

/** Messages of any one length: padded here, hashed block by block. */
function padded(machine: Machine, items: Uint8Array, layout: Layout): Uint8Array {
  const { length } = layout;
  const blocks = blocksOf(length + (layout.tag === null ? 0 : 1));
  const perCall = Math.min(BATCH, Math.floor(IN_SIZE / (blocks * 256)) * 4);
  return inBatches(machine, { count: countItems(items, length), perCall }, (first, size) => {
    padInto(machine.bytes.subarray(IN, OUT), items.subarray(first * length, (first + size) * length), layout);
    machine.kernel.blocks(IN, OUT, Math.ceil(size / 4), blocks);
  });
}

function tails32(machine: Machine, prefix: Uint8Array, items: Uint8Array): Uint8Array {
  const { kernel, bytes, lanes } = machine;
  const count = countItems(items, 32);
  beginAfter(machine, prefix);
  lanes.fill(0, WORD_8 / 4, WORD_8 / 4 + 32);
  lanes.fill(0x80000000, WORD_8 / 4, WORD_8 / 4 + 4);
  lanes.fill(96 * 8, WORD_8 / 4 + 28, WORD_8 / 4 + 32);
  return inBatches(machine, { count, perCall: BATCH }, (first, size) => {
    bytes.set(items.subarray(first * 32, (first + size) * 32), IN);
    kernel.tails(IN, OUT, Math.ceil(size / 4));
  });
}

function treeSteps(machine: Machine, plain: BulkHashProvider): TreeSteps {
  const { kernel, bytes } = machine;
  return {
    empty: () => plain.hash(new Uint8Array(0)),
    leaves(entries, length) {
      begin(machine, INITIAL);
      return padded(machine, entries, { length, tag: 0, before: 0 });
    },
    nodes(pairs) {
      begin(machine, INITIAL);
      return inBatches(machine, { count: pairs.length / 64, perCall: BATCH }, (first, size) => {
        bytes.set(pairs.subarray(first * 64, (first + size) * 64), IN);
        kernel.nodes(IN, OUT, Math.ceil(size / 4));
      });
    },
  };
}

/** Provider on the kernel, or null when this engine refuses it. `plain` hashes single messages. */
export function openWasmProvider(plain: BulkHashProvider): BulkHashProvider | null {
  const kernel = openKernel();
  if (kernel === null) return null;
  const { buffer } = kernel.memory;
  const machine: Machine = { kernel, bytes: new Uint8Array(buffer), lanes: new Uint32Array(buffer) };
  const tree = treeSteps(machine, plain);
  return {
    suite: 'SHA256',
    hash: (message) => plain.hash(message),
    batch96: (prefix, items) => tails32(machine, prefix, items),
    batchTail(prefix, items, length) {
      if (length === 32) return tails32(machine, prefix, items);
      if (tooLong(length)) return plain.batchTail(prefix, items, length);
      beginAfter(machine, prefix);
      return padded(machine, items, { length, tag: null, before: 64 });
    },
    merkle: (data, length) => (tooLong(length) ? plain.merkle(data, length) : treeRoot(tree, data, length)),
  };
}

/** Entries of which not even four fit into the input buffer. */
function tooLong(length: number): boolean {
  return blocksOf(length + 1) * 256 > IN_SIZE;
}
