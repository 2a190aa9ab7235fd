/** Refusals of rule books, calendar and frequency ledger: what, where, and how to mend it. */
import { catalogue } from '../../common/text.ts';

export const ruleText = catalogue(
  {
    'rules.rate_above_one_invalid': '抽取比例不能超过 100%。',
    'ruleBook.not_found': '没有找到这个工作细则版本，可能属于其他机关。请返回列表重新选择。',
    'ruleBook.nothing_changed': '内容与已保存的一致，没有需要保存的改动。',
    'ruleBook.published_meanwhile': '刚刚有另一版本公布。请刷新后重新办理。',
    'ruleBook.class_twice': '分类代码“{value}”出现了两次。请在“抽取比例和取整”中改用不同的代码。',
    'ruleBook.result_twice': '结果代码“{value}”出现了两次。请在“检查结果”中删去重复的一项。',
    'ruleBook.clock_twice': '同一时限出现了两次。请在“办理时限”中删去重复的一项。',
    'ruleBook.channel_twice': '同一公示渠道出现了两次。请在“结果公示”中删去重复的一项。',
    'ruleBook.exemption_twice': '同一种不计入频次的情形出现了两次。请在“检查频次和上限”中合并。',
    'ruleBook.warning_twice': '同一周期的提醒出现了两次。请在“检查频次和上限”中只留一条。',
    'ruleBook.class_unreachable':
      '“{before}”已包括全部对象，排在其后的“{name}”永远抽不到。请把“{before}”移到最后。',
    'ruleBook.publication_clock_missing':
      '没有规定检查结果公示的时限。请在“办理时限”中补上，最长 20 个工作日。',
    'ruleBook.publication_clock_long':
      '检查结果公示时限超过 20 个工作日，不符合国发〔2019〕5号。请在“办理时限”中改短。',
    'ruleBook.planned_above_cap': '“{name}”的计划次数超过了每年上限。请改小计划次数或者提高上限。',
    'ruleBook.no_good_result': '没有表示未发现问题的结果。请在“检查结果”中至少保留一项。',
    'calendar.year_unpublished':
      '{year} 年的放假安排尚未登记，无法计算工作日。请系统管理员按国务院办公厅通知登记后再办。',
    'calendar.no_breaks_invalid': '{year} 年没有放假日期。请按通知逐项填写。',
    'calendar.break_order_invalid': '“{name}”的结束日期早于开始日期。请核对后改正。',
    'calendar.break_long_invalid': '“{name}”超过 30 天，可能填错了日期。请核对后改正。',
    'calendar.other_year_invalid': '{day} 不在 {year} 年。跨年的假期请分别登记在两个年度。',
    'calendar.make_up_weekday_invalid': '{day} 是周一至周五，本来就要上班。请核对调休上班日期。',
    'calendar.make_up_in_break_invalid': '{day} 同时写成放假和上班。请核对后改正。',
    'calendar.notice_unread_invalid': '没有从文字中读出放假安排。请粘贴通知全文，或者逐项填写。',
    'calendar.notice_year_invalid': '通知没有写明年份，或者与所选年份不同。请核对后重新粘贴。',
    'calendar.same_year': '与现行安排相同，没有需要保存的改动。',
    'calendar.reason_missing': '更正已有年度，请写明理由。',
    'calendar.changed_meanwhile': '其他管理员刚刚登记了这一年度。请刷新后核对。',
    'frequency.not_found': '没有找到这条入企记录。请返回列表重新选择。',
    'frequency.forbidden': '这条记录由其他机关登记，只能由登记机关撤回。',
    'frequency.already_withdrawn': '这条记录已经撤回。',
    'frequency.day_future_invalid': '入企日期晚于今天。只登记已经发生的检查。',
    'frequency.body_missing_invalid': '请填写入企单位的名称。',
    'frequency.exemption_note_invalid': '不计入频次的，请写明来源，例如举报编号或者上级文号。',
    'frequency.warnings_unread': '本次登记会触发 {count} 条频次提醒。请核对提醒内容，确认后再提交。',
    'frequency.repeat_reason_missing':
      '{names}今年已多次检查该对象且未发现问题。请写明再次由其检查的理由，或者更换人员。',
    'frequency.assistance_missing':
      '检查对象位于 {division}，不在本机关辖区。请填写异地协助手续（文书名称、文号、协助机关）。',
    'frequency.joint_not_found': '没有找到同一天、同一对象的那次检查，不能合并为联合检查。请重新选择。',
    'frequency.joint_twice_invalid': '本机关已登记参加那次联合检查。',
  },
  {
    'rules.rate_above_one_invalid': 'A draw rate cannot be above 100%.',
    'ruleBook.not_found':
      'This version was not found; it may belong to another agency. Choose again from the list.',
    'ruleBook.nothing_changed': 'Nothing differs from what is saved.',
    'ruleBook.published_meanwhile': 'Another version was published just now. Reload and try again.',
    'ruleBook.class_twice': 'The class code "{value}" stands twice. Give one of them another code.',
    'ruleBook.result_twice': 'The result code "{value}" stands twice. Remove one of them.',
    'ruleBook.clock_twice': 'A deadline stands twice. Remove one of them.',
    'ruleBook.channel_twice': 'A channel of publication stands twice. Remove one of them.',
    'ruleBook.exemption_twice': 'An exemption stands twice. Put them together.',
    'ruleBook.warning_twice': 'A warning for the same period stands twice. Keep one.',
    'ruleBook.class_unreachable':
      '"{before}" takes every object, so "{name}" after it never takes any. Move "{before}" to the end.',
    'ruleBook.publication_clock_missing':
      'The deadline of publishing results is missing. Add it, 20 working days at most.',
    'ruleBook.publication_clock_long':
      'Publishing results takes more than 20 working days, against 国发〔2019〕5号. Shorten it.',
    'ruleBook.planned_above_cap':
      'More visits are planned for "{name}" than its cap allows. Change one of them.',
    'ruleBook.no_good_result': 'No result says that nothing was found. Keep at least one.',
    'calendar.year_unpublished':
      'The holidays of {year} are not entered yet, so working days cannot be counted. An administrator enters them from the notice first.',
    'calendar.no_breaks_invalid': '{year} has no holidays. Enter them from the notice.',
    'calendar.break_order_invalid': '"{name}" ends before it begins. Correct the days.',
    'calendar.break_long_invalid': '"{name}" is longer than 30 days; a day may be wrong. Check it.',
    'calendar.other_year_invalid': '{day} is not in {year}. Enter a break over New Year in both years.',
    'calendar.make_up_weekday_invalid': '{day} is a weekday and worked anyway. Check the make-up days.',
    'calendar.make_up_in_break_invalid': '{day} is both free and worked. Correct it.',
    'calendar.notice_unread_invalid':
      'No holidays could be read from the text. Paste the whole notice or enter the days one by one.',
    'calendar.notice_year_invalid': 'The notice names no year, or another one. Check and paste again.',
    'calendar.same_year': 'Nothing differs from the present arrangement.',
    'calendar.reason_missing': 'Give a reason for correcting a year.',
    'calendar.changed_meanwhile': 'Another administrator entered this year just now. Reload and compare.',
    'frequency.not_found': 'This visit was not found. Choose again from the list.',
    'frequency.forbidden': 'Another agency entered this visit; only it can withdraw it.',
    'frequency.already_withdrawn': 'This visit is withdrawn already.',
    'frequency.day_future_invalid': 'The day is after today. Only visits that took place are entered.',
    'frequency.body_missing_invalid': 'Give the name of the body that visited.',
    'frequency.exemption_note_invalid':
      'For a visit that does not count, say where it comes from, for example the number of the complaint or order.',
    'frequency.warnings_unread': 'This entry raises {count} warnings. Read them, confirm, and submit again.',
    'frequency.repeat_reason_missing':
      '{names} inspected this object several times this year and found nothing. Give a reason for another time, or choose somebody else.',
    'frequency.assistance_missing':
      'The object lies in {division}, outside the region of this agency. Record the assistance procedure (document, number, assisting agency).',
    'frequency.joint_not_found': 'No visit to this object on this day was found to join. Choose again.',
    'frequency.joint_twice_invalid': 'This agency has entered that joint visit already.',
  },
);
