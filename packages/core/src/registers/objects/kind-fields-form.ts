/**
 * Fields that only some kinds of objects have, as data: form, drawer, check, import columns and export follow from this
 * list. A new field is one entry here; nothing else changes. Values are stored as texts in `objects.details`.
 */
import type { ObjectKind } from '../object.ts';

type Words = readonly [zh: string, en: string];
export type KindFieldType = 'text' | 'choice' | 'integer' | 'decimal' | 'day';

export interface KindField {
  readonly key: string;
  readonly label: Words;
  readonly type: KindFieldType;
  readonly kinds: readonly ObjectKind[];
  readonly unit?: Words;
  readonly choices?: readonly (readonly [value: string, ...words: Words])[];
  /** Must be filled when the field is asked for. */
  readonly required?: true;
  /** Asked for only where another field of the object has this value. */
  readonly only?: readonly [key: string, value: string];
  /** Other titles under which files write it. */
  readonly titles?: readonly string[];
  readonly maxChars?: number;
}

const yesNo = [
  ['yes', '是', 'Yes'],
  ['no', '否', 'No'],
] as const;
const works = { kinds: ['facility'], only: ['facilityType', 'civilDefenceWorks'] } as const;
const alarm = { kinds: ['facility'], only: ['facilityType', 'alarmSite'] } as const;
const squareMetres = ['㎡', 'm²'] as const;

export const kindFields: readonly KindField[] = [
  {
    key: 'sizeClass',
    label: ['企业规模', 'Size of enterprise'],
    type: 'choice',
    kinds: ['enterprise'],
    choices: [
      ['large', '大型', 'Large'],
      ['medium', '中型', 'Medium'],
      ['small', '小型', 'Small'],
      ['micro', '微型', 'Micro'],
    ],
    titles: ['规模类型'],
  },
  {
    key: 'employees',
    label: ['从业人数', 'Employees'],
    type: 'integer',
    kinds: ['enterprise', 'individualBusiness'],
    unit: ['人', 'persons'],
    titles: ['职工人数', '员工人数', '从业人员数'],
  },
  {
    key: 'aboveScale',
    label: ['规模以上', 'Above designated size'],
    type: 'choice',
    kinds: ['enterprise'],
    choices: yesNo,
    titles: ['是否规上', '规上企业'],
  },
  {
    key: 'businessName',
    label: ['经营字号', 'Trade name'],
    type: 'text',
    kinds: ['individualBusiness'],
    titles: ['字号'],
  },
  {
    key: 'members',
    label: ['成员数', 'Members'],
    type: 'integer',
    kinds: ['cooperative'],
    unit: ['户', 'households'],
    titles: ['社员数'],
  },
  {
    key: 'contribution',
    label: ['出资总额', 'Total contribution'],
    type: 'decimal',
    kinds: ['cooperative'],
    unit: ['万元', '10,000 yuan'],
  },
  {
    key: 'parentCompany',
    label: ['派出企业', 'Parent company'],
    type: 'text',
    kinds: ['foreignRepOffice'],
  },
  {
    key: 'institutionType',
    label: ['组织类别', 'Type of organisation'],
    type: 'choice',
    kinds: ['institution'],
    choices: [
      ['government', '机关', 'Government organ'],
      ['publicInstitution', '事业单位', 'Public institution'],
      ['socialGroup', '社会团体', 'Social group'],
      ['privateNonEnterprise', '民办非企业单位', 'Private non-enterprise unit'],
      ['other', '其他组织', 'Other organisation'],
    ],
  },
  { key: 'sponsor', label: ['举办单位', 'Sponsor'], type: 'text', kinds: ['institution'] },
  {
    key: 'projectState',
    label: ['建设状态', 'State of construction'],
    type: 'choice',
    kinds: ['project'],
    choices: [
      ['preparing', '前期', 'Preparing'],
      ['building', '在建', 'Under construction'],
      ['stopped', '停工', 'Stopped'],
      ['finished', '已竣工', 'Finished'],
      ['handedOver', '已移交', 'Handed over'],
    ],
    titles: ['工程状态', '项目状态'],
  },
  { key: 'developer', label: ['建设单位', 'Developer'], type: 'text', kinds: ['project'] },
  { key: 'contractor', label: ['施工单位', 'Contractor'], type: 'text', kinds: ['project'] },
  { key: 'supervisor', label: ['监理单位', 'Supervising engineer'], type: 'text', kinds: ['project'] },
  {
    key: 'floorArea',
    label: ['建筑面积', 'Floor area'],
    type: 'decimal',
    kinds: ['project'],
    unit: squareMetres,
  },
  {
    key: 'requiredShelterArea',
    label: ['应建人防面积', 'Shelter area required'],
    type: 'decimal',
    kinds: ['project'],
    unit: squareMetres,
  },
  { key: 'startedOn', label: ['开工日期', 'Started on'], type: 'day', kinds: ['project'] },
  {
    key: 'plannedEnd',
    label: ['计划竣工日期', 'Planned end'],
    type: 'day',
    kinds: ['project'],
    titles: ['计划完工日期'],
  },
  {
    key: 'facilityType',
    label: ['设施类别', 'Type of facility'],
    type: 'choice',
    kinds: ['facility'],
    choices: [
      ['civilDefenceWorks', '人防工程', 'Civil-air-defence works'],
      ['alarmSite', '警报设施', 'Alarm site'],
      ['other', '其他设施', 'Other facility'],
    ],
  },
  {
    key: 'worksCategory',
    label: ['工程类别', 'Category of works'],
    type: 'choice',
    ...works,
    required: true,
    choices: [
      ['attached', '防空地下室（结建）', 'Basement under a building'],
      ['cutAndCover', '单建掘开式工程', 'Free-standing, cut and cover'],
      ['tunnel', '坑道工程', 'Tunnel in a hill'],
      ['gallery', '地道工程', 'Gallery below plain ground'],
      ['dualUse', '兼顾人防需要工程', 'Built for other purposes with protection'],
    ],
    titles: ['人防工程类别'],
  },
  {
    key: 'resistance',
    label: ['抗力等级', 'Resistance grade'],
    type: 'choice',
    ...works,
    choices: [
      ['n4', '核4级', 'Nuclear 4'],
      ['n4b', '核4B级', 'Nuclear 4B'],
      ['n5', '核5级', 'Nuclear 5'],
      ['n6', '核6级', 'Nuclear 6'],
      ['n6b', '核6B级', 'Nuclear 6B'],
      ['c5', '常5级', 'Conventional 5'],
      ['c6', '常6级', 'Conventional 6'],
      ['n5c5', '核5级常5级', 'Nuclear 5, conventional 5'],
      ['n6c6', '核6级常6级', 'Nuclear 6, conventional 6'],
      ['n6bc6', '核6B级常6级', 'Nuclear 6B, conventional 6'],
    ],
    titles: ['防护等级', '抗力级别'],
  },
  {
    key: 'chemicalProtection',
    label: ['防化等级', 'Chemical protection'],
    type: 'choice',
    ...works,
    choices: [
      ['a', '甲级', 'Grade A'],
      ['b', '乙级', 'Grade B'],
      ['c', '丙级', 'Grade C'],
      ['d', '丁级', 'Grade D'],
    ],
    titles: ['防化级别'],
  },
  {
    key: 'wartimeUse',
    label: ['战时用途', 'Use in wartime'],
    type: 'choice',
    ...works,
    choices: [
      ['command', '指挥工程', 'Command post'],
      ['medical', '医疗救护工程', 'Medical aid'],
      ['specialTeams', '防空专业队工程', 'Civil-defence teams'],
      ['shelterFirst', '一等人员掩蔽所', 'Shelter of the first class'],
      ['shelterSecond', '二等人员掩蔽所', 'Shelter of the second class'],
      ['store', '物资库', 'Store of materials'],
      ['auxiliary', '其他配套工程', 'Other auxiliary works'],
    ],
    titles: ['战时功能'],
  },
  {
    key: 'peacetimeUse',
    label: ['平时用途', 'Use in peacetime'],
    type: 'choice',
    ...works,
    choices: [
      ['parking', '停车库', 'Car park'],
      ['shops', '商业', 'Shops'],
      ['storage', '仓储', 'Storage'],
      ['culture', '文体活动', 'Culture and sport'],
      ['office', '办公', 'Offices'],
      ['unused', '未利用', 'Not used'],
      ['other', '其他用途', 'Other use'],
    ],
    titles: ['平时功能'],
  },
  {
    key: 'worksArea',
    label: ['人防建筑面积', 'Area of the works'],
    type: 'decimal',
    ...works,
    unit: squareMetres,
    titles: ['人防面积', '工程面积'],
  },
  {
    key: 'shelterCapacity',
    label: ['掩蔽人数', 'Persons sheltered'],
    type: 'integer',
    ...works,
    unit: ['人', 'persons'],
    titles: ['可掩蔽人数'],
  },
  {
    key: 'completedIn',
    label: ['竣工年份', 'Year of completion'],
    type: 'integer',
    ...works,
    titles: ['竣工年度'],
    maxChars: 4,
  },
  {
    key: 'maintainer',
    label: ['维护单位', 'Maintained by'],
    type: 'text',
    ...works,
    titles: ['维护管理单位', '维管单位'],
  },
  {
    key: 'mountingPlace',
    label: ['设点位置', 'Mounting place'],
    type: 'text',
    ...alarm,
    required: true,
    titles: ['警报点位'],
  },
  { key: 'hostUnit', label: ['设点单位', 'Host unit'], type: 'text', ...alarm },
  { key: 'model', label: ['警报器型号', 'Model of siren'], type: 'text', ...alarm, titles: ['警报型号'] },
  {
    key: 'control',
    label: ['控制方式', 'Control'],
    type: 'choice',
    ...alarm,
    choices: [
      ['wired', '有线', 'By wire'],
      ['radio', '无线', 'By radio'],
      ['both', '有线和无线', 'By wire and radio'],
      ['manual', '手动', 'By hand'],
    ],
  },
  {
    key: 'placeType',
    label: ['场所类别', 'Type of place'],
    type: 'choice',
    kinds: ['place'],
    choices: [
      ['gathering', '公众聚集场所', 'Place of public assembly'],
      ['market', '集贸市场', 'Market'],
      ['school', '学校和托幼场所', 'School or nursery'],
      ['warehouse', '仓储场所', 'Warehouse'],
      ['confined', '有限空间作业场所', 'Confined space'],
      ['other', '其他场所', 'Other place'],
    ],
  },
  {
    key: 'placeArea',
    label: ['场所面积', 'Area of the place'],
    type: 'decimal',
    kinds: ['place'],
    unit: squareMetres,
  },
  {
    key: 'placeCapacity',
    label: ['核定容纳人数', 'Persons admitted'],
    type: 'integer',
    kinds: ['place'],
    unit: ['人', 'persons'],
  },
  { key: 'productModel', label: ['规格型号', 'Model'], type: 'text', kinds: ['product'] },
  { key: 'manufacturer', label: ['生产企业', 'Manufacturer'], type: 'text', kinds: ['product'] },
  {
    key: 'productCertificate',
    label: ['产品认证编号', 'Product certificate'],
    type: 'text',
    kinds: ['product'],
  },
];

/** Kinds that stand under somebody who operates them: works, alarm sites, projects, places and products. */
export const operatedKinds: readonly ObjectKind[] = ['facility', 'project', 'place', 'product'];
