/** Sentences about files and cells that cannot be read as they are: what, where, how to mend it. */
import { catalogue } from './text.ts';

export const spreadsheetText = catalogue(
  {
    'spreadsheet.not_found': '找不到文件 {file}。',
    'spreadsheet.empty': '文件是空的，没有任何内容。请确认选对了文件后重新上传。',
    'spreadsheet.no_rows': '工作表“{sheet}”里没有数据。请确认数据所在的工作表。',
    'spreadsheet.no_header':
      '没有找到表头。请确认表格第一行是列名（如“企业名称”“统一社会信用代码”），或手工指定表头所在行。',
    'spreadsheet.sheet_not_found': '没有名为“{sheet}”的工作表。文件中的工作表有：{sheets}。',
    'spreadsheet.is_html':
      '这个文件的扩展名是 {extension}，内容却是网页（HTML）。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。',
    'spreadsheet.is_xml_2003': '这是“XML 表格 2003”格式。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。',
    'spreadsheet.is_ods': '这是 OpenDocument（.ods）表格。请另存为 .xlsx 后再导入。',
    'spreadsheet.is_xlsb': '这是二进制工作簿（.xlsb）。请另存为 .xlsx 后再导入。',
    'spreadsheet.is_word':
      '这是 Word 文档，不是表格。请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx 后再导入。',
    'spreadsheet.is_pdf': '这是 PDF 文件，不是表格。请向提供方索取 .xlsx 或 .csv 文件。',
    'spreadsheet.is_image': '这是图片，不是表格。请向提供方索取 .xlsx 或 .csv 文件。',
    'spreadsheet.is_archive': '这是压缩包，不是表格。请先解压，再导入其中的表格文件。',
    'spreadsheet.not_a_table': '这个文件不是 .xlsx、.xls 或 .csv 表格，无法读取。',
    'spreadsheet.encrypted': '文件设有打开密码。请在 WPS 或 Excel 中取消密码保护后再导入。',
    'spreadsheet.extension_differs': '文件的扩展名是 {extension}，内容实际是 {format}，已按实际内容读取。',
    'spreadsheet.broken': '文件已损坏或没有传完整（{part}）。请重新导出或重新上传。',
    'spreadsheet.broken_at': '文件在第 {row} 行附近损坏（{part}）。请重新导出或重新上传。',
    'spreadsheet.too_large':
      '文件有 {size} MB，超过 {format} 文件 {limit} MB 的上限。请拆分后分批导入，或另存为 CSV。',
    'spreadsheet.too_many_rows': '第 {row} 行超出行数上限（{limit} 行）。请拆分后分批导入。',
    'spreadsheet.too_many_columns': '第 {row} 行第 {column} 列超出列数上限（{limit} 列）。请删去无关的列。',
    'spreadsheet.cell_too_long':
      '第 {row} 行第 {column} 列的内容超过 {limit} 个字符。请检查这一格，常见原因是引号没有成对。',
    'spreadsheet.unclosed_quote':
      '第 {row} 行第 {column} 列的引号没有成对，后面的内容无法分列。请补上引号后重新导入。',
    'spreadsheet.not_text': '文件里有不是文字的内容（第 {row} 行附近），不是有效的 CSV 文件。',
    'spreadsheet.encoding_mixed':
      '第 {row} 行附近的文字编码与其他部分不一致，无法正确显示。请用 WPS 或 Excel 打开，另存为“CSV UTF-8”后再导入。',
    'spreadsheet.encoding_unknown':
      '无法识别文件的文字编码（第 {row} 行附近）。请另存为“CSV UTF-8”后再导入。',
    'spreadsheet.zip_too_many_entries': '文件内含 {count} 个部件，超过 {limit} 个的上限，不是正常的表格。',
    'spreadsheet.zip_bomb': '文件解开后的大小异常（{part}），已拒绝读取。',
    'spreadsheet.zip_forged': '文件内部登记的大小与实际不符（{part}），已拒绝读取。',
    'spreadsheet.zip_unsafe_name': '文件内含不安全的部件名，已拒绝读取。',
    'spreadsheet.xml_forbidden': '文件内含表格不应有的定义（{part} 中的 DOCTYPE 或实体），已拒绝读取。',
    'spreadsheet.xml_broken': '文件内容不完整（{part}）。请用 WPS 或 Excel 打开后另存一份再导入。',
    'spreadsheet.too_many_texts': '表格中不同的文字太多，超出内存上限。请另存为 CSV 后导入。',
    'spreadsheet.too_many_merged': '合并单元格太多（超过 {limit} 处）。请取消合并后再导入。',
    'spreadsheet.memory': '读取这个文件需要的内存超过 {limit} MB，已停止。请拆分文件，或另存为 CSV 后导入。',
    'spreadsheet.timeout': '读取这个文件超过 {limit} 秒，已停止。请拆分后分批导入。',
    'spreadsheet.cancelled': '已停止读取。',
    'spreadsheet.reader_failed':
      '读取程序意外停止（{reason}）。文件没有导入，可以重试；仍不成功请另存为 CSV 后导入。',
    'spreadsheet.other_sheets': '文件还有其他工作表：{sheets}。当前读取的是“{sheet}”。',
    'spreadsheet.hidden_rows': '有 {count} 行是隐藏的（例如被筛选掉），它们也会被读取。',
    'spreadsheet.precision_lost_cells':
      '第 {column} 列有编码被存成了数字，后几位已丢失（例如第 {row} 行）。请在原表中把该列设为“文本”后重新填写。',
    'cell.precision_lost': '编码被存成数字，后几位已丢失。请在原表中把该列设为“文本”后重新填写。',
    'cell.missing': '必填的内容为空。',
    'cell.error_value': '单元格里是错误值，请改正公式或直接填写。',
    'cell.not_a_date': '看不出是哪一天。请写成 2026-03-01 的形式。',
    'cell.not_an_integer': '应当是整数。',
    'cell.not_a_number': '应当是数字，这一格未导入。',
    'cell.unknown_word': '不是可以识别的取值。',
    'cell.too_long': '内容太长。',
    'cell.uscc_length': '统一社会信用代码应为 18 位。',
    'cell.uscc_character': '统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z）。',
    'cell.uscc_check': '统一社会信用代码的校验位不对，可能有一位写错。',
    'cell.uscc_org_check': '统一社会信用代码中的组织机构代码校验位不对，请核对。',
    'cell.uscc_is_registration_number': '这是 15 位注册号，不是统一社会信用代码。',
    'cell.uscc_is_organisation_code': '这是组织机构代码，不是统一社会信用代码。',
    'cell.uscc_is_resident_id': '这是公民身份号码，不是统一社会信用代码，请勿导入个人身份号码。',
    'cell.registration_number_check': '15 位注册号的校验位不对，可能有一位写错。',
  },
  {
    'spreadsheet.not_found': 'The file {file} was not found.',
    'spreadsheet.empty': 'The file is empty. Check that the right file was chosen and upload it again.',
    'spreadsheet.no_rows': 'The sheet “{sheet}” holds no data. Choose the sheet with the data.',
    'spreadsheet.no_header':
      'No header was found. The first row of the table should name the columns; otherwise choose the header row by hand.',
    'spreadsheet.sheet_not_found': 'There is no sheet “{sheet}”. The file has: {sheets}.',
    'spreadsheet.is_html':
      'The file is called {extension} but is a web page (HTML). Open it in WPS or Excel, save it as .xlsx and import that.',
    'spreadsheet.is_xml_2003':
      'This is an “XML Spreadsheet 2003”. Open it in WPS or Excel and save it as .xlsx.',
    'spreadsheet.is_ods': 'This is an OpenDocument spreadsheet (.ods). Save it as .xlsx and import that.',
    'spreadsheet.is_xlsb': 'This is a binary workbook (.xlsb). Save it as .xlsx and import that.',
    'spreadsheet.is_word':
      'This is a Word document, not a spreadsheet. Copy the table into a spreadsheet and save it as .xlsx.',
    'spreadsheet.is_pdf': 'This is a PDF, not a spreadsheet. Ask its sender for an .xlsx or .csv file.',
    'spreadsheet.is_image': 'This is a picture, not a spreadsheet. Ask its sender for an .xlsx or .csv file.',
    'spreadsheet.is_archive':
      'This is an archive, not a spreadsheet. Unpack it and import the spreadsheet inside.',
    'spreadsheet.not_a_table': 'This file is no .xlsx, .xls or .csv spreadsheet and cannot be read.',
    'spreadsheet.encrypted':
      'The file is protected by a password. Remove the password in WPS or Excel and import it again.',
    'spreadsheet.extension_differs':
      'The file is called {extension} but is {format}; it was read as what it is.',
    'spreadsheet.broken': 'The file is damaged or incomplete ({part}). Export or upload it again.',
    'spreadsheet.broken_at': 'The file is damaged near row {row} ({part}). Export or upload it again.',
    'spreadsheet.too_large':
      'The file has {size} MB; {format} files may have {limit} MB. Split it, or save it as CSV.',
    'spreadsheet.too_many_rows': 'Row {row} is beyond the limit of {limit} rows. Split the file.',
    'spreadsheet.too_many_columns':
      'Row {row}, column {column} is beyond the limit of {limit} columns. Delete columns not needed.',
    'spreadsheet.cell_too_long':
      'Row {row}, column {column} has more than {limit} characters. Look at this cell; often a quotation mark is missing.',
    'spreadsheet.unclosed_quote':
      'The quotation mark in row {row}, column {column} is never closed, so what follows cannot be divided. Add it and import again.',
    'spreadsheet.not_text':
      'The file holds bytes that are no text (near row {row}); it is not a valid CSV file.',
    'spreadsheet.encoding_mixed':
      'Near row {row} the text encoding differs from the rest. Open the file in WPS or Excel and save it as “CSV UTF-8”.',
    'spreadsheet.encoding_unknown':
      'The text encoding is not known (near row {row}). Save the file as “CSV UTF-8”.',
    'spreadsheet.zip_too_many_entries':
      'The file has {count} parts, more than {limit}; it is no ordinary spreadsheet.',
    'spreadsheet.zip_bomb': 'The unpacked size of the file is abnormal ({part}); it was refused.',
    'spreadsheet.zip_forged':
      'Sizes recorded in the file differ from the real ones ({part}); it was refused.',
    'spreadsheet.zip_unsafe_name': 'The file has parts with unsafe names; it was refused.',
    'spreadsheet.xml_forbidden':
      'The file has definitions that no spreadsheet needs (DOCTYPE or entity in {part}); it was refused.',
    'spreadsheet.xml_broken':
      'The file is incomplete ({part}). Open it in WPS or Excel, save a copy and import that.',
    'spreadsheet.too_many_texts':
      'The sheet has too many different texts for the memory allowed. Save it as CSV.',
    'spreadsheet.too_many_merged':
      'Too many merged ranges (more than {limit}). Unmerge them and import again.',
    'spreadsheet.memory':
      'Reading this file needs more than {limit} MB of memory and was stopped. Split it, or save it as CSV.',
    'spreadsheet.timeout': 'Reading this file took more than {limit} seconds and was stopped. Split it.',
    'spreadsheet.cancelled': 'Reading was stopped.',
    'spreadsheet.reader_failed':
      'The reader stopped unexpectedly ({reason}). Nothing was imported; try again, or save the file as CSV.',
    'spreadsheet.other_sheets': 'The file has other sheets: {sheets}. “{sheet}” is read.',
    'spreadsheet.hidden_rows': '{count} rows are hidden (by a filter, for instance); they are read as well.',
    'spreadsheet.precision_lost_cells':
      'Column {column} has codes stored as numbers whose last digits are gone (row {row}, for instance). Format the column as text and type them again.',
    'cell.precision_lost':
      'The code was stored as a number and lost its last digits. Format the column as text and type it again.',
    'cell.missing': 'A required value is missing.',
    'cell.error_value': 'The cell holds an error. Mend the formula or type the value.',
    'cell.not_a_date': 'The day is not clear. Write it as 2026-03-01.',
    'cell.not_an_integer': 'This should be a whole number.',
    'cell.not_a_number': 'This should be a number; the cell was not imported.',
    'cell.unknown_word': 'This value is not known.',
    'cell.too_long': 'The text is too long.',
    'cell.uscc_length': 'A unified social credit code has 18 characters.',
    'cell.uscc_character':
      'The credit code has a character that is not allowed (I, O, S, V and Z are not used).',
    'cell.uscc_check': 'The check character of the credit code is wrong; one character may be mistyped.',
    'cell.uscc_org_check':
      'The check character of the organisation code inside the credit code is wrong; please compare.',
    'cell.uscc_is_registration_number': 'This is a 15-digit registration number, not a credit code.',
    'cell.uscc_is_organisation_code': 'This is an organisation code, not a credit code.',
    'cell.uscc_is_resident_id':
      'This is a resident identity number, not a credit code. Do not import identity numbers.',
    'cell.registration_number_check':
      'The check digit of the 15-digit registration number is wrong; one digit may be mistyped.',
  },
);
export type SpreadsheetCode = keyof typeof spreadsheetText.zh;
