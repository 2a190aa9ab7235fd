/** Sentences of refusals at every sign-in and every change of a password, whoever's it is. */
import { catalogue } from './text.ts';

export const signInText = catalogue(
  {
    'auth.not_signed_in': '尚未登录或登录已过期，请登录后继续。填写的内容已保留。',
    'auth.password_change_required': '请先修改口令，再继续使用。',
    'auth.too_many_attempts': '登录失败次数过多，请等待 {seconds} 秒后再试。',
    'auth.busy': '同时登录的人太多，请等待几秒后再试。',
    'auth.insecure_channel.forbidden':
      '连接未加密，不能登录。请改用 https:// 开头的地址，或在服务器本机上登录。',
    'auth.role.forbidden': '您的角色不能进行这一操作。如确有需要，请联系系统管理员调整角色。',
    'access.current_password.invalid': '现在的口令不正确。请重新输入。',
    'access.password_same.invalid': '新口令与现在的口令相同，请换一个。',
    'access.password_short.invalid': '口令太短，至少 {limit} 个字符。',
    'access.password_long.invalid': '口令太长，最多 {limit} 个字符。',
    'access.password_kinds.invalid': '口令须含大写字母、小写字母、数字、其他符号中的至少三种。',
    'access.password_common.invalid': '这是常见口令，容易被猜中，请换一个。',
    'access.password_used.invalid': '这是最近 {count} 次用过的口令之一，请换一个。',
    'access.password_breached.invalid': '这一口令在公开泄露的口令名单中，请换一个。',
    'access.password_local_word.invalid': '口令中不能含用户名、单位名称或区划代码，请换一个。',
  },
  {
    'auth.not_signed_in':
      'You are not signed in or the session has ended. Sign in to continue; what you typed is kept.',
    'auth.password_change_required': 'Change your password first, then continue.',
    'auth.too_many_attempts': 'Too many failed attempts. Wait {seconds} seconds and try again.',
    'auth.busy': 'Too many people are signing in at once. Wait a few seconds and try again.',
    'auth.insecure_channel.forbidden':
      'The connection is not encrypted, so you cannot sign in. Use the https:// address, or sign in on the server itself.',
    'auth.role.forbidden':
      'Your role does not permit this. If you need it, ask the system administrator to change your roles.',
    'access.current_password.invalid': 'The current password is wrong. Type it again.',
    'access.password_same.invalid': 'The new password is the current one. Choose another.',
    'access.password_short.invalid': 'The password is too short: at least {limit} characters.',
    'access.password_long.invalid': 'The password is too long: at most {limit} characters.',
    'access.password_kinds.invalid':
      'The password needs three of: capital letters, small letters, digits, other signs.',
    'access.password_common.invalid': 'This is a common password and easily guessed. Choose another.',
    'access.password_used.invalid': 'This is one of your last {count} passwords. Choose another.',
    'access.password_breached.invalid': 'This password stands in a list of leaked passwords. Choose another.',
    'access.password_local_word.invalid':
      'The password must not contain your user name, the name of your agency or its division code. Choose another.',
  },
);
