/**
 * Invented objects in any number, the same for the same number: names as real rosters have them (most begin with
 * their city or county, some with the province or a bank, half end in 有限公司), valid credit codes, a tenth
 * without one. Nothing here is a real enterprise.
 */
import { organisationCheckCharacter, usccCheckCharacter } from '@mingcha/core/common/uscc.ts';

export interface RosterRow {
  readonly name: string;
  readonly uscc: string;
  readonly localCode: string;
  readonly registeredOn: string;
  readonly kind: string;
  readonly industry: string;
  readonly creditClass: string;
  readonly riskLevel: string;
  readonly division: string;
  readonly address: string;
  readonly active: boolean;
}

const counties = [
  '云岭市',
  '茶亭区',
  '石桥县',
  '青溪县',
  '南渡市',
  '望湖县',
  '古塔区',
  '松原镇',
  '白河县',
  '金沙县',
];
const towns = list(
  '城关 东关 西河 北山 大桥 龙门 新街 柳林 双泉 马场 高庙 沙河 桃园 黄土 官庄 红石 杨柳 竹山 梨川 铁炉',
);
const national = list(
  '中国石化销售有限公司 中国农业银行股份有限公司 中国邮政集团公司 中国人寿保险股份有限公司 国网供电公司 中国联合网络通信有限公司',
);
const brand =
  '鑫磊华泰恒源瑞丰宏达盛世金鼎永兴隆昌顺和嘉禾博雅天成志远东升海川诚信聚力明辉宝龙福康润泽亿佳新创卓越凯旋振邦兴业祥云银河玉峰翠微紫云松柏竹梅兰菊春夏秋冬晨曦晓月星辰朝阳长青绿野沃土良田稼穑牧歌渔舟樵风'.split(
    '',
  );
const trades =
  list(`贸易 商贸 科技 建筑工程 物流 餐饮管理 化工 矿业 煤业 机械制造 电子商务 医药 食品 农业开发 畜牧养殖
  房地产开发 装饰工程 物业管理 劳务 汽车销售 服装 建材 环保科技 新能源 旅游 文化传播 广告 教育咨询 工贸 铸造
  水泥 陶瓷 粮油 种业 林业 运输 仓储 印刷 包装 塑料制品 消防器材 烟花爆竹 危险货物运输 特种设备检测 安全技术服务`);
const companies = list(
  '有限公司 有限公司 有限公司 有限公司 有限公司 有限责任公司 股份有限公司 有限公司分公司 集团有限公司 厂',
);
const shops = list(
  '超市 便利店 饭店 面馆 经营部 门市部 服务部 理发店 药房 五金店 加油站 批发部 维修部 养殖场 果园 农家店',
);
const works = list('人防工程 地下停车场 安置房项目 道路改造工程 污水处理工程 综合楼项目');
const surnames = list('王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗');
const industries = list(
  'B0610 B0810 C1310 C1431 C2511 C2614 C3011 C3311 C3511 D4420 E4710 E4813 F5121 F5211 F5221 F5265 G5431 G5810 H6110 H6210 K7010 L7259 M7450 N7721 O8111 P8391 Q8311 R8870',
);
/** GB 32100 leaves out letters that look like digits. */
const codeDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

/** A chain of small numbers that only depends on `seed`. */
export function dice(seed: number): (sides: number) => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

/** Row number `index`, from 0. */
export function rosterRow(index: number): RosterRow {
  const roll = dice(index);
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T;
  const place = roll(counties.length);
  const county = counties[place] ?? '';
  const town = pick(towns);
  const mark = pick(brand) + pick(brand) + (roll(3) === 0 ? pick(brand) : '');
  const { name, kind } = nameOf({ roll, pick, county, town, mark, index });
  const division = String(140_501 + place);
  const hasCode = kind !== 'project' && roll(20) > 0;
  return {
    name,
    kind,
    division,
    uscc: hasCode ? codeOf(index, kind, division) : '',
    localCode: hasCode ? '' : `YL-${String(index).padStart(8, '0')}`,
    registeredOn: `${1985 + roll(40)}-${two(1 + roll(12))}-${two(1 + roll(28))}`,
    industry: pick(industries),
    creditClass: ['A', 'B', 'B', 'B', 'C', 'C', 'D', ''][roll(8)] ?? '',
    riskLevel: ['low', 'low', 'low', 'general', 'general', 'higher', 'major', ''][roll(8)] ?? '',
    address: `云岭市${county}${town}${pick(['路', '街', '村', '巷'])}${1 + roll(900)}号`,
    active: roll(25) > 0,
  };
}

interface Naming {
  readonly roll: (sides: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly county: string;
  readonly town: string;
  readonly mark: string;
  readonly index: number;
}

function nameOf({ roll, pick, county, town, mark, index }: Naming): { name: string; kind: string } {
  const sort = roll(100);
  if (sort < 40) return { name: `${county}${mark}${pick(trades)}${pick(companies)}`, kind: 'enterprise' };
  if (sort < 52) return { name: `${mark}${pick(trades)}${pick(companies)}`, kind: 'enterprise' };
  if (sort < 58)
    return { name: `山西${county.slice(0, 2)}${mark}${pick(trades)}有限公司`, kind: 'enterprise' };
  if (sort < 64)
    return { name: `${pick(national)}${county}${town}${mark.slice(0, 1)}支行`, kind: 'enterprise' };
  if (sort < 72) return { name: `${county}${town}${mark}种植专业合作社`, kind: 'cooperative' };
  if (sort < 95)
    return { name: `${county}${town}${pick(surnames)}${mark}${pick(shops)}`, kind: 'individualBusiness' };
  return { name: `${county}${town}${mark}${pick(works)}${1 + (index % 9)}标段`, kind: 'project' };
}

function codeOf(index: number, kind: string, division: string): string {
  // A factor without 31 in it walks through all of 31^6 once, so that no two rows share a code.
  let rest = (index * 48_271_771) % 31 ** 6;
  let serial = '';
  for (let digit = 0; digit < 6; digit += 1) {
    serial += codeDigits[rest % 31] ?? '';
    rest = Math.floor(rest / 31);
  }
  const head = kind === 'individualBusiness' ? '92' : '91';
  const organisation = `MA${serial}`;
  const first17 = `${head}${division}${organisation}${organisationCheckCharacter(organisation) ?? ''}`;
  return `${first17}${usccCheckCharacter(first17) ?? ''}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
