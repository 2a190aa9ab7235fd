/** What goes wrong with backups and restorations, in words of who has to mend it; refusals of the page; events. */
import { catalogue } from './text.ts';

export const backupText = catalogue(
  {
    interrupted: '备份进行中被中断（停机或断电）。下一次备份会自动清理，不用处理。',
    'backup.busy': '另一个备份正在写入 {path}。请等它结束再试。',
    'backup.unwritable':
      '不能写入备份文件夹 {path}。请检查该文件夹是否存在、磁盘是否挂好、本程序有没有写权限。',
    'backup.no_space': '备份磁盘空间不足。请清理或更换磁盘；已有的备份没有改动。',
    'backup.broke_off': '备份没有完成，原因见系统日志。已有的备份没有改动，请再试一次。',
    'backup.bad_recipient':
      '收存公钥不是 2048 位以上的 RSA 公钥（PEM 格式）。请用 npx mingcha backup key 生成。',
    'restore.not_found': '{path} 里没有备份。请给出备份目标文件夹，或其中 backups 下的某一份。',
    'restore.altered': '备份已损坏或被改动：{path}。不能用它恢复，请改用另一份或第二存放处的备份。',
    'restore.files_missing':
      '缺少附件文件夹 {path}。备份文件夹要整个拷来：backups 和 files 都要，只拷其中一份备份不够。',
    'restore.key_missing': '找不到私钥文件 {path}。请核对 --key 后面的路径。',
    'restore.key_public':
      '{path} 是公钥（.pub），打不开密钥。请用与它成对的私钥文件，通常是另行保管的 keeper.pem。',
    'restore.key_unreadable':
      '{path} 不是私钥文件（PEM 格式）。请用 npx mingcha backup key 当时生成、另行保管的 keeper.pem。',
    'restore.key_closed':
      '私钥 {path} 有口令保护，口令没有给出或者不对。请用 --passphrase-file 给出口令文件。',
    'restore.key_wrong':
      '私钥 {path} 与这份备份不是一对。请用做这份备份时的那把私钥；重新生成的，或别的系统的，都打不开。',
    'restore.keys_by_passphrase':
      '这份备份的密钥是用口令加密的，不用私钥。请去掉 --key，用 --passphrase-file 给出口令文件。',
    'restore.passphrase_missing': '找不到口令文件 {path}。请核对 --passphrase-file 后面的路径。',
    'restore.passphrase_wrong':
      '{path} 里的口令打不开这份备份的密钥。请核对口令；用收存公钥加密的，请用 --key 给出私钥文件。',
    'restore.secrets_missing': '找不到密钥文件夹 {path}。请核对 --secrets 后面的路径。',
    'restore.not_empty':
      '{path} 里有别的东西：{names}。没有恢复，什么都没有改动。请用 MINGCHA_DATA 指定一个空文件夹，或先把这些移走。',
    'restore.checkpoint_missing': '找不到检查点文件 {path}。请核对 {option} 后面的路径。',
    'restore.keys_closed': '密钥打不开：口令或私钥不对，或者密钥文件已损坏。',
    'restore.keys_needed':
      '这份备份里的密钥是加密的。请给出 --key 私钥文件，或用 --passphrase-file 给出口令文件；没有密钥，身份证件号码等封存内容读不出来。',
    'restore.keys_not_in_backup':
      '这份备份不含密钥。请用 --secrets 给出另行保存的 secrets 文件夹；没有密钥，身份证件号码等封存内容读不出来。',
    'restore.keys_of_another': '给出的密钥不属于这份备份：签名对不上。请给出同一个系统的密钥。',
    'restore.living':
      '{path} 里已有系统在用，不能覆盖。请用 MINGCHA_DATA 指定一个空文件夹（或指定一个空数据库）再恢复。',
    'restore.program_older':
      '备份由较新的程序生成（有迁移 {file}），本程序没有。请先换用同一版本或更新版本的程序。',
    'restore.rows_differ': '表 {table} 恢复后有 {found} 行，备份中是 {wanted} 行。恢复已撤销。',
    'restore.ledger_bad': '恢复后的留痕账本核验不通过：{origin}。请保留这份备份，并改用另一份恢复。',
    'restore.checkpoint_differs':
      '恢复后的账本与公布的检查点不一致：{origin}。这份备份的内容与当时公布的不同，请保留并报告，改用另一份恢复。',
    'restore.checkpoint_unsigned':
      '检查点文件 {path} 的签名与账本 {origin} 的公钥不符：文件可能已损坏，或者属于另一个系统。请重新下载后再试；账本和备份没有因此判为有误，什么都没有改动。确认文件无误仍不符的，请保留备份并报告。',
    'restore.checkpoint_unreadable': '{path} 不是检查点文件。请从门户下载检查点，或向见证人索取。',
    'restore.draws_bad': '有 {count} 次抽取核验不通过。请保留这份备份并报告。',
    'restore.none_waiting': '没有等待确认的恢复。',
    'restore.confirmed_already': '恢复已经确认过：{at}，由 {first} 和 {second} 确认。不用再确认。',
    'restore.nobody_answers':
      '这里不能回答问题。确认要由两名管理员在终端里输入各自的用户名和口令，请在服务器的终端里运行。',
    'restore.two_persons':
      '恢复要由两名不同的管理员确认：其中一人是系统管理员，另一人是安全管理员或审计管理员。',
    'restore.person_wrong': '用户名或口令不对，或者不是在用的管理员账号：{name}。',
    'restore.reason_missing': '请用 --reason 写明恢复的原因，至少四个字。',
    'ledger.held':
      '系统刚从备份恢复，正等待两名管理员在服务器上确认（npx mingcha restore --confirm）。确认前只能查看，不能登录和办理。',
    'backup.host.forbidden': '备份由承载本系统的机关管理，其他机关的管理员不能办理。',
    'backup.running': '已有一个备份正在进行，请稍候。',
    'backup.drill_running': '已有一次恢复演练正在进行，请稍候。',
    'backup.none_to_drill': '还没有备份可以演练。请先做一次备份。',
  },
  {
    interrupted:
      'The backup was interrupted (a stop or a power cut). The next one clears up after it; nothing to do.',
    'backup.busy': 'Another backup is being written to {path}. Wait for it and try again.',
    'backup.unwritable':
      'The folder of backups {path} cannot be written. Check that it exists, that its disk is mounted and that this program may write there.',
    'backup.no_space': 'The disk of backups is full. Clear or change it; existing backups are as they were.',
    'backup.broke_off':
      'The backup did not end; the log says why. Existing backups are as they were. Try once more.',
    'backup.bad_recipient':
      'The recipient’s key is no RSA public key of 2048 bits or more in PEM form. Make one with npx mingcha backup key.',
    'restore.not_found':
      'There is no backup in {path}. Give the folder of backups, or one of those below its backups folder.',
    'restore.altered':
      'The backup is damaged or was altered: {path}. It cannot be restored; take another, or the second place.',
    'restore.files_missing':
      'The folder of attachments, {path}, is not there. Copy the whole folder of backups: backups and files, not one backup alone.',
    'restore.key_missing': 'There is no file {path} with a private key. Check the path after --key.',
    'restore.key_public':
      '{path} is the public half (.pub), which opens nothing. Give the private one of the pair, usually keeper.pem, kept elsewhere.',
    'restore.key_unreadable':
      '{path} is no private key in PEM form. Give the keeper.pem that npx mingcha backup key made and that is kept elsewhere.',
    'restore.key_closed':
      'The private key {path} is closed with a passphrase, which is missing or wrong. Give --passphrase-file.',
    'restore.key_wrong':
      'The private key {path} is not of the pair for which this backup was closed. Give the one of that time: neither a newer one nor that of another system opens it.',
    'restore.keys_by_passphrase':
      'The keys in this backup are closed with a passphrase, not for a private key. Leave out --key and give --passphrase-file.',
    'restore.passphrase_missing':
      'There is no file {path} with a passphrase. Check the path after --passphrase-file.',
    'restore.passphrase_wrong':
      'The passphrase in {path} does not open the keys of this backup. Check it; if they are closed for a private key, give --key.',
    'restore.secrets_missing': 'There is no folder {path} with keys. Check the path after --secrets.',
    'restore.not_empty':
      '{path} holds something else: {names}. Nothing was restored and nothing changed. Name an empty folder with MINGCHA_DATA, or move these away first.',
    'restore.checkpoint_missing': 'There is no file {path} with a checkpoint. Check the path after {option}.',
    'restore.keys_closed':
      'The keys do not open: passphrase or private key is wrong, or their file is damaged.',
    'restore.keys_needed':
      'The keys in this backup are closed. Give --key with the private key, or --passphrase-file; without keys nothing that is sealed can be read.',
    'restore.keys_not_in_backup':
      'The keys are not in this backup. Give the folder secrets, kept elsewhere, with --secrets; without keys nothing that is sealed can be read.',
    'restore.keys_of_another':
      'These keys do not belong to this backup: the signature differs. Give the keys of the same system.',
    'restore.living':
      'Somebody works in {path}; it is not written over. Name an empty folder with MINGCHA_DATA (or an empty database).',
    'restore.program_older':
      'A newer program made this backup (it has migration {file}). Take a program of the same version or a newer one.',
    'restore.rows_differ':
      'The table {table} has {found} rows after the restoration, the backup {wanted}. It was undone.',
    'restore.ledger_bad':
      'The restored ledger fails its verification: {origin}. Keep this backup and restore another.',
    'restore.checkpoint_differs':
      'The restored ledger is not the one that was published: {origin}. Keep this backup, report it, and restore another.',
    'restore.checkpoint_unsigned':
      'The signature in {path} is not by the key of the ledger {origin}: the file may be damaged, or of another system. Download it again; neither the ledger nor the backup is found wrong by this, and nothing was changed. If a file that is certainly right still differs, keep the backup and report it.',
    'restore.checkpoint_unreadable':
      '{path} is no checkpoint. Download one from the portal, or ask a witness.',
    'restore.draws_bad': '{count} draws fail their verification. Keep this backup and report it.',
    'restore.none_waiting': 'No restoration waits for confirmation.',
    'restore.confirmed_already':
      'The restoration was confirmed already: at {at}, by {first} and {second}. Nothing is left to confirm.',
    'restore.nobody_answers':
      'Nobody can answer here. Two administrators confirm by typing their own user names and passwords: run this in a terminal of the server.',
    'restore.two_persons':
      'A restoration is confirmed by two administrators: the system administrator, and the security or the audit administrator.',
    'restore.person_wrong': 'User name or password is wrong, or this is no active administrator: {name}.',
    'restore.reason_missing': 'Say with --reason why it was restored, in four letters at least.',
    'ledger.held':
      'The system was restored from a backup and waits for two administrators to confirm it on the server (npx mingcha restore --confirm). Until then it can be read; nobody signs in and nothing is entered.',
    'backup.host.forbidden':
      'Backups are the business of the office that hosts this system; others cannot do this.',
    'backup.running': 'A backup is running already; wait for it.',
    'backup.drill_running': 'A drill is running already; wait for it.',
    'backup.none_to_drill': 'There is no backup to restore yet. Make one first.',
  },
);
export type BackupProblem = keyof typeof backupText.zh;

export const backupEventText = catalogue(
  {
    'family.backup': '备份',
    'family.restoration': '恢复',
    'subject.backup': '备份',
    'subject.drill': '恢复演练',
    'subject.restoration': '恢复',
    'backup.made': '完成备份',
    'backup.requested': '要求立即备份',
    'backup.drill_requested': '要求恢复演练',
    'restoration.confirmed': '恢复事件',
    'data.backupName': '备份名称',
    'data.takenAt': '备份时刻',
    'data.restoredAt': '恢复时间',
    'data.restoredSize': '恢复到的账本大小',
    'data.publishedSize': '最后公布的账本大小',
    'data.publishedRoot': '最后公布的根',
    'data.lostFrom': '丢失的记录自',
    'data.lostTo': '丢失的记录至',
    'data.firstConfirmer': '确认人',
    'data.secondConfirmer': '第二确认人',
  },
  {
    'family.backup': 'Backups',
    'family.restoration': 'Restorations',
    'subject.backup': 'Backup',
    'subject.drill': 'Restore drill',
    'subject.restoration': 'Restoration',
    'backup.made': 'Backup made',
    'backup.requested': 'Backup asked for',
    'backup.drill_requested': 'Restore drill asked for',
    'restoration.confirmed': 'Restoration',
    'data.backupName': 'Backup',
    'data.takenAt': 'Moment of the backup',
    'data.restoredAt': 'Restored at',
    'data.restoredSize': 'Size of the restored ledger',
    'data.publishedSize': 'Size last published',
    'data.publishedRoot': 'Root last published',
    'data.lostFrom': 'Entries lost from',
    'data.lostTo': 'Entries lost to',
    'data.firstConfirmer': 'Confirmed by',
    'data.secondConfirmer': 'and by',
  },
);

/** Lies beside the backups for whoever finds them without this program. */
export const backupReadmeText = catalogue(
  {
    closed: `这里是“明察”系统的备份，整份加密，只有私钥的收存人能打开。

closed/ 下每份备份三个文件：加密的归档（.tar.enc）、加密的钥匙（.key.enc）、校验和（.sha256）。files-*/ 是各份备份共用的附件，一个一个加密，文件名是原文件的 SHA-256。
用本程序打开：npx mingcha backup open 本文件夹 --key 私钥.pem --out 空文件夹，再用 npx mingcha restore 恢复。

不用本程序也能打开：
  校验        cd closed && sha256sum -c 某一份.sha256
  openssl pkeyutl -decrypt -inkey 私钥.pem -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -in 某一份.key.enc -out key.txt
  read K IV < key.txt && openssl enc -d -aes-256-ctr -K $K -iv $IV -in 某一份.tar.enc | tar -xf -
  附件        对 files-*.key.enc 同样解密得到 K；IV 是文件名的前 32 位：
  openssl enc -d -aes-256-ctr -K $K -iv 文件名前32位 -in 文件名.enc -out 文件名
`,
    readme: `这里是“明察”系统的备份。

backups/ 下每个文件夹是一份完整备份，名称是备份时刻（世界时）。files/ 是各份备份共用的附件，文件名就是 SHA-256。
用本程序恢复：npx mingcha restore 本文件夹（见说明书 docs/backup.md）。

不用本程序也能打开：
  校验        cd backups/某一份 && sha256sum -c SHA256SUMS
  国密校验    openssl dgst -sm3 -r 文件名，与 SM3SUMS 对照
  数据库      gunzip -c database/表名.csv.gz      （CSV，第一行是列名，NULL 为空，空文字为 ""）
  附件清单    gunzip -c files.txt.gz               （SHA-256 和字节数）
  密钥（收存私钥）
    openssl pkeyutl -decrypt -inkey 私钥.pem -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -in keys.pass.enc -out pass.txt
    openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -in keys.tar.enc -out keys.tar -pass file:pass.txt
    tar -xf keys.tar
  密钥（口令）  只做上面第二、三行，口令另行保管。

数据库和附件没有加密，其中的身份证件号码等另行封存，封存的密钥只在 keys.tar.enc 里。请把本文件夹放在只有系统管理员能进的磁盘上；带走的介质请整盘加密。
`,
  },
  {
    closed: `Backups of a Mingcha system, closed as a whole: only whoever keeps the private key opens them.

closed/ has three files for each backup: the encrypted archive (.tar.enc), its encrypted key (.key.enc), its checksum (.sha256). files-*/ holds the attachments of all of them, each encrypted, named by the SHA-256 of the open file.
With the program: npx mingcha backup open THIS-FOLDER --key PRIVATE.pem --out EMPTY-FOLDER, then npx mingcha restore.

Without the program:
  check        cd closed && sha256sum -c ONE.sha256
  openssl pkeyutl -decrypt -inkey PRIVATE.pem -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -in ONE.key.enc -out key.txt
  read K IV < key.txt && openssl enc -d -aes-256-ctr -K $K -iv $IV -in ONE.tar.enc | tar -xf -
  attachments  open files-*.key.enc the same way: that is K; IV is the first 32 digits of the name:
  openssl enc -d -aes-256-ctr -K $K -iv FIRST-32-DIGITS -in NAME.enc -out NAME
`,
    readme: `Backups of a Mingcha system.

Each folder below backups/ is one whole backup, named after its moment (UTC). files/ holds the attachments of all of them, named by their SHA-256.
Restore with the program: npx mingcha restore THIS-FOLDER (see docs/backup.md).

Without the program:
  check        cd backups/ONE && sha256sum -c SHA256SUMS
  with SM3     openssl dgst -sm3 -r FILE, compared with SM3SUMS
  database     gunzip -c database/TABLE.csv.gz     (CSV with a header line; NULL is empty, an empty text is "")
  attachments  gunzip -c files.txt.gz              (SHA-256 and bytes)
  keys (private key of the recipient)
    openssl pkeyutl -decrypt -inkey PRIVATE.pem -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -in keys.pass.enc -out pass.txt
    openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -md sha256 -in keys.tar.enc -out keys.tar -pass file:pass.txt
    tar -xf keys.tar
  keys (passphrase)  the second and third line only.

Database and attachments are not encrypted; identity numbers and the like are sealed within, and the keys of those seals are in keys.tar.enc only. Keep this folder on a disk that only the administrator reaches, and encrypt media that leave the house.
`,
  },
);
