/** Words of closed sets as people write them: a pattern on the cleaned text, tried in this order, and the value it means. */

export const riskWords = [
  ['^(重大|特别重大|高|极高|红|一级|1级|Ⅰ|I级?$|A级?$)', 'major'],
  ['^(较大|较高|中高|橙|二级|2级|Ⅱ|II级?$|B级?$)', 'higher'],
  ['^(一般|中|黄|三级|3级|Ⅲ|III级?$|C级?$)', 'general'],
  ['^(低|较低|蓝|绿|四级|4级|Ⅳ|IV级?$|D级?$)', 'low'],
] as const;
export const creditWords = [
  ['^(信用)?(风险)?A|^(优|守信|低风险|信用好|信用风险低)', 'A'],
  ['^(信用)?(风险)?B|^(良|信用较好|信用风险一般)', 'B'],
  ['^(信用)?(风险)?C|^(中|信用一般|信用风险较高)', 'C'],
  ['^(信用)?(风险)?D|^(差|失信|高风险|信用差|信用风险高)', 'D'],
] as const;
export const kindWords = [
  ['个体|^92', 'individualBusiness'],
  ['合作社', 'cooperative'],
  ['代表机构|代表处|办事处', 'foreignRepOffice'],
  ['人防|防空|地下室|设施|警报|工事', 'facility'],
  ['工程|项目|工地', 'project'],
  ['事业|机关|社会团体|社团|民办非|学校|医院|基金会|机构|组织', 'institution'],
  ['产品', 'product'],
  ['场所|场馆|市场$', 'place'],
  ['企业|公司|所有制|合伙|独资|集体|国有|股份|矿|厂|法人|联营|经营', 'enterprise'],
] as const;
export const objectStatusWords = [
  ['注销|吊销|撤销|停业|停产|关闭|歇业|迁出|清算|失效|停用|无效|否|非正常|异常|已拆除', 'inactive'],
  ['存续|在业|在营|开业|正常|营业|登记成立|有效|在库|在产|生产|是|启用|迁入|使用', 'active'],
] as const;
export const personStatusWords = [
  ['退休', 'retired'],
  ['调离|调出|离职|辞职|调走', 'transferred'],
  ['借调|病假|产假|休假|请假|外派|挂职|学习|暂离', 'onLeave'],
  ['停用|无效|注销|过期|停职|不在岗|否|失效', 'inactive'],
  ['在岗|在职|正常|有效|在编|在库|启用|是', 'active'],
] as const;

/** 编制类别; institution before the others, because 事业编 also says 编. */
export const establishmentWords: readonly (readonly [string, string])[] = [
  ['事业|参公', 'institution'],
  ['聘|合同|劳务|派遣|编外|辅助', 'contract'],
  ['借调|借用|挂职|抽调', 'seconded'],
  ['行政|公务员|在编|编制内|正式', 'established'],
];

/** A mark in a column that asks yes or no; an empty cell says nothing. */
export const yesNoWords: readonly (readonly [string, string])[] = [
  ['^(否|不是|不可|不能|无|×|x|n|no|false|0)$', 'false'],
  ['^(是|可|可以|能|有|√|✓|y|yes|true|1|主检|组长)$', 'true'],
];
