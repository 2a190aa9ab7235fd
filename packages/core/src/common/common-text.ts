/** Sentences of refusals that any route may give: bad input, limits, the connection. */
import { catalogue } from './text.ts';

export const commonText = catalogue(
  {
    'text.control_character': '文字中含有不可见的控制字符，请删去后重新填写。',
    'text.required': '此项不能为空。',
    'input.missing': '缺少此项，请填写。',
    'input.wrong': '填写的内容不符合要求，请检查。',
    'input.wrong_type': '内容的类型不对，请检查是否填错了栏目。',
    'input.wrong_format': '格式不正确，请按提示的格式填写。',
    'input.wrong_choice': '不是可选的值，请从列表中选择。',
    'input.unknown_member': '提交了系统不认识的内容，请刷新页面后重试。',
    'input.too_big': '超出上限 {limit}，请缩短或减小。',
    'input.too_small': '低于下限 {limit}，请补足。',
    'action.id_reused': '这一操作编号已用于另一操作，本次未执行。请刷新页面后重试。',
    'request.malformed': '请求的内容无法读取，未作任何改动。请刷新页面后重试。',
    'request.not_json': '请求的内容类型不被接受，未作任何改动。',
    'request.not_upload': '没有收到文件，请重新选择文件后上传。',
    'request.not_bytes': '没有收到文件内容，请重新上传。',
    'request.too_large': '内容太大，超出上限，未作任何改动。请分批提交或联系管理员调整上限。',
    'request.too_many': '操作太频繁，请等待 {seconds} 秒后再试。',
    'request.cross_site.forbidden': '请求来自其他网站，已拒绝。请在本系统页面内操作。',
    'request.route.not_found': '没有这个地址，请检查链接。',
    'request.method_not_allowed': '该地址不支持这种操作。',
    'request.failed': '系统内部出错，本次操作未生效。请稍后重试；如仍不行，请把编号 {id} 告诉管理员。',
    'disk.full':
      '服务器磁盘空间不足，现在只能查看，不能保存。您填写的内容没有丢失，请稍后再试；如持续不行，请告诉管理员。',
    'request.not_ready': '系统暂时不可用，请稍后重试；如仍不行，请把编号 {id} 告诉管理员。',
    'request.database_away':
      '数据库暂时连不上，系统正在自动重连。请稍后重试：已经保存的不会丢失，重复提交也只算一次。',
    'request.overloaded': '同时使用的人太多，这次没有处理。请等待几秒后重试。',
    'request.collided': '另一人刚好同时改动了同一内容，这次没有保存。请刷新后重试。',
    'request.offline': '连不上服务器，填写的内容已保留。请检查网络后重试。',
  },
  {
    'text.control_character': 'The text contains invisible control characters. Remove them and try again.',
    'text.required': 'This must not be empty.',
    'input.missing': 'This is missing. Please fill it in.',
    'input.wrong': 'This does not meet the requirements. Please check it.',
    'input.wrong_type': 'This is of the wrong kind. Check that it stands in the right field.',
    'input.wrong_format': 'This has the wrong form. Please follow the form shown.',
    'input.wrong_choice': 'This is not one of the choices. Pick one from the list.',
    'input.unknown_member':
      'The system does not know a part of what was sent. Reload the page and try again.',
    'input.too_big': 'This exceeds the limit of {limit}. Please shorten or reduce it.',
    'input.too_small': 'This is below the minimum of {limit}. Please add to it.',
    'action.id_reused':
      'This action number was already used for another action; nothing was done. Reload the page and try again.',
    'request.malformed': 'The request cannot be read; nothing was changed. Reload the page and try again.',
    'request.not_json': 'This content type is not accepted; nothing was changed.',
    'request.not_upload': 'No file arrived. Choose the file again and upload it.',
    'request.not_bytes': 'No bytes of the file arrived. Upload it again.',
    'request.too_large':
      'This is larger than the limit; nothing was changed. Send it in parts or ask the administrator to raise the limit.',
    'request.too_many': 'Too many requests. Wait {seconds} seconds and try again.',
    'request.cross_site.forbidden':
      'The request came from another site and was refused. Use the pages of this system.',
    'request.route.not_found': 'There is no such address. Please check the link.',
    'request.method_not_allowed': 'This address does not support this operation.',
    'request.failed':
      'Something failed inside the system and nothing was done. Try again later; if it persists, give the number {id} to the administrator.',
    'disk.full':
      'The server’s disk is full: everything can be read, nothing can be saved now. What you typed is still here; try again later, or tell the administrator.',
    'request.database_away':
      'The database cannot be reached just now; the system keeps trying. Try again shortly: nothing saved is lost, and sending twice counts once.',
    'request.overloaded':
      'Too many people are using the system; this was not done. Wait a few seconds and try again.',
    'request.collided':
      'Somebody changed the same thing at the same moment; this was not saved. Reload and try again.',
    'request.not_ready':
      'The system is not available at the moment. Try again later; if it persists, give the number {id} to the administrator.',
    'request.offline':
      'The server cannot be reached; what you typed is kept. Check the network and try again.',
  },
);
