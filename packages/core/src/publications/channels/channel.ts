/**
 * Channels on which a published record travels (R201, R202): kinds, states of a record on each, how a record is laid out
 * for one (fields, lengths, wordings), and why one does not take it. Layouts take the public payload alone, so nothing that
 * is not public can leave. Pure.
 */
import type { PublicPayload, PublicResult } from '../public-record.ts';

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
  /** From the settings; empty where the administrator gave none. */
  readonly agencyCode: string;
  readonly divisionCode: string;
  /** Address of the record on the portal; empty when the portal's address is not known. */
  readonly url: string;
}

/** One way of laying a result out. */
export interface ChannelLayout {
  readonly name: string;
  readonly blocks: readonly LayoutBlock[];
  /** Null: it goes. */
  absence(result: PublicResult): Absence | null;
  /** Rows by block; an empty block has no row. */
  rows(result: PublicResult, context: LayoutContext): Readonly<Record<string, readonly LayoutRow[]>>;
  /** What the columns' lengths do not say. */
  check?(result: PublicResult): readonly Reason[];
}

export type LaidOut =
  | { readonly kind: 'notApplicable'; readonly absence: Absence }
  | { readonly kind: 'wrong'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'ready'; readonly blocks: Readonly<Record<string, readonly LayoutRow[]>> };

/** A result in the layout of a channel, checked. */
export function layOut(layout: ChannelLayout, payload: PublicPayload, context: LayoutContext): LaidOut {
  if (payload.kind !== 'result') return { kind: 'notApplicable', absence: 'kindNotTaken' };
  const absence = layout.absence(payload);
  if (absence !== null) return { kind: 'notApplicable', absence };
  const blocks = layout.rows(payload, context);
  const reasons = [
    ...layout.blocks.flatMap((block) => (blocks[block.key] ?? []).flatMap((row) => wrongIn(block, row))),
    ...(layout.check?.(payload) ?? []),
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

/** A required field of a block. */
export const field = (key: string, title: string, max: number): LayoutField => ({
  key,
  title,
  max,
  isRequired: true,
});
/** A field that may be empty. */
export const optional = (key: string, title: string, max: number): LayoutField => ({
  ...field(key, title, max),
  isRequired: false,
});
