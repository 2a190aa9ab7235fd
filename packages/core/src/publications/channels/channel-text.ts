/** Sentences of refusals about publication channels. */
import { catalogue } from '../../common/text.ts';

export const channelText = catalogue(
  {
    'channel.url_invalid': '接口地址应当以 https:// 开头，不含空格、用户名和问号。请核对后重新填写。',
    'channel.agency_code_invalid': '统一社会信用代码应当是18位数字和大写字母。请核对后重新填写。',
    'channel.changed': '这个渠道的设置刚被他人修改。请刷新页面核对后重新保存，已填写的内容仍在。',
    'channel.address_missing_invalid': '自动报送需要填写对方接口地址。没有接口的，请选择文件报送。',
    'channel.plain_invalid': '接口地址应当使用 https。专网内的 http 接口须由运维人员列入可用网关后才能使用。',
    'channel.secret_missing_invalid': '自动报送需要填写签名密钥。请向接收平台索取后填写。',
    'channel.secret_again_invalid': '接口地址换了主机，原密钥不会发往新的主机。请重新填写签名密钥。',
    'channel.delivery.not_found': '没有找到这条报送记录，或者它不归本机关办理。',
    'channel.wrong_state': '这条报送记录的当前状态不能再次报送。请刷新页面查看。',
    'channel.newer_waits': '这条信息已有更新的版本等待报送，旧版本不再报送。',
    'channel.off': '这个渠道已停用。请联系系统管理员启用后再办理。',
    'channel.nothing_to_export': '目前没有需要导出的信息。',
    'channel.not_manual': '这个渠道不是文件报送，不需要导出文件。',
    'channel.not_automatic': '这个渠道没有接口，不能自动核对。',
    'channel.file.not_found': '没有找到这个文件，或者它不归本机关办理。',
    'channel.receipt_missing_invalid': '请选择接收平台返回的回执文件。',
    'channel.receipt_columns_invalid':
      '回执文件应当有“记录编号”“记录版本”“结果”三列。请核对文件第一行的列名。',
    'channel.receipt.unknown_record': '本机关没有报送过这条记录的这个版本',
    'channel.receipt.unknown_result': '“结果”只能填“接收”或者“退回”',
    'channel.receipt.reason_missing': '退回的，应当写明原因',
    'channel.list_missing_invalid': '请选择接收平台导出的清单文件。',
    'channel.list_columns_invalid': '清单文件应当有“记录编号”“记录版本”两列。请核对文件第一行的列名。',
    'channel.list.unknown_record': '“记录编号”或者“记录版本”不能辨认',
    'channel.list.unknown_state': '“状态”只能填“在公示”或者“已撤下”',
    'channel.list.repeated': '这条记录在清单中出现两次，按前一行核对',
    'channel.no_answer': '接收平台没有正常答复（{problem}），没有核对。请稍后再试或者联系对方。',
    'channel.difference.not_found': '没有找到这项差异，或者它不归本机关办理。',
    'channel.step_refused': '这项差异已经办理或者不能这样办理。请刷新页面查看。',
  },
  {
    'channel.url_invalid':
      'The address begins with https:// and has no space, user name or question mark. Check it and type it again.',
    'channel.agency_code_invalid':
      'A credit code has 18 digits and capital letters. Check it and type it again.',
    'channel.changed':
      'Somebody has just changed this channel. Reload the page, check, and save again; what you typed is kept.',
    'channel.address_missing_invalid':
      'Automatic delivery needs the address of the other side. Without an interface choose delivery by file.',
    'channel.plain_invalid':
      'The address must use https. An http interface of a closed network has to be listed by the operator first.',
    'channel.secret_missing_invalid':
      'Automatic delivery needs a signing key. Ask the receiving platform for it.',
    'channel.secret_again_invalid':
      'The address has another host; the saved key is not sent there. Type the signing key again.',
    'channel.delivery.not_found': 'This delivery was not found, or another agency handles it.',
    'channel.wrong_state': 'This delivery cannot be sent again in its state. Reload the page.',
    'channel.newer_waits': 'A newer version of this record is in line; the old one is not sent any more.',
    'channel.off': 'This channel is off. Ask the administrator to switch it on.',
    'channel.nothing_to_export': 'Nothing waits for a file.',
    'channel.not_manual': 'This channel does not deliver by file, so there is nothing to export.',
    'channel.not_automatic': 'This channel has no interface and cannot be compared by itself.',
    'channel.file.not_found': 'This file was not found, or another agency handles it.',
    'channel.receipt_missing_invalid': 'Choose the receipt file of the receiving platform.',
    'channel.receipt_columns_invalid':
      'A receipt file has the columns 记录编号, 记录版本 and 结果. Check the titles in its first line.',
    'channel.receipt.unknown_record': 'Your agency never delivered this version of this record',
    'channel.receipt.unknown_result': '结果 is either 接收 or 退回',
    'channel.receipt.reason_missing': 'A refusal needs its reason',
    'channel.list_missing_invalid': 'Choose the list that the receiving platform exported.',
    'channel.list_columns_invalid':
      'A list has the columns 记录编号 and 记录版本. Check the titles in its first line.',
    'channel.list.unknown_record': '记录编号 or 记录版本 cannot be read',
    'channel.list.unknown_state': '状态 is either 在公示 or 已撤下',
    'channel.list.repeated': 'This record stands in the list twice; the first line counts',
    'channel.no_answer':
      'The receiving platform gave no usable answer ({problem}); nothing was compared. Try later or call them.',
    'channel.difference.not_found': 'This difference was not found, or another agency handles it.',
    'channel.step_refused': 'This difference is settled or cannot be settled in this way. Reload the page.',
  },
);
