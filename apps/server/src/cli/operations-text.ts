/** Words of the operator's commands: doctor, logs, status, support-bundle, user-rescue. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const operationsText = catalogue(
  {
    'doctor.usage':
      '用法：npx mingcha doctor [--json] [--full] [--only settings,machine,storage,certificate,database,records,work]\n只查看，不改动。--full 逐个核对全部照片和附件。有红灯时退出码为 1。',
    'area.settings': '设置',
    'area.machine': '本机',
    'area.storage': '存储',
    'area.certificate': '证书',
    'area.database': '数据库和备份',
    'area.records': '账本和文件',
    'area.work': '后台工作',
    'light.green': '正常',
    'light.grey': '未查',
    'light.amber': '注意',
    'light.red': '故障',
    'doctor.mend': '    处理：{text}',
    'doctor.sum': '版本 {version}：正常 {green} 项，注意 {amber} 项，故障 {red} 项，未查 {grey} 项。',
    'logs.usage':
      '用法：npx mingcha logs [编号] [--event 名称] [--level warn] [--since 2h] [--last 50] [--json]\n编号是出错页面上显示的请求编号，例如 7F3A-19C2；在现用和已归档的日志中查找。',
    'logs.none': '没有找到。日志在 {path}，保留 {days} 天。',
    'logs.id': '“{id}”不是请求编号。编号是 4 位以上的数字和字母 a–f，例如 7F3A-19C2。',
    'logs.lines': '共 {count} 行，显示最后 {shown} 行。',
    'status.usage':
      '用法：npx mingcha status [--json]\n退出码：0 在运行并已就绪，1 在运行但没有就绪，3 没有运行。',
    'status.running': '正在运行（进程号 {pid}），版本 {version}。',
    'status.serving': '服务正在运行。',
    'status.stopped': '没有运行。',
    'status.address': '地址：{url}',
    'status.ready': '就绪检查：{text}',
    'status.readyYes': '正常',
    'status.readyNo': '不正常（{parts}）',
    'status.noAnswer': '没有应答。问的是上面的地址；服务用了另外的端口的，请用同样的 PORT 再问一次',
    'status.data': '数据文件夹：{path}',
    'status.log': '日志：{path}',
    'status.doctor': '详细检查请运行 npx mingcha doctor。',
    'ledger.restored':
      '这里有一次经确认的恢复：{at} 由两名管理员确认（第 {seq} 条），账本恢复到第 {size} 条。给出的检查点公布在恢复之前，其后的记录已丢失，所以对不上；请对照恢复事件核实。',
    'ledger.contains': '公布的检查点（{size} 条，{path}）在账本之内。',
    'ledger.none': '还没有账本，没有可以核验的记录。完成初始设置后就有。',
    'ledger.no_such': '{path}：这个检查点属于 {origin}，这里没有这本账。请核对文件，或到公布它的系统上核验。',
    'bundle.usage': '用法：npx mingcha support-bundle [--out 文件.zip]',
    'bundle.made': '支持包已生成：{path}（{mb} MB）。',
    'bundle.holds':
      '内含体检结果、版本、设置（不含密钥和口令）和日志（已遮盖身份证号、电话、邮箱和中文内容）。',
    'bundle.look': '发出之前请打开看一遍。',
    'bundle.exists': '文件 {path} 已经存在，没有覆盖。',
    'bundle.found': '支持包中仍有疑似个人信息或密钥（{kinds}），没有生成。请联系技术支持。',
    'rescue.usage':
      '用法：npx mingcha user-rescue --name 用户名\n为登录不了的管理员生成一次性口令，须两人在场、各自输入自己的用户名和口令。\n三员和审计都登录不了时加 --by-hand，由两人写明姓名和职务。全程留痕，并通知审计人员。',
    'rescue.reason': '原因（会写入留痕账本，不要写个人信息）：',
    'rescue.first': '第一人的用户名：',
    'rescue.second': '第二人的用户名：',
    'rescue.password': '{name} 的口令（输入时不显示）：',
    'rescue.firstName': '第一人的姓名和职务：',
    'rescue.secondName': '第二人的姓名和职务：',
    'rescue.confirm': '为 {person}（{name}，{roles}）生成一次性口令？其全部登录将结束。输入“同意”：',
    'rescue.yes': '同意',
    'rescue.done': '{person} 的一次性口令（只显示这一次，{until} 前有效，首次登录须修改）：',
    'rescue.told': '已记入留痕账本，并通知 {count} 名审计和管理人员。',
    'rescue.stopped': '没有执行，未作任何改动。',
    'rescue.unknown': '没有用户名为“{name}”的管理员账号。其他人员的口令请由系统管理员在“账号”页面重置。',
    'rescue.disabled': '账号“{name}”已停用，不能用此法恢复。请由安全管理员决定是否启用。',
    'rescue.same_person': '两人须是不同的人，且都不是账号本人。',
    'rescue.refused':
      '“{name}”的用户名或口令不对，或不是本辖区可以作证的人员（三员、审计、机关负责人、法规人员）。',
    'rescue.able': '还有人可以登录（{count} 人），不能用 --by-hand。请两名可以登录的人员到场。',
    'rescue.short': '请写明姓名和职务（4 到 60 个字）。',
  },
  {
    'doctor.usage':
      'Usage: npx mingcha doctor [--json] [--full] [--only settings,machine,storage,certificate,database,records,work]\nLooks and changes nothing. --full checks the contents of every photo and attachment. Exit code 1 when something is red.',
    'area.settings': 'Settings',
    'area.machine': 'Machine',
    'area.storage': 'Storage',
    'area.certificate': 'Certificate',
    'area.database': 'Database and backups',
    'area.records': 'Ledger and files',
    'area.work': 'Background work',
    'light.green': 'fine',
    'light.grey': 'not checked',
    'light.amber': 'mind',
    'light.red': 'FAULT',
    'doctor.mend': '    To mend: {text}',
    'doctor.sum': 'Version {version}: {green} fine, {amber} to mind, {red} faults, {grey} not checked.',
    'logs.usage':
      'Usage: npx mingcha logs [NUMBER] [--event NAME] [--level warn] [--since 2h] [--last 50] [--json]\nNUMBER is the request number that a failing page shows, such as 7F3A-19C2; present and packed logs are searched.',
    'logs.none': 'Nothing was found. The log is {path} and is kept for {days} days.',
    'logs.id': '"{id}" is no request number: four or more digits and letters a–f, such as 7F3A-19C2.',
    'logs.lines': '{count} lines, the last {shown} shown.',
    'status.usage':
      'Usage: npx mingcha status [--json]\nExit code 0 when it runs and is ready, 1 when it is not ready, 3 when it does not run.',
    'status.running': 'Running (process {pid}), version {version}.',
    'status.serving': 'A server is running.',
    'status.stopped': 'Not running.',
    'status.address': 'Address: {url}',
    'status.ready': 'Readiness: {text}',
    'status.readyYes': 'ready',
    'status.readyNo': 'not ready ({parts})',
    'status.noAnswer':
      'no answer at this address; where the server has another port, ask again with the same PORT',
    'status.data': 'Data folder: {path}',
    'status.log': 'Log: {path}',
    'status.doctor': 'For a full examination run npx mingcha doctor.',
    'ledger.restored':
      'A restoration was confirmed here: by two administrators at {at} (entry {seq}), up to entry {size}. The given checkpoint was published before it and counts entries that were lost; hold it against that event.',
    'ledger.contains': 'The published checkpoint of {size} entries ({path}) is contained in the ledger.',
    'ledger.none': 'There is no ledger yet, so nothing to verify. Setting the system up begins one.',
    'ledger.no_such':
      '{path}: this checkpoint is of {origin}, a ledger that is not here. Check the file, or verify on the system that published it.',
    'bundle.usage': 'Usage: npx mingcha support-bundle [--out FILE.zip]',
    'bundle.made': 'The support bundle is {path} ({mb} MB).',
    'bundle.holds':
      'It holds the examination, versions, settings without keys and passwords, and logs with identity numbers, telephones, mail addresses and Chinese text masked.',
    'bundle.look': 'Look through it before you send it.',
    'bundle.exists': 'The file {path} exists and was not overwritten.',
    'bundle.found':
      'What looks like personal data or keys ({kinds}) was left, so nothing was written. Call the support.',
    'rescue.usage':
      'Usage: npx mingcha user-rescue --name SIGN-IN-NAME\nMakes a one-time password for an administrator who cannot sign in. Two people must be there and type their own sign-in names and passwords.\nWhen no administrator or auditor can sign in, add --by-hand: two people write their names and posts. Everything is recorded and told to the auditor.',
    'rescue.reason': 'Reason (goes into the ledger; no personal data): ',
    'rescue.first': "First person's sign-in name: ",
    'rescue.second': "Second person's sign-in name: ",
    'rescue.password': 'Password of {name} (not shown): ',
    'rescue.firstName': "First person's name and post: ",
    'rescue.secondName': "Second person's name and post: ",
    'rescue.confirm':
      'Make a one-time password for {person} ({name}, {roles})? All their sessions end. Type "yes": ',
    'rescue.yes': 'yes',
    'rescue.done':
      'One-time password of {person} (shown once, good until {until}, to be changed at the first sign-in):',
    'rescue.told': 'Recorded in the ledger; {count} auditors and administrators were told.',
    'rescue.stopped': 'Nothing was done and nothing changed.',
    'rescue.unknown':
      'There is no administrator with the sign-in name "{name}". Passwords of others are reset by the system administrator on the page of accounts.',
    'rescue.disabled':
      'The account "{name}" is disabled and cannot be rescued. The security administrator decides about it.',
    'rescue.same_person': 'Two different people are needed, and neither may be the holder of the account.',
    'rescue.refused':
      'Name or password of "{name}" is wrong, or they may not witness here (administrators, auditors, heads of agencies, legal officers may).',
    'rescue.able':
      'There are people who can sign in ({count}), so --by-hand is not for this. Have two of them come.',
    'rescue.short': 'Write name and post in 4 to 60 characters.',
  },
);
