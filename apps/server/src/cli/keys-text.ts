/** Words of `mingcha keys`. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const keysText = catalogue(
  {
    'keys.usage':
      '用法：mingcha keys status（查看密钥和用量）| rotate（启用新数据密钥并重新加密）| reseal（继续重新加密）| adopt（登记密码设备换发的签名公钥）',
    'keys.key': '数据密钥 {id}：{made}，{place}，在用 {count} 项{current}',
    'keys.first': '安装时生成',
    'keys.current': '（当前）',
    'keys.in_file': '存于密钥文件夹',
    'keys.wrapped': '由密码设备保护',
    'keys.suite': '按{suite}加密的有 {count} 项',
    'suite.international': '国际算法（AES-256-GCM）',
    'suite.national': '国密算法（SM4-CTR 加 HMAC-SM3）',
    'keys.unknown': '有 {count} 项不是已知的密文，请联系技术支持',
    'keys.seal': '国密印公钥 {id}：{holder}，自 {since} 起',
    'keys.added': '已启用数据密钥 {id}。',
    'keys.restart':
      '新密钥由密码设备保护，正在运行的服务在重新启动后才能使用。请重新启动服务，再运行 npx mingcha keys reseal。',
    'keys.column': '{table}.{column}：重新加密 {renewed} 项',
    'keys.done': '重新加密完成，共 {renewed} 项。旧密钥保留，以便读取旧备份。',
    'keys.converted': '另有 {count} 项此前明文保存的联系方式已加密。',
    'keys.unreadable': '{table}.{column}：{unreadable} 项无法解密，未作改动。请从备份核对密钥文件夹。',
    'keys.adopted': '已登记签名公钥 {id}。',
    'keys.no_sealer': '没有启用国密印（MINGCHA_SEAL_SUITE=national），没有可登记的公钥。',
  },
  {
    'keys.usage':
      'Usage: mingcha keys status (keys and their use) | rotate (a new data key, and all values under it) | reseal (go on renewing values) | adopt (take over the renewed signing key of a device)',
    'keys.key': 'Data key {id}: {made}, {place}, {count} values{current}',
    'keys.first': 'made at the installation',
    'keys.current': ' (current)',
    'keys.in_file': 'in the key folder',
    'keys.wrapped': 'wrapped by the device',
    'keys.suite': '{count} values sealed by {suite}',
    'suite.international': 'the international suite (AES-256-GCM)',
    'suite.national': 'the national suite (SM4-CTR with HMAC-SM3)',
    'keys.unknown': '{count} values are no known ciphertext; ask for support',
    'keys.seal': 'Seal key {id}: {holder}, since {since}',
    'keys.added': 'Data key {id} is in use now.',
    'keys.restart':
      'The new key is wrapped by the device, so running servers can use it after a restart only. Restart them, then run npx mingcha keys reseal.',
    'keys.column': '{table}.{column}: {renewed} renewed',
    'keys.done': 'All values are renewed, {renewed} altogether. Earlier keys are kept for old backups.',
    'keys.converted': '{count} contact details that lay in the clear were sealed too.',
    'keys.unreadable':
      '{table}.{column}: {unreadable} values do not open and were left as they are. Compare the key folder with the backup.',
    'keys.adopted': 'The signing key {id} is taken over.',
    'keys.no_sealer': 'There is no national seal (MINGCHA_SEAL_SUITE=national), so no key to take over.',
  },
);
