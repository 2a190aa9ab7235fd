/** Refusals of the object directory in depth, and the words of its closed sets. Pages have theirs in `objects-page-text.ts`. */
import { catalogue } from '../../common/text.ts';

export const objectsText = catalogue(
  {
    'incident.complaint': '投诉举报',
    'incident.violation': '违法违规',
    'incident.seriousViolation': '严重违法违规',
    'warning.industry_code': '行业代码不在 GB/T 4754-2017 的门类和大类中，请核对',
    'object.detail_invalid': '“{name}”填写的内容不合要求，请按提示修改',
    'object.detail_missing_invalid': '请填写“{name}”',
    'object.operator_invalid': '所选的运营或管理单位不在本单位名录库中，请重新选择',
    'object.position_invalid': '地图位置要同时填写纬度、经度和坐标系',
    'objectIncident.not_found': '没有找到这条投诉或违法记录，可能已被他人删除',
    'objectIncident.future_invalid': '发生日期不能晚于今天',
    'objectIncident.unchanged': '查实情况没有变化，未保存',
  },
  {
    'incident.complaint': 'Complaint',
    'incident.violation': 'Violation',
    'incident.seriousViolation': 'Serious violation',
    'warning.industry_code': 'The industry code is no section or division of GB/T 4754-2017; please check it',
    'object.detail_invalid': 'What was entered for “{name}” does not fit; please mend it',
    'object.detail_missing_invalid': 'Please fill in “{name}”',
    'object.operator_invalid': 'The operator chosen is not in your directory; choose another',
    'object.position_invalid': 'A map position needs latitude, longitude and coordinate system together',
    'objectIncident.not_found': 'This complaint or violation was not found; somebody may have struck it',
    'objectIncident.future_invalid': 'The day must not be later than today',
    'objectIncident.unchanged': 'Whether it was verified has not changed, so nothing was saved',
  },
);
