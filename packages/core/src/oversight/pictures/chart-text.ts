/** Words around every picture of figures. */
import { catalogue } from '../../common/text.ts';

export const chartText = catalogue(
  {
    asOf: '截至{at}',
    save: '下载图片',
    table: '查看数据表',
    failed: '图形未能显示，数据见下表。',
    colon: '：',
  },
  {
    asOf: 'As of {at}',
    save: 'Save picture',
    table: 'Show the figures',
    failed: 'The picture could not be drawn; the figures are below.',
    colon: ': ',
  },
);
