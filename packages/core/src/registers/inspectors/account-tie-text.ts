/** Words of the account behind an inspector: the part of the drawer, refusals, events. */
import { catalogue } from '../../common/text.ts';

export const accountTieText = catalogue(
  {
    account: '登录账号',
    none: '尚未关联。关联后，此人可用自己的账号申报回避、查看本人任务。',
    choose: '关联账号',
    chooseHint: '只列出本机关尚未关联检查人员的在用账号，同名的排在前面。',
    noFree: '本机关没有可关联的账号。请先由系统管理员为此人开设账号。',
    tie: '关联',
    untie: '解除关联',
    untieQuestion: '解除 {name} 与账号 {account} 的关联？',
    untieText: '账号和检查人员都保留，只是不再视为同一人。',
    reason: '理由',
    tied: '已关联账号 {account}',
    untied: '已解除关联',
    'inspector.account.not_found': '本机关没有这一账号，或账号已停用。请从列表中选择。',
    'inspector.account_taken': '账号“{account}”已关联检查人员 {name}。请先解除那一关联，或另选账号。',
    'inspector.account_present': '{name} 已关联账号“{account}”。如需更换，请先解除关联。',
    'inspector.account_taken_meanwhile': '这一账号刚刚关联了另一位检查人员，请刷新后重新选择。',
    'inspector.account_absent': '此人没有关联账号，无需解除。',
  },
  {
    account: 'Account',
    none: 'None yet. Once tied, the person declares interests and sees tasks with the own account.',
    choose: 'Tie an account',
    chooseHint: 'Active accounts of this agency that belong to no inspector yet; same names first.',
    noFree: 'This agency has no free account. Ask the system administrator to create one for this person.',
    tie: 'Tie',
    untie: 'Untie',
    untieQuestion: 'Untie {name} from the account {account}?',
    untieText: 'Account and inspector both stay; they no longer count as one person.',
    reason: 'Reason',
    tied: 'Account {account} tied',
    untied: 'Untied',
    'inspector.account.not_found':
      'This agency has no such account, or it is disabled. Choose one from the list.',
    'inspector.account_taken':
      'The account "{account}" belongs to the inspector {name}. Untie that first, or choose another account.',
    'inspector.account_present': '{name} has the account "{account}". Untie it first to change it.',
    'inspector.account_taken_meanwhile':
      'This account was tied to another inspector a moment ago. Refresh and choose again.',
    'inspector.account_absent': 'This person has no account to untie.',
  },
);

export const accountTieEventText = catalogue(
  {
    'inspector.account_tied': '关联登录账号',
    'inspector.account_untied': '解除账号关联',
    'data.account': '账号',
  },
  {
    'inspector.account_tied': 'Account tied',
    'inspector.account_untied': 'Account untied',
    'data.account': 'Account',
  },
);
