/** Words of `mingcha upgrade`, `rollback` and `migrate`: what is looked at first, each step, what went wrong. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const upgradeText = catalogue(
  {
    usage: `用法：
  mingcha upgrade 升级包 [--check] [--yes] [--key 发布方公钥文件]
      升级包是 mingcha-版本-linux-x64.tar.gz（或 arm64），也可以是已解开的版本文件夹。
      先逐项检查并说明要做什么、停多久，问一次再做；--check 只检查，--yes 不再问。
      不成功时自动回到原版本，数据不变。断电或中断后再运行一次，或直接启动服务，都会恢复。
  mingcha rollback [--restore-backup] [--yes]
      回到升级前的版本。升级后已有新数据而原版本不认识时拒绝；加 --restore-backup 则恢复升级前的数据，升级后的记录不再保留。
  两个命令都可用：--current 链接（默认 /opt/mingcha/current）  --service 服务名（默认 mingcha）
      --stop-command 命令  --start-command 命令（不用 systemd 时停止、启动服务的命令）
  mingcha migrate [--check]
      供升级程序调用：更新数据库结构并自检（服务须已停止）。`,
    'look.title': '升级前检查（{from} → {to}）：',
    'look.archive': '升级包签名和校验和：{files} 个文件，正确',
    'look.folder': '已解开的版本文件夹（来源由您保证）：{path}',
    'look.cpu': '处理器：{cpu}',
    'look.cpu_wrong': '处理器不符：升级包是 {wanted}，本机是 {cpu}',
    'look.newer': '版本：{from} → {to}',
    'look.not_newer': '版本不高于现用版本：现用 {from}，升级包 {to}',
    'look.runs': '新版程序可以在本机运行，数据库结构须更新 {pending} 处',
    'look.runs_not': '新版程序不能用于本机：{reason}',
    'look.disk': '磁盘：数据库 {database}，需要 {needed}，可用 {free}（{path}）',
    'look.disk_short':
      '磁盘不够：数据库 {database}，需要 {needed}（2.5 倍），{path} 可用 {free}，还差 {short}',
    'look.disk_given':
      '备份磁盘：数据库 {database}，需要 {needed}，可用 {free}（{path}）。数据库所在机器的磁盘请另行查看',
    'look.jobs_none': '没有正在进行的导入、备份和演练',
    'look.jobs': '正在进行：导入 {imports}、备份 {backups}、演练 {drills}。请等其结束再升级',
    'look.phones_none': '没有手机还有数据未送达',
    'look.phones':
      '可能有数据未送达的手机：{phones} 部（进行中的检查 {visits} 次，已登记未传完的文件 {files} 个）。不会丢失：升级后自动续传',
    'look.backup': '最近一次备份：{age} 小时前。升级前还会再备份一次',
    'look.backup_none': '还没有备份。升级前会备份一次',
    'look.database': '数据库版本：PostgreSQL {found}',
    'look.held': '系统由备份恢复，尚待两名管理员确认（mingcha restore --confirm）。确认后再升级',
    'look.data_inside': '数据文件夹 {path} 在程序文件夹里面，换版本会丢。请用 MINGCHA_DATA 指到别处',
    'look.conf_inside': '设置文件 {path} 在程序文件夹里面，新版读不到。请移到别处并用 MINGCHA_CONFIG 指明',
    'look.others': '另有 {count} 个服务进程连着这个数据库：{names}。请先停止它们',
    'look.light.green': '正常',
    'look.light.amber': '注意',
    'look.light.red': '不能升级',
    'plan.title': '将要做的事：',
    'plan.embedded':
      '  1 备份；2 停止服务；3 复制数据库（{database}）；4 在副本上更新结构并自检；5 换到新版并启动。原数据库在第 5 步之前不动。',
    'plan.given':
      '  1 备份；2 停止服务；3 再备份一次；4 更新数据库结构并自检；5 换到新版并启动。不成功时由第 3 步的备份恢复。',
    'plan.downtime': '  预计停止服务约 {minutes} 分钟（第 2 步到第 5 步）。',
    ask: '现在升级？输入“升级”（或 yes）：',
    yes: '升级',
    'no.terminal': '没有可以回答的终端。确认无误后加 --yes。',
    'no.stopped': '没有执行，未作任何改动。',
    'check.done': '检查完毕，可以升级。未作任何改动。',
    'step.backup': '正在备份…',
    'step.stop': '正在停止服务…',
    'step.exact': '服务已停，再备份一次…',
    'step.copy': '正在复制数据库…',
    'step.migrate': '正在更新数据库结构并自检…',
    'step.switch': '正在换到新版…',
    'step.start': '正在启动…',
    'step.return': '不成功，正在回到 {version}：{reason}',
    'step.resume': '上次升级（{from} → {to}）中断在“{step}”，先处理完。',
    'done.upgraded':
      '升级完成：{from} → {to}，更新结构 {count} 处，停止服务 {seconds} 秒。账本已全部核验（{entries} 条）。',
    'done.start_yourself': '请启动服务。',
    'done.kept': '升级前的数据库留在 {path}（{size}），供 mingcha rollback 使用，下次升级时清除。',
    'done.returned': '已回到 {version}，数据与升级前相同。停止服务 {seconds} 秒。',
    'done.resumed': '上次升级已处理完：{outcome}。',
    'outcome.done': '已升级到 {to}',
    'outcome.returned': '已回到 {from}',
    'back.title': '回到原版本（{to} → {from}，升级于 {at}）：',
    'back.no_schema': '  数据库结构没有变化，原版本可以直接使用现有数据，不丢失任何记录。',
    'back.nothing_new': '  升级后没有新的记录，恢复升级前的数据库不丢失任何内容。',
    'back.lost': '  升级后有 {entries} 条新记录（{first} 至 {last}），回到升级前的数据后不再保留：',
    'back.lost_type': '    {type}：{count} 条',
    'back.kept': '  现有数据库先备份，并留在 {path}。',
    'back.confirm_after': '  之后系统只能查看，须由两名管理员确认：mingcha restore --confirm --reason 原因。',
    'back.ask': '现在回到 {from}？输入“回退”（或 yes）：',
    'back.yes': '回退',
    'back.done': '已回到 {from}。停止服务 {seconds} 秒。',
    'upgrade.not_installed':
      '{path} 不是安装好的程序的链接。由 npm 或容器运行的，换成新版程序后启动即可（启动时更新数据库结构）。',
    'upgrade.not_release': '{path} 不是一个版本：{reason}',
    'upgrade.archive_bad': '升级包不可信，没有使用：{reason}',
    'upgrade.refused': '有不能升级的项目，没有执行，未作任何改动。',
    'upgrade.busy': '另一个升级正在进行（进程号 {pid}）。',
    'upgrade.place_taken': '{path} 已经存在，且不是这个升级包的内容。请先移走。',
    'upgrade.step_failed': '“{step}”没有成功：{reason}',
    'upgrade.not_ready': '新版启动后 {seconds} 秒内没有就绪（{parts}）',
    'upgrade.not_stopped': '服务没有停下来（进程号 {pid}）。',
    'upgrade.start_failed': '启动命令没有成功：{reason}',
    'upgrade.entered':
      '新版已启动并有 {entries} 条新记录，但没有就绪（{reason}）。为免丢失记录，没有自动回退。请运行 mingcha doctor 查看。',
    'rollback.none': '没有可以回退的升级。',
    'rollback.program_gone': '原版本的程序 {path} 已不在。',
    'rollback.other_program': '现用程序（{found}）不是上次升级到的版本（{wanted}），不能回退。',
    'rollback.new_forms':
      '升级后已有 {entries} 条新记录，原版本不认识现在的数据结构（{migrations} 处更新），不能直接回退。如确要放弃这些记录，加 --restore-backup。',
    'rollback.signed':
      '升级后没有人录入，但留痕账本已就升级签发检查点。回到升级前，账本会比公布的少，须按恢复办理：加 --restore-backup，之后由两名管理员确认。',
    'rollback.new_types':
      '升级后有原版本不认识的记录（{types}），不能直接回退。如确要放弃升级后的记录，加 --restore-backup。',
    'rollback.nothing_kept': '升级前的数据库 {path} 已不在，也没有升级时的备份。',
    'migrate.pending': '数据库结构须更新 {count} 处。',
    'migrate.done': '数据库结构已更新 {count} 处，自检通过。',
    'migrate.failed': '自检不通过：{problems}',
    'problem.foreign': '数据库里的迁移 {file} 不是新版的',
    'problem.ledger': '账本 {name} 核验不通过（第 {seq} 条）',
    'problem.ledger_changed': '账本 {name} 与升级前不一致',
    'problem.not_ready': '没有就绪：{parts}',
    'problem.answer': '{path} 的应答是 {status}',
    'problem.doctor': '体检：{text}',
  },
  {
    usage: `Usage:
  mingcha upgrade ARCHIVE [--check] [--yes] [--key FILE]
      ARCHIVE is mingcha-VERSION-linux-x64.tar.gz (or arm64), or a release folder already unpacked. FILE: the publisher's key.
      Looks at everything first, says what will happen and for how long the service stops, asks once; --check only looks, --yes does not ask.
      When it fails it returns to the old version by itself and the data are as before. After a power cut run it again or just start the service.
  mingcha rollback [--restore-backup] [--yes]
      Returns to the version before. Refused where the old version does not know what was written since; --restore-backup brings
      the data of before the upgrade back and gives up what was entered since.
  Both take: --current LINK (/opt/mingcha/current)  --service NAME (mingcha)
      --stop-command COMMAND  --start-command COMMAND (where systemd does not run the service)
  mingcha migrate [--check]
      Called by upgrade: brings the schema up to date and tests (the service must be stopped).`,
    'look.title': 'Before the upgrade ({from} → {to}):',
    'look.archive': 'signature and sums of the archive: {files} files, good',
    'look.folder': 'a release folder already unpacked (its origin is yours to know): {path}',
    'look.cpu': 'processor: {cpu}',
    'look.cpu_wrong': 'wrong processor: the archive is for {wanted}, this machine is {cpu}',
    'look.newer': 'version: {from} → {to}',
    'look.not_newer': 'not newer than what runs: {from} here, {to} in the archive',
    'look.runs': 'the new program runs on this machine; {pending} migrations are pending',
    'look.runs_not': 'the new program cannot be used here: {reason}',
    'look.disk': 'disk: database {database}, {needed} needed, {free} free ({path})',
    'look.disk_short':
      'not enough disk: database {database}, {needed} needed (2.5 times), {free} free at {path}, {short} short',
    'look.disk_given':
      'disk of backups: database {database}, {needed} needed, {free} free ({path}). Look at the disk of the database server yourself',
    'look.jobs_none': 'no import, backup or drill is running',
    'look.jobs': 'running: imports {imports}, backups {backups}, drills {drills}. Wait until they end',
    'look.phones_none': 'no phone has anything left to send',
    'look.phones':
      'phones that may have unsent data: {phones} (visits under way {visits}, files announced and not complete {files}). Nothing is lost: they go on sending afterwards',
    'look.backup': 'last backup: {age} hours ago; one more is made now',
    'look.backup_none': 'no backup yet; one is made now',
    'look.database': 'database: PostgreSQL {found}',
    'look.held':
      'restored from a backup and waiting for two administrators (mingcha restore --confirm). Upgrade afterwards',
    'look.data_inside':
      'the data folder {path} lies inside the program and would be left behind. Name another in MINGCHA_DATA',
    'look.conf_inside':
      'the settings file {path} lies inside the program, where the new one does not read it. Move it and name it in MINGCHA_CONFIG',
    'look.others': '{count} more server processes are on this database: {names}. Stop them first',
    'look.light.green': 'fine',
    'look.light.amber': 'mind',
    'look.light.red': 'CANNOT',
    'plan.title': 'What will happen:',
    'plan.embedded':
      '  1 backup; 2 stop; 3 copy the database ({database}); 4 migrate and test the copy; 5 switch and start. The database itself is not touched before step 5.',
    'plan.given':
      '  1 backup; 2 stop; 3 backup again; 4 migrate and test; 5 switch and start. On failure the backup of step 3 is put back.',
    'plan.downtime': '  Expected downtime about {minutes} minutes (steps 2 to 5).',
    ask: 'Upgrade now? Type yes: ',
    yes: 'yes',
    'no.terminal': 'Nobody is at a terminal to answer. Add --yes once you are sure.',
    'no.stopped': 'Nothing was done and nothing changed.',
    'check.done': 'Looked at everything: it can be upgraded. Nothing changed.',
    'step.backup': 'Making a backup…',
    'step.stop': 'Stopping the service…',
    'step.exact': 'Stopped; one more backup…',
    'step.copy': 'Copying the database…',
    'step.migrate': 'Migrating and testing…',
    'step.switch': 'Switching…',
    'step.start': 'Starting…',
    'step.return': 'Failed, returning to {version}: {reason}',
    'step.resume': 'The last upgrade ({from} → {to}) broke off at "{step}"; that is settled first.',
    'done.upgraded':
      'Upgraded: {from} → {to}, {count} migrations, {seconds} seconds of downtime. The whole ledger was verified ({entries} entries).',
    'done.start_yourself': 'Start the service now.',
    'done.kept':
      'The database of before stays in {path} ({size}) for mingcha rollback and goes with the next upgrade.',
    'done.returned': 'Back at {version}; the data are as before. {seconds} seconds of downtime.',
    'done.resumed': 'The last upgrade is settled: {outcome}.',
    'outcome.done': 'upgraded to {to}',
    'outcome.returned': 'back at {from}',
    'back.title': 'Return ({to} → {from}, upgraded {at}):',
    'back.no_schema':
      '  The schema did not change: the old version works on the present data and nothing is lost.',
    'back.nothing_new': '  Nothing was entered since: the database of before has everything.',
    'back.lost': '  {entries} entries were made since ({first} to {last}) and will be gone:',
    'back.lost_type': '    {type}: {count}',
    'back.kept': '  The present database is backed up first and stays in {path}.',
    'back.confirm_after':
      '  Afterwards the system can only be read until two administrators confirm: mingcha restore --confirm --reason REASON.',
    'back.ask': 'Return to {from} now? Type yes: ',
    'back.yes': 'yes',
    'back.done': 'Back at {from}. {seconds} seconds of downtime.',
    'upgrade.not_installed':
      '{path} is no link to an installed program. Run by npm or in a container: put the new program there and start it; it migrates at the start.',
    'upgrade.not_release': '{path} is no release: {reason}',
    'upgrade.archive_bad': 'The archive cannot be trusted and was not used: {reason}',
    'upgrade.refused': 'It cannot be upgraded as it is. Nothing was done and nothing changed.',
    'upgrade.busy': 'Another upgrade is running (process {pid}).',
    'upgrade.place_taken': '{path} is there already and is not what this archive holds. Move it away first.',
    'upgrade.step_failed': '"{step}" failed: {reason}',
    'upgrade.not_ready': 'the new version was not ready within {seconds} seconds ({parts})',
    'upgrade.not_stopped': 'The service did not stop (process {pid}).',
    'upgrade.start_failed': 'The command that starts failed: {reason}',
    'upgrade.entered':
      'The new version runs and has {entries} new entries, but is not ready ({reason}). It was not returned, so that none is lost. Run mingcha doctor.',
    'rollback.none': 'There is no upgrade to go back from.',
    'rollback.program_gone': 'The old program {path} is gone.',
    'rollback.other_program':
      'What runs ({found}) is not what was upgraded to ({wanted}); it cannot be rolled back.',
    'rollback.new_forms':
      '{entries} entries were made since the upgrade, and the old version does not know the schema ({migrations} migrations). Refused. To give them up, add --restore-backup.',
    'rollback.signed':
      'Nobody entered anything since, but a checkpoint was signed over the upgrade. Going back leaves a smaller ledger than was published, which is a restoration: add --restore-backup, and two administrators confirm afterwards.',
    'rollback.new_types':
      'Entries were made that the old version does not know ({types}). Refused. To give up what was entered since, add --restore-backup.',
    'rollback.nothing_kept': 'The database of before, {path}, is gone, and so is the backup of the upgrade.',
    'migrate.pending': '{count} migrations are pending.',
    'migrate.done': '{count} migrations applied; tested and good.',
    'migrate.failed': 'Tested and not good: {problems}',
    'problem.foreign': 'the migration {file} of the database is not one of the new version',
    'problem.ledger': 'ledger {name} does not verify (entry {seq})',
    'problem.ledger_changed': 'ledger {name} is not that of before',
    'problem.not_ready': 'not ready: {parts}',
    'problem.answer': '{path} answered {status}',
    'problem.doctor': 'doctor: {text}',
  },
);

export type UpgradeKey = keyof typeof upgradeText.zh;
export type UpgradeData = Readonly<Record<string, string | number>>;
