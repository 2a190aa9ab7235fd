/** Words of the ledger's events about item lists. */
import { catalogue } from '../../common/text.ts';

export const itemEventText = catalogue(
  {
    'family.itemList': '随机抽查事项清单',
    'family.item': '抽查事项',
    'subject.itemList': '随机抽查事项清单',
    'subject.item': '抽查事项',
    'itemList.created': '新建事项清单版本',
    'itemList.renamed': '修改事项清单名称',
    'itemList.discarded': '放弃事项清单草稿',
    'itemList.step_taken': '办理事项清单',
    'item.created': '新增抽查事项',
    'item.changed': '修改抽查事项',
    'item.ended': '终止抽查事项',
    'data.listPurpose': '清单用途',
    'value.own': '本单位清单',
    'value.superior': '上级清单（对照用）',
  },
  {
    'family.itemList': 'Item lists',
    'family.item': 'Items',
    'subject.itemList': 'Item list',
    'subject.item': 'Item',
    'itemList.created': 'Item list version started',
    'itemList.renamed': 'Item list renamed',
    'itemList.discarded': 'Item list draft given up',
    'itemList.step_taken': 'Step of an item list',
    'item.created': 'Item added',
    'item.changed': 'Item changed',
    'item.ended': 'Item ended',
    'data.listPurpose': 'Purpose of the list',
    'value.own': 'own list',
    'value.superior': 'superior list (for comparison)',
  },
);
