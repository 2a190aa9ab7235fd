/** Words of the ledger's events about objections. */
import { catalogue } from '../../common/text.ts';

export const objectionEventText = catalogue(
  {
    'family.objection': '异议',
    'subject.objection': '异议',
    'objection.received': '收到异议',
    'objection.moved': '办理异议',
    'objection.applied': '执行异议决定',
    'objection.file_added': '添加异议证据',
    'data.publicationId': '公示信息',
    'data.objectionSource': '提出方式',
    'data.applicantKind': '申请人类别',
    'data.isVerified': '身份已核验',
    'data.objectionMove': '办理步骤',
    'data.objectionOutcome': '异议结论',
    'data.isWithdrawn': '公示已撤回',
  },
  {
    'family.objection': 'Objection',
    'subject.objection': 'objection',
    'objection.received': 'objection received',
    'objection.moved': 'objection handled',
    'objection.applied': 'decision upon an objection applied',
    'objection.file_added': 'evidence added to an objection',
    'data.publicationId': 'publication',
    'data.objectionSource': 'way in',
    'data.applicantKind': 'kind of applicant',
    'data.isVerified': 'identity shown',
    'data.objectionMove': 'step',
    'data.objectionOutcome': 'outcome of the objection',
    'data.isWithdrawn': 'record withdrawn',
  },
);
