/** Sentences of refusals and words of events about exports of whole agencies. */
import { catalogue } from './text.ts';

export const agencyExportText = catalogue(
  {
    'agencyExport.not_found': '没有找到这次导出，或者它不属于本辖区。请刷新页面查看。',
    'agencyExport.agency.forbidden':
      '只能申请导出本单位的数据，或者本辖区内没有系统管理员的单位的数据。请重新选择单位，或请对方的系统管理员申请。',
    'agencyExport.open_already':
      '这个单位已有一次导出正在等待确认或者生成（{asker}申请）。请等它办完，或由安全管理员不同意后再申请。',
    'agencyExport.decided_already': '这次导出已由{person}处理。请刷新页面查看。',
    'agencyExport.own_forbidden': '申请导出的人员不能自己确认。请由另一名安全管理员确认。',
    'agencyExport.asker.forbidden': '数据包只能由申请人下载。需要时请自己申请一次。',
    'agencyExport.not_ready': '数据包还没有生成。请等页面显示“可下载”后再下载。',
    'agencyExport.over': '数据包已过保存期，或者已不在服务器上。需要时请重新申请导出。',
  },
  {
    'agencyExport.not_found':
      'This export was not found, or it belongs to another jurisdiction. Reload the page.',
    'agencyExport.agency.forbidden':
      'You may ask for your own agency, or for one of the jurisdiction that has no administrator of its own. Choose again, or let their administrator ask.',
    'agencyExport.open_already':
      'An export of this agency is waiting or being made already, asked for by {asker}. Wait for it, or have it refused first.',
    'agencyExport.decided_already': '{person} has decided on this export already. Reload the page.',
    'agencyExport.own_forbidden':
      'Nobody confirms an export that they asked for. Another security administrator has to.',
    'agencyExport.asker.forbidden':
      'Only whoever asked for an export downloads it. Ask for one yourself if you need it.',
    'agencyExport.not_ready': 'The archive is not made yet. Download it once the page says “ready”.',
    'agencyExport.over':
      'The archive is past its time, or no longer on the server. Ask for a new export if you need it.',
  },
);

export const agencyExportEventText = catalogue(
  {
    'family.agencyExport': '整单位数据导出',
    'subject.agencyExport': '整单位数据导出',
    'agencyExport.requested': '申请整单位数据导出',
    'agencyExport.confirmed': '同意整单位数据导出',
    'agencyExport.refused': '不同意整单位数据导出',
    'agencyExport.made': '生成整单位数据包',
    'agencyExport.failed': '整单位数据包没有生成',
    'agencyExport.downloaded': '下载整单位数据包',
    'agencyExport.removed': '删除到期的整单位数据包',
    'data.exportedAgency': '导出的单位',
    'data.archiveSha256': '数据包摘要',
    'data.exportedRows': '导出行数',
    'data.exportedFiles': '导出附件数',
    'value.interrupted': '生成时服务器停止',
    'value.noSpace': '磁盘空间不足',
    'value.brokeOff': '生成时出错',
  },
  {
    'family.agencyExport': 'exports of whole agencies',
    'subject.agencyExport': 'export of a whole agency',
    'agencyExport.requested': 'asked for the export of a whole agency',
    'agencyExport.confirmed': 'confirmed the export of a whole agency',
    'agencyExport.refused': 'refused the export of a whole agency',
    'agencyExport.made': 'made the archive of a whole agency',
    'agencyExport.failed': 'the archive of a whole agency was not made',
    'agencyExport.downloaded': 'downloaded the archive of a whole agency',
    'agencyExport.removed': 'removed an archive past its time',
    'data.exportedAgency': 'agency',
    'data.archiveSha256': 'digest of the archive',
    'data.exportedRows': 'rows',
    'data.exportedFiles': 'attachments',
    'value.interrupted': 'the server stopped meanwhile',
    'value.noSpace': 'no room on the disk',
    'value.brokeOff': 'broke off',
  },
);
