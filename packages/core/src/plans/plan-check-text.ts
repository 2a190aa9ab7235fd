/** Sentences of what the check of a plan finds. */
import { catalogue } from '../common/text.ts';

export const planCheckText = catalogue(
  {
    'check.cap_over':
      '{count} 户对象的已计次数加计划预期次数超过频次上限。请合并条目、缩小范围或降低比例；确需保留的写明理由。',
    'check.cap_over_refused':
      '{count} 户对象的已计次数加计划预期次数超过频次上限，工作细则规定不得超过。请合并条目、缩小范围或降低比例。',
    'check.cap_possible': '{count} 户对象如被多次抽中会达到上限，抽取时应设“已达频次上限”排除。',
    'check.key_item_uncovered': '重点检查事项“{item}”没有列入计划。请新增条目，或者说明本年不查的理由。',
    'check.no_general': '计划没有一般检查事项。计划应当涵盖一般和重点检查事项，请补充或说明。',
    'check.no_key': '计划没有重点检查事项。计划应当涵盖一般和重点检查事项，请补充或说明。',
    'check.no_joint': '计划没有部门联合抽查。部门联合抽查应当纳入年度计划，请补充或说明。',
    'check.items_unused': '清单上有 {count} 个事项本年没有使用，见“事项覆盖”。',
    'check.merge_open': '有 {count} 组条目可以合并为一次检查，见“1+X 合并建议”。',
    'check.capacity_short':
      '需要 {need} 人·日，可用 {available} 人·日，不足 {short} 人·日。请减少数量、错开时间或说明补充力量的办法。',
    'check.capacity_window':
      '“{entry}”在检查时间内需要 {need} 人·日，可用 {available} 人·日。请延长时间或减少数量。',
    'check.capacity_unknown': '{year}年的工作日历尚未公布，暂不能计算执法力量。公布后请再核查。',
    'check.pool_empty': '“{entry}”的对象范围内没有检查对象。请改正对象条件或先完善名录库。',
    'check.without_class': '“{entry}”有 {count} 户对象不属于任何分类，不会被抽到。请补充分类或说明。',
    'check.general_above_most':
      '一般检查事项“{entry}”拟抽 {target} 户，超过基数 {base} 户的 {most}。请降低比例或说明。',
    'check.risk_order': '“{entry}”中风险较高的分类比例低于风险较低的分类。请改正比例或说明。',
    'check.credit_order': '“{entry}”中信用较差的分类比例低于信用较好的分类。请改正比例或说明。',
    'check.partner_open': '“{entry}”的配合部门“{partner}”尚未答复。请催办，或者说明先行的理由。',
    'check.partner_declined': '“{entry}”的配合部门“{partner}”不参加。请删去该部门或者改由其他部门配合。',
    'check.special_unfiled': '专项检查“{entry}”依据《{document}》开展，请核对批准文件。',
  },
  {
    'check.cap_over':
      '{count} objects would exceed their cap by visits counted and expected. Merge entries, narrow the scope or lower the rate; or say why it stays.',
    'check.cap_over_refused':
      '{count} objects would exceed their cap, which the rule book forbids. Merge entries, narrow the scope or lower the rate.',
    'check.cap_possible':
      '{count} objects reach their cap if they are drawn repeatedly; exclude them at the draw.',
    'check.key_item_uncovered':
      'Key item “{item}” is not in the plan. Add an entry or say why not this year.',
    'check.no_general':
      'No general item is planned. A plan covers general and key items; add one or say why not.',
    'check.no_key': 'No key item is planned. A plan covers general and key items; add one or say why not.',
    'check.no_joint':
      'No joint inspection is planned. The joint plan belongs into the annual plan; add one or say why not.',
    'check.items_unused': '{count} items of the list are not used this year; see the coverage of items.',
    'check.merge_open': '{count} pairs of entries could become one visit; see the merge proposals.',
    'check.capacity_short':
      '{need} person-days needed, {available} available, {short} short. Plan less, move periods, or say how it is made up.',
    'check.capacity_window':
      '“{entry}” needs {need} person-days within its period, {available} are available. Extend it or plan less.',
    'check.capacity_unknown':
      'The working calendar of {year} is not published yet, so capacity cannot be computed. Check again later.',
    'check.pool_empty': 'No object is in the scope of “{entry}”. Correct its conditions or the directory.',
    'check.without_class':
      '{count} objects of “{entry}” fit no class and would never be drawn. Add a class or say why.',
    'check.general_above_most':
      'General item “{entry}” would draw {target}, more than {most} of its {base} objects. Lower the rate or say why.',
    'check.risk_order':
      'In “{entry}” a class of higher risk has a lower rate than one of lower risk. Correct it or say why.',
    'check.credit_order':
      'In “{entry}” a class of worse credit has a lower rate than one of better credit. Correct it or say why.',
    'check.partner_open':
      'Partner “{partner}” of “{entry}” has not answered. Remind it, or say why the plan goes on.',
    'check.partner_declined': 'Partner “{partner}” of “{entry}” declined. Remove it or find another partner.',
    'check.special_unfiled': 'Special inspection “{entry}” rests on {document}; compare the approval.',
  },
);
