/** Rows of publication channels as Kysely sees them (migration 0062). */
import type {
  ChannelMode,
  DeliveryState,
  Difference,
  DifferenceStep,
  OutsideChannel,
  Reason,
} from '@mingcha/core/publications/channels/channel.ts';
import type { ColumnType } from 'kysely';

type Optional<T> = ColumnType<T | null, T | null | undefined>;
type Defaulted<T> = ColumnType<T, T | undefined>;

interface PublicationChannelsTable {
  jurisdiction_id: string;
  kind: OutsideChannel;
  mode: ChannelMode;
  settings: ColumnType<unknown, string, string>;
  secret: ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>;
  version: Defaulted<number>;
  is_caught_up: Defaulted<boolean>;
  failures: Defaulted<number>;
  failing_since: Optional<string>;
  rests_until: Optional<string>;
  last_problem: Defaulted<string>;
  last_detail: Defaulted<string>;
  last_accepted_at: Optional<string>;
  changed_at: string;
  changed_by: string;
}
export interface ChannelDeliveriesTable {
  jurisdiction_id: string;
  id: string;
  kind: OutsideChannel;
  agency_id: string;
  publication_id: string;
  record_version: number;
  operation: 'put' | 'remove';
  round: Defaulted<number>;
  title: string;
  state: DeliveryState;
  send_at: string;
  attempts: Defaulted<number>;
  sending_since: Optional<string>;
  ended_at: Optional<string>;
  external_id: Optional<string>;
  receipt: Optional<string>;
  problem: Defaulted<string>;
  detail: Defaulted<string>;
  reasons: ColumnType<readonly Reason[], string | undefined, string>;
  file_id: Optional<string>;
  is_doubtful: Defaulted<boolean>;
  created_at: string;
}
interface ChannelAttemptsTable {
  jurisdiction_id: string;
  delivery_id: string;
  attempt: number;
  step: 'send' | 'ask' | 'file';
  outcome: 'accepted' | 'refused' | 'deferred' | 'uncertain' | 'unknown';
  problem: string;
  detail: string;
  external_id: string | null;
  digest: string | null;
  started_at: string;
  ended_at: string;
}
export interface ChannelFilesTable {
  jurisdiction_id: string;
  id: string;
  kind: OutsideChannel;
  agency_id: string;
  number: number;
  file_name: string;
  content_type: string;
  sha256: string;
  rows: number;
  made_by: string;
  made_name: string;
  made_at: string;
}
interface ChannelDifferencesTable {
  jurisdiction_id: string;
  id: string;
  kind: OutsideChannel;
  agency_id: string | null;
  publication_id: string | null;
  record_key: string;
  difference: Difference;
  external_id: string | null;
  our_version: number | null;
  their_version: number | null;
  title: string;
  found_at: string;
  step: Optional<DifferenceStep>;
  settled_by: Optional<string>;
  settled_name: Optional<string>;
  settled_at: Optional<string>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    publication_channels: PublicationChannelsTable;
    channel_deliveries: ChannelDeliveriesTable;
    channel_attempts: ChannelAttemptsTable;
    channel_files: ChannelFilesTable;
    channel_differences: ChannelDifferencesTable;
  }
}
