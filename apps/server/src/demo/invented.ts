/**
 * Invented names, codes and spreads, always the same for the same number. Nothing here is a real person or unit:
 * the organisation codes inside the credit codes all begin with DEM.
 */
import { organisationCheckCharacter, usccCheckCharacter } from '@mingcha/core/common/uscc.ts';

const words = [
  '青屏',
  '鹿台',
  '望溪',
  '松岭',
  '云杉',
  '石桥',
  '临泉',
  '东篱',
  '晓峰',
  '丰原',
  '金穗',
  '长亭',
  '白塔',
  '北辰',
  '恒岭',
  '瑞禾',
  '广陵',
  '安澜',
  '明德',
  '同舟',
  '永济',
  '正源',
  '嘉木',
  '沁源',
  '平川',
  '南岭',
  '西河',
  '景云',
  '和顺',
  '立新',
  '远航',
  '宏图',
  '天成',
  '百川',
  '新禾',
  '秋实',
  '春晖',
  '金台',
  '玉泉',
  '凤栖',
  '龙泉',
  '碧水',
] as const;
const surnames = '安柏陈董方高郝季康刘孟倪潘秦任苏田温许杨赵卓白程段冯郭韩贾孔黎马宁庞祁沈唐吴薛尹'.split('');
const givenNames = [
  '立明',
  '秀云',
  '建国',
  '晓燕',
  '文博',
  '海涛',
  '玉兰',
  '志强',
  '雨桐',
  '国栋',
  '春梅',
  '子涵',
  '卫东',
  '静怡',
  '俊杰',
  '丽华',
  '振宇',
  '雪芹',
  '永胜',
  '思远',
  '桂英',
  '浩然',
  '红霞',
  '天宇',
  '淑珍',
  '明哲',
  '亚楠',
  '长河',
] as const;

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('an empty list has no members');
  return found;
}

/** A word for the name of a unit; different for the first 42 numbers. */
export function unitWord(index: number): string {
  return pick(words, index * 5);
}

/** An invented person; different for the first 280 numbers. */
export function personName(index: number): string {
  return pick(surnames, index * 3 + Math.floor(index / 40)) + pick(givenNames, index * 9);
}

/** A unified social credit code of an invented unit; passes GB 32100 and GB 11714. */
export function creditCode(divisionCode: string, serial: number): string {
  const organisation = `DEM${String(serial).padStart(5, '0')}`;
  const first17 = `91${divisionCode}${organisation}${organisationCheckCharacter(organisation) ?? ''}`;
  return first17 + (usccCheckCharacter(first17) ?? '');
}

/** One of `values`, as often as its share out of a hundred, scattered over the numbers. */
export function spread<T>(index: number, values: readonly (readonly [share: number, value: T])[]): T {
  let rest = (index * 37 + 11) % 100;
  for (const [share, value] of values) {
    if (rest < share) return value;
    rest -= share;
  }
  throw new Error('the shares do not add up to a hundred');
}
