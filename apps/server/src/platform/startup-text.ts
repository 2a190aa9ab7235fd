/** Sentences of start, set-up and stop, before anybody has signed in. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const startupText = catalogue(
  {
    'config.invalid': '环境变量 {name} 的值“{value}”不正确：应为{expected}。',
    'config.unknown': '没有名为 {name} 的设置。是否应为 {similar}？',
    'config.argument': '不认识的参数 {name}。可用的参数：--lan（供局域网内的手机和电脑访问）。',
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
    'config.office_key': '办公系统签名公钥，64 位十六进制，见“公示数据包”页面',
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
    'embedded.secrets_lost': '数据库在 {path}，但它的口令文件 {file} 不见了。请从备份恢复该文件。',
    'data.locked':
      '数据文件夹 {path} 正被另一个明察进程使用（进程号 {pid}）。请先停止它，或用 MINGCHA_DATA 另选文件夹。',
    'data.unwritable': '不能写入数据文件夹 {path}：{reason}。请更改它的权限，或用 MINGCHA_DATA 另选文件夹。',
    'port.taken': '端口 {port} 已被占用。请停止占用它的程序，或用 PORT 另选一个，例如：PORT=8081 npm start',
    'port.forbidden': '没有权限使用端口 {port}。请用 PORT 选 1024 以上的端口，例如：PORT=8080 npm start',
    'host.unknown': '本机没有地址 {host}。请更正 MINGCHA_HOST。',
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
    'ready.accounts': '演示账号（一次性口令，只显示这一次，首次登录后须修改）：',
    'ready.setup': '系统尚未设置。请打开 {url} 完成初始设置。设置码（只显示这一次，重新启动后更换）：{code}',
    'ready.log': '日志：{path}',
    'ready.stop': '按 Ctrl+C 停止。',
  },
  {
    'config.invalid':
      'The environment variable {name} is "{value}", which is wrong: it should be {expected}.',
    'config.unknown': 'There is no setting named {name}. Did you mean {similar}?',
    'config.argument':
      'Unknown argument {name}. Known: --lan (serve phones and computers of the local network).',
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
    'config.office_key':
      'the signing key of the office, 64 hexadecimal digits, as the page of publication packages shows it',
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
    'embedded.secrets_lost':
      'The database is in {path}, but the file of its passwords, {file}, is gone. Restore that file from the backup.',
    'data.locked':
      'The data folder {path} is in use by another Mingcha process (number {pid}). Stop that one, or choose another folder with MINGCHA_DATA.',
    'data.unwritable':
      'The data folder {path} cannot be written: {reason}. Change its permissions, or choose another folder with MINGCHA_DATA.',
    'port.taken':
      'Port {port} is taken. Stop the program that uses it, or choose another with PORT, for example: PORT=8081 npm start',
    'port.forbidden':
      'Port {port} may not be used by this user. Choose one above 1024 with PORT, for example: PORT=8080 npm start',
    'host.unknown': 'This machine has no address {host}. Correct MINGCHA_HOST.',
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
    'ready.accounts':
      'Demo accounts (one-time passwords, shown only now, to be changed at the first sign-in):',
    'ready.setup':
      'Nothing is set up yet. Open {url} to do it. Set-up code (shown only now, another one after a restart): {code}',
    'ready.log': 'Log: {path}',
    'ready.stop': 'Press Ctrl+C to stop.',
  },
);

export type StartupKey = keyof typeof startupText.zh;
