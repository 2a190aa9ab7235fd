/** Why a table is never exported. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const reasonsText = catalogue(
  {
    secret: '登录、密钥、验证码或者其摘要，任何导出都不包含',
    installation: '系统自身的运行数据，不是单位的业务',
    shared: '全辖区共用的办理记录，不归任何一个单位',
    personal: '只归个人或者举报人、评价人所有，本单位人员在界面上也看不到原文',
    derived: '可以由已导出的数据重新算出',
    outside: '企业等外部用户的账号',
  },
  {
    secret: 'credentials, keys, codes or their digests; never in any export',
    installation: 'data of the installation, no agency’s business',
    shared: 'kept for the whole jurisdiction, no single agency’s',
    personal: 'somebody’s own, or of an informant or a rater; officers do not read it on the screen either',
    derived: 'computed from what is exported',
    outside: 'accounts of enterprises',
  },
);
