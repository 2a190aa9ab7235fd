/** Sentences about a release that is checked, unpacked or refused. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const releaseText = catalogue(
  {
    'release.missing': '没有安装包 {path}。请核对路径。',
    'release.not_one': '{path} 不是完整的明察安装包，可能没有传完。请重新取得安装包。',
    'release.altered': '安装包被改动过或已损坏：{path} 与校验和不符。请勿安装，重新取得安装包。',
    'release.incomplete': '安装包不完整：缺少 {path}。请重新取得安装包。',
    'release.unlisted': '安装包里有清单之外的文件 {path}。请勿安装，重新取得安装包。',
    'release.sbom': '安装包的软件物料清单与内容不符（{count} 处，例如 {name}）。请勿安装，联系发布方。',
    'release.unsigned': '安装包没有签名。请勿安装，重新取得安装包。',
    'release.wrong_key':
      '安装包不是由受信任的发布方签名的（签名公钥指纹 {key}）。请勿安装；如发布方确已更换密钥，请当面核对指纹后用 --key 给出新公钥。',
    'release.key_wrong': '{path} 不是发布方的签名公钥（PEM 格式的 Ed25519 公钥）。',
    'release.folder_taken': '文件夹 {path} 已经存在。请换一个位置，或先移走它。',
  },
  {
    'release.missing': 'There is no release {path}. Check the path.',
    'release.not_one':
      '{path} is no complete release of Mingcha; perhaps it was not transferred to its end. Get it again.',
    'release.altered':
      'The release was altered or damaged: {path} does not match its checksum. Do not install it; get it again.',
    'release.incomplete': 'The release is incomplete: {path} is missing. Get it again.',
    'release.unlisted': 'The release holds {path}, which no list names. Do not install it; get it again.',
    'release.sbom':
      'The bill of materials of the release does not match what is inside ({count} differences, such as {name}). Do not install it; ask whoever published it.',
    'release.unsigned': 'The release has no signature. Do not install it; get it again.',
    'release.wrong_key':
      'The release is not signed by a publisher trusted here (the signing key has the fingerprint {key}). Do not install it; if the publisher has a new key, compare the fingerprint in person and give the new public key with --key.',
    'release.key_wrong': '{path} is not a public key of a publisher (Ed25519 in PEM).',
    'release.folder_taken': 'The folder {path} exists. Choose another place, or move it away first.',
  },
);
