/** Refusals, events and notices of coordination tickets. */
import { catalogue } from '../../common/text.ts';

export const coordinationText = catalogue(
  {
    'coordination.not_found': '没有找到这张协调单，可能不涉及您的单位。请从协调单列表重新打开。',
    'coordination.demand_not_found':
      '所选的要求中有的已经办结，或者不能由您提出。请刷新后重新选择；仍要提出的，请联系双随机办。',
    'coordination.demand_twice': '同一项要求选了两次。请去掉重复的。',
    'coordination.elsewhere_invalid':
      '所选的要求由不同地区的检查提出，不能在一张协调单中办理。请分地区提出，或者联系上级双随机办。',
    'coordination.objects_differ_invalid': '所选的要求不是对同一检查对象提出的。请只选择同一检查对象的要求。',
    'coordination.one_agency_invalid': '所选的要求是同一机关提出的。请至少选择两个机关的要求。',
    'coordination.open_already':
      '所选的要求中有的已在另一张协调单中办理。请打开那张协调单，或者去掉这项要求。',
    'coordination.wrong_state': '这张协调单当前不能办理这一步，可能已有人办理。请刷新后查看。',
    'coordination.changed_meanwhile':
      '有人刚办理过这张协调单。请刷新后核对，再重新提交；已填写的内容仍保留。',
    'coordination.own_opinion_forbidden':
      '您已代表一方机关提出意见，不能再作协调决定。请交由双随机办的其他人员办理。',
    'coordination.opinions_wait':
      '{agencies}尚未提出意见，期限为 {day}。请等各方提出意见，或者期满后再作决定。',
    'coordination.opinion_given': '本机关已经提出意见。需要补充的，请与双随机办联系。',
    'coordination.day_past_invalid': '提出意见的期限须晚于今天。请改选日期。',
    'coordination.decisions_invalid': '有的要求还没有协调决定。请逐项选择。',
    'coordination.text_missing_invalid': '第 {position} 项要求变更了，但没有写明变更后的要求。请补充。',
  },
  {
    'coordination.not_found':
      'This ticket was not found; it may not concern your agency. Open it again from the list.',
    'coordination.demand_not_found':
      'Some of the demands are closed, or are not for you to raise. Reload and choose again, or call the coordination office.',
    'coordination.demand_twice': 'One demand was chosen twice. Take one of them out.',
    'coordination.elsewhere_invalid':
      'The demands come from inspections of different places. Raise them place by place, or call the office above.',
    'coordination.objects_differ_invalid':
      'The demands are not made on one object. Choose demands on the same object.',
    'coordination.one_agency_invalid':
      'The demands are of one agency. Choose those of two agencies at least.',
    'coordination.open_already':
      'One of the demands stands in another open ticket. Open that ticket, or take the demand out.',
    'coordination.wrong_state': 'This step is not possible now; somebody may have taken it. Reload and look.',
    'coordination.changed_meanwhile':
      'Somebody has just worked on this ticket. Reload, compare, and submit again; what you typed is kept.',
    'coordination.own_opinion_forbidden':
      'You gave the opinion of an agency and do not settle. Pass it to somebody else of the coordination office.',
    'coordination.opinions_wait':
      '{agencies} gave no opinion yet; the day is {day}. Wait for it, or decide after that day.',
    'coordination.opinion_given':
      'Your agency has given its opinion. To add to it, call the coordination office.',
    'coordination.day_past_invalid': 'The day of the opinions must lie after today. Choose another.',
    'coordination.decisions_invalid': 'Some demands have no decision. Choose one for each.',
    'coordination.text_missing_invalid':
      'Demand {position} is changed, but the new demand is missing. Write it down.',
  },
);

export const coordinationEventText = catalogue(
  {
    'family.coordination': '矛盾要求协调',
    'subject.coordination': '协调单',
    'coordination.raised': '提出矛盾要求协调',
    'coordination.opinion_given': '提出协调意见',
    'coordination.moved': '办理协调单',
    'data.coordinationMove': '办理事项',
    'data.raisedAs': '提出方',
    'data.demandFates': '逐项决定',
  },
  {
    'family.coordination': 'Coordination of demands',
    'subject.coordination': 'Coordination ticket',
    'coordination.raised': 'Contradictory demands raised',
    'coordination.opinion_given': 'Opinion on a coordination ticket',
    'coordination.moved': 'Step of a coordination ticket',
    'data.coordinationMove': 'Step',
    'data.raisedAs': 'Raised by',
    'data.demandFates': 'Decisions',
  },
);

export const coordinationNoticeText = catalogue(
  {
    'coordination.raised.title': '有部门要求互相矛盾，需要协调',
    'coordination.raised.body': '协调单 {number}：{object}反映或者被提出部门要求互相矛盾，请查看。',
    'coordination.raised.brief': '有一张部门要求矛盾的协调单，请登录系统查看。',
    'coordination.takenUp.title': '请对矛盾要求提出意见',
    'coordination.takenUp.body': '协调单 {number}（{object}）已由双随机办受理，请在期限内提出本机关意见。',
    'coordination.takenUp.brief': '有一张协调单等待本机关意见，期限 {due}。',
    'coordination.opinion.title': '协调单收到机关意见',
    'coordination.opinion.body': '{agency}对协调单 {number} 提出了意见。',
    'coordination.opinion.brief': '有一张协调单收到机关意见，请登录系统查看。',
    'coordination.settled.title': '矛盾要求已协调一致',
    'coordination.settled.body': '协调单 {number}（{object}）已有协调决定，请按决定办理后续处置。',
    'coordination.settled.brief': '有一张协调单已有决定，请登录系统查看。',
    'coordination.dismissed.title': '协调单不予协调',
    'coordination.dismissed.body': '协调单 {number}（{object}）不予协调，理由见协调单。',
    'coordination.dismissed.brief': '有一张协调单已办结，请登录系统查看。',
    'coordination.enterprise.title': '部门要求协调有了结果',
    'coordination.enterprise.body': '对贵单位的整改要求有协调结果（协调单 {number}），请按结果整改。',
    'coordination.enterprise.brief': '对贵单位的整改要求有协调结果，请登录企业中心查看。',
  },
  {
    'coordination.raised.title': 'Contradictory demands to be coordinated',
    'coordination.raised.body': 'Ticket {number}: demands on {object} are said to contradict each other.',
    'coordination.raised.brief': 'There is a coordination ticket; sign in to read it.',
    'coordination.takenUp.title': 'Your opinion is asked for',
    'coordination.takenUp.body':
      'Ticket {number} ({object}) was taken up by the coordination office; give the opinion of your agency in time.',
    'coordination.takenUp.brief': 'A coordination ticket waits for your opinion by {due}.',
    'coordination.opinion.title': 'Opinion on a coordination ticket',
    'coordination.opinion.body': '{agency} gave its opinion on ticket {number}.',
    'coordination.opinion.brief': 'An opinion on a coordination ticket came in; sign in to read it.',
    'coordination.settled.title': 'Demands coordinated',
    'coordination.settled.body': 'Ticket {number} ({object}) is settled; follow up as it was decided.',
    'coordination.settled.brief': 'A coordination ticket is settled; sign in to read it.',
    'coordination.dismissed.title': 'Coordination ticket dismissed',
    'coordination.dismissed.body': 'Ticket {number} ({object}) was dismissed; the reason stands in it.',
    'coordination.dismissed.brief': 'A coordination ticket is closed; sign in to read it.',
    'coordination.enterprise.title': 'Demands on your unit coordinated',
    'coordination.enterprise.body':
      'There is an outcome about demands on your unit (ticket {number}). Correct as it says.',
    'coordination.enterprise.brief': 'Demands on your unit were coordinated. Sign in to read the outcome.',
  },
);
