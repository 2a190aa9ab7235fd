/** Words of `mingcha backup`, `restore` and `drill`. What goes wrong stands in `core/common/backup-text.ts`. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const backupCliText = catalogue(
  {
    'usage.backup': `用法：
  mingcha backup [--to 文件夹] [--passphrase-file 文件]
      在线备份（系统可以照常运行）。不写 --to 时备份到设置的文件夹（MINGCHA_BACKUP）。
      密钥用收存公钥加密（先运行一次 mingcha backup key）；没有收存公钥时可用 --passphrase-file 给出口令。
  mingcha backup key --out 私钥文件 [--passphrase-file 文件]
      生成收存备份密钥用的一对密钥。私钥拿走另行保管；公钥留在数据文件夹里，以后的备份自动用它加密密钥。
  mingcha backup check 文件夹
      逐字节核对一份备份，不恢复。
  mingcha backup open 加密存放处 [备份名称] --key 私钥文件 --out 文件夹
      打开整份加密的备份（第二存放处设置了 MINGCHA_BACKUP_SECOND_KEY 时），得到可以恢复的文件夹。`,
    'usage.restore': `用法：
  mingcha restore 文件夹 [--key 私钥文件] [--passphrase-file 文件] [--secrets 文件夹] [--checkpoint 文件] [--yes]
      恢复到一个空的数据文件夹（MINGCHA_DATA）或空数据库（DATABASE_URL）。可以给备份目标文件夹（取最新一份）或其中某一份。
      --checkpoint 是最后公布的检查点：从门户下载的，或见证人保存的；可以写几次。
  mingcha restore --confirm --reason 原因
      由两名管理员确认恢复，写入恢复事件。确认前系统只能查看。`,
    'usage.drill': `用法：
  mingcha drill [文件夹]
      把最新一份备份恢复到临时位置，核验账本和每一次抽取，然后删除，记录结果。`,
    'backup.done':
      '备份完成：{folder}\n{rows} 行、{files} 个附件，账本 {entries} 条，备份时刻 {at}，用时 {seconds} 秒。',
    'backup.files_damaged':
      '注意：有 {count} 个附件在磁盘上缺失或已损坏，没有进入这份备份。请查看系统日志，从较早的备份找回。',
    'backup.no_keys':
      '注意：这份备份不含密钥。没有密钥，封存的内容（电话、投诉举报人等）恢复后读不出来。请先运行一次：npx mingcha backup key --out keeper.pem，再备份。',
    'backup.keys_recipient': '密钥已加密，只有收存私钥的人能打开。',
    'backup.keys_passphrase': '密钥已按口令加密。口令忘记就打不开，请与备份分开保管。',
    'backup.second_failed': '注意：第二存放处没有写成，请检查该磁盘。',
    'backup.second_done': '第二存放处已有同样的一份。',
    'key.done':
      '私钥已写入 {file}，请存两份拿走另行保管：没有它，备份恢复不了。\n公钥已写入 {file}.pub，也留在数据文件夹里。从现在起，自动备份和 mingcha backup 都带加密的密钥；请现在备份一次：npx mingcha backup',
    'key.other_set': '注意：设置里另有收存公钥 {file}（MINGCHA_BACKUP_RECIPIENT），备份仍用那一个。',
    'key.exists': '{file} 已存在，不覆盖。请换一个文件名。',
    'open.done':
      '已打开并逐字节核对：{name}，{parts} 个部分，{files} 个附件，在 {folder}。接着：mingcha restore {folder}',
    'check.done': '备份完好：{name}，{parts} 个部分、{files} 个附件逐字节核对一致。',
    'restore.shows':
      '将要恢复：{name}\n  备份时刻  {at}（{age}前）\n  内容      {tables} 张表、{rows} 行，{files} 个附件\n  恢复到    {to}',
    'restore.ledger': '  账本      {name}：{size} 条，最后检查点在第 {checkpoint} 条',
    'restore.no_checkpoint': '  没有给出公布的检查点（--checkpoint），恢复后不能知道丢失了哪些记录。',
    'restore.ask': '确定恢复吗？请输入 yes：',
    'restore.ask_again': '恢复之后，备份时刻以后的办理都不在了。请再输入一次备份名称 {name}：',
    'restore.stopped': '没有恢复，什么都没有改动。',
    'restore.no_terminal': '这里不能回答问题。确定要恢复的，加上 --yes。',
    'restore.left':
      '恢复没有完成。{folder} 里留下了一部分内容，系统不会用它启动；按下面的原因改正后，用同一条命令重来，会从头恢复。',
    'step.check': '正在逐字节核对备份…',
    'step.keys': '正在打开密钥…',
    'step.files': '正在恢复附件…',
    'step.database': '正在恢复数据库…',
    'step.ledgers': '正在核验账本…',
    'step.draws': '正在核验抽取…',
    'restored.done': '恢复完成：{rows} 行、{files} 个附件。',
    'restored.ledger_contained':
      '✓ {origin} {size} 条，核验通过；公布的检查点（第 {published} 条）在账本之内。',
    'restored.ledger_none': '✓ {origin} {size} 条，核验通过；没有公布的检查点可以比对。',
    'restored.ledger_behind':
      '! {origin} {size} 条，核验通过；但公布到第 {published} 条：第 {from} 至 {published} 条已丢失。',
    'restored.draws': '✓ {count} 次抽取全部核验通过。',
    'restored.next':
      '系统现在处于“已恢复、待确认”状态：可以启动和查看，不能办理。\n启动（网页和公示门户可以查看，还不能登录）：\n  MINGCHA_DATA={folder} npm start\n再开一个终端，由两名管理员各自输入口令确认：\n  MINGCHA_DATA={folder} npx mingcha restore --confirm --reason "恢复的原因"\n口令忘了的，见 npx mingcha user-rescue。确认后可以登录，手机会自动重新上报服务器缺少的记录。',
    'confirm.first': '系统管理员的用户名：',
    'confirm.second': '安全管理员或审计管理员的用户名：',
    'confirm.password': '{name} 的口令：',
    'confirm.done': '恢复事件已写入 {count} 个账本并签发检查点。系统已可以办理业务。',
    'confirm.one_time':
      '{names} 用的还是别人发给的一次性口令，发口令的人可能也知道它；这一点已写进恢复事件。请尽快登录并改成自己的口令。',
    'drill.done':
      '演练成功：{name} 恢复到临时位置，{ledgers} 个账本共 {entries} 条、{draws} 次抽取、{files} 个附件核验通过，用时 {seconds} 秒。',
    'age.minutes': '{n} 分钟',
    'age.hours': '{n} 小时',
    'age.days': '{n} 天',
  },
  {
    'usage.backup': `Usage:
  mingcha backup [--to FOLDER] [--passphrase-file FILE]
      backs up while the server runs. Without --to into the folder of the settings (MINGCHA_BACKUP).
      Keys are closed for their keeper (run mingcha backup key once), or with a passphrase.
  mingcha backup key --out FILE [--passphrase-file FILE]
      makes the pair of keys of whoever keeps the keys of backups. The private one leaves the machine;
      the public one stays in the data folder, and later backups close the keys with it.
  mingcha backup check FOLDER
      compares every byte of a backup without restoring it.
  mingcha backup open CLOSED [NAME] --key PRIVATE-KEY --out FOLDER
      Opens a copy that was closed as a whole (a second place with MINGCHA_BACKUP_SECOND_KEY) into a folder that restore takes.`,
    'usage.restore': `Usage:
  mingcha restore FOLDER [--key FILE] [--passphrase-file FILE] [--secrets FOLDER] [--checkpoint FILE] [--yes]
      into an empty data folder (MINGCHA_DATA) or an empty database (DATABASE_URL). FOLDER holds backups (the latest is taken)
      or is one of them. --checkpoint is what was last published: from the portal, or kept by a witness; may be repeated.
  mingcha restore --confirm --reason TEXT
      two administrators confirm the restoration, which becomes an event of the ledger. Until then the system is read only.`,
    'usage.drill': `Usage:
  mingcha drill [FOLDER]
      restores the latest backup into a scratch place, verifies ledger and draws, removes it and records the result.`,
    'backup.done':
      'Backup made: {folder}\n{rows} rows, {files} files, {entries} entries of the ledger, moment {at}, {seconds} s.',
    'backup.files_damaged':
      'Note: {count} files are missing or damaged on the disk and are not in this backup. See the log; fetch them from an earlier backup.',
    'backup.no_keys':
      'Note: the keys are not in this backup. Without them nothing that is sealed (telephones, complainants) can be read. Run this once: npx mingcha backup key --out keeper.pem, then back up again.',
    'backup.keys_recipient': 'The keys are closed; only whoever holds the private key opens them.',
    'backup.keys_passphrase':
      'The keys are closed with the passphrase. Nobody opens them without it; keep it elsewhere.',
    'backup.second_failed': 'Note: the second place could not be written; check its disk.',
    'backup.second_done': 'The second place holds the same.',
    'key.done':
      'The private key is in {file}: take it away and keep it twice (without it no backup can be restored).\nThe public key is in {file}.pub and in the data folder. From now on every backup carries the keys, closed; make one now: npx mingcha backup',
    'key.other_set':
      'Note: the settings name another public key, {file} (MINGCHA_BACKUP_RECIPIENT); backups go on using that one.',
    'key.exists': '{file} exists and is not replaced. Choose another name.',
    'open.done':
      'Opened and every byte compared: {name}, {parts} parts, {files} attachments, in {folder}. Now: mingcha restore {folder}',
    'check.done': 'The backup {name} is whole: {parts} parts and {files} files, compared byte by byte.',
    'restore.shows':
      'To be restored: {name}\n  moment    {at} ({age} ago)\n  contents  {tables} tables, {rows} rows, {files} files\n  to        {to}',
    'restore.ledger': '  ledger    {name}: {size} entries, last checkpoint at {checkpoint}',
    'restore.no_checkpoint':
      '  No published checkpoint was given (--checkpoint): which entries were lost cannot be told.',
    'restore.ask': 'Restore this? Type yes: ',
    'restore.ask_again':
      'Everything done after that moment will not be there. Type the name of the backup, {name}: ',
    'restore.stopped': 'Nothing was restored and nothing changed.',
    'restore.no_terminal': 'Nobody can answer here. Add --yes if you mean it.',
    'restore.left':
      'The restoration did not finish. A part of it is left in {folder}; the system does not start with it. Mend what follows and repeat the same command: it begins anew.',
    'step.check': 'Comparing every byte of the backup…',
    'step.keys': 'Opening the keys…',
    'step.files': 'Restoring the files…',
    'step.database': 'Restoring the database…',
    'step.ledgers': 'Verifying the ledgers…',
    'step.draws': 'Verifying the draws…',
    'restored.done': 'Restored: {rows} rows, {files} files.',
    'restored.ledger_contained':
      '✓ {origin} {size} entries, verified; the published checkpoint ({published}) lies within.',
    'restored.ledger_none': '✓ {origin} {size} entries, verified; no published checkpoint to compare with.',
    'restored.ledger_behind':
      '! {origin} {size} entries, verified; published up to {published}: entries {from} to {published} are lost.',
    'restored.draws': '✓ {count} draws, all verified.',
    'restored.next':
      'The system is now restored and waits: it can be started and read, nothing is entered, nobody signs in.\nStart it:\n  MINGCHA_DATA={folder} npm start\nIn another terminal two administrators confirm, each with the own password:\n  MINGCHA_DATA={folder} npx mingcha restore --confirm --reason "why it was restored"\nForgotten passwords: npx mingcha user-rescue. Phones then send again what the server lacks.',
    'confirm.first': 'User name of the system administrator: ',
    'confirm.second': 'User name of the security or audit administrator: ',
    'confirm.password': 'Password of {name}: ',
    'confirm.done':
      'The restoration stands in {count} ledgers, each with a signed checkpoint. The system is open.',
    'confirm.one_time':
      '{names}: the password was still the one handed out, so whoever handed it out may know it; the restoration event says so. Sign in and change it soon.',
    'drill.done':
      'The drill passed: {name} was restored to a scratch place; {ledgers} ledgers with {entries} entries, {draws} draws and {files} files verified in {seconds} s.',
    'age.minutes': '{n} minutes',
    'age.hours': '{n} hours',
    'age.days': '{n} days',
  },
);
