/** Words of conditions on register fields, wherever a filter is edited or shown. */
import { catalogue } from '../common/text.ts';

export const filterText = catalogue(
  {
    'field.kind': '对象类型',
    'field.division': '区划',
    'field.industry': '行业',
    'field.risk': '风险等级',
    'field.credit': '信用等级',
    'field.tag': '标签',
    'field.section': '责任科室',
    prefixHint: '按前缀匹配，例如 130183 包括其下各乡镇。',
    noLimit: '名录库全部在库对象',
  },
  {
    'field.kind': 'Kind of object',
    'field.division': 'Division',
    'field.industry': 'Industry',
    'field.risk': 'Risk class',
    'field.credit': 'Credit class',
    'field.tag': 'Tag',
    'field.section': 'Responsible section',
    prefixHint: 'Matched by prefix, for example 130183 with all townships below it.',
    noLimit: 'every active object of the directory',
  },
);
