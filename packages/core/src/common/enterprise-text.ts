/** Sentences of refusals in the sign-in of enterprises. */
import { catalogue } from './text.ts';

export const enterpriseText = catalogue(
  {
    'enterprise.credit_code_invalid': '应为 18 位统一社会信用代码，请对照营业执照填写。',
    'enterprise.phone_invalid': '应为 7 至 15 位电话号码，只填数字。',
    'enterprise.code_form_invalid': '应为 12 位激活码，请对照开通函填写；其中没有 0、1、I、L、O、U。',
    'enterprise.code_refused':
      '激活码与统一社会信用代码不符，或者已经用过、过期、试错次数过多。请核对；如仍不行，请联系发函的部门重新开具。',
    'enterprise.people_full': '本单位已有 {count} 人开通，达到上限。请先停用不再使用的账号。',
    'enterprise.account_locked': '这一账号已被发函的部门锁定，不能登录。如有疑问，请联系该部门。',
    'enterprise.sign_in_refused':
      '统一社会信用代码、手机号或口令不正确。没有开通过的，请先用开通函上的激活码开通。',
    'enterprise.own_account': '不能停用自己的账号。如不再使用，请由本单位其他人停用。',
    'enterprise.person.not_found': '没有找到这一账号，可能已经停用。请刷新页面。',
    'enterprise.meanwhile': '这一账号刚刚有了变化，请刷新页面后再操作。',
    'enterprise.state_same': '账号已经是这一状态，无需改动。请刷新页面。',
  },
  {
    'enterprise.credit_code_invalid':
      'This must be the 18-character unified social credit code as on the business licence.',
    'enterprise.phone_invalid': 'This must be a telephone number of 7 to 15 digits.',
    'enterprise.code_form_invalid':
      'This must be the 12-character code of the letter; it has no 0, 1, I, L, O or U.',
    'enterprise.code_refused':
      'The code does not fit the credit code, or it was used, has expired or was tried too often. Check it; if it still fails, ask the agency that sent the letter for a new one.',
    'enterprise.people_full':
      'Your unit already has {count} accounts, which is the limit. Remove one that is no longer used.',
    'enterprise.account_locked':
      'This account was locked by the agency that sent the letter. Ask that agency if you have questions.',
    'enterprise.sign_in_refused':
      'Credit code, telephone number or password is wrong. If you have not activated an account yet, use the code of the letter first.',
    'enterprise.own_account':
      'You cannot remove your own account. Somebody else of your unit can do that when it is no longer used.',
    'enterprise.person.not_found': 'There is no such account, or it was removed. Reload the page.',
    'enterprise.meanwhile': 'This account has just changed. Reload the page and try again.',
    'enterprise.state_same': 'The account is in this state already. Reload the page.',
  },
);
