/** Sentences about the server's certificate and the private authority that made it. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const certText = catalogue(
  {
    'cert.exists': '{path} 里已有根证书。更换服务器证书请用 mingcha cert renew；手机和电脑不必重新安装。',
    'cert.none': '还没有根证书。请先运行 mingcha cert init --name 域名或地址。',
    'cert.no_names': '请用 --name 写明人们访问本系统所用的域名或 IP，可写多次。',
    'cert.name_wrong': '“{name}”不是域名或 IP 地址。',
    'cert.root_key': '{path} 不是这个根证书的私钥。请用 --root-key 给出当初另行保管的 ca-key.pem。',
    'cert.root_ended':
      '根证书已到期或即将到期（{until}）。请把 secrets 中的 ca-*.pem 移走，重新运行 cert init，并在各设备上安装新的根证书。',
    'cert.unreadable': '证书文件 {path} 读不出来。请核对路径和权限，或重新制作证书。',
    'cert.key_differs': '证书 {cert} 与私钥 {key} 不配套。请成对更换。',
    'cert.warn.expired':
      '注意：证书已于 {until} 到期，手机和浏览器会拒绝连接。请运行 mingcha cert renew 后重新启动。',
    'cert.warn.early': '注意：证书从 {from} 起才有效，手机和浏览器会拒绝连接。请先核对本机时钟，再更换证书。',
    'cert.warn.soon': '注意：证书 {until} 到期（还有 {days} 天）。请运行 mingcha cert renew 后重新启动。',
    'config.certificate_incomplete':
      'MINGCHA_CERTIFICATE（证书）和 MINGCHA_CERTIFICATE_KEY（私钥）须同时给出。',
  },
  {
    'cert.exists':
      '{path} holds a root already. To replace the certificate of the server use mingcha cert renew; phones and computers keep their root.',
    'cert.none': 'There is no root yet. First run mingcha cert init --name NAME-OR-ADDRESS.',
    'cert.no_names': 'Say by --name what names or addresses people type, more than once if need be.',
    'cert.name_wrong': '"{name}" is neither a domain name nor an IP address.',
    'cert.root_key':
      '{path} is not the private key of this root. Give the ca-key.pem that was put away with --root-key.',
    'cert.root_ended':
      'The root ended or is about to end ({until}). Move ca-*.pem out of secrets, run cert init again, and install the new root on the devices.',
    'cert.unreadable':
      'The certificate file {path} cannot be read. Check path and permissions, or make it anew.',
    'cert.key_differs':
      'The certificate {cert} and the private key {key} do not belong together. Replace both.',
    'cert.warn.expired':
      'Note: the certificate ended on {until}; phones and browsers refuse to connect. Run mingcha cert renew and restart.',
    'cert.warn.early':
      'Note: the certificate begins on {from}; phones and browsers refuse to connect. Check the clock of this machine, then replace the certificate.',
    'cert.warn.soon':
      'Note: the certificate ends on {until}, in {days} days. Run mingcha cert renew and restart.',
    'config.certificate_incomplete': 'MINGCHA_CERTIFICATE and MINGCHA_CERTIFICATE_KEY are needed together.',
  },
);
