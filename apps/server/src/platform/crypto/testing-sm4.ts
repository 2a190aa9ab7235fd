/** SM4 (GB/T 32907-2016) written from the standard, block by block, for tests only: node's SM4 is held against it. Slow. */

const box = Buffer.from(
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
    '18f07dec3adc4d2079ee5f3ed7cb3948',
  'hex',
);
const systemKeys = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc];

const rotate = (word: number, by: number) => ((word << by) | (word >>> (32 - by))) >>> 0;

function substitute(word: number): number {
  const at = (shift: number) => (box[(word >>> shift) & 0xff] ?? 0) << shift;
  return (at(24) | at(16) | at(8) | at(0)) >>> 0;
}

const words = (block: Uint8Array) =>
  [0, 4, 8, 12].map((at) => Buffer.from(block.subarray(at, at + 4)).readUInt32BE());

function roundKeys(key: Uint8Array): readonly number[] {
  const k = words(key).map((word, i) => (word ^ (systemKeys[i] ?? 0)) >>> 0);
  for (let i = 0; i < 32; i += 1) {
    const constant = [0, 1, 2, 3].reduce((all, j) => ((all << 8) | (((4 * i + j) * 7) & 0xff)) >>> 0, 0);
    const mixed = substitute(((k[i + 1] ?? 0) ^ (k[i + 2] ?? 0) ^ (k[i + 3] ?? 0) ^ constant) >>> 0);
    k.push(((k[i] ?? 0) ^ mixed ^ rotate(mixed, 13) ^ rotate(mixed, 23)) >>> 0);
  }
  return k.slice(4);
}

/** Encrypts one block of 16 bytes under a key of 16 bytes. */
export function sm4Block(key: Uint8Array, block: Uint8Array): Uint8Array {
  const x = words(block);
  for (const roundKey of roundKeys(key)) {
    const [a = 0, b = 0, c = 0, d = 0] = x.slice(-4);
    const mixed = substitute((b ^ c ^ d ^ roundKey) >>> 0);
    const spread = mixed ^ rotate(mixed, 2) ^ rotate(mixed, 10) ^ rotate(mixed, 18) ^ rotate(mixed, 24);
    x.push((a ^ spread) >>> 0);
  }
  const out = Buffer.alloc(16);
  x.slice(-4)
    .reverse()
    .forEach((word, i) => out.writeUInt32BE(word, 4 * i));
  return new Uint8Array(out);
}

/** Counter mode (GB/T 17964): the counter is a big-endian number of 16 bytes. */
export function sm4Counter(key: Uint8Array, start: Uint8Array, data: Uint8Array): Uint8Array {
  let counter = BigInt(`0x${Buffer.from(start).toString('hex')}`);
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 16) {
    const stream = sm4Block(key, Buffer.from(counter.toString(16).padStart(32, '0'), 'hex'));
    for (let i = at; i < Math.min(at + 16, data.length); i += 1)
      out[i] = (data[i] ?? 0) ^ (stream[i - at] ?? 0);
    counter = (counter + 1n) & ((1n << 128n) - 1n);
  }
  return out;
}
