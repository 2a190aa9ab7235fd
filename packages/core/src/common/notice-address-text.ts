/** Refusals about addresses for notices and the codes that confirm them; the office's and the enterprise's pages show them. */
import { catalogue } from './text.ts';

export const noticeAddressText = catalogue(
  {
    'notice.email_invalid': '电子邮箱格式不正确，请核对，例如 name@example.gov.cn',
    'notice.phone_invalid': '手机号应为 11 位数字，请核对',
    'notice.address_missing': '请先填写并保存地址，再发送验证码。',
    'notice.way_off': '管理员尚未启用这种通知方式，暂时不能发送验证码。',
    'notice.code_soon': '验证码刚刚发送过，请在 {seconds} 秒后再试。',
    'notice.code_many': '今天发送验证码的次数已经用完，请明天再试，或者核对地址是否填写正确。',
    'notice.code_over': '验证码已经失效，请重新发送。',
    'notice.code_invalid': '验证码为 6 位数字，请核对',
    'notice.preferences_changed': '您的设置在其他窗口改过，请重新载入后再改。',
  },
  {
    'notice.email_invalid': 'This is no e-mail address; check it, for example name@example.gov.cn',
    'notice.phone_invalid': 'A mobile number has 11 digits; check it',
    'notice.address_missing': 'Enter and save the address first, then send the code.',
    'notice.way_off': 'The administrator has not switched this way on, so no code can be sent yet.',
    'notice.code_soon': 'A code was sent just now; try again in {seconds} seconds.',
    'notice.code_many': 'No more codes today; try again tomorrow, or check the address.',
    'notice.code_over': 'The code is no longer valid; send a new one.',
    'notice.code_invalid': 'The code has 6 digits; check it',
    'notice.preferences_changed': 'Your settings were changed in another window; load them again.',
  },
);
