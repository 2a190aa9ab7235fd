/**
 * Channels on which a published record travels (R201, R202): kinds, states of a record on each, how a record is laid out
 * for one (fields, lengths, wordings), and why one does not take it. Layouts take the public payload alone, so nothing that
 * is not public can leave. Pure.
 */
import type { PublicPayload } from '../public-record.ts';
import { type PublicationKind, publicationKinds } from '../publication.ts';

/** Channels outside the installation; the own portal holds a record when it is public. */
export const outsideChannels = [
  'governmentSite', // 政府门户网站
  'enterpriseCredit', // 国家企业信用信息公示系统
  'creditPlatform', // 信用中国、地方信用平台
  'supervision', // “互联网+监管”系统
  'provincial', // 省双随机监管平台
] as const;
export type OutsideChannel = (typeof outsideChannels)[number];

/** `manual`: as files with receipts. */
export const channelModes = ['off', 'automatic', 'manual'] as const;
export type ChannelMode = (typeof channelModes)[number];

export const deliveryStates = [
  'waiting', // 待报送
  'sending', // 报送中
  'accepted', // 已接收
  'refused', // 被退回，待更正
  'notApplicable', // 不适用
  'manual', // 待导出或者待回执
  'uncertain', // 结果待核实
  'superseded', // 已有新版本
  'givenUp', // 多次报送未成，已停止
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a record does not go to a channel; never a failure. */
export const absences = [
  'noCode',
  'codeWithheld',
  'nameWithheld',
  'notMarketEntity',
  'kindNotTaken',
] as const;
export type Absence = (typeof absences)[number];

/** What is wrong with a field; `theirs` carries the other side's own words. */
export const reasonCodes = ['missing', 'tooLong', 'wordingUnknown', 'codeWrong', 'theirs'] as const;
export interface Reason {
  /** Name of the field in the layout. */
  readonly field: string;
  readonly code: (typeof reasonCodes)[number];
  /** The limit, the value, or the other side's words. */
  readonly text: string;
}

export const differences = [
  'missingThere', // 我方已接收回执，对方没有
  'otherVersion', // 版本不一致
  'stillThere', // 已撤回，对方仍在展示
  'unknownHere', // 对方有，我方没有
  'notReceipted', // 对方已有，我方未收到回执
] as const;
export type Difference = (typeof differences)[number];
/** `gone`: the next comparison no longer found it. */
export const differenceSteps = ['sendAgain', 'takeReceipt', 'noted', 'gone'] as const;
export type DifferenceStep = (typeof differenceSteps)[number];

/** A field of a layout; `key` and `title` head the columns of files. */
export interface LayoutField {
  readonly key: string;
  readonly title: string;
  /** In characters. */
  readonly max: number;
  readonly isRequired: boolean;
  /** Member of the public payload, or of what stands beside it, that fills the field. */
  readonly source: string;
}
export interface LayoutBlock {
  readonly key: string;
  readonly fields: readonly LayoutField[];
}
export type LayoutRow = Readonly<Record<string, string>>;

/** What a layout needs beside the record. */
export interface LayoutContext {
  readonly id: string;
  readonly version: number;
  readonly publishedOn: string;
  readonly operation: 'put' | 'remove';
  /** 异议处理中; layouts with a field for it say so. */
  readonly isObjected: boolean;
  /** From the settings; empty where the administrator gave none. */
  readonly agencyCode: string;
  readonly divisionCode: string;
  /** Address of the record on the portal; empty when the portal's address is not known. */
  readonly url: string;
  /** 法定代表人 of a penalty's party, public in that layout alone (domain e.3); else empty. */
  readonly representative: string;
}

/** What is laid out; of a tombstone only its removal travels. */
export type LaidPayload = Exclude<PublicPayload, { readonly kind: 'tombstone' }>;
export type LayoutRows = Readonly<Record<string, readonly LayoutRow[]>>;

/** One way of laying one kind of payload out. */
export interface LayoutPart<P extends LaidPayload = LaidPayload> {
  readonly name: string;
  /** The first one also carries removals by file. */
  readonly blocks: readonly LayoutBlock[];
  /** 异议处理中 has a field, so that the mark travels. */
  readonly carriesMark: boolean;
  /** Null: it goes. */
  absence(payload: P): Absence | null;
  /** Rows by block; an empty block has no row. */
  rows(payload: P, context: LayoutContext): LayoutRows;
  /** What the columns' lengths do not say. */
  check?(payload: P): readonly Reason[];
}

/** The kinds of payloads that a channel takes, each with its way. */
export type ChannelLayout = {
  readonly [K in LaidPayload['kind']]?: LayoutPart<Extract<LaidPayload, { readonly kind: K }>>;
};

export type LaidOut =
  | { readonly kind: 'notApplicable'; readonly absence: Absence }
  | { readonly kind: 'wrong'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'ready'; readonly blocks: LayoutRows };

const payloadKinds: Readonly<Record<PublicationKind, LaidPayload['kind']>> = {
  result: 'result',
  itemList: 'document',
  leniencyList: 'document',
  ruleBook: 'document',
  plan: 'document',
  draw: 'draw',
  drawVoid: 'draw',
  listing: 'listing',
  penalty: 'penalty',
};

/** How a channel lays records of a kind out; undefined where it takes none. */
export function partFor(layout: ChannelLayout, kind: PublicationKind): LayoutPart | undefined {
  // Each part is only ever given payloads of its own kind.
  return layout[payloadKinds[kind]] as LayoutPart | undefined;
}

/** Kinds of records that a channel takes. */
export function kindsTaken(layout: ChannelLayout): readonly PublicationKind[] {
  return publicationKinds.filter((kind) => layout[payloadKinds[kind]] !== undefined);
}

/** All blocks of a channel, in the order of its parts. */
export function blocksOf(layout: ChannelLayout): readonly LayoutBlock[] {
  return Object.values(layout).flatMap((part) => part.blocks);
}

/** A record in the layout of a channel, checked. */
export function layOut(layout: ChannelLayout, payload: PublicPayload, context: LayoutContext): LaidOut {
  const part = payload.kind === 'tombstone' ? undefined : (layout[payload.kind] as LayoutPart | undefined);
  if (payload.kind === 'tombstone' || part === undefined)
    return { kind: 'notApplicable', absence: 'kindNotTaken' };
  const absence = part.absence(payload);
  if (absence !== null) return { kind: 'notApplicable', absence };
  const blocks = part.rows(payload, context);
  const reasons = [
    ...part.blocks.flatMap((block) => (blocks[block.key] ?? []).flatMap((row) => wrongIn(block, row))),
    ...(part.check?.(payload) ?? []),
  ];
  return reasons.length > 0 ? { kind: 'wrong', reasons } : { kind: 'ready', blocks };
}

function wrongIn(block: LayoutBlock, row: LayoutRow): readonly Reason[] {
  return block.fields.flatMap(({ key, max, isRequired }): readonly Reason[] => {
    const value = row[key] ?? '';
    if (isRequired && value === '') return [{ field: key, code: 'missing', text: '' }];
    return [...value].length > max ? [{ field: key, code: 'tooLong', text: String(max) }] : [];
  });
}

/** A required field of a block: name, title, most characters, source. */
export const field = (...[key, title, max, source]: [string, string, number, string]): LayoutField => ({
  key,
  title,
  max,
  source,
  isRequired: true,
});
/** A field that may be empty. */
export const optional = (...of: [string, string, number, string]): LayoutField => ({
  ...field(...of),
  isRequired: false,
});
