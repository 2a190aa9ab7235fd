/**
 * The private certificate authority of an installation: a root that phones and computers trust once, and the server's certificate
 * for the names and addresses that people type. Renewing keeps the root. Files lie with the secrets; this makes and reads them and
 * serves nothing.
 */
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ensureFolder } from '../db/folder-lock.ts';
import { SetupError } from '../setup-error.ts';
import { writeWhole } from '../whole-file.ts';

/** In the folder of secrets. The root's key may be taken away once the root is made; renewing then asks for it. */
export const authorityFiles = {
  rootKey: 'ca-key.pem',
  root: 'ca-cert.pem',
  serverKey: 'server-key.pem',
  server: 'server-cert.pem',
} as const;

const day = 24 * 60 * 60 * 1000;
const rootDays = 3652;
/** Apple's devices refuse longer ones. */
const serverDays = 397;
const dnsName =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export interface Naming {
  /** Domain names and IP addresses. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Makes root and server certificate. Throws SetupError `cert.exists`, `cert.no_names`, `cert.name_wrong`. */
export async function initAuthority(folder: string, naming: Naming): Promise<void> {
  checkNames(naming.names);
  if (existsSync(join(folder, authorityFiles.root))) throw new SetupError('cert.exists', { path: folder });
  ensureFolder(folder, 0o700);
  const made = await makeRoot(naming);
  await writeServer(folder, naming, { key: made.private, cert: made.cert });
  keep(folder, authorityFiles.rootKey, made.private);
  // Last, so that what broke off is begun anew.
  keep(folder, authorityFiles.root, made.cert);
}

/**
 * A new key and certificate for the server under the same root, for the same names unless others are given. `rootKey` is the file of
 * the root's key where it was taken away. Throws SetupError `cert.none`, `cert.root_key`, `cert.root_ended`, and of names.
 */
export async function renewServer(
  folder: string,
  naming: Naming & { readonly rootKey: string | null },
): Promise<void> {
  const root = rootCertificate(folder);
  if (root === null) throw new SetupError('cert.none');
  const names = naming.names.length > 0 ? naming.names : namesOf(serverCertificate(folder));
  checkNames(names);
  const file = naming.rootKey ?? join(folder, authorityFiles.rootKey);
  const key = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!isKeyOf(root, key)) throw new SetupError('cert.root_key', { path: file });
  if (root.validToDate.getTime() - naming.now < 2 * day)
    throw new SetupError('cert.root_ended', { until: dayOf(root.validToDate) });
  await writeServer(folder, { names, now: naming.now }, { key, cert: root.toString() });
}

/** The root that devices install; null before `initAuthority`. */
export function rootCertificate(folder: string): X509Certificate | null {
  return readCertificate(join(folder, authorityFiles.root));
}

export function serverCertificate(folder: string): X509Certificate | null {
  return readCertificate(join(folder, authorityFiles.server));
}

/** Names and addresses that a certificate holds, without those of the machine itself. */
export function namesOf(certificate: X509Certificate | null): readonly string[] {
  return (certificate?.subjectAltName ?? '')
    .split(', ')
    .map((one) => one.replace(/^(?:DNS|IP Address):/, ''))
    .filter((one) => one !== '' && !ownNames.has(one));
}

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

function readCertificate(file: string): X509Certificate | null {
  return existsSync(file) ? new X509Certificate(readFileSync(file)) : null;
}

function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw new SetupError('cert.no_names');
  const wrong = names.find((name) => isIP(name) === 0 && !dnsName.test(name));
  if (wrong !== undefined) throw new SetupError('cert.name_wrong', { name: wrong.slice(0, 100) });
}

/** Whether the private key (PEM) belongs to the certificate. */
export function isKeyOf(certificate: X509Certificate, pem: string): boolean {
  try {
    return createPublicKey(createPrivateKey(pem)).equals(certificate.publicKey);
  } catch {
    return false;
  }
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const plain = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

function makeRoot({ names, now }: Naming) {
  const year = new Date(now).getUTCFullYear();
  // Seen in a device's list of trusted roots: whose it is and from when.
  return generate([{ name: 'commonName', value: `Mingcha ${(names[0] ?? '').slice(0, 40)} ${year}` }], {
    ...plain,
    notBeforeDate: new Date(now - day),
    notAfterDate: new Date(now + rootDays * day),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

async function writeServer(
  folder: string,
  { names, now }: Naming,
  ca: { readonly key: string; readonly cert: string },
): Promise<void> {
  const rootEnd = new X509Certificate(ca.cert).validToDate.getTime();
  const altNames = [...ownNames, ...names.filter((name) => !ownNames.has(name))].map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  const made = await generate([{ name: 'commonName', value: (names[0] ?? '').slice(0, 64) }], {
    ...plain,
    ca,
    notBeforeDate: new Date(now - day),
    notAfterDate: new Date(Math.min(now + serverDays * day, rootEnd)),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  keep(folder, authorityFiles.serverKey, made.private);
  keep(folder, authorityFiles.server, made.cert);
}

/** Whole or not at all; keys for their owner alone. */
function keep(folder: string, name: string, text: string): void {
  writeWhole(join(folder, name), text, name.endsWith('-key.pem') ? 0o600 : 0o644);
}
