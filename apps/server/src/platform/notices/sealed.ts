/** Addresses of people and secrets of channels, sealed by the installation's box before they reach the database. */
import type { Platform } from '../platform.ts';
import type { ChannelSecret } from './adapter.ts';

type Box = Pick<Platform, 'secrets'>;

export function sealText({ secrets }: Box, text: string): Uint8Array {
  return secrets.seal(new TextEncoder().encode(text));
}

export function openText({ secrets }: Box, sealed: Uint8Array): string {
  return new TextDecoder().decode(secrets.open(sealed));
}

export function sealSecret(box: Box, secret: ChannelSecret): Uint8Array {
  return sealText(box, JSON.stringify({ secret: secret.secret, webhook: secret.webhook }));
}

/** Empty texts where nothing was saved. */
export function readSecret(box: Box, sealed: Uint8Array | null): ChannelSecret {
  if (sealed === null) return { secret: '', webhook: '' };
  return JSON.parse(openText(box, sealed)) as ChannelSecret;
}
