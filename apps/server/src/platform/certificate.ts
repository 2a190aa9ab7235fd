/**
 * The certificate that `--lan` serves: self-made, for the names and addresses of this machine, kept with the
 * secrets and made anew when they change or its end is near.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { isKeyOf } from './cert/authority.ts';
import { ensureFolder } from './db/folder-lock.ts';
import { writeWhole } from './whole-file.ts';

export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate as browsers show it. */
  readonly fingerprint: string;
}

const day = 24 * 60 * 60 * 1000;
const validDays = 397;
const renewBefore = 30 * day;

/** IPv4 addresses of this machine that others can reach. */
export function lanAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === 'IPv4' && !one.internal)
    .map((one) => one.address);
}

/** Reads the certificate or makes it. `now` is milliseconds since 1970. */
export async function lanCertificate(secretsFolder: string, now: number): Promise<ServerCertificate> {
  const keyFile = join(secretsFolder, 'lan-key.pem');
  const certFile = join(secretsFolder, 'lan-cert.pem');
  const addresses = ['127.0.0.1', ...lanAddresses()];
  if (
    !existsSync(certFile) ||
    !existsSync(keyFile) ||
    !serves({ cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }, addresses, now)
  ) {
    const made = await make(addresses, now);
    ensureFolder(secretsFolder, 0o700);
    writeWhole(keyFile, made.private, 0o600);
    writeWhole(certFile, made.cert, 0o644);
  }
  const cert = readFileSync(certFile, 'utf8');
  return { key: readFileSync(keyFile, 'utf8'), cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

function serves(
  { cert, key }: Pick<ServerCertificate, 'cert' | 'key'>,
  addresses: readonly string[],
  now: number,
): boolean {
  const found = new X509Certificate(cert);
  // Key and certificate are two files: a start that was cut short may have left a new one and an old one.
  if (Date.parse(found.validTo) - now < renewBefore || !isKeyOf(found, key)) return false;
  return addresses.every((address) => found.checkIP(address) !== undefined);
}

function make(addresses: readonly string[], now: number) {
  const names = ['localhost', hostname()].map((value) => ({ type: 2 as const, value }));
  const ips = addresses.map((ip) => ({ type: 7 as const, ip }));
  return generate([{ name: 'commonName', value: 'Mingcha' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - day),
    notAfterDate: new Date(now + validDays * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...names, ...ips] },
    ],
  });
}
