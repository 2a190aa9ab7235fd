/**
 * SM2 signatures (GB/T 32918.2, curve sm2p256v1) with SM3, in software on noble's curve arithmetic.
 * Verification is the purpose; signing exists for test vectors and has no side-channel protection:
 * production signing belongs in a token. The signer id is always explicit, never assumed (§16).
 */
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concat, encodeUtf8, hex, toInt, u16, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import { sm3 } from './hash/sm3.ts';

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const GX = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
const GY = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

const Point = weierstrass({ p: P, n: N, h: 1n, a: A, b: B, Gx: GX, Gy: GY });

function bytes32(n: bigint): Uint8Array {
  return unhex(n.toString(16).padStart(64, '0'));
}

/** Public key `04 ‖ x ‖ y` of a 32-byte secret key. */
export function sm2PublicKey(secretKey: Uint8Array): Uint8Array {
  const { x, y } = Point.BASE.multiply(toInt(secretKey)).toAffine();
  return concat(new Uint8Array([4]), bytes32(x), bytes32(y));
}

/** e = SM3(Z ‖ message), Z binding the signer id and the curve (GB/T 32918.2 §5.5). */
function digest(message: Uint8Array, publicKey: Uint8Array, id: string): bigint {
  const name = encodeUtf8(id);
  if (name.length > 8191) throw new DrawError('sm2.id', 'signer id too long');
  const curve = concat(...[A, B, GX, GY].map(bytes32));
  const z = sm3(concat(u16(name.length * 8), name, curve, publicKey.subarray(1)));
  return toInt(sm3(concat(z, message)));
}

/** Whether r ‖ s (64 bytes) is the key's signature under the signer id. */
export function sm2Verify(
  message: Uint8Array,
  signer: { readonly publicKey: Uint8Array; readonly id: string },
  signature: Uint8Array,
): boolean {
  const { publicKey, id } = signer;
  if (publicKey.length !== 65 || publicKey[0] !== 4 || signature.length !== 64) return false;
  const r = toInt(signature.subarray(0, 32));
  const s = toInt(signature.subarray(32));
  if (r < 1n || r >= N || s < 1n || s >= N) return false;
  const t = (r + s) % N;
  if (t === 0n) return false;
  try {
    const key = Point.fromHex(hex(publicKey));
    const point = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
    if (point.is0()) return false;
    return (digest(message, publicKey, id) + point.toAffine().x) % N === r;
  } catch {
    // a key that is no point of the curve
    return false;
  }
}

function inverse(value: bigint): bigint {
  let [a, b, x, y] = [((value % N) + N) % N, N, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, x, y] = [b - quotient * a, a, y - quotient * x, x];
  }
  return ((x % N) + N) % N;
}

/**
 * Signs with a nonce from the caller (this library has no randomness).
 * @throws DrawError `sm2.nonce` for a nonce that must not be used
 */
export function sm2Sign(
  message: Uint8Array,
  signer: { readonly secretKey: Uint8Array; readonly id: string },
  nonce: Uint8Array,
): Uint8Array {
  const d = toInt(signer.secretKey);
  const k = toInt(nonce);
  if (k < 1n || k >= N) throw new DrawError('sm2.nonce', 'nonce out of range');
  const e = digest(message, sm2PublicKey(signer.secretKey), signer.id);
  const r = (e + Point.BASE.multiply(k).toAffine().x) % N;
  const s = (((inverse(1n + d) * (k - r * d)) % N) + N) % N;
  if (r === 0n || r + k === N || s === 0n) throw new DrawError('sm2.nonce', 'nonce gives no signature');
  return concat(bytes32(r), bytes32(s));
}
