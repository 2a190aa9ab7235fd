/** Settings of a channel as they lie in the database, and its key in the secret box. */
import { type ChannelSettings, channelSettings } from '@mingcha/core/publications/channels/channel-api.ts';
import type { Platform } from '../../platform/platform.ts';

export function readSettings(stored: unknown): ChannelSettings {
  return channelSettings.parse(stored);
}

export function sealKey({ secrets }: Pick<Platform, 'secrets'>, key: string): Uint8Array {
  return secrets.seal(new TextEncoder().encode(key));
}

/** Empty where none was saved. */
export function openKey({ secrets }: Pick<Platform, 'secrets'>, sealed: Uint8Array | null): string {
  return sealed === null ? '' : new TextDecoder().decode(secrets.open(sealed));
}
