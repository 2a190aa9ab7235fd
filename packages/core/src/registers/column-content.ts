/** How well the values of a column fit a field, as a share from 0 to 1. Pure. */
import { cleanCode, cleanText, normaliseCell } from '../common/cells.ts';
import { isRegistrationNumber, isResidentId, isUscc } from '../common/uscc.ts';
import type { RosterField } from './roster-field-words.ts';

const mostValues = 200;

/** Values that say something: not empty, at most 200. */
export function tellingValues(values: readonly string[]): readonly string[] {
  return values
    .map(cleanText)
    .filter((value) => value !== '')
    .slice(0, mostValues);
}

function share(values: readonly string[], fits: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(fits).length / values.length;
}

const universityEnd = /大学$/;
const unitEnd =
  /(公司|厂|矿|店|部|社|行|院|站|中心|集团|学校|医院|经营户|超市|酒店|宾馆|合作社|分公司|事务所|工程|项目|商行|加油站|局|所|处|馆|园|库)([（(].*[）)])?$/;
const agencyEnd = /(局|委|委员会|办公室|大队|支队|中队|厅|队|中心|政府|办)$/;
const sectionEnd = /(科|股|处|室|所|队|中队|大队)$/;
const addressSign = /[省市县区镇乡村街路道巷号]/g;
const addressPlaces = /(省|市|县|区|旗|镇|乡|街道)/;
const areaText = /^[\p{Script=Han}]{1,10}(省|市|县|区|旗|镇|乡|街道|办事处|村|社区)?$/u;
const personName = /^[\p{Script=Han}]{2,4}$|^[\p{Script=Han}]{1,10}·[\p{Script=Han}]{1,10}$/u;
const commonSurname =
  /^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤安柏]/;

const byField: Readonly<Record<string, (values: readonly string[]) => number>> = {
  uscc: (values) => share(values, (value) => isUscc(cleanCode(value))),
  registrationNumber: (values) => share(values, (value) => isRegistrationNumber(cleanCode(value))),
  address: (values) =>
    share(
      values,
      (value) =>
        value.length >= 6 && addressPlaces.test(value) && (value.match(addressSign)?.length ?? 0) >= 2,
    ),
  certificateNumber: (values) =>
    new Set(values).size < values.length * 0.9 ? 0 : share(values, isCertificateNumber),
  agency: (values) => share(values, (value) => agencyEnd.test(value)),
  organisation: (values) => share(values, (value) => unitEnd.test(value) || universityEnd.test(value)),
  section: (values) => share(values, (value) => value.length <= 10 && sectionEnd.test(value)),
  area: (values) =>
    share(values, (value) => areaText.test(value)) *
    (new Set(values).size <= Math.max(3, values.length / 2) ? 0.8 : 0.3),
};

function isCertificateNumber(value: string): boolean {
  const code = cleanCode(value);
  return (
    /^(?=.*\d{4})[\p{Script=Han}A-Z\d()〔〕-]{6,20}$/u.test(code) &&
    !isUscc(code) &&
    !isResidentId(code) &&
    !/^1[3-9]\d{9}$/.test(code)
  );
}

/** @param values telling values of the column @param isPerson names of the roster are persons, not units */
export function contentFit(field: RosterField, values: readonly string[], isPerson: boolean): number {
  if (values.length === 0) return 0;
  if (field.field === 'name') {
    return share(values, (value) =>
      isPerson
        ? personName.test(value) && commonSurname.test(value)
        : value.length >= 4 && unitEnd.test(value),
    );
  }
  if (field.field === 'responsiblePerson')
    return share(values, (value) => personName.test(value) && commonSurname.test(value)) * 0.6;
  const own = byField[field.field];
  if (own !== undefined) return own(values);
  if (field.words !== undefined) return wordFit(field.words, values);
  if (field.cell === 'date' || field.cell === 'dateEnd') {
    return share(values, (value) => normaliseCell(field.cell, value).problem === null) * 0.6;
  }
  return 0;
}

/** Do the values belong to a closed set? Long or very different values speak against it. */
function wordFit(words: NonNullable<RosterField['words']>, values: readonly string[]): number {
  if (new Set(values).size > 12) return 0;
  const patterns = words.map(([pattern]) => new RegExp(pattern, 'iu'));
  return share(values, (value) => value.length <= 8 && patterns.some((pattern) => pattern.test(value))) * 0.5;
}

/** Are the values resident identity numbers? */
export function areResidentIds(values: readonly string[]): boolean {
  return values.length > 0 && share(values, (value) => isResidentId(cleanCode(value))) >= 0.5;
}

/** Would the values contradict the field, although its title fits? */
export function contradicts(field: RosterField, values: readonly string[]): boolean {
  if (values.length < 3) return false;
  if (field.cell === 'uscc') return share(values, (value) => /\d{6}/.test(cleanCode(value))) < 0.3;
  if (field.cell === 'integer')
    return share(values, (value) => normaliseCell('integer', value).problem === null) < 0.3;
  if (field.cell === 'date' || field.cell === 'dateEnd')
    return share(values, (value) => normaliseCell(field.cell, value).problem === null) < 0.2;
  if (field.field === 'certificateNumber')
    return share(values, (value) => /\d{3}/.test(cleanCode(value))) < 0.3;
  return false;
}
