/** Words of the command line that removes a wrongly entered secret. */
import { catalogue } from '../common/text.ts';

export const secretRemovalText = catalogue(
  {
    'secrets.place': '{table}.{column}：{rows}处',
    'secrets.place_ledger': '{table}.{column}：{rows}处（账本不改写，请按处置规程办理）',
    'secrets.found': '共{rows}处。尚未改动。核对无误后加 --expect {rows} 再执行一次，即予清除。',
    'secrets.none': '没有找到。',
    'secrets.removed': '已清除{rows}处。请重新核对并制作新备份，销毁旧备份。',
    'secrets.held': '{table}.{column}：{rows}处受数据约束，不能直接清除。请先在登记页面更正，再执行一次。',
    'secrets.unexpected': '现有{rows}处，与 --expect {expected} 不符，未作改动。请先核对。',
    'secrets.usage':
      '用法：mingcha secrets remove --division 行政区划代码 [--expect 处数]；需要清除的文字从标准输入读入，每行一处，每处不少于4个字。',
    'secrets.no_division': '没有行政区划代码为{division}的辖区。',
  },
  {
    'secrets.place': '{table}.{column}: {rows}',
    'secrets.place_ledger': '{table}.{column}: {rows} (the ledger is not rewritten; see the procedure)',
    'secrets.found':
      '{rows} places. Nothing was changed. Check them, then run again with --expect {rows} to remove.',
    'secrets.none': 'Nothing was found.',
    'secrets.removed': '{rows} places cleared. Check once more, make a new backup and destroy the old ones.',
    'secrets.held':
      '{table}.{column}: {rows} held by constraints. Correct them on their own pages first, then run again.',
    'secrets.unexpected':
      'There are {rows} places, not --expect {expected}; nothing was changed. Check first.',
    'secrets.usage':
      'Usage: mingcha secrets remove --division CODE [--expect COUNT]; the texts to remove are read from standard input, one per line, at least four characters each.',
    'secrets.no_division': 'No jurisdiction has the division code {division}.',
  },
);
