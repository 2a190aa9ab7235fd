/** What every channel's adapter is given and what it answers. An adapter sends; it reads and writes no database. */
import type { BriefData } from '@mingcha/core/common/notice.ts';
import type { Config } from '../config.ts';

/** One message, composed. */
export interface Outgoing {
  /** The same at each attempt: the key by which a gateway recognises a repetition. */
  readonly id: string;
  /** E-mail address or mobile number; empty for a work chat. */
  readonly address: string;
  /** E-mail. */
  readonly subject: string;
  readonly body: string;
  /** Work chat: a sentence of the catalogue with codes, counts and days. */
  readonly brief: string;
  /** SMS. */
  readonly template: 'notice' | 'digest';
  readonly params: BriefData;
  /** ISO-8601 UTC. */
  readonly at: string;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly gatewayId: string | null }
  /** Not taken; may be tried again. `channel`: it concerns every message. */
  | {
      readonly kind: 'deferred';
      readonly channel: boolean;
      readonly problem: string;
      readonly detail: string;
    }
  | { readonly kind: 'refused'; readonly problem: string; readonly detail: string }
  /** May or may not have been taken. */
  | { readonly kind: 'uncertain'; readonly problem: string; readonly detail: string };

export interface ChannelUse<S> {
  readonly config: Pick<Config, 'gateways'>;
  readonly settings: S;
  readonly secret: ChannelSecret;
}

/** What lies sealed beside the settings. */
export interface ChannelSecret {
  /** Password or signing key. */
  readonly secret: string;
  /** Address of a robot, with its key. */
  readonly webhook: string;
}

/** For one call to a gateway. */
export const gatewayMs = 10_000;
