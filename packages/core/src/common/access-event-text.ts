/** Events of accounts, grants, passwords, set-up and sign-in through a provider, in words. */
import { catalogue } from './text.ts';

export const accessEventText = catalogue(
  {
    'account.grant_decided': '决定账号或授权申请',
    'account.roles_asked': '申请调整角色',
    'account.sessions_ended': '结束他人登录',
    'account.unlocked': '解除登录锁定',
    'password.policy_set': '选择口令规则',
    'data.askedBy': '申请人',
    'data.decision': '决定',
    'data.waiting': '等待确认',
    'value.refused': '不同意',
    'value.waiting': '待确认',
    'value.dengbao3': '等保三级',
    'value.asvs': 'ASVS',
    'value.account': '新账号',
    'value.roles': '角色',
    'value.password': '口令',
  },
  {
    'account.grant_decided': 'Account or grant decided',
    'account.roles_asked': 'Change of roles asked for',
    'account.sessions_ended': 'Sessions of another ended',
    'account.unlocked': 'Account unlocked',
    'password.policy_set': 'Password rules chosen',
    'data.askedBy': 'Asked by',
    'data.decision': 'Decision',
    'data.waiting': 'Waiting',
    'value.refused': 'refused',
    'value.waiting': 'waiting',
    'value.dengbao3': 'MLPS level 3',
    'value.asvs': 'ASVS',
    'value.account': 'new account',
    'value.roles': 'roles',
    'value.password': 'password',
  },
);
