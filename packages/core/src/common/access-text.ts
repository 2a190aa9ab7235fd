/** Sentences of sign-in, passwords, accounts and roles. */
import { signInText } from './sign-in-text.ts';
import { catalogue } from './text.ts';

export const accessText = catalogue(
  {
    ...signInText.zh,
    'role.administrator': '系统管理员',
    'role.securityAdministrator': '安全管理员',
    'role.auditAdministrator': '审计管理员',
    'role.coordinator': '双随机办人员',
    'role.evaluator': '第三方评估人员',
    'role.justiceOfficer': '司法行政人员',
    'role.legalOfficer': '法规科人员',
    'role.sectionOfficer': '业务科室人员',
    'role.agencyHead': '机关负责人',
    'role.inspector': '执法检查人员',
    'role.witness': '监督见证人员',
    'role.auditor': '审计人员',
    'auth.sign_in_refused': '用户名或口令不正确。请核对后重新输入。',
    'auth.account_ended': '账号已到期，自动停用。需要继续的，请联系设立评估的部门。',
    'access.evaluator.forbidden': '第三方评估账号只用于一项评估，不能改为其他角色。请另开账号。',
    'auth.account_waiting': '账号已开设，等待安全管理员确认。确认后即可用这一口令登录。',
    'auth.account_disabled.forbidden': '账号已停用，不能登录。如需恢复，请联系安全管理员。',
    'auth.provider_none': '本系统没有接入统一身份认证，请用用户名和口令登录。',
    'auth.provider_unavailable': '统一身份认证暂时连不上。请稍后再试，或用用户名和口令登录。',
    'auth.provider_state':
      '这次登录已失效：超过 10 分钟、已经用过，或不是在这个浏览器中开始的。请从登录页重新开始。',
    'auth.provider_declined': '统一身份认证没有同意登录，或您取消了登录。请重新登录。',
    'auth.provider_answer':
      '统一身份认证的答复核验未通过，没有登录。请重新登录；反复出现时请联系系统管理员。',
    'auth.provider_clock':
      '本系统与统一身份认证的时钟相差超过 1 分钟，不能登录。请系统管理员校对两边服务器的时间。',
    'auth.provider_unknown':
      '统一身份认证中的用户“{name}”在本系统没有账号。请系统管理员以同一用户名开设账号，经确认后再登录。',
    'auth.provider_taken': '账号“{name}”已由统一身份认证中的另一人使用，没有登录。请联系安全管理员核实。',
    'auth.one_time_password_expired': '一次性口令已过期（有效 24 小时），请联系系统管理员重新发放。',
    'auth.session.not_found': '没有找到这一登录会话，可能已经结束。',
    'access.sign_in_name_form':
      '用户名应为 2 至 64 个字母、数字或汉字，可含点、横线、下划线，且以字母、数字或汉字开头。',
    'access.sign_in_name_taken': '用户名“{name}”已被使用，请换一个。',
    'access.role_twice': '同一角色选了两次，请去掉一个。',
    'access.roles_exclude':
      '系统管理员、安全管理员、审计管理员、审计人员须由不同的人担任，也不能兼任其他角色。请分别设立账号。',
    'access.roles_same': '角色没有变化，请先勾选或取消角色。',
    'access.status_same': '账号已经是这一状态，无需改动。请刷新页面。',
    'access.enable.forbidden': '停用的账号只能由安全管理员恢复。',
    'access.reset.forbidden': '安全管理员只能重置系统管理员的口令，其他人的口令由系统管理员重置。',
    'access.host.forbidden': '只有主办本系统的数据（机房）部门的管理员可以这样做。',
    'access.jurisdiction.not_found': '没有这一辖区，请从列表中选择。',
    'access.jurisdiction_code_form': '应为 6 位行政区划代码（GB/T 2260），例如 130183。',
    'access.jurisdiction_code_taken': '行政区划代码 {code} 的辖区已经存在。',
    'access.jurisdiction_meanwhile': '刚刚已有人作了同样的操作，请刷新页面。',
    'access.grant_waiting': '{person} 的申请正在等待另一位管理员确认，决定之后才能再作改动。',
    'access.grant_meanwhile': '刚刚已有人为这一账号提交了申请，请刷新页面。',
    'access.grant.not_found': '没有这一待确认事项，可能已由他人处理。请刷新页面。',
    'access.grant_decided': '这一事项已由 {person} 决定，请刷新页面。',
    'access.own_act.forbidden': '自己提出的、或涉及自己账号的事项，须由另一位管理员确认。',
    'access.grant_role.forbidden': '新账号和授权由安全管理员确认；审计管理员只确认管理员口令的重置。',
    'access.account.not_found': '本机关没有这一账号，可能属于其他机关。请刷新列表。',
    'access.agency.not_found': '没有这一机关，请从列表中选择。',
    'access.section.not_found': '该机关没有这一科室，请从列表中选择。',
    'access.agency_name_taken': '已有名为“{name}”的机关，请核对后换一个名称。',
    'access.agency_parent.invalid': '上级机关不能是本机关或其下级，请重新选择。',
    'access.section_name_taken': '该机关已有名为“{name}”的科室，请换一个名称。',
    'access.division_code_form': '行政区划代码应为 6 位数字（乡镇 9 位，村居 12 位）。',
    'access.phone_form': '电话只能含数字、空格、括号、加号和短横线。',
    'access.email_form': '电子邮箱的格式不正确，应为“名称@网址”。',
    'access.own_account.forbidden': '不能改动自己的账号。请由另一位管理员办理。',
    'access.last_administrator': '这是最后一位可用的系统管理员，不能停用或取消其角色。请先设立另一位。',
    'access.last_security_administrator':
      '这是最后一位可用的安全管理员，不能停用或取消其角色。请先设立另一位。',
    'access.password_policy_same': '现行规则就是这一种，无需改动。',
  },
  {
    ...signInText.en,
    'role.administrator': 'System administrator',
    'role.securityAdministrator': 'Security administrator',
    'role.auditAdministrator': 'Audit administrator',
    'role.coordinator': 'Coordination office',
    'role.evaluator': 'Third-party evaluator',
    'role.justiceOfficer': 'Justice bureau',
    'role.legalOfficer': 'Legal section',
    'role.sectionOfficer': 'Business section',
    'role.agencyHead': 'Head of agency',
    'role.inspector': 'Inspector',
    'role.witness': 'Witness',
    'role.auditor': 'Auditor',
    'auth.sign_in_refused': 'The user name or the password is wrong. Check both and try again.',
    'auth.account_ended':
      'This account has reached its end. Ask the department that opened the evaluation if you need more time.',
    'access.evaluator.forbidden':
      "An evaluator's account serves one evaluation and takes no other role. Open another account.",
    'auth.account_waiting':
      'The account waits for the security administrator. Once approved, this password opens it.',
    'auth.account_disabled.forbidden': 'The account is disabled. Ask the security administrator.',
    'auth.provider_none': 'No identity provider is connected. Sign in with user name and password.',
    'auth.provider_unavailable':
      'The identity provider cannot be reached. Try again later, or use user name and password.',
    'auth.provider_state':
      'This sign-in is no longer valid: more than 10 minutes old, used already, or begun in another browser. Begin again.',
    'auth.provider_declined': 'The identity provider did not agree, or you cancelled. Sign in again.',
    'auth.provider_answer':
      'The answer of the identity provider was not sound, and nobody was signed in. Try again; if it happens again, ask the administrator.',
    'auth.provider_clock':
      'The clocks of this server and the identity provider differ by more than a minute. The administrator must set them.',
    'auth.provider_unknown':
      'The provider\'s user "{name}" has no account here. The administrator creates one with the same user name; once approved it opens.',
    'auth.provider_taken':
      'The account "{name}" is used by another person of the identity provider. Ask the security administrator.',
    'auth.one_time_password_expired':
      'The one-time password has expired (it lasts 24 hours). Ask the system administrator for a new one.',
    'auth.session.not_found': 'There is no such session; it may have ended already.',
    'access.sign_in_name_form':
      'A user name has 2 to 64 letters, digits, dots, hyphens or underscores and begins with a letter or digit.',
    'access.sign_in_name_taken': 'The user name "{name}" is taken. Choose another.',
    'access.role_twice': 'A role was chosen twice. Remove one.',
    'access.roles_exclude':
      'System, security and audit administrator and auditor are different people without any other role. Use separate accounts.',
    'access.roles_same': 'The roles are the same as before. Tick or untick a role first.',
    'access.status_same': 'The account has that state already. Reload the page.',
    'access.enable.forbidden': 'Only the security administrator enables a disabled account.',
    'access.reset.forbidden':
      'The security administrator resets passwords of system administrators only; the system administrator resets the others.',
    'access.host.forbidden': 'Only administrators of the office that hosts this installation may do so.',
    'access.jurisdiction.not_found': 'There is no such jurisdiction. Pick one from the list.',
    'access.jurisdiction_code_form': 'A division code has 6 digits (GB/T 2260), for example 130183.',
    'access.jurisdiction_code_taken': 'There is a jurisdiction with the code {code} already.',
    'access.jurisdiction_meanwhile': 'Somebody did the same a moment ago. Reload the page.',
    'access.grant_waiting':
      'The request of {person} waits for another administrator. Nothing more can be changed before the decision.',
    'access.grant_meanwhile': 'Somebody asked for a change of this account a moment ago. Reload the page.',
    'access.grant.not_found': 'There is no such request; somebody may have decided it. Reload the page.',
    'access.grant_decided': '{person} has decided on this already. Reload the page.',
    'access.own_act.forbidden':
      'What you asked for yourself, or what concerns your own account, is decided by another administrator.',
    'access.grant_role.forbidden':
      'The security administrator decides on accounts and roles; the audit administrator only on passwords of administrators.',
    'access.account.not_found':
      'There is no such account in your agency; it may belong to another. Reload the list.',
    'access.agency.not_found': 'There is no such agency. Pick one from the list.',
    'access.section.not_found': 'The agency has no such section. Pick one from the list.',
    'access.agency_name_taken':
      'There is an agency named "{name}" already. Check it and choose another name.',
    'access.agency_parent.invalid':
      'The superior agency cannot be the agency itself or one below it. Choose another.',
    'access.section_name_taken': 'The agency has a section named "{name}" already. Choose another name.',
    'access.division_code_form': 'A division code has 6 digits (9 for townships, 12 for villages).',
    'access.phone_form': 'A telephone number has digits, spaces, brackets, plus signs and hyphens only.',
    'access.email_form': 'The e-mail address has the wrong form; it should be "name@site".',
    'access.own_account.forbidden': 'You cannot change your own account. Ask another administrator.',
    'access.last_administrator':
      'This is the last active administrator, who cannot be disabled or lose the role. Appoint another first.',
    'access.last_security_administrator':
      'This is the last active security administrator, who cannot be disabled or lose the role. Appoint another first.',
    'access.password_policy_same': 'These rules hold already.',
  },
);
