/** Words of roster imports: states, outcomes, refusals and what a row is reported for. */
import { catalogue } from '../common/text.ts';

export const importText = catalogue(
  {
    'state.uploaded': '待核对列',
    'state.reading': '正在读取',
    'state.previewed': '待确认',
    'state.applying': '正在写入',
    'state.applied': '已导入',
    'state.undone': '已撤销',
    'state.cancelled': '已取消',
    'state.failed': '未能读取',
    'outcome.new': '新增',
    'outcome.changed': '变更',
    'outcome.unchanged': '无变化',
    'outcome.duplicate': '重复',
    'outcome.rejected': '不能导入',
    'report.row': '行号',
    'report.outcome': '结果',
    'report.reason': '原因',
    'report.changes': '变更内容',
    'report.doubts': '请核对',
    'report.sheet': '导入报告',
    'import.duplicate_row': '与第 {row} 行重复，只导入第 {row} 行',
    'import.ambiguous':
      '名录库中有 {count} 条名称和地址相同的记录，无法判断是哪一条。请在文件中补上代码或编号',
    'import.code_taken': '编号 {code} 已用于“{name}”。请核对编号',
    'import.certificate_elsewhere':
      '该执法证号已登记在其他单位的检查人员名下。请核对证号，或请原单位办理调离',
    'import.name_missing': '没有名称',
    'import.not_found': '没有找到这次导入，可能不属于本单位',
    'import.wrong_state': '这次导入的状态已变化，不能进行此操作。请刷新页面',
    'import.looks_like_objects':
      '这个文件看起来是检查对象名录，不是检查人员名录。请确认选对了文件，或到“检查对象”中导入',
    'import.looks_like_inspectors':
      '这个文件看起来是检查人员名录，不是检查对象名录。请确认选对了文件，或到“检查人员”中导入',
    'import.looks_like_experts': '这个文件看起来是专家名录。专家在“专家”页面登记，不通过此处导入',
    'import.name_column_missing': '还没有指定哪一列是名称（姓名），请在对应关系中选择',
    'import.certificate_column_missing': '还没有指定哪一列是执法证号，请在对应关系中选择',
    'import.mapping_invalid': '同一列不能对应两个字段，或所选的列不存在',
    'import.nothing_to_import': '没有可以导入的行：全部无变化、重复或不能导入',
    'import.register_changed': '预览之后名录库有过修改。请重新预览，核对后再导入',
    'import.interrupted': '读取被中断（服务重新启动过）。请重新预览',
    'import.preview_lost': '预览内容已不在（数据库重新启动过）。请重新预览',
    'import.undo_not_last': '只能撤销最近一次导入',
    'import.undo_touched':
      '导入之后有 {count} 条记录被修改或使用过，撤销会丢失这些内容，因此不能撤销。请逐条更正',
    'import.file_missing': '请选择要导入的文件',
  },
  {
    'state.uploaded': 'Columns to be checked',
    'state.reading': 'Reading',
    'state.previewed': 'To be confirmed',
    'state.applying': 'Writing',
    'state.applied': 'Imported',
    'state.undone': 'Undone',
    'state.cancelled': 'Cancelled',
    'state.failed': 'Could not be read',
    'outcome.new': 'New',
    'outcome.changed': 'Changed',
    'outcome.unchanged': 'Unchanged',
    'outcome.duplicate': 'Duplicate',
    'outcome.rejected': 'Rejected',
    'report.row': 'Row',
    'report.outcome': 'Outcome',
    'report.reason': 'Reason',
    'report.changes': 'Changes',
    'report.doubts': 'To be checked',
    'report.sheet': 'Import report',
    'import.duplicate_row': 'Repeats row {row}; only row {row} is imported',
    'import.ambiguous':
      '{count} records of the directory have this name and address. Add a code or number in the file',
    'import.code_taken': 'Number {code} belongs to “{name}”. Check the number',
    'import.certificate_elsewhere':
      'This certificate number is recorded for an inspector of another agency. Check it, or ask that agency to record the transfer',
    'import.name_missing': 'No name',
    'import.not_found': 'This import was not found; it may belong to another agency',
    'import.wrong_state': 'The state of this import has changed; that cannot be done now. Reload the page',
    'import.looks_like_objects':
      'This file looks like the object directory, not the inspectors. Check that it is the right file',
    'import.looks_like_inspectors':
      'This file looks like the inspectors, not the object directory. Check that it is the right file',
    'import.looks_like_experts':
      'This file looks like a list of experts; experts are entered on their own page',
    'import.name_column_missing': 'No column has been chosen for the name',
    'import.certificate_column_missing': 'No column has been chosen for the certificate number',
    'import.mapping_invalid': 'One column cannot feed two fields, and the chosen columns must exist',
    'import.nothing_to_import': 'No row can be imported: all are unchanged, duplicate or rejected',
    'import.register_changed':
      'The directory was changed after the preview. Preview again, compare, then import',
    'import.interrupted': 'Reading was interrupted (the service was restarted). Preview again',
    'import.preview_lost': 'The preview is gone (the database was restarted). Preview again',
    'import.undo_not_last': 'Only the latest import can be undone',
    'import.undo_touched':
      '{count} records were changed or used after the import; undoing would lose that, so it is refused. Correct them one by one',
    'import.file_missing': 'Choose the file to import',
  },
);
