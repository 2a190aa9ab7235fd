/** Refusals of the object directory in depth, and the words of its closed sets. Pages have theirs in `objects-page-text.ts`. */
import { catalogue } from '../../common/text.ts';

export const objectsText = catalogue(
  {
    'incident.complaint': '投诉举报',
    'incident.violation': '违法违规',
    'incident.seriousViolation': '严重违法违规',
    'objectIncident.not_found': '没有找到这条投诉或违法记录，可能已被他人删除',
    'objectIncident.future_invalid': '发生日期不能晚于今天',
    'objectIncident.unchanged': '查实情况没有变化，未保存',
  },
  {
    'incident.complaint': 'Complaint',
    'incident.violation': 'Violation',
    'incident.seriousViolation': 'Serious violation',
    'objectIncident.not_found': 'This complaint or violation was not found; somebody may have struck it',
    'objectIncident.future_invalid': 'The day must not be later than today',
    'objectIncident.unchanged': 'Whether it was verified has not changed, so nothing was saved',
  },
);
