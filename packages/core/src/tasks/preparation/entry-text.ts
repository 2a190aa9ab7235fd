/** Words of an entry that was registered late. */
import { catalogue } from '../../common/text.ts';

export const entryText = catalogue(
  {
    late: '逾期登记',
    lateOpen: '逾期登记，未经负责人同意',
    noReason: '未说明理由',
  },
  {
    late: 'Late',
    lateOpen: 'Late, without consent of the head',
    noReason: 'no reason given',
  },
);
