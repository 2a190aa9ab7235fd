/** Refusals about channels and own choices, and what went wrong with a message. */
import { catalogue } from './text.ts';

export const noticeRefusalText = catalogue(
  {
    'gateway.unknown_host': '找不到主机 {host}，请核对地址或检查域名解析',
    'gateway.closed_address.forbidden':
      '{host} 属于内部网段。确需连接的，请运维人员将其列入内网网关清单（MINGCHA_GATEWAYS）。',
    'notice.host_invalid': '请填写主机名或地址，不含协议和路径，例如 smtp.example.gov.cn',
    'notice.url_invalid': '请填写以 https:// 开头的完整网址',
    'notice.word_invalid': '只能用字母、数字、点、横线和下划线，1 至 60 个字符',
    'notice.plain_invalid':
      '不加密的连接只用于运维人员列入内网网关清单（MINGCHA_GATEWAYS）的地址。请改用加密连接，或请运维人员登记该网关。',
    'notice.webhook_invalid': '请填写群机器人的完整网址',
    'notice.secret_again_invalid': '服务器地址有变，请重新填写口令或密钥；已保存的口令不会发往新的地址。',
    'notice.channel_changed': '其他管理员刚刚修改了这个通道，请重新载入后再改；您填写的内容没有保存。',
    'notice.rules_changed': '其他管理员刚刚修改了免打扰时段，请重新载入后再改。',
    'notice.channel.not_found': '没有找到这个通道，可能已不在本辖区，请返回通道列表',
    'notice.channel_off': '通道已停用，请先启用再测试',
    'notice.message.not_found': '没有找到这条发送记录，可能不属于本单位',
    'notice.not_repeatable':
      '只有被拒收、结果不明或已放弃的单条消息可以重新发送；汇总消息的内容仍在收件人的消息页。',
  },
  {
    'gateway.unknown_host': 'The host {host} is not known; check the address or the name service',
    'gateway.closed_address.forbidden':
      '{host} lies in an internal network. If it must be called, ask the operator to list it (MINGCHA_GATEWAYS).',
    'notice.host_invalid':
      'Give a host name or address without protocol and path, such as smtp.example.gov.cn',
    'notice.url_invalid': 'Give a whole address that begins with https://',
    'notice.word_invalid': 'Use letters, digits, dots, hyphens and underscores only, 1 to 60 characters',
    'notice.plain_invalid':
      'Unencrypted connections are for gateways that the operator lists (MINGCHA_GATEWAYS). Use an encrypted connection, or ask the operator to list this gateway.',
    'notice.webhook_invalid': 'Give the whole address of the group’s robot',
    'notice.secret_again_invalid':
      'The server’s address has changed: type the password or key again. The saved one is not sent to a new address.',
    'notice.channel_changed':
      'Another administrator has just changed this channel; load it again before changing it. What you typed was not saved.',
    'notice.rules_changed': 'Another administrator has just changed the quiet hours; load them again.',
    'notice.channel.not_found':
      'There is no such channel in this jurisdiction; go back to the list of channels',
    'notice.channel_off': 'The channel is switched off; switch it on before testing it',
    'notice.message.not_found': 'There is no such message in the log; it may belong to another agency',
    'notice.not_repeatable':
      'Only single messages that were refused, given up or are uncertain can be sent again; what a summary said is still in the recipient’s inbox.',
  },
);

/** Words for `problem` of a message or channel: `problem.<word>`. */
export const noticeProblemText = catalogue(
  {
    'problem.host': '找不到主机名，请核对地址或检查域名解析',
    'problem.closed': '该地址属于内部网段，未列入内网网关清单，已拒绝连接',
    'problem.plain': '连接未加密，已拒绝发送',
    'problem.address': '地址不正确',
    'problem.timeout': '对方没有在限定时间内应答',
    'problem.connection': '连接失败或中断',
    'problem.tooLong': '对方的应答过长，已断开',
    'problem.notJson': '对方返回的是网页，不是网关的应答，可能被登录页或防火墙拦截',
    'problem.notSmtp': '对方不是邮件服务器',
    'problem.noTls': '对方不支持加密连接（STARTTLS）',
    'problem.injected': '加密前收到多余内容，已断开',
    'problem.greeting': '邮件服务器拒绝连接',
    'problem.signIn': '登录失败，请核对账号、口令或密钥',
    'problem.sender': '邮件服务器不接受发件人',
    'problem.busy': '对方繁忙或限流，稍后再试',
    'problem.gatewayError': '网关内部错误，不能确定是否已收下',
    'problem.redirect': '对方要求转到其他地址，已拒绝',
    'problem.refused': '对方拒收',
    'problem.interrupted': '发送途中服务中断，不能确定是否已送出',
    'problem.ourFault': '发送程序出错，不能确定是否已送出',
    'problem.noAddress': '收件人没有登记地址或已取消',
    'problem.allRead': '收件人已在系统内全部读过，不再发送',
  },
  {
    'problem.host': 'The host name is not known; check the address or the name service',
    'problem.closed': 'The address lies in an internal network and is not listed as a gateway; not called',
    'problem.plain': 'The connection is not encrypted; nothing was sent',
    'problem.address': 'The address is wrong',
    'problem.timeout': 'The other side did not answer in time',
    'problem.connection': 'The connection failed or broke',
    'problem.tooLong': 'The answer was too long; disconnected',
    'problem.notJson':
      'A web page came instead of the gateway’s answer; a sign-in page or firewall may stand in between',
    'problem.notSmtp': 'The other side is no mail server',
    'problem.noTls': 'The other side offers no encryption (STARTTLS)',
    'problem.injected': 'Unexpected content before encryption; disconnected',
    'problem.greeting': 'The mail server refused the connection',
    'problem.signIn': 'Sign-in failed; check account, password or key',
    'problem.sender': 'The mail server does not accept the sender',
    'problem.busy': 'The other side is busy or limits messages; tried again later',
    'problem.gatewayError': 'The gateway failed; whether it took the message is not known',
    'problem.redirect': 'The other side pointed elsewhere; not followed',
    'problem.refused': 'Refused by the other side',
    'problem.interrupted': 'The service stopped while sending; whether it left is not known',
    'problem.ourFault': 'The sending program failed; whether it left is not known',
    'problem.noAddress': 'The recipient has no address, or has taken it back',
    'problem.allRead': 'The recipient has read everything in the system; nothing is sent',
  },
);
