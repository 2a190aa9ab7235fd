/** The settings of a certificate that came from elsewhere, such as the government's authority. Part of `config.ts`, which alone reads them. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from './setup-error.ts';
import type { StartupKey } from './startup-text.ts';

/** Files (PEM), absolute. */
export interface CertificateSettings {
  /** With the certificates between it and its root, if there are any. */
  readonly cert: string;
  readonly key: string;
}

const file = z.string().min(1).max(4096);

export const certificateSettings: Readonly<
  Record<string, { readonly schema: z.ZodType; readonly expected: StartupKey }>
> = {
  MINGCHA_CERTIFICATE: { schema: file, expected: 'config.file' },
  MINGCHA_CERTIFICATE_KEY: { schema: file, expected: 'config.file' },
};

/** Both or none. Throws SetupError `config.certificate_incomplete`. */
export function certificateOf(
  read: (name: string, fallback: string) => string,
  root: string,
): CertificateSettings | null {
  const cert = read('MINGCHA_CERTIFICATE', '');
  const key = read('MINGCHA_CERTIFICATE_KEY', '');
  if (cert === '' && key === '') return null;
  if (cert === '' || key === '') throw new SetupError('config.certificate_incomplete');
  return { cert: resolve(root, cert), key: resolve(root, key) };
}
