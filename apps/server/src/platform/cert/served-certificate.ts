/**
 * Which certificate the server speaks HTTPS with: the one that the settings name, else that of the private authority, else the
 * self-made one of `--lan`, else none. What is wrong with it is said in words; only what cannot be served ends the start.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lanCertificate, type ServerCertificate } from '../certificate.ts';
import type { Config } from '../config.ts';
import { SetupError } from '../setup-error.ts';
import { authorityFiles, dayOf, isKeyOf } from './authority.ts';

export interface CertificateFiles {
  readonly key: string;
  readonly cert: string;
  readonly origin: 'given' | 'authority' | 'lan';
}

type Places = Pick<Config, 'certificate' | 'secretsFolder' | 'lan'>;

/** Where the certificate in use lies, whether or not the files are there; null of plain HTTP. */
export function certificateFiles({ certificate, secretsFolder, lan }: Places): CertificateFiles | null {
  if (certificate !== null) return { ...certificate, origin: 'given' };
  const own = (key: string, cert: string) => ({
    key: join(secretsFolder, key),
    cert: join(secretsFolder, cert),
  });
  if (existsSync(join(secretsFolder, authorityFiles.server)))
    return { ...own(authorityFiles.serverKey, authorityFiles.server), origin: 'authority' };
  return lan ? { ...own('lan-key.pem', 'lan-cert.pem'), origin: 'lan' } : null;
}

/** Whether addresses of this server begin with https. */
export function servesHttps(config: Places): boolean {
  return certificateFiles(config) !== null;
}

export type CertificateWarning = 'cert.warn.expired' | 'cert.warn.early' | 'cert.warn.soon';

export interface ServedCertificate extends ServerCertificate {
  readonly warning: {
    readonly key: CertificateWarning;
    readonly data: Readonly<Record<string, string | number>>;
  } | null;
}

/** Reads it. `now` is milliseconds since 1970. Throws SetupError `cert.unreadable`, `cert.key_differs`. */
export async function servedCertificate(config: Places, now: number): Promise<ServedCertificate | null> {
  const files = certificateFiles(config);
  if (files === null) return null;
  if (files.origin === 'lan') return { ...(await lanCertificate(config.secretsFolder, now)), warning: null };
  const key = textOf(files.key);
  const cert = textOf(files.cert);
  const parsed = parse(cert, files.cert);
  if (!isKeyOf(parsed, key)) throw new SetupError('cert.key_differs', { cert: files.cert, key: files.key });
  return { key, cert, fingerprint: parsed.fingerprint256, warning: warningOf(parsed, now) };
}

function warningOf(certificate: X509Certificate, now: number): ServedCertificate['warning'] {
  const until = dayOf(certificate.validToDate);
  const days = Math.floor((certificate.validToDate.getTime() - now) / 86_400_000);
  if (days < 0) return { key: 'cert.warn.expired', data: { until } };
  if (certificate.validFromDate.getTime() > now)
    return { key: 'cert.warn.early', data: { from: dayOf(certificate.validFromDate) } };
  return days < 30 ? { key: 'cert.warn.soon', data: { until, days } } : null;
}

function parse(text: string, path: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (error) {
    throw new SetupError('cert.unreadable', { path }, error);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError('cert.unreadable', { path }, error);
  }
}
