/** Sentences of notices about exports of whole agencies. */
import { catalogue } from './text.ts';

export const agencyExportNoticeText = catalogue(
  {
    'agencyExport.waiting.title': '整单位数据导出等待确认',
    'agencyExport.waiting.body': '{person}申请导出{agency}的全部数据。请核对理由后确认或者不同意。',
    'agencyExport.waiting.brief': '有一次整单位数据导出等待确认，请登录系统处理。',
    'agencyExport.refused.title': '整单位数据导出没有获得同意',
    'agencyExport.refused.body': '{person}不同意导出{agency}的数据。理由见“整单位数据导出”。',
    'agencyExport.refused.brief': '您申请的整单位数据导出没有获得同意，请登录系统查看。',
    'agencyExport.done.title': '整单位数据包可以下载',
    'agencyExport.done.body': '{agency}的数据包已生成，保存{days}天，到期自动删除。请及时下载并妥善保管。',
    'agencyExport.done.brief': '您申请的整单位数据包已生成，请登录系统下载。',
    'agencyExport.failed.title': '整单位数据包没有生成',
    'agencyExport.failed.body': '{agency}的数据包没有生成，原因见“整单位数据导出”。可以重新申请。',
    'agencyExport.failed.brief': '您申请的整单位数据包没有生成，请登录系统查看。',
  },
  {
    'agencyExport.waiting.title': 'The export of a whole agency waits for you',
    'agencyExport.waiting.body':
      '{person} asks for the export of everything of {agency}. Check the reason, then confirm or refuse.',
    'agencyExport.waiting.brief': 'The export of a whole agency waits for your decision; sign in.',
    'agencyExport.refused.title': 'The export of a whole agency was refused',
    'agencyExport.refused.body':
      '{person} refused the export of {agency}. The reason stands under “Export of a whole agency”.',
    'agencyExport.refused.brief': 'The export of a whole agency that you asked for was refused; sign in.',
    'agencyExport.done.title': 'The archive of a whole agency is ready',
    'agencyExport.done.body':
      'The archive of {agency} is ready for {days} days and is then removed. Download it and keep it safe.',
    'agencyExport.done.brief': 'The archive of a whole agency is ready; sign in to download it.',
    'agencyExport.failed.title': 'The archive of a whole agency was not made',
    'agencyExport.failed.body':
      'The archive of {agency} was not made; see “Export of a whole agency” for the reason. You can ask again.',
    'agencyExport.failed.brief': 'The archive of a whole agency was not made; sign in.',
  },
);
