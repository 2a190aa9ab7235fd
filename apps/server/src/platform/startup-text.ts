/** Sentences of start, set-up and stop, before anybody has signed in. */
import { catalogue } from '@mingcha/core/common/text.ts';
import { certText } from './cert/cert-text.ts';
import { releaseText } from './release/release-text.ts';

export const startupText = catalogue(
  {
    ...certText.zh,
    ...releaseText.zh,
    'config.invalid': '设置 {name} 的值“{value}”不正确：应为{expected}。',
    'config.unknown': '没有名为 {name} 的设置。是否应为 {similar}？',
    'config.at_line': '设置文件 {path} 第 {line} 行：',
    'config.line_form': '应为“名称=值”的形式，注释以 # 开头。',
    'config.line_twice': '{name} 在第 {first} 行已经写过，请删去其中一处。',
    'config.unreadable': '设置文件 {path} 读不出来：{reason}。请检查文件权限。',
    'config.secret_missing': '{name} 后面没有填写。请填写，或删去这一行。',
    'config.metrics': 'off（关闭）或 local（只供本机读取）',
    'config.long_secret': '24 个以上不含空格的英文字母、数字或符号',
    'config.argument':
      '不认识的参数 {name}。可用的参数：--lan（供局域网内的手机和电脑访问）、--workers=数量（服务进程数）。',
    'config.port': '0 到 65535 的端口号',
    'config.database_url': '形如 postgresql://用户:密码@主机:5432/库名 的地址',
    'config.yes_no': 'yes 或 no',
    'config.positive': '大于 0 的整数',
    'config.zone': '时区名，例如 Asia/Shanghai',
    'config.level': 'debug、info、warn 或 error',
    'config.folder': '文件夹路径',
    'config.web_address': '以 http:// 或 https:// 开头的网址',
    'config.gateways': '内网网关清单：主机或 主机:端口，用逗号分隔',
    'config.password_profile': 'dengbao3（等保三级）或 asvs',
    'config.file': '文件路径',
    'config.text': '一段不长的文字',
    'config.role': 'office（办公系统）或 portal（单独部署的公示门户）',
    'config.hour': '0 到 23 的整点，或 off',
    'config.minutes': '分钟数，或 off',
    'config.recipient_missing': '没有文件 {path}。请更正 MINGCHA_BACKUP_RECIPIENT（备份密钥收存人的公钥）。',
    'data.none':
      '数据文件夹 {path} 里没有系统。请用 MINGCHA_DATA 指定系统所在的文件夹；还没有系统的，先运行 npm start，或用 npx mingcha restore 从备份恢复。',
    'data.restoring':
      '数据文件夹 {path} 里的恢复没有完成。请重新运行 npx mingcha restore，它会从头开始；不要用没有恢复完的数据启动。',
    'config.office_key': '办公系统签名公钥，64 位十六进制，见“公示数据包”页面',
    'config.suite': 'international（国际算法）或 national（国密算法）',
    'config.draw_suite': 'SHA256 或 SM3',
    'config.device': 'https:// 开头的地址、本机 http://localhost 地址，或 exec: 加程序的绝对路径',
    'config.device_suite': '使用密码设备（MINGCHA_CRYPTO_DEVICE）须同时设置 MINGCHA_SEAL_SUITE=national。',
    'crypto.random_unhealthy': '随机数源未通过上电检测（{fault}），已停止启动。请检查主机的随机数源后重试。',
    'crypto.self_test': '密码算法自检未通过（{suite}），已停止启动。请换用完整的程序包。',
    'crypto.device_away':
      '密码设备 {address} 没有应答：{reason}。没有用软件代替，任何数据都未签名或加密。请检查设备和 MINGCHA_CRYPTO_DEVICE。',
    'crypto.device_refused': '密码设备 {address} 拒绝了请求：{reason}。请检查设备的授权和密钥。',
    'crypto.provider_wrong': '密码设备 {label} 的“{part}”结果不符合国密标准，已停止使用。请联系设备厂商。',
    'crypto.device_key_changed':
      '密码设备 {label} 的签名公钥与此前不同（{key}）。如确已换发密钥，请运行 npx mingcha keys adopt 后重试。',
    'crypto.ring_damaged': '密钥文件 {path} 已损坏。请从备份恢复该文件。',
    'crypto.ring_wrapped':
      '数据密钥 {id} 由密码设备保护，但没有设置 MINGCHA_CRYPTO_DEVICE。请按原来的设置启动。',
    'crypto.keys_missing':
      '数据库里有用密钥 {id} 加密的数据，密钥文件夹 {path} 中却没有它。请从备份恢复该文件夹。',
    'step.convert': '已加密 {count} 项此前明文保存的联系方式',
    'config.portal_incomplete':
      '单独部署的公示门户须同时给出 MINGCHA_EXCHANGE（交换文件夹）和 MINGCHA_OFFICE_KEY（办公系统签名公钥）。',
    'ready.portal': '这里只有公示门户，内容来自编号 {number} 的公示数据包。',
    'config.file_missing': '没有文件 {path}。请更正 MINGCHA_BREACHED_PASSWORDS。',
    'config.oidc_insecure':
      '统一身份认证的地址 {value} 没有加密，口令和身份会被窃听。请改用 https:// 开头的地址。',
    'config.oidc_incomplete': '统一身份认证须同时给出 MINGCHA_OIDC_ISSUER 和 MINGCHA_OIDC_CLIENT_ID。',
    'config.host': '主机名或 IP 地址',
    'database.unreachable': '连不上数据库 {address}：{reason}。请检查 DATABASE_URL，以及数据库是否已启动。',
    'database.refused': '数据库 {address} 拒绝登录：{reason}。请检查 DATABASE_URL 中的用户、密码和库名。',
    'database.too_old': '数据库版本是 {found}，需要 PostgreSQL 15 或更高版本。',
    'cluster.no_extension':
      '这个数据库没有 citus 扩展，不能分布。请先按 npx mingcha scale-out 打印的准备步骤安装，再加 --run 执行。',
    'cluster.too_old': '集群的 Citus 版本是 {found}，需要 11 以上。',
    'cluster.no_coordinator': '集群还不知道协调节点的地址。请执行 citus_set_coordinator_host 后重试。',
    'cluster.no_workers': '集群还没有可放数据的工作节点。请执行 citus_add_node 后重试。',
    'cluster.schema': '数据库结构不能分布：{what}。{rule}',
    'cluster.refused':
      '数据库拒绝了下面的语句，已停止：\n{statement}\n原因：{reason}\n排除后重新运行同一命令，会从这里接着做。',
    'cluster.rule.leader': '没有这张表，其他表无从与它放在一起。',
    'cluster.rule.jurisdiction': '分布的表必须有非空的 jurisdiction_id（uuid）。',
    'cluster.rule.ownWork': '分布的表不能有触发器、规则、自增列、序列、分区和排斥约束。',
    'cluster.rule.unique': '分布的表的主键和唯一约束必须以 jurisdiction_id 开头。',
    'cluster.rule.foreignKey': '分布的表只能引用参照表，或带 jurisdiction_id 引用另一张分布的表。',
    'cluster.rule.onDelete': '含 jurisdiction_id 的外键不能在删除时置空或置默认值。',
    'database.encoding': '数据库编码是 {found}，需要 UTF8。',
    'database.role':
      '用户 {user} 不能建立运行角色 mingcha_app。请由数据库管理员建立该角色，并用 MINGCHA_APP_DATABASE_URL 给出它的地址。',
    'migration.changed':
      '迁移文件 {file} 在执行之后被改动过，已停止启动。请恢复原文件；新的改动应写成新的迁移。',
    'migration.missing': '数据库里已有迁移 {file}，本程序中却没有：程序比数据库旧。请换用新版程序。',
    'migration.failed': '迁移 {file} 未能执行：{reason}。已撤销，数据库未被改动。',
    'embedded.missing':
      '没有找到自带的数据库程序（{path}）。请重新运行 npm start，或用 DATABASE_URL 指定已有的 PostgreSQL。',
    'embedded.failed': '自带的数据库未能启动。日志：{log}。最后一行：{reason}',
    'embedded.version':
      '数据文件夹 {path} 属于 PostgreSQL {found}，本程序自带的是 {wanted}。请先用旧版程序导出。',
    'embedded.no_user': '不能以 root 身份运行数据库，本机又没有 postgres 或 nobody 用户。请用普通用户启动。',
    'embedded.incomplete':
      '{path} 里的数据库不完整（缺少 {file}），多半是没有拷贝完。请重新完整拷贝，或把这个文件夹移走后用 npx mingcha restore 从备份恢复。',
    'embedded.damaged':
      '{path} 里的数据库文件损坏或不是同一时刻的：{reason}。请用 npx mingcha restore 从备份恢复。日志：{log}',
    'embedded.owner':
      '{path} 不属于运行数据库的用户，多半是用别的用户拷贝或运行过。请把 {folder} 整个改回原来的用户（chown -R），数据库不能属于 root。',
    'data.full': '{path} 所在的磁盘只剩 {megabytes} MB，不够启动。请清出空间后再启动，数据没有受损。',
    'embedded.secrets_lost': '数据库在 {path}，但它的口令文件 {file} 不见了。请从备份恢复该文件。',
    'upgrade.running': '正在升级（进程号 {pid}），请等其结束。',
    'upgrade.other_program': '上次中断的升级已处理完，现在应运行 {version} 版（{command}）。请重新启动服务。',
    'data.locked':
      '数据文件夹 {path} 正被另一个明察进程使用（进程号 {pid}）。请先停止它，或用 MINGCHA_DATA 另选文件夹。',
    'data.unwritable': '不能写入数据文件夹 {path}：{reason}。请更改它的权限，或用 MINGCHA_DATA 另选文件夹。',
    'port.taken': '端口 {port} 已被占用。请停止占用它的程序，或用 PORT 另选一个，例如：PORT=8081 npm start',
    'port.forbidden': '没有权限使用端口 {port}。请用 PORT 选 1024 以上的端口，例如：PORT=8080 npm start',
    'host.unknown': '本机没有地址 {host}。请更正 MINGCHA_HOST。',
    'config.workers': '1 到 64 的服务进程数',
    'config.drain': '0 到 300 的秒数',
    'config.proxies': '负载均衡或网关的 IP 地址或网段，用逗号分隔',
    'config.instance': '1 到 16 位小写英文字母或数字',
    'cluster.other_files':
      '数据库正由另一个服务进程（{host}，进程号 {pid}）使用，它的文件存放处与本进程的 {path} 不是同一个：照片和文书会互相找不到。请把 MINGCHA_DATA 设为所有服务进程共用的文件夹。',
    'cluster.other_keys':
      '数据库正由另一个服务进程（{host}，进程号 {pid}）使用，它的密钥与本进程的 {path} 不同：签名和加密会对不上。请把 MINGCHA_DATA 设为所有服务进程共用的文件夹。',
    'workers.portal': '单独部署的公示门户只用一个服务进程。请去掉 MINGCHA_WORKERS。',
    'workers.ready': '{count} 个服务进程已就绪。逐个更换：kill -USR2 {pid}',
    'workers.replaced': '服务进程已全部更换。',
    'workers.ended': '服务进程 {slot} 意外结束（{reason}），正在重新启动。',
    'workers.failed': '服务进程没有启动成功，请查看日志。',
    'step.database': '正在启动数据库…',
    'step.migrate': '正在更新数据库结构…',
    'step.migrated': '已执行 {count} 个迁移',
    'step.demo': '首次启动：正在载入演示数据…',
    'step.web': '正在生成网页…',
    'step.certificate': '正在制作局域网证书…',
    'step.stopping': '正在停止…',
    'step.stopped': '已停止。',
    'ready.address': '明察已启动：{url}',
    'ready.lan': '局域网地址：{url}（首次打开时浏览器会提示证书不受信任，证书指纹 {fingerprint}）',
    'ready.named':
      '访问地址：{url}（证书指纹 {fingerprint}；手机和电脑先在 {url}install-certificate 安装根证书）',
    'ready.accounts': '演示账号（一次性口令，只显示这一次，首次登录后须修改）：',
    'ready.setup': '系统尚未设置。请打开 {url} 完成初始设置。设置码（只显示这一次，重新启动后更换）：{code}',
    'ready.log': '日志：{path}',
    'ready.held':
      '这是恢复的系统，还没有确认：可以查看，不能登录和办理。请另开终端，由两名管理员运行 npx mingcha restore --confirm --reason 恢复的原因。',
    'ready.stop': '按 Ctrl+C 停止。',
  },
  {
    ...certText.en,
    ...releaseText.en,
    'config.invalid': 'The setting {name} is "{value}", which is wrong: it should be {expected}.',
    'config.unknown': 'There is no setting named {name}. Did you mean {similar}?',
    'config.at_line': 'Line {line} of the settings file {path}: ',
    'config.line_form': 'it should have the form NAME=value; comments begin with #.',
    'config.line_twice': '{name} already stands in line {first}. Remove one of them.',
    'config.unreadable': 'The settings file {path} cannot be read: {reason}. Check its permissions.',
    'config.secret_missing': '{name} has no value. Fill it in, or remove the line.',
    'config.metrics': 'off, or local for callers on this machine',
    'config.long_secret': 'at least 24 letters, digits or signs without spaces',
    'config.argument':
      'Unknown argument {name}. Known: --lan (serve phones and computers of the local network), --workers=NUMBER (server processes).',
    'config.port': 'a port number from 0 to 65535',
    'config.database_url': 'an address like postgresql://user:password@host:5432/name',
    'config.yes_no': 'yes or no',
    'config.positive': 'a whole number above 0',
    'config.zone': 'the name of a time zone, such as Asia/Shanghai',
    'config.level': 'debug, info, warn or error',
    'config.folder': 'the path of a folder',
    'config.web_address': 'an address that begins with http:// or https://',
    'config.gateways': 'gateways inside closed networks: host or host:port, separated by commas',
    'config.password_profile': 'dengbao3 or asvs',
    'config.file': 'the path of a file',
    'config.text': 'a short text',
    'config.role': 'office, or portal for public pages of their own',
    'config.hour': 'an hour from 0 to 23, or off',
    'config.minutes': 'a number of minutes, or off',
    'config.recipient_missing':
      'There is no file {path}. Correct MINGCHA_BACKUP_RECIPIENT (public key of whoever keeps the keys of backups).',
    'data.none':
      'There is no system in the data folder {path}. Name its folder with MINGCHA_DATA; where there is none yet, run npm start first, or npx mingcha restore with a backup.',
    'data.restoring':
      'A restoration into the data folder {path} did not end. Run npx mingcha restore again, it begins anew; do not start with half of the data.',
    'config.office_key':
      'the signing key of the office, 64 hexadecimal digits, as the page of publication packages shows it',
    'config.suite': 'international or national (Chinese commercial algorithms)',
    'config.draw_suite': 'SHA256 or SM3',
    'config.device': 'an https:// address, http://localhost, or exec: and the absolute path of a program',
    'config.device_suite':
      'A cryptographic device (MINGCHA_CRYPTO_DEVICE) needs MINGCHA_SEAL_SUITE=national.',
    'crypto.random_unhealthy':
      'The random source failed its start-up test ({fault}); the start was stopped. Check the random source of this machine.',
    'crypto.self_test':
      'The self-test of the algorithms failed ({suite}); the start was stopped. Use a complete program package.',
    'crypto.device_away':
      'The cryptographic device {address} did not answer: {reason}. Nothing was done by software instead; nothing was signed or encrypted. Check the device and MINGCHA_CRYPTO_DEVICE.',
    'crypto.device_refused':
      'The cryptographic device {address} refused: {reason}. Check its authorisation and keys.',
    'crypto.provider_wrong':
      'What the cryptographic device {label} gives for "{part}" does not follow the national standards; it is not used. Call its vendor.',
    'crypto.device_key_changed':
      'The cryptographic device {label} signs with another key than before ({key}). If its key was renewed, run npx mingcha keys adopt and try again.',
    'crypto.ring_damaged': 'The key file {path} is damaged. Restore it from the backup.',
    'crypto.ring_wrapped':
      'Data key {id} is wrapped by a cryptographic device, but MINGCHA_CRYPTO_DEVICE is not set. Start with the earlier settings.',
    'crypto.keys_missing':
      'The database holds data sealed under key {id}, which the key folder {path} lacks. Restore that folder from the backup.',
    'step.convert': '{count} contact details that lay in the clear are sealed now',
    'config.portal_incomplete':
      'A portal of its own needs both MINGCHA_EXCHANGE (the exchange folder) and MINGCHA_OFFICE_KEY (the signing key of the office).',
    'ready.portal': 'Only the public portal is here, with the contents of publication package {number}.',
    'config.file_missing': 'There is no file {path}. Correct MINGCHA_BREACHED_PASSWORDS.',
    'config.oidc_insecure':
      'The identity provider {value} is not encrypted. Use its address that begins with https://.',
    'config.oidc_incomplete':
      'Sign-in through a provider needs both MINGCHA_OIDC_ISSUER and MINGCHA_OIDC_CLIENT_ID.',
    'config.host': 'a host name or an IP address',
    'database.unreachable':
      'The database {address} cannot be reached: {reason}. Check DATABASE_URL and that the database is running.',
    'database.refused':
      'The database {address} refused the login: {reason}. Check user, password and database name in DATABASE_URL.',
    'database.too_old': 'The database is version {found}; PostgreSQL 15 or newer is needed.',
    'cluster.no_extension':
      'This database does not have the extension citus and cannot be distributed. Prepare it as npx mingcha scale-out prints, then run it with --run.',
    'cluster.too_old': 'The cluster runs Citus {found}; 11 or later is needed.',
    'cluster.no_coordinator':
      'The cluster does not know the address of its coordinator yet. Run citus_set_coordinator_host and try again.',
    'cluster.no_workers': 'The cluster has no worker node for data yet. Run citus_add_node and try again.',
    'cluster.schema': 'The schema cannot be distributed: {what}. {rule}',
    'cluster.refused':
      'The database refused the statement below; stopped there:\n{statement}\nReason: {reason}\nMend that and run the same command again: it goes on from here.',
    'cluster.rule.leader': 'There is no such table for the others to be kept with.',
    'cluster.rule.jurisdiction': 'A distributed table needs a jurisdiction_id (uuid) that is never null.',
    'cluster.rule.ownWork':
      'A distributed table has no trigger, rule, identity column, sequence, partition or exclusion.',
    'cluster.rule.unique': 'Primary and unique keys of a distributed table begin with jurisdiction_id.',
    'cluster.rule.foreignKey':
      'A distributed table refers to reference tables, or with jurisdiction_id to another distributed table.',
    'cluster.rule.onDelete':
      'A foreign key with jurisdiction_id cannot set it to null or its default on deletion.',
    'database.encoding': 'The database is encoded in {found}; UTF8 is needed.',
    'database.role':
      'The user {user} may not create the role mingcha_app. Have the database administrator create it and give its address in MINGCHA_APP_DATABASE_URL.',
    'migration.changed':
      'The migration {file} was altered after it had been applied; the start was stopped. Restore the file; a new change belongs in a new migration.',
    'migration.missing':
      'The database holds migration {file}, which this program does not have: the program is older than the database. Use the newer program.',
    'migration.failed': 'The migration {file} failed: {reason}. It was undone; the database is unchanged.',
    'embedded.missing':
      'The bundled database was not found ({path}). Run npm start again, or name a PostgreSQL in DATABASE_URL.',
    'embedded.failed': 'The bundled database did not start. Log: {log}. Last line: {reason}',
    'embedded.version':
      'The data folder {path} belongs to PostgreSQL {found}; this program brings {wanted}. Export with the older program first.',
    'embedded.no_user':
      'The database must not run as root, and this machine has neither a user postgres nor nobody. Start as an ordinary user.',
    'embedded.incomplete':
      'The database in {path} is not whole ({file} is missing); a copy probably broke off. Copy it again, or move the folder away and restore a backup with npx mingcha restore.',
    'embedded.damaged':
      'The files of the database in {path} are damaged or not of one moment: {reason}. Restore a backup with npx mingcha restore. Log: {log}',
    'embedded.owner':
      '{path} does not belong to the user that runs the database; it was probably copied or run by another one. Give the whole of {folder} back to its user (chown -R); it cannot be root’s.',
    'data.full':
      'The disk of {path} has {megabytes} MB left, too little to start. Make room and start again; the data are unharmed.',
    'embedded.secrets_lost':
      'The database is in {path}, but the file of its passwords, {file}, is gone. Restore that file from the backup.',
    'upgrade.running': 'An upgrade is at work (process {pid}); wait until it ends.',
    'upgrade.other_program':
      'An upgrade that broke off is settled; it is version {version} ({command}) that runs now. Start the service again.',
    'data.locked':
      'The data folder {path} is in use by another Mingcha process (number {pid}). Stop that one, or choose another folder with MINGCHA_DATA.',
    'data.unwritable':
      'The data folder {path} cannot be written: {reason}. Change its permissions, or choose another folder with MINGCHA_DATA.',
    'port.taken':
      'Port {port} is taken. Stop the program that uses it, or choose another with PORT, for example: PORT=8081 npm start',
    'port.forbidden':
      'Port {port} may not be used by this user. Choose one above 1024 with PORT, for example: PORT=8080 npm start',
    'host.unknown': 'This machine has no address {host}. Correct MINGCHA_HOST.',
    'config.workers': 'a number of server processes from 1 to 64',
    'config.drain': 'a number of seconds from 0 to 300',
    'config.proxies': 'addresses or networks of balancers and gateways, separated by commas',
    'config.instance': '1 to 16 lower-case letters or digits',
    'cluster.other_files':
      'Another server process ({host}, process {pid}) uses this database with another file store than {path}: photos and papers would not be found. Set MINGCHA_DATA to the folder that all server processes share.',
    'cluster.other_keys':
      'Another server process ({host}, process {pid}) uses this database with other keys than those in {path}: seals would not match. Set MINGCHA_DATA to the folder that all server processes share.',
    'workers.portal': 'A portal of its own runs as one process. Remove MINGCHA_WORKERS.',
    'workers.ready': '{count} server processes are ready. To replace them one by one: kill -USR2 {pid}',
    'workers.replaced': 'All server processes were replaced.',
    'workers.ended': 'Server process {slot} ended unexpectedly ({reason}); it is started again.',
    'workers.failed': 'A server process did not start; see the log.',
    'step.database': 'Starting the database…',
    'step.migrate': 'Updating the database structure…',
    'step.migrated': '{count} migrations applied',
    'step.demo': 'First start: loading the demo data…',
    'step.web': 'Building the web pages…',
    'step.certificate': 'Making the certificate for the local network…',
    'step.stopping': 'Stopping…',
    'step.stopped': 'Stopped.',
    'ready.address': 'Mingcha is ready: {url}',
    'ready.lan':
      'Local network: {url} (browsers warn about the certificate the first time; its fingerprint is {fingerprint})',
    'ready.named':
      'Address: {url} (certificate {fingerprint}; phones and computers first install the root at {url}install-certificate)',
    'ready.accounts':
      'Demo accounts (one-time passwords, shown only now, to be changed at the first sign-in):',
    'ready.setup':
      'Nothing is set up yet. Open {url} to do it. Set-up code (shown only now, another one after a restart): {code}',
    'ready.log': 'Log: {path}',
    'ready.held':
      'This installation was restored and is not confirmed: it can be read, nobody signs in. In another terminal two administrators run npx mingcha restore --confirm --reason "why it was restored".',
    'ready.stop': 'Press Ctrl+C to stop.',
  },
);

export type StartupKey = keyof typeof startupText.zh;
