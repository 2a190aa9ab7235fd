/** Words of the page on which the security administrator chooses the rules for passwords. */
import { catalogue } from './text.ts';

export const passwordPolicyPageText = catalogue(
  {
    policy: '口令规则',
    policyLead:
      '两套规则出自两个互相矛盾的标准，只能取其一。更改后，下次登录或修改口令时生效，并记入留痕账本。',
    profile: '适用规则',
    'profile.dengbao3': '等保三级',
    'profile.asvs': '国际规范 OWASP ASVS 5.0',
    'hint.dengbao3':
      '至少 8 个字符，大写、小写、数字、其他符号四种中的三种；每 90 天更换；不得与最近 5 次相同。',
    'hint.asvs': '至少 12 个字符，不限种类；不要求定期更换，只在泄露或遗忘时更换。',
    both: '两套规则都拒绝常见口令，以及含用户名、单位名称、区划代码的口令。',
    list: '泄露口令名单',
    listGiven: '已由运维人员提供，新口令会与之比对。',
    listNone: '未提供，只比对内置的常见口令。运维人员可用 MINGCHA_BREACHED_PASSWORDS 指定名单文件。',
    byDefault: '现行规则是安装时的默认值，尚无人选择。',
    reason: '理由',
    save: '采用这套规则',
    saved: '已采用：{profile}',
  },
  {
    policy: 'Password rules',
    policyLead:
      'Two standards contradict each other; one of them holds. A change acts at the next sign-in or change of password and stands in the ledger.',
    profile: 'Rules',
    'profile.dengbao3': 'MLPS level 3 (等保三级)',
    'profile.asvs': 'OWASP ASVS 5.0',
    'hint.dengbao3':
      'At least 8 characters of three kinds out of capitals, small letters, digits and other signs; changed every 90 days; none of the last five.',
    'hint.asvs':
      'At least 12 characters of any kind; no periodic change, only after a leak or when forgotten.',
    both: 'Both refuse common passwords and those with the user name, names of the agency or its division code.',
    list: 'List of leaked passwords',
    listGiven: 'Given by the operator; new passwords are compared with it.',
    listNone:
      'None; only the built-in common passwords are refused. The operator may name a file with MINGCHA_BREACHED_PASSWORDS.',
    byDefault: 'These are the installation’s default; nobody has chosen yet.',
    reason: 'Reason',
    save: 'Use these rules',
    saved: 'In use: {profile}',
  },
);
