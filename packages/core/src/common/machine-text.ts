/** Sentences of refusals and words of events about clients of other systems. */
import { catalogue } from './text.ts';

export const machineText = catalogue(
  {
    'machine.not_found': '没有找到这个接口用户，或者它不属于本辖区。请刷新页面查看。',
    'machine.name_taken': '已有同名的接口用户。请换一个名称，例如加上系统名称。',
    'machine.agency_invalid': '没有找到这个机关。请重新选择。',
    'machine.expiry_invalid': '密钥的有效期应当从明天起，最长{days}天。请重新选择日期。',
    'machine.own_forbidden': '发放密钥的人员不能确认自己的密钥。请由另一名系统管理员或者安全管理员确认。',
    'machine.confirmed_already': '这个密钥已经确认。',
    'machine.revoked_already': '这个接口用户的密钥已经作废。',
    'machine.scope.forbidden': '这个密钥没有办理这件事的权限。请联系系统管理员另发密钥。',
  },
  {
    'machine.not_found': 'This client was not found, or it belongs to another jurisdiction. Reload the page.',
    'machine.name_taken': 'A client has this name already. Choose another, for example with its system.',
    'machine.agency_invalid': 'This agency was not found. Choose again.',
    'machine.expiry_invalid': 'A key ends between tomorrow and {days} days from now. Choose another day.',
    'machine.own_forbidden':
      'Nobody confirms a key that they made. Another administrator or the security administrator has to.',
    'machine.confirmed_already': 'This key is confirmed already.',
    'machine.revoked_already': 'The key of this client is revoked already.',
    'machine.scope.forbidden': 'This key may not do that. Ask the administrator for another key.',
  },
);

export const machineEventText = catalogue(
  {
    'family.machine': '接口用户',
    'subject.machineClient': '接口用户',
    'machine.created': '发放接口密钥',
    'machine.confirmed': '确认接口密钥',
    'machine.revoked': '作废接口密钥',
    'data.machineName': '接口用户名称',
    'data.scopes': '权限',
    'data.expiresOn': '有效期至',
  },
  {
    'family.machine': 'clients of other systems',
    'subject.machineClient': 'client of another system',
    'machine.created': 'issued a key',
    'machine.confirmed': 'confirmed a key',
    'machine.revoked': 'revoked a key',
    'data.machineName': 'name of the client',
    'data.scopes': 'scopes',
    'data.expiresOn': 'valid until',
  },
);
