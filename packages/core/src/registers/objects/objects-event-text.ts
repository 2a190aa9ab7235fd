/** Words of the ledger's events about the object directory in depth. */
import { catalogue } from '../../common/text.ts';

export const objectsEventText = catalogue(
  {
    'family.objectIncident': '投诉和违法记录',
    'objectIncident.recorded': '登记投诉或违法记录',
    'objectIncident.verified': '更改查实情况',
    'objectIncident.struck': '删除投诉或违法记录',
    'data.incidentKind': '记录种类',
    'data.onDay': '发生日期',
    'data.verified': '已查实',
    'value.complaint': '投诉举报',
    'value.violation': '违法违规',
    'value.seriousViolation': '严重违法违规',
  },
  {
    'family.objectIncident': 'Complaints and violations',
    'objectIncident.recorded': 'Complaint or violation recorded',
    'objectIncident.verified': 'Verification changed',
    'objectIncident.struck': 'Complaint or violation struck',
    'data.incidentKind': 'Kind of record',
    'data.onDay': 'Day',
    'data.verified': 'Verified',
    'value.complaint': 'Complaint',
    'value.violation': 'Violation',
    'value.seriousViolation': 'Serious violation',
  },
);
