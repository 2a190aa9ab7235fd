/** Rows of notices as Kysely sees them (migrations 0066, 0072). */
import type { Urgency } from '@mingcha/core/common/notice.ts';
import type { ColumnType } from 'kysely';

type Json = ColumnType<Record<string, string | number | boolean>, string, string>;
type Optional<T> = ColumnType<T | null, T | null | undefined>;
type Defaulted<T> = ColumnType<T, T | undefined>;

export type MessageState =
  | 'waiting'
  | 'sending'
  | 'accepted'
  | 'refused'
  | 'uncertain'
  | 'givenUp'
  | 'dropped';
export type MessageForm = 'single' | 'digest' | 'trial' | 'code';
export type AddressWay = 'email' | 'sms';
export type AttemptOutcome = 'accepted' | 'deferred' | 'refused' | 'uncertain' | 'dropped';
export type ChannelKind = 'email' | 'sms' | 'chat';

export interface NoticesTable {
  jurisdiction_id: string;
  id: string;
  recipient: string;
  account_id: string | null;
  kind: string;
  urgency: Urgency;
  data: ColumnType<Record<string, string | number>, string, never>;
  link: string | null;
  due_on: string | null;
  dedupe_key: string;
  created_at: string;
  planned_at: Optional<string>;
  read_at: Optional<string>;
  first_read_at: Optional<string>;
}

export interface NoticeChannelsTable {
  jurisdiction_id: string;
  id: string;
  kind: ChannelKind;
  agency_id: string | null;
  is_enabled: boolean;
  settings: Json;
  secret: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
  version: Defaulted<number>;
  changed_at: string;
  changed_by: string;
  failures: Defaulted<number>;
  failing_since: Optional<string>;
  rests_until: Optional<string>;
  last_problem: Defaulted<string>;
  last_detail: Defaulted<string>;
  last_accepted_at: Optional<string>;
}

export interface NoticeRulesTable {
  jurisdiction_id: string;
  quiet_from: number;
  quiet_to: number;
  digest_at: number;
  version: Defaulted<number>;
}

export interface NoticePreferencesTable {
  jurisdiction_id: string;
  recipient: string;
  email: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
  phone: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
  email_mode: 'off' | 'digest' | 'prompt';
  sms_mode: 'off' | 'urgent' | 'prompt';
  locale: 'zh' | 'en';
  version: Defaulted<number>;
  changed_at: string;
  email_confirmed_at: Optional<string>;
  phone_confirmed_at: Optional<string>;
}

export interface NoticeCodesTable {
  jurisdiction_id: string;
  recipient: string;
  way: AddressWay;
  code: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
  tries: number;
  sent_at: string;
  expires_at: string;
  sent_on: string;
  sent: number;
}

export interface NoticeMessagesTable {
  jurisdiction_id: string;
  id: string;
  channel_id: string;
  recipient: string;
  form: MessageForm;
  occasion: string | null;
  trial_address: ColumnType<Buffer | null, Uint8Array | null | undefined>;
  state: MessageState;
  send_at: string;
  tried_since: string;
  attempts: Defaulted<number>;
  sending_since: Optional<string>;
  ended_at: Optional<string>;
  gateway_id: Optional<string>;
  address_hint: Defaulted<string>;
  problem: Defaulted<string>;
  detail: Defaulted<string>;
  created_at: string;
}

export interface NoticeMessageItemsTable {
  jurisdiction_id: string;
  message_id: string;
  notice_id: string;
}

export interface NoticeAttemptsTable {
  jurisdiction_id: string;
  message_id: string;
  attempt: number;
  started_at: string;
  ended_at: string;
  outcome: AttemptOutcome;
  gateway_id: string | null;
  address_hint: string;
  problem: string;
  detail: string;
}

declare module '../db/database.ts' {
  interface Schema {
    notices: NoticesTable;
    notice_channels: NoticeChannelsTable;
    notice_rules: NoticeRulesTable;
    notice_preferences: NoticePreferencesTable;
    notice_codes: NoticeCodesTable;
    notice_messages: NoticeMessagesTable;
    notice_message_items: NoticeMessageItemsTable;
    notice_attempts: NoticeAttemptsTable;
  }
}
