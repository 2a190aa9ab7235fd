/** What happens to check sheets, in words of the ledger. */
import { catalogue } from '../../common/text.ts';

export const sheetEventText = catalogue(
  {
    'sheet.created': '新建检查单',
    'sheet.amended': '新建检查单版本',
    'sheet.saved': '保存检查单',
    'sheet.step_taken': '办理检查单',
    'family.sheet': '检查单',
    'data.lines': '条目数',
    'data.sheetVersion': '检查单版本',
  },
  {
    'sheet.created': 'Check sheet created',
    'sheet.amended': 'New version of a check sheet',
    'sheet.saved': 'Check sheet saved',
    'sheet.step_taken': 'Step of a check sheet',
    'family.sheet': 'Check sheets',
    'data.lines': 'Lines',
    'data.sheetVersion': 'Version of the sheet',
  },
);
