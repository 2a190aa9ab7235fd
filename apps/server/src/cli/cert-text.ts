/** Words of `mingcha cert` and `mingcha release`. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const certCommandText = catalogue(
  {
    'cert.usage':
      '用法：mingcha cert init --name 域名或地址 [--name …]    制作根证书和服务器证书\n      mingcha cert renew [--name …] [--root-key 文件]   更换服务器证书，根证书不变\n      mingcha cert status [--json]                      查看有效期和名称\n根证书私钥 ca-key.pem 可在制作后另行保管，更换时用 --root-key 给出。',
    'cert.made': '已制作根证书和服务器证书，名称：{names}。服务器证书有效至 {until}。',
    'cert.renewed': '已更换服务器证书，名称：{names}，有效至 {until}。根证书不变，各设备不必重新安装。',
    'cert.kept': '证书已有，没有改动。',
    'cert.restart': '重新启动后生效：mingcha restart',
    'cert.install': '手机和电脑打开 https://{name}:{port}/install-certificate 安装根证书，并核对指纹：',
    'cert.root': '根证书有效至 {until}，SHA-256 指纹：',
    'cert.server': '服务器证书有效至 {until}（还有 {days} 天），名称：{names}',
    'cert.away': '根证书私钥不在本机，更换时用 --root-key 给出。',
    'cert.none': '没有自己的根证书。制作：mingcha cert init --name 域名或地址',
    'cert.other': '使用设置中给出的证书 {path}，有效至 {until}（还有 {days} 天）。',
    'release.usage': '用法：mingcha release verify 安装包或文件夹 [--key 发布方公钥.pem] [--json]',
    'release.good': '安装包完整，未被改动：明察 {version}（{cpu}），{files} 个文件，物料清单与内容一致。',
    'release.known': '签名公钥指纹 {key}，是受信任的发布方。',
    'release.unknown': '签名公钥指纹 {key}。没有可比对的公钥，请与发布方公布的指纹核对。',
  },
  {
    'cert.usage':
      'Usage: mingcha cert init --name NAME-OR-ADDRESS [--name …]   makes root and server certificate\n       mingcha cert renew [--name …] [--root-key FILE]       a new server certificate under the same root\n       mingcha cert status [--json]                          validity and names\nThe key of the root, ca-key.pem, may be put away after it was made; renewing takes it by --root-key.',
    'cert.made':
      'Root and server certificate are made for {names}. The server certificate holds until {until}.',
    'cert.renewed':
      'The server certificate is renewed for {names}, until {until}. The root stays; devices need nothing.',
    'cert.kept': 'There are certificates already; nothing changed.',
    'cert.restart': 'It takes effect with a restart: mingcha restart',
    'cert.install':
      'Phones and computers open https://{name}:{port}/install-certificate to install the root; compare the fingerprint:',
    'cert.root': 'The root holds until {until}; SHA-256 fingerprint:',
    'cert.server': 'The server certificate holds until {until} ({days} days), for {names}',
    'cert.away': 'The key of the root is not on this machine; renewing takes it by --root-key.',
    'cert.none': 'There is no root of our own. Make one: mingcha cert init --name NAME-OR-ADDRESS',
    'cert.other': 'The certificate of the settings is used, {path}, until {until} ({days} days).',
    'release.usage': 'Usage: mingcha release verify ARCHIVE-OR-FOLDER [--key PUBLISHER.pem] [--json]',
    'release.good':
      'The release is whole and unaltered: Mingcha {version} ({cpu}), {files} files, its bill of materials matches what is inside.',
    'release.known': 'Signed with the key {key}, a publisher trusted here.',
    'release.unknown':
      'Signed with the key {key}. There is no key to compare it with: compare it with the fingerprint that the publisher made known.',
  },
);
