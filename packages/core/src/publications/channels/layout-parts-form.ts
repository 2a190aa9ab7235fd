/**
 * What layouts of channels share: the receivers' wordings of results, who is taken, keys of every row. Titles and wordings
 * are the receivers' own Chinese. Pure.
 */
import { isUscc } from '../../common/uscc.ts';
import type { PublicResult } from '../public-record.ts';
import { type Absence, field, type LayoutContext, type OutsideChannel, type Reason } from './channel.ts';

/** Proper names of the receiving systems, the same in every language. */
export const channelNames: Readonly<Record<OutsideChannel, string>> = {
  governmentSite: '政府门户网站',
  enterpriseCredit: '国家企业信用信息公示系统',
  creditPlatform: '信用中国及地方信用平台',
  supervision: '“互联网+监管”系统',
  provincial: '省双随机监管平台',
};

/** Standard wordings of results by our codes; whatever else a rule book defines has to read like one of them. */
const resultWordings: Readonly<Record<string, string>> = {
  noProblem: '未发现问题',
  notDisclosed: '未按规定公示应当公示的信息',
  falseDisclosure: '公示信息隐瞒真实情况、弄虚作假',
  unreachable: '通过登记的住所（经营场所）无法联系',
  correctedOnOrder: '发现问题已责令改正',
  refusedSeriously: '不配合检查情节严重',
  activityNotFound: '未发现开展本次抽查涉及的经营活动',
  problemPending: '发现问题待后续处理',
  closedDown: '已关闭停业或正在组织清算',
  deregistered: '注销',
  revoked: '被吊销',
  rescinded: '被撤销',
  moved: '迁出',
};
const wordings = new Set(Object.values(resultWordings));

/** The receivers' wording of a result; null when neither code nor wording is one of theirs. */
function standardWording(result: { readonly code: string; readonly wording: string }): string | null {
  if (Object.hasOwn(resultWordings, result.code)) return resultWordings[result.code] ?? null;
  return wordings.has(result.wording) ? result.wording : null;
}

export function namedAbsence(result: PublicResult): Absence | null {
  if (result.withheld.includes('objectName')) return 'nameWithheld';
  if (result.object.code !== null && result.object.code !== '') return null;
  return result.withheld.includes('objectCode') ? 'codeWithheld' : 'noCode';
}

/** Enterprises, individual businesses and farmers' cooperatives (e.1). */
export function marketAbsence(result: PublicResult): Absence | null {
  const absence = namedAbsence(result);
  if (absence !== null) return absence;
  const code = result.object.code ?? '';
  return /^9[123]/.test(code) || !isUscc(code) ? null : 'notMarketEntity';
}

export function codeReasons({ object }: PublicResult): readonly Reason[] {
  const code = object.code ?? '';
  return isUscc(code) ? [] : [{ field: 'uniscid', code: 'codeWrong', text: code }];
}

export function wordingReasons(result: PublicResult): readonly Reason[] {
  const wrong = (
    name: string,
    each: { readonly code: string; readonly wording: string },
  ): readonly Reason[] =>
    standardWording(each) === null ? [{ field: name, code: 'wordingUnknown', text: each.wording }] : [];
  return [
    ...wrong('insRes_CN', result.overall),
    ...result.items.flatMap((item) => wrong('raninsCheckResName', item)),
  ];
}

export const targeted = (result: PublicResult): string =>
  result.isTargeted === null ? '' : result.isTargeted ? '定向' : '不定向';
export const wordingOf = (each: { readonly code: string; readonly wording: string }): string =>
  standardWording(each) ?? each.wording;
export const keysOf = ({ id, version, operation }: LayoutContext) => ({
  recordId: id,
  recordVersion: String(version),
  op: operation,
});

export const keyFields = [
  field('recordId', '记录编号', 36, 'record.id'),
  field('recordVersion', '记录版本', 10, 'record.version'),
  field('op', '操作', 10, 'record.operation'),
];
