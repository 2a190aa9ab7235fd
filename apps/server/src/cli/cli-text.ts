/** Words of the command line, zh and en. Reports of single verification steps stay in the library's plain English reasons. */
import { catalogue } from '@mingcha/core/common/text.ts';

export const cliText = catalogue(
  {
    help: `用法：mingcha <命令> [选项]

命令：
  draw            用名录文件抽取检查对象和检查人员，生成证据包（不需要服务器和数据库）
  verify          核验证据包
  province-draw   从几个数据库的名录合并抽取（例如全省各市），证据包与一台机器抽取的逐字节相同
  ledger verify   核验留痕账本（在服务器上运行）；--evidence 文件：核验审计证据文件（任何计算机）
  ledger cosign   见证留痕账本的检查点（在见证人自己的电脑上运行）
  secrets remove  清除误录的涉密文字（从标准输入读入），用法见处置规程
  keys            数据密钥：查看、更换、重新加密（status、rotate、reseal、adopt，在服务器上运行）
  backup          备份（系统照常运行）；backup key：生成收存密钥的一对密钥；backup check：逐字节核对
  restore         把备份恢复到空的数据文件夹；--confirm：两名管理员确认恢复
  upgrade         升级：检查、备份、停止、更新、自检、启动；不成功自动回到原版本（在服务器上运行）
  rollback        回到升级前的版本
  drill           恢复演练：恢复到临时位置，核验账本和每一次抽取，记录结果
  doctor          体检：设置、本机、磁盘、密钥、证书、数据库、备份、账本、文件、后台工作（在服务器上运行）
  status          服务是否在运行、是否就绪
  logs            按出错页面上的编号查日志
  support-bundle  生成支持包（已遮盖个人信息和密钥）
  cert            证书：自建根证书和服务器证书（init、renew、status，在服务器上运行）
  release verify  核对安装包是否完整、未被改动、由谁签名
  user-rescue     管理员登录不了时，由两人在场生成一次性口令
  scale-out       打印或执行把数据库按辖区分布到 Citus 集群的语句
  help            显示本说明

抽取：
  mingcha draw --objects 文件 --inspectors 文件 --rules 文件 [--conflicts 文件] [--seed-file 文件] --out 证据包.json
    --objects     检查对象名录：CSV、XLSX 或 XLS
    --inspectors  执法检查人员名录：姓名、执法证号、单位，另可有专业、区域、上限、已查、有效期
    --rules       抽取规则（JSON）
    --conflicts   回避关系：两列，对象编号和检查人员证号
    --seed-file   随机来源和密钥（JSON）；给出后整个证据包可以逐字节重现
    --out         证据包写到哪里；超过 20 万户时旁边另有 frame.bin
  没有 --seed-file 时，现场号码在终端输入；本机自己产生的随机数不计入随机来源。

合并抽取：
  mingcha province-draw --databases 文件 --inspectors 文件 --rules 文件 [--conflicts 文件] [--seed-file 文件] --out 证据包.json
    --databases   [{"name": "甲市", "url": "postgresql://…", "agencies": ["甲市应急管理局"]}, …]；不写 agencies 时取全部机关
                  登录只需能读 objects、agencies 两表并建临时表；名录只在各库内冻结，取出的只有散列值和抽中的记录
    --conflicts   对象编号是系统内的编号（uuid）；其余选项与 draw 相同，抽取方法只用 equal

核验：
  mingcha verify 证据包.json… [--trust 文件]
    --trust       可信公钥，每行一个；不给时签名人身份不核对

核验账本：
  mingcha ledger verify [--published 检查点文件]… [--json]
    --published   公布过的检查点，门户下载的或见证人保存的；几本账就给几次，每份与它所属的账本核对
  mingcha ledger verify --evidence 审计证据文件 [--key 公钥文件] [--json]

见证：
  mingcha ledger witness-key --name 名称 --key 密钥文件      生成见证密钥，打印公钥
  mingcha ledger cosign --note 检查点文件 --key 密钥文件 [--ledger-key 公钥] [--out 文件]
    先核对签名，再核对账本从上次见证起只增未改，然后签名；签过什么记在密钥文件旁边

通用：
    --json        输出 JSON，供程序使用
    --lang zh|en  语言（默认按系统语言）

退出码：
  0 完成，核验通过    1 被拒绝，核验不通过    2 命令写错    3 检查人员不足（证据包照常写出）`,
    'usage.unknown': '没有“{what}”这个命令或选项。运行 mingcha --help 查看用法。',
    'usage.missing': '缺少 {what}。运行 mingcha --help 查看用法。',
    'usage.not_known': '没有 {what} 这个选项或参数。',
    'usage.value': '选项 {what} 后面要有值。',
    'usage.no_value': '选项 {what} 后面不带值。',
    'file.missing': '找不到文件 {file}。',
    'file.unwritable': '不能写入 {file}：{reason}',
    'json.wrong': '{file} 不是有效的 JSON：{reason}',
    'rules.wrong': '规则文件 {file} 的 {where} 有误：{reason}',
    'seed.wrong': '随机来源文件 {file} 的 {where} 有误：{reason}',
    'seed.count': '随机来源文件里的 {kind} 有 {found} 个，规则里有 {wanted} 个来源。',
    'column.missing': '{file}：没有找到“{field}”这一列。请在规则文件的 map 中写明列名。',
    'column.not_there': '{file}：没有名为“{title}”的列。文件中的列有：{titles}。',
    'row.no_name': '{file} 第 {row} 行：缺少“{field}”。',
    'row.not_a_number': '{file} 第 {row} 行：“{field}”应当是整数，现在是“{value}”。',
    'row.bad_date': '{file} 第 {row} 行：看不出有效期“{value}”是哪一天。',
    'row.precision':
      '{file} 第 {row} 行第 {column} 列：编码被存成数字，后几位已丢失。请把该列改为文本后重填。',
    'row.no_stratum': '{file} 第 {row} 行“{name}”不符合任何一层的条件。请补一层，或加一层不写 where 的。',
    'row.duplicate': '{file} 第 {row} 行与第 {first} 行编号相同（{id}），只取第 {first} 行。',
    'row.expired': '{file} 第 {row} 行“{name}”的执法证已于 {day} 到期，不列入。',
    'conflict.unknown_object': '{file} 第 {row} 行：名录中没有编号为“{id}”的检查对象。',
    'conflict.unknown_inspector': '{file} 第 {row} 行：名录中没有证号为“{id}”的检查人员。',
    'pool.empty': '{file} 中没有可用的行。',
    'databases.wrong': '数据库清单 {file} 的 {where} 有误：{reason}',
    'databases.away': '“{name}”的数据库不能用：{reason}',
    'databases.share': '{name}：{count} 户',
    'databases.method': '合并抽取只用 equal 方法，“{code}”层是 {method}。',
    'field.certificate': '执法证号',
    'field.dept': '单位',
    'entropy.weak':
      '随机来源只有 {bits} 比特，不足 64 比特，不能抽取。请增加摇号球位数、其他参与方或公开来源；本机产生的随机数不计入。',
    'entropy.low': '注意：随机来源共 {bits} 比特，低于建议的 128 比特。',
    'ask.digits': '请输入“{who}”读出的 {length} 位数字：',
    'ask.again': '要 {length} 位数字，请重新输入：',
    'ask.second': '请第二个人再输入一次：',
    'ask.differ': '两次输入不一致，请两人分别重新输入。',
    'ask.lottery': '请输入“{game}”第 {issue} 期的号码（格式 {pattern}）：',
    'ask.lottery_again': '格式不符，请重新输入：',
    'ask.drand': '请输入公共信标第 {round} 轮的签名（96 个十六进制字符）：',
    'ask.drand_again': '签名与这一轮不符，请重新输入：',
    'ask.no_terminal': '需要输入{what}，但这里没有终端。请用 --seed-file 给出。',
    'draw.sealed': '已封存：对象 {objects} 户，检查人员 {inspectors} 名，回避 {pairs} 对',
    'draw.freeze': '封存码 {display}',
    'draw.stratum': '  {name}：基数 {base}，应抽 {target}',
    'draw.done': '已抽取 {drawn} 户，排定 {seats} 个席位。证据包：{file}',
    'draw.infeasible': '检查人员不足，没有排定名单。缺少：',
    'draw.shortage': '  {dept} {skills} {area}：需要 {seats} 个席位',
    'draw.verify': '任何人可以运行 mingcha verify {file} 核验。',
    'plan.refused': '不能封存：{reason}',
    'progress.rows': '读取 {rows} 行',
    'progress.seal': '封存 {done}/{total}',
    'progress.selection': '计算票号 {done}/{total}',
    'progress.assignment': '排定席位 {done}/{total}',
    'progress.step': '核验：{step}',
    'witness.name': '见证人名称“{name}”不能含空格或加号。',
    'witness.key_made': '密钥已写入 {file}，请妥善保管，不要外传。公钥（交给系统管理员登记）：\n{key}',
    'witness.bad_key': '{file} 不是见证密钥。用 mingcha ledger witness-key 生成一个。',
    'witness.bad_seen': '{file} 已损坏或不能读取，无法知道签过什么，因此不签。请从备份恢复。',
    'witness.not_a_note': '{file} 不是检查点文件。',
    'witness.no_ledger_key':
      '第一次为 {origin} 见证，请用 --ledger-key 给出该机关公布的核验公钥，并当面核对。',
    'witness.other_key': '{origin} 的核验公钥与上次不同，因此不签。请向该机关核实。',
    'witness.bad_signature': '{file} 的签名与 {origin} 的核验公钥不符，因此不签。',
    'witness.smaller': '{origin} 比上次见证的 {size} 条还少，账本被截短或恢复到了旧备份，因此不签。',
    'witness.fork': '{origin} 在第 {size} 条处与上次见证的不同，账本被改过，因此不签。请保存两份文件并报告。',
    'witness.no_proof':
      '上次见证到第 {size} 条，文件里没有从那里起的证明。请下载带 ?old={size} 的检查点文件再签。',
    'witness.bad_proof':
      '证明不成立：{origin} 第 {size} 条之前的记录被改过，因此不签。请保存两份文件并报告。',
    'witness.signed': '已见证 {origin}，大小 {size}，树根 {root}',
    'verify.draw': '抽取编号 {number}（{org}），抽查事项：{item}',
    'verify.count': '{PASS} 步通过，{FAIL} 步不符，{hidden} 步未公开，{unchecked} 步须另行核对',
    'verify.expected': '应为 {expected}',
    'verify.found': '实为 {found}',
    'verify.unreadable': '不能读取 {file}：{reason}',
  },
  {
    help: `Usage: mingcha <command> [options]

Commands:
  draw            draws objects and inspectors from roster files into an evidence bundle (no server, no database)
  verify          verifies an evidence bundle
  province-draw   draws from the registers of several databases at once (the cities of a province, say); the bundle is that of one machine
  ledger verify   verifies the ledger (on the server); --evidence FILE: verifies a file of audit evidence (anywhere)
  ledger cosign   witnesses a checkpoint of the ledger (on the witness's own computer)
  secrets remove  removes texts entered by mistake (read from standard input); see the procedure
  keys            data keys: look, renew, seal again (status, rotate, reseal, adopt; on the server)
  backup          backs up while the server runs; backup key: a pair of keys for it; backup check: compares every byte
  restore         puts a backup into an empty data folder; --confirm: two administrators confirm the restoration
  upgrade         looks, backs up, stops, migrates, tests, starts; goes back by itself when it fails (on the server)
  rollback        returns to the version before the upgrade
  drill           restores into a scratch place, verifies ledger and every draw, records the result
  doctor          examines settings, machine, disks, keys, certificate, database, backups, ledger, files, work (on the server)
  status          whether the server runs and is ready
  logs            finds the lines of a number that a failing page shows
  support-bundle  makes a support bundle (personal data and keys masked)
  cert            certificates: a root of your own and the server's (init, renew, status; on the server)
  release verify  whether a release is whole, unaltered, and signed by whom
  user-rescue     a one-time password for an administrator, by two people who are there
  scale-out       statements that distribute the database over a Citus cluster by jurisdiction: printed or run
  help            shows this

Draw:
  mingcha draw --objects F --inspectors F --rules F [--conflicts F] [--seed-file F] --out bundle.json
    --objects     the objects: CSV, XLSX or XLS
    --inspectors  the inspectors: 姓名, 执法证号, 单位, optionally 专业, 区域, 上限, 已查, 有效期
    --rules       the rules of the draw (JSON)
    --conflicts   avoidance pairs: two columns, object id and inspector id
    --seed-file   sources and keys (JSON); makes the whole bundle reproducible byte by byte
    --out         where the bundle goes; above 200,000 objects a frame.bin lies beside it
  Without --seed-file digits are typed on the terminal; what this machine makes up itself counts nothing.

Drawing over several databases:
  mingcha province-draw --databases FILE --inspectors FILE --rules FILE [--conflicts FILE] [--seed-file FILE] --out BUNDLE.json
    --databases   [{"name": "…", "url": "postgresql://…", "agencies": ["…"]}, …]; without agencies all of them
                  a login that reads objects and agencies and makes temporary tables; registers are frozen inside each
                  database, only hashes and the drawn records leave it
    --conflicts   objects by their number in the system (uuid); other options as for draw, method equal only

Verify:
  mingcha verify bundle.json... [--trust F]
    --trust       trusted public keys, one a line; without it the signer's identity is not checked

Ledger:
  mingcha ledger verify [--published CHECKPOINT]… [--json]
    --published   a checkpoint as the portal or a witness gave it; once for each ledger, each is held against its own
  mingcha ledger verify --evidence FILE [--key FILE] [--json]

Witness:
  mingcha ledger witness-key --name NAME --key FILE      makes a witness's key, prints its public part
  mingcha ledger cosign --note FILE --key FILE [--ledger-key KEY] [--out FILE]
    checks the signature and that the ledger only grew since last time, then signs; remembers beside the key

Everywhere:
    --json        JSON for programs
    --lang zh|en  language (default: the system's)

Exit codes:
  0 done, verified    1 refused, not verified    2 wrong usage    3 too few inspectors (the bundle is written)`,
    'usage.unknown': 'There is no command or option “{what}”. See mingcha --help.',
    'usage.missing': '{what} is missing. See mingcha --help.',
    'usage.not_known': 'There is no option or argument {what}.',
    'usage.value': 'Option {what} needs a value.',
    'usage.no_value': 'Option {what} takes no value.',
    'file.missing': 'File {file} was not found.',
    'file.unwritable': '{file} cannot be written: {reason}',
    'json.wrong': '{file} is not valid JSON: {reason}',
    'rules.wrong': 'Rules file {file}, {where}: {reason}',
    'seed.wrong': 'Seed file {file}, {where}: {reason}',
    'seed.count': 'The seed file has {found} of {kind}, the rules have {wanted} such sources.',
    'column.missing': '{file}: no column for “{field}” was found. Name it in the map of the rules file.',
    'column.not_there': '{file}: there is no column “{title}”. The file has: {titles}.',
    'row.no_name': '{file}, row {row}: “{field}” is missing.',
    'row.not_a_number': '{file}, row {row}: “{field}” must be a whole number, not “{value}”.',
    'row.bad_date': '{file}, row {row}: “{value}” cannot be read as a day.',
    'row.precision':
      '{file}, row {row}, column {column}: a code was stored as a number and lost digits. Make the column text and type it again.',
    'row.no_stratum': '{file}, row {row} “{name}” fits no stratum. Add one, or one without where.',
    'row.duplicate': '{file}, row {row} has the id of row {first} ({id}); only row {first} counts.',
    'row.expired': '{file}, row {row} “{name}”: the certificate expired on {day}; left out.',
    'conflict.unknown_object': '{file}, row {row}: no object has the id “{id}”.',
    'conflict.unknown_inspector': '{file}, row {row}: no inspector has the id “{id}”.',
    'pool.empty': '{file} has no usable row.',
    'databases.wrong': 'The list of databases {file}, {where}: {reason}',
    'databases.away': 'The database of {name} cannot be used: {reason}',
    'databases.share': '{name}: {count} objects',
    'databases.method':
      'Drawing over several databases knows the method equal only; stratum {code} has {method}.',
    'field.certificate': '执法证号 (certificate number)',
    'field.dept': '单位 (agency)',
    'entropy.weak':
      'The sources count {bits} bits; below 64 a draw is refused. Add balls, parties or a public source; what this machine makes up counts nothing.',
    'entropy.low': 'Note: the sources count {bits} bits, below the advised 128.',
    'ask.digits': 'Type the {length} digits read out by “{who}”: ',
    'ask.again': '{length} digits are needed, type them again: ',
    'ask.second': 'A second person types them again: ',
    'ask.differ': 'The two differ; both type again.',
    'ask.lottery': 'Type the numbers of “{game}”, issue {issue} (pattern {pattern}): ',
    'ask.lottery_again': 'That does not fit the pattern, type again: ',
    'ask.drand': 'Type the signature of beacon round {round} (96 hex characters): ',
    'ask.drand_again': 'That is not the signature of this round, type again: ',
    'ask.no_terminal': '{what} must be typed, but there is no terminal. Give it in --seed-file.',
    'draw.sealed': 'Sealed: {objects} objects, {inspectors} inspectors, {pairs} avoidance pairs',
    'draw.freeze': 'Freeze id {display}',
    'draw.stratum': '  {name}: base {base}, to draw {target}',
    'draw.done': '{drawn} objects drawn, {seats} seats filled. Bundle: {file}',
    'draw.infeasible': 'Too few inspectors; no names are issued. Lacking:',
    'draw.shortage': '  {dept} {skills} {area}: {seats} seats needed',
    'draw.verify': 'Anybody can verify it: mingcha verify {file}',
    'plan.refused': 'Cannot be sealed: {reason}',
    'progress.rows': '{rows} rows read',
    'progress.seal': 'sealing {done}/{total}',
    'progress.selection': 'tickets {done}/{total}',
    'progress.assignment': 'seats {done}/{total}',
    'progress.step': 'verifying: {step}',
    'witness.name': 'The name of a witness, “{name}”, must not contain spaces or plus signs.',
    'witness.key_made':
      'The key is in {file}; keep it safe and to yourself. Public key, for the administrator:\n{key}',
    'witness.bad_key': '{file} is no key of a witness. Make one with mingcha ledger witness-key.',
    'witness.bad_seen':
      '{file} is damaged or cannot be read, so nobody knows what was signed; not signed. Restore it from a backup.',
    'witness.not_a_note': '{file} is no checkpoint.',
    'witness.no_ledger_key':
      'The first time for {origin}: give the verifier key that the agency publishes with --ledger-key, compared face to face.',
    'witness.other_key': '{origin} has another verifier key than last time; not signed. Ask the agency.',
    'witness.bad_signature': 'The signature in {file} is not by the verifier key of {origin}; not signed.',
    'witness.smaller':
      '{origin} has fewer than the {size} entries seen last time: cut off or restored from an old backup; not signed.',
    'witness.fork':
      '{origin} differs at size {size} from what was seen last time: it was changed; not signed. Keep both files and report it.',
    'witness.no_proof':
      'Size {size} was seen last; the file has no proof from there. Download the checkpoint with ?old={size}.',
    'witness.bad_proof':
      'The proof fails: {origin} was changed before entry {size}; not signed. Keep both files and report it.',
    'witness.signed': 'Witnessed {origin}, size {size}, root {root}',
    'verify.draw': 'Draw {number} of {org}, item: {item}',
    'verify.count':
      '{PASS} passed, {FAIL} wrong, {hidden} not published, {unchecked} to be checked elsewhere',
    'verify.expected': 'expected {expected}',
    'verify.found': 'found {found}',
    'verify.unreadable': '{file} cannot be read: {reason}',
  },
);
