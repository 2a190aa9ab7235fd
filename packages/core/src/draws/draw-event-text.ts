/** Words of the ledger's events about designations and draws made elsewhere; those of our own draws stand in `ledger-event-text.ts`. */
import { catalogue } from '../common/text.ts';

export const drawEventText = catalogue(
  {
    'draw.designation_set': '登记抽取平台',
    'draw.outside_imported': '导入外部平台抽取',
    'draw.outside_released': '公开外部平台名单',
    'subject.outsideDraw': '外部平台抽取',
    'data.prescribed': '规定使用省级平台',
    'data.document': '指定文件文号',
  },
  {
    'draw.designation_set': 'Draw platform recorded',
    'draw.outside_imported': 'Draw of another platform imported',
    'draw.outside_released': 'List of another platform published',
    'subject.outsideDraw': 'draw made elsewhere',
    'data.prescribed': 'Province’s platform prescribed',
    'data.document': 'Number of the designating document',
  },
);
