/** Sentences of refusals of publication packages and of the intake that comes back, and words of their events. */
import { catalogue } from '../../common/text.ts';

export const packageText = catalogue(
  {
    'package.unreadable': '这不是公示数据包，或者文件头已损坏。请从办公系统重新下载后再放入交换文件夹。',
    'package.key_wrong':
      '公示数据包的签名与本门户登记的办公系统公钥不符，未导入。请核对数据包来源；办公系统更换过密钥的，请先更正 MINGCHA_OFFICE_KEY。',
    'package.damaged': '公示数据包内容与签名时不一致，可能未复制完整或者被改动，未导入。请重新复制。',
    'package.older': '编号 {number} 的公示数据包早于门户现有的编号 {standing}，未导入。现有内容不变。',
    'package.other_history':
      '编号 {number} 的公示数据包与门户现有内容不衔接，未导入。请在办公系统制作一个编号大于 {standing} 的完整数据包。',
    'package.row_invalid':
      '公示数据包第 {line} 行不符合公示内容的规定格式，整包未导入。请确认门户与办公系统版本一致。',
    'package.waits':
      '编号 {number} 的公示数据包已收到，但它之前的数据包还没有到。补齐后自动导入，或者导入完整数据包。',
    'package.nothing.not_found': '公示门户上没有这项内容，可能尚未公示或者已经撤下。',
    'package.intake_closed': '公示门户还没有与办公系统接通，暂不能受理。请拨打监督电话，或者到机关现场提出。',
    'package.number_low_invalid': '编号必须大于现有最大编号 {last}。',
    'package.not_found': '没有找到这个公示数据包。请刷新列表后重新选择。',
    'package.file_gone': '这个数据包中有内容已被召回，文件已删除。请下载其后的完整数据包。',
    'package.busy': '另一个数据包正在制作，请稍后刷新列表。',
    'package.intake_unreadable_invalid': '这不是门户导出的受理文件（intake.jsonl）。请重新选择。',
  },
  {
    'package.unreadable':
      'This is no publication package, or its head is damaged. Download it from the office again and put it into the exchange folder.',
    'package.key_wrong':
      'The signature of the package is not that of the office which this portal knows; it was not taken in. Check where it comes from; if the office has a new key, correct MINGCHA_OFFICE_KEY first.',
    'package.damaged':
      'The package is not what was signed: it was cut short or changed. It was not taken in. Copy it again.',
    'package.older':
      'Package {number} is older than {standing}, which the portal has. It was not taken in; nothing changed.',
    'package.other_history':
      'Package {number} does not continue what the portal has. It was not taken in. Make a full package with a number above {standing} in the office.',
    'package.row_invalid':
      'Line {line} of the package has no form that may be public; nothing of it was taken in. Check that portal and office have the same version.',
    'package.waits':
      'Package {number} has arrived before those in front of it. It is taken in once they are here, or after a full package.',
    'package.nothing.not_found': 'This is not on the portal: it is not published yet, or was taken back.',
    'package.intake_closed':
      'The portal is not connected with the office yet and takes nothing in. Call the supervision line or come to the office.',
    'package.number_low_invalid': 'The number must be above {last}, the highest there is.',
    'package.not_found': 'There is no such publication package. Reload the list and choose again.',
    'package.file_gone':
      'Something in this package was recalled, so its file was deleted. Download the full package after it.',
    'package.busy': 'Another package is being made. Reload the list in a moment.',
    'package.intake_unreadable_invalid': 'This is no file of a portal’s intake (intake.jsonl). Choose again.',
  },
);

export const packageEventText = catalogue(
  {
    'family.package': '公示数据包',
    'subject.package': '公示数据包',
    'package.made': '制作公示数据包',
    'package.intake_imported': '导入门户受理文件',
  },
  {
    'family.package': 'Publication packages',
    'subject.package': 'Publication package',
    'package.made': 'Publication package made',
    'package.intake_imported': 'Intake of the portal imported',
  },
);
