/**
 * Channels out of the installation (e-mail, SMS, work chat), quiet hours, the delivery log as proof of notice, and what each
 * person chose. Passwords, keys and webhook addresses go in and never come out again.
 */
import { z } from 'zod';
import { only, route, signedIn } from './api.ts';
import { administratorRoles } from './roles.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, requiredLine, uuid } from './schemas.ts';

const none = { params: nothing, query: nothing, body: nothing } as const;
const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]{2,45}\])$/, {
    message: 'notice.host_invalid',
  });
const webAddress = z
  .string()
  .trim()
  .max(500)
  .regex(/^https?:\/\/[^\s@#]+$/i, { message: 'notice.url_invalid' });
const word = z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/, { message: 'notice.word_invalid' });
export const mailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>(),:;"\\[\]]{1,64}@[A-Za-z0-9.-]{1,189}$/, { message: 'notice.email_invalid' });
export const mobilePhone = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/, { message: 'notice.phone_invalid' });

export const emailSettings = z
  .object({
    host,
    port: z.number().int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    /** Empty: the server asks for no sign-in. */
    user: line(200),
    from: mailAddress,
    fromName: line(40),
  })
  .strict();
export type EmailSettings = z.output<typeof emailSettings>;

export const smsSettings = z
  .object({
    url: webAddress,
    appKey: word,
    /** The signature in brackets before the text, as registered with the carrier. */
    signName: requiredLine(20),
    noticeTemplate: word,
    digestTemplate: word,
    /** Where the reply says that it was taken, and under which number. */
    okField: word,
    okValue: word,
    idField: word,
    /** The gateway recognises a repetition by its key, so that an unanswered message may be sent again. */
    repeatsSafely: z.boolean(),
  })
  .strict();
export type SmsSettings = z.output<typeof smsSettings>;

export const chatStyles = ['wecom', 'dingtalk', 'feishu'] as const;
export const chatSettings = z.object({ style: z.enum(chatStyles) }).strict();
export type ChatSettings = z.output<typeof chatSettings>;

export const channelKinds = ['email', 'sms', 'chat'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Left empty, the secret that was saved before is kept. */
const secretText = z.string().max(500).default('');
export const channelInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), settings: emailSettings, secret: secretText }).strict(),
  z.object({ kind: z.literal('sms'), settings: smsSettings, secret: secretText }).strict(),
  z
    .object({
      kind: z.literal('chat'),
      /** Whose group it is; null: of everybody. */
      agencyId: uuid.nullable(),
      settings: chatSettings,
      /** The robot's address holds its key. Left empty, the saved one is kept. */
      webhook: z.union([webAddress, z.literal('')]).default(''),
      secret: secretText,
    })
    .strict(),
]);
export type ChannelInput = z.output<typeof channelInput>;

export const messageStates = [
  'waiting',
  'sending',
  'accepted',
  'refused',
  'uncertain',
  'givenUp',
  'dropped',
] as const;

const channelView = z.object({
  id: uuid,
  kind: z.enum(channelKinds),
  agencyId: uuid.nullable(),
  agencyName: z.string().nullable(),
  enabled: z.boolean(),
  version: z.number().int(),
  /** Of the kind; secrets left out. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  hasSecret: z.boolean(),
  /** Host that is called. */
  host: z.string(),
  health: z.object({
    state: z.enum(['off', 'unused', 'working', 'failing']),
    failingSince: instant.nullable(),
    restsUntil: instant.nullable(),
    problem: z.string(),
    detail: z.string(),
    lastAcceptedAt: instant.nullable(),
  }),
  waiting: z.number().int(),
  uncertain: z.number().int(),
  givenUp: z.number().int(),
});
export type ChannelView = z.output<typeof channelView>;

const clock = z.number().int().min(0).max(1439);
export const noticeRules = z.object({ quietFrom: clock, quietTo: clock, digestAt: clock });
export type NoticeRules = z.output<typeof noticeRules>;

const rulesView = noticeRules.extend({ version: z.number().int() });

/** `letter`: on paper, recorded by whoever handed it over or posted it. */
const messageChannels = [...channelKinds, 'letter'] as const;

const messageRow = z.object({
  id: uuid,
  channel: z.enum(messageChannels),
  form: z.enum(['single', 'digest', 'trial', 'code', 'letter']),
  /** Name of the person, the enterprise's key, or the agency of the group. */
  recipient: z.string(),
  addressHint: z.string(),
  kinds: z.array(z.string()),
  notices: z.number().int(),
  /** `posted`: a letter that was given to the carrier. */
  state: z.enum([...messageStates, 'posted']),
  attempts: z.number().int(),
  createdAt: instant,
  nextAt: instant.nullable(),
  endedAt: instant.nullable(),
  gatewayId: z.string().nullable(),
  problem: z.string(),
  detail: z.string(),
});
export type MessageRow = z.output<typeof messageRow>;

const attemptRow = z.object({
  attempt: z.number().int(),
  startedAt: instant,
  endedAt: instant,
  outcome: z.enum(['accepted', 'deferred', 'refused', 'uncertain', 'dropped']),
  gatewayId: z.string().nullable(),
  addressHint: z.string(),
  problem: z.string(),
  detail: z.string(),
});

export const noticePreferences = z.object({
  email: z.union([mailAddress, z.literal('')]),
  phone: z.union([mobilePhone, z.literal('')]),
  /** `digest`: one mail a day, urgent ones at once; `prompt`: each at once. */
  emailMode: z.enum(['off', 'digest', 'prompt']),
  smsMode: z.enum(['off', 'urgent', 'prompt']),
  locale: z.enum(['zh', 'en']),
});
export type Preferences = z.output<typeof noticePreferences>;
export const noticePreferencesView = noticePreferences.extend({
  version: z.number().int(),
  /** A code that was sent there was typed back; until then nothing else is sent there. */
  emailConfirmed: z.boolean(),
  phoneConfirmed: z.boolean(),
  rules: noticeRules,
  /** What the administrator has set up. */
  offered: z.object({ email: z.boolean(), sms: z.boolean() }),
});

export const addressWay = z.enum(['email', 'sms']);
export const addressCodeSent = z.object({ sentTo: z.string(), expiresAt: instant });
export const addressCode = z.string().regex(/^\d{6}$/, { message: 'notice.code_invalid' });
export const addressCodeTyped = z.object({ isConfirmed: z.boolean(), triesLeft: z.number().int() });

const readers = only(...administratorRoles, 'auditor');
const byId = z.object({ id: uuid }).strict();
const reading = { method: 'GET', transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { transfer: 'json', rate: 'write', query: nothing, policy: only('administrator') } as const;

export const noticeChannelRoutes = {
  list: route({
    ...reading,
    ...none,
    id: 'noticeChannels.list',
    path: '/api/notice-channels',
    response: z.object({ rows: z.array(channelView), rules: rulesView }),
    policy: readers,
  }),
  save: route({
    ...writing,
    id: 'noticeChannels.save',
    method: 'PUT',
    path: '/api/notice-channels',
    params: nothing,
    /** `version` 0 makes a new channel. */
    body: z
      .object({ actionId, version: z.number().int().min(0), enabled: z.boolean(), channel: channelInput })
      .strict(),
    response: channelView,
    audit: 'noticeChannel.saved',
  }),
  /** Sends one trial message through the channel, like any other message; its fate stands in the delivery log. */
  trial: route({
    ...writing,
    id: 'noticeChannels.trial',
    method: 'POST',
    path: '/api/notice-channels/:id/trial',
    params: byId,
    /** Where to: an e-mail address or a mobile number; empty for a work chat. */
    body: z.object({ actionId, address: line(254).default('') }).strict(),
    response: z.object({ messageId: uuid }),
    audit: 'noticeChannel.tried',
  }),
  setRules: route({
    ...writing,
    id: 'noticeRules.set',
    method: 'PUT',
    path: '/api/notice-rules',
    params: nothing,
    body: noticeRules.extend({ actionId, version: z.number().int().min(0) }).strict(),
    response: rulesView,
    audit: 'noticeRules.set',
  }),
  messages: route({
    ...reading,
    id: 'noticeMessages.list',
    path: '/api/notice-messages',
    params: nothing,
    query: pageQuery
      .extend({ channelId: uuid.optional(), state: z.enum([...messageStates, 'all']).default('all') })
      .strict(),
    body: nothing,
    response: pageOf(messageRow),
    policy: readers,
  }),
  message: route({
    ...reading,
    id: 'noticeMessages.show',
    path: '/api/notice-messages/:id',
    params: byId,
    query: nothing,
    body: nothing,
    response: messageRow.extend({ log: z.array(attemptRow) }),
    policy: readers,
  }),
  /** Sends again what was refused, given up or is uncertain: a decision of a person, since it may arrive twice. */
  again: route({
    ...writing,
    id: 'noticeMessages.again',
    method: 'POST',
    path: '/api/notice-messages/:id/again',
    params: byId,
    body: z.object({ actionId }).strict(),
    response: z.object({ id: uuid }),
    audit: 'noticeMessage.sent_again',
  }),
  preferences: route({
    ...reading,
    ...none,
    id: 'noticePreferences.show',
    path: '/api/notice-preferences',
    response: noticePreferencesView,
    policy: signedIn,
  }),
  setPreferences: route({
    ...writing,
    id: 'noticePreferences.set',
    method: 'PUT',
    path: '/api/notice-preferences',
    params: nothing,
    body: noticePreferences.extend({ actionId, version: z.number().int().min(0) }).strict(),
    response: noticePreferencesView,
    policy: signedIn,
    audit: 'noticePreferences.set',
  }),
  /** Sends a code to the saved address, so that it can be confirmed. */
  sendCode: route({
    ...writing,
    id: 'noticeAddresses.sendCode',
    method: 'POST',
    path: '/api/notice-preferences/codes',
    params: nothing,
    body: z.object({ actionId, way: addressWay }).strict(),
    response: addressCodeSent,
    policy: signedIn,
    audit: 'noticeAddress.code_sent',
  }),
  /** A wrong code is an answer, so that its try counts. */
  confirm: route({
    ...writing,
    id: 'noticeAddresses.confirm',
    method: 'POST',
    path: '/api/notice-preferences/confirmations',
    params: nothing,
    body: z.object({ actionId, way: addressWay, code: addressCode }).strict(),
    response: addressCodeTyped,
    policy: signedIn,
    audit: 'noticeAddress.code_typed',
  }),
};
