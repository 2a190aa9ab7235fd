/** Events of the enterprise's centre, in words. */
import { catalogue } from '../../common/text.ts';

export const centreEventText = catalogue(
  {
    'correction.received': '企业申请更正登记信息',
    'correction.decided': '办结更正申请',
    'family.correction': '更正申请',
    'subject.correction': '更正申请',
    'data.accepted': '采纳',
  },
  {
    'correction.received': 'Correction of data asked for',
    'correction.decided': 'Request for correction decided',
    'family.correction': 'Corrections asked for',
    'subject.correction': 'Request for correction',
    'data.accepted': 'Accepted',
  },
);
