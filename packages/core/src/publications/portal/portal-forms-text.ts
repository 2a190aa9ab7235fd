/** Words of the portal's forms that work without scripts, beside those of the pages with scripts. */
import { catalogue } from '../../common/text.ts';

export const portalFormsText = catalogue(
  {
    stepForm: '需要同时上传证据材料的，请使用',
    stepFormEntry: '分步表单',
    findFirst: '先查询要提出异议的检查结果，或者直接填写检查文书编码。',
    chosen: '要提出异议的检查结果',
    chooseThis: '对这条结果提出异议',
    chooseAnother: '另选一条',
    evidenceLater: '证据材料可以在提交后凭编号和查询码补充，或者寄送、面交机关。',
    choose: '请选择',
    otherAgencies: '没有可以选择的机关。请拨打监督电话。',
    notVerified: '没有填写文书编码，身份尚未核验；机关受理后，公示信息才标注“异议处理中”。',
  },
  {
    stepForm: 'To send evidence at the same time use the',
    stepFormEntry: 'form in steps',
    findFirst: 'Find the result that you object to, or enter the code of an inspection paper below.',
    chosen: 'The result that you object to',
    chooseThis: 'Object to this result',
    chooseAnother: 'Choose another',
    evidenceLater: 'Evidence can be added later with number and code, or be sent or brought to the agency.',
    choose: 'Choose',
    otherAgencies: 'There is no agency to choose. Call the supervision line.',
    notVerified:
      'Without the code of a paper your identity is not shown; the record says that an objection is pending only after the agency has taken it up.',
  },
);
