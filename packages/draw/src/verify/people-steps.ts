/** Steps 10 and 11 (§11): signatures, opened records. */
import { hex, unhex } from '../bytes.ts';
import { verifySignature } from '../certificate.ts';
import { objectCommitment, recordHash } from '../freeze.ts';
import type { HashProvider } from '../hash-provider.ts';
import { parseVerifierKey } from '../note.ts';
import type { ObjectRecord } from '../types.ts';
import type { Context } from './context.ts';
import { Fault, must, notChecked, notDisclosed, type Outcome, pass, same } from './report.ts';

/** Public keys, as hex, of a trust list of hex keys and verifier keys. @throws DrawError `note.key` */
export function trustedKeys(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map((key) => (key.includes('+') ? hex(parseVerifierKey(key).publicKey) : key)));
}

export function checkSignatures({ bundle, trust }: Context): Outcome {
  const { body, signatures } = bundle.certificate;
  must(signatures.length > 0, 'signatures.none', 'the certificate is not signed');
  must(
    signatures.some(({ alg }) => alg === 'ed25519'),
    'signatures.ed25519',
    'there is no Ed25519 signature',
  );
  const seen = new Set<string>();
  for (const signature of signatures) {
    const name = `${signature.alg} ${signature.key}`;
    must(!seen.has(name), 'signatures.twice', `two signatures of the key ${signature.key}`);
    seen.add(name);
    must(
      signature.alg === 'sm2-sm3' || signature.id === undefined,
      'signatures.id',
      'an Ed25519 signature has no signer id',
    );
    must(
      verifySignature(body, signature),
      'signatures.wrong',
      `the signature of the key ${signature.key} is wrong`,
    );
    if (trust !== null && !trust.has(signature.key))
      throw new Fault('signatures.untrusted', 'a signing key is not in the trust list', {
        expected: [...trust].join(' '),
        found: signature.key,
      });
  }
  const keys = signatures.map(({ key }) => key).join(', ');
  if (trust === null) return notChecked('signatures.identity', `signed by ${keys}, identity NOT CHECKED`);
  return pass('signatures.ok', `signed by ${keys}, all in the trust list`);
}

/** c of an opened record. */
export function openedCommitment(
  hash: HashProvider,
  opening: { readonly record: ObjectRecord; readonly salt: string },
): string {
  return hex(objectCommitment(hash, unhex(opening.salt, 32), recordHash(hash, opening.record)));
}

export function checkOpenings({ bundle, hash, params }: Context): Outcome {
  const { openings, selected } = bundle;
  if (openings === null || openings === undefined) {
    must(params.disclosure.mode === 'sealed', 'openings.open', 'an open draw leaves its objects unopened');
    must(
      selected.every(({ area }) => area === undefined),
      'openings.area',
      'areas are shown without opened records',
    );
    return notDisclosed('the drawn objects are not opened yet');
  }
  same('openings.count', 'number of openings', { expected: selected.length, found: openings.length });
  openings.forEach((opening, i) => {
    const row = selected[i];
    same('openings.order', `opening ${i + 1}`, { expected: row?.c, found: opening.c });
    same('openings.commitment', `commitment of opening ${i + 1}`, {
      expected: opening.c,
      found: openedCommitment(hash, opening),
    });
    same('openings.area', `area of drawn object ${i + 1}`, {
      expected: opening.record['area'] ?? null,
      found: row?.area ?? null,
    });
  });
  return pass('openings.ok', `${openings.length} opened records match their commitments`);
}

export function checkRegister({ bundle }: Context): Outcome {
  if ((bundle.openings ?? null) === null)
    return notDisclosed('there is nothing to compare with the register yet');
  return notChecked('register.public', 'compare the opened records with the public register of enterprises');
}
