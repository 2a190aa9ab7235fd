/** What is typed in the form of a channel, and the channel that it makes. Pure. */
import {
  type ChannelView,
  chatSettings,
  chatStyles,
  emailSettings,
  smsSettings,
} from '@mingcha/core/common/notice-channel-api.ts';
import type { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import type { z } from 'zod';

export interface ChannelValues {
  readonly enabled: boolean;
  readonly secret: string;
  readonly host: string;
  readonly port: string;
  readonly security: string;
  readonly user: string;
  readonly from: string;
  readonly fromName: string;
  readonly url: string;
  readonly appKey: string;
  readonly signName: string;
  readonly noticeTemplate: string;
  readonly digestTemplate: string;
  readonly okField: string;
  readonly okValue: string;
  readonly idField: string;
  readonly repeatsSafely: boolean;
  readonly agencyId: string;
  readonly style: string;
  readonly webhook: string;
}

export function valuesOf(channel: ChannelView | null): ChannelValues {
  const text = (name: string, usual = ''): string => String(channel?.settings[name] ?? usual);
  return {
    enabled: channel?.enabled ?? true,
    secret: '',
    host: text('host'),
    port: text('port', '465'),
    security: text('security', 'tls'),
    user: text('user'),
    from: text('from'),
    fromName: text('fromName'),
    url: text('url'),
    appKey: text('appKey'),
    signName: text('signName'),
    noticeTemplate: text('noticeTemplate'),
    digestTemplate: text('digestTemplate'),
    okField: text('okField', 'code'),
    okValue: text('okValue', 'OK'),
    idField: text('idField', 'bizId'),
    repeatsSafely: channel?.settings['repeatsSafely'] === true,
    agencyId: channel?.agencyId ?? '',
    style: text('style', chatStyles[0]),
    webhook: '',
  };
}

interface Made {
  readonly schema: z.ZodType;
  readonly flat: Readonly<Record<string, unknown>>;
  readonly channel: unknown;
}

/** The channel with the schema of its settings; `flat` is what the schema checks. */
export function channelOf(kind: ChannelView['kind'], values: ChannelValues): Made {
  const { secret } = values;
  if (kind === 'email') {
    const { host, security, user, from, fromName } = values;
    const flat = { host, port: Number(values.port), security, user, from, fromName };
    return { schema: emailSettings, flat, channel: { kind, settings: flat, secret } };
  }
  if (kind === 'sms') {
    const { url, appKey, signName, noticeTemplate, digestTemplate, okField, okValue, idField } = values;
    const names = { url, appKey, signName, noticeTemplate, digestTemplate, okField, okValue, idField };
    const flat = { ...names, repeatsSafely: values.repeatsSafely };
    return { schema: smsSettings, flat, channel: { kind, settings: flat, secret } };
  }
  const flat = { style: values.style };
  const { agencyId, webhook } = values;
  const channel = { kind, agencyId: agencyId === '' ? null : agencyId, settings: flat, webhook, secret };
  return { schema: chatSettings, flat, channel };
}

type Key = keyof typeof noticePageText.zh;
const labels: Readonly<Record<string, Key>> = {
  host: 'host',
  port: 'port',
  security: 'security',
  user: 'user',
  from: 'from',
  fromName: 'fromName',
  url: 'url',
  appKey: 'appKey',
  signName: 'signName',
  noticeTemplate: 'noticeTemplate',
  digestTemplate: 'digestTemplate',
  okField: 'okField',
  okValue: 'okValue',
  idField: 'idField',
  style: 'style',
};

export function labelOf(kind: ChannelView['kind'], field: string): Key {
  return labels[field] ?? `kind.${kind}`;
}
