/** What heads are told about the serious-dishonesty list. */
import { catalogue } from '../common/text.ts';

export const creditNoticeText = catalogue(
  {
    'listing.decide.title': '有严重失信主体名单事项等待您决定',
    'listing.decide.body': '{person}已完成法制审核。请核对事实、依据、告知和听证情况后决定。',
    'listing.decide.brief': '有严重失信主体名单事项等待决定，请登录系统办理。',
    'listing.repair.title': '有信用修复申请等待您决定',
    'listing.repair.body': '{person}登记了一件信用修复申请。请核对证明材料后决定。',
    'listing.repair.brief': '有信用修复申请等待决定，请登录系统办理。',
  },
  {
    'listing.decide.title': 'A listing waits for your decision',
    'listing.decide.body':
      '{person} has finished the legal review. Check facts, basis, notice and hearing, then decide.',
    'listing.decide.brief': 'A listing waits for your decision; sign in.',
    'listing.repair.title': 'A credit repair waits for your decision',
    'listing.repair.body': '{person} entered a request for credit repair. Check the proof, then decide.',
    'listing.repair.brief': 'A credit repair waits for your decision; sign in.',
  },
);
