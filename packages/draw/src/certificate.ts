/** The certificate (§9, Annex D) and its detached signatures. */
import { ascii, base64, concat, hex, unbase64, unhex } from './bytes.ts';
import type { Drawn } from './draw.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import { jcs } from './json.ts';
import { providerFor } from './providers.ts';
import { sm2Verify } from './sm2.ts';
import type { CertificateBody, Contribution, FileEntry, Hex, Params, Signature } from './types.ts';

export interface CertificateInput {
  readonly params: Params;
  /** frame.bin, or its entry when whoever streamed it took size and hash on the way. */
  readonly frame: Uint8Array | FileEntry;
  readonly drawn: Omit<Drawn, 'selected' | 'reserves'> & { readonly selected: { readonly length: number } };
  readonly contributions: readonly Contribution[];
  readonly log: CertificateBody['log'];
  readonly software: CertificateBody['software'];
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly issuedAt: string;
  /** The contributions came from a seed file. */
  readonly reproduced?: boolean;
  /** Further files that lie beside the bundle. */
  readonly files?: readonly FileEntry[];
  readonly provider?: HashProvider;
}

function frameEntry(hash: HashProvider, frame: Uint8Array | FileEntry): FileEntry {
  return frame instanceof Uint8Array ? fileEntry(hash, 'frame.bin', frame) : frame;
}

/** Size and hash of a file under the draw's suite (ruling 8). */
export function fileEntry(hash: HashProvider, name: string, bytes: Uint8Array): FileEntry {
  return { name, size: bytes.length, hash: hex(hash.hash(bytes)) };
}

/** The body to be signed. @throws DrawError `certificate.disclosure` when the plan states none */
export function certificateBody(input: CertificateInput): CertificateBody {
  const { params, drawn } = input;
  if (params.disclosure === undefined)
    throw new DrawError('certificate.disclosure', 'the plan states no disclosure');
  const hash = input.provider ?? providerFor(params.suite);
  return {
    v: 'rdraw/1',
    kind: 'certificate',
    freezeId: drawn.freezeId,
    params,
    log: input.log,
    seed: {
      contribs: input.contributions,
      bits: drawn.bits,
      value: drawn.seed,
      ...(input.reproduced === true ? { reproduced: true } : {}),
    },
    select: {
      counts: drawn.counts,
      quotas: drawn.quotas,
      threshold: drawn.threshold,
      root: drawn.selRoot,
      size: drawn.selected.length,
      reserves: drawn.reserveCounts,
    },
    assign: drawn.assign,
    files: [frameEntry(hash, input.frame), ...(input.files ?? [])],
    disclosure: params.disclosure,
    software: input.software,
    issuedAt: input.issuedAt,
  };
}

/** The signed message: ASCII("rdraw/1 certificate\n") ‖ jcs(body). */
export function certificateMessage(body: CertificateBody): Uint8Array {
  return concat(ascii('rdraw/1 certificate\n'), jcs(body));
}

/** Hash (of the draw's suite) of jcs(body): the name by which the `completed` event knows the certificate. */
export function certificateHash(body: CertificateBody, provider?: HashProvider): Hex {
  return hex((provider ?? providerFor(body.params.suite)).hash(jcs(body)));
}

/** Signs with Ed25519. */
export function signCertificate(body: CertificateBody, secretKey: Uint8Array): Signature {
  return {
    alg: 'ed25519',
    key: hex(ed25519PublicKey(secretKey)),
    sig: base64(ed25519Sign(certificateMessage(body), secretKey)),
  };
}

/** Whether a signature of either kind is right; malformed ones are not. */
export function verifySignature(body: CertificateBody, signature: Signature): boolean {
  try {
    const message = certificateMessage(body);
    const bytes = unbase64(signature.sig);
    const publicKey = unhex(signature.key);
    if (signature.alg === 'ed25519') return ed25519Verify(message, publicKey, bytes);
    return signature.id !== undefined && sm2Verify(message, { publicKey, id: signature.id }, bytes);
  } catch {
    return false;
  }
}
