/** What the system administrator is told about the installation, by light. */
import { catalogue } from '../text.ts';

export const operationsNoticeText = catalogue(
  {
    'operations.disk.title': '磁盘空间不足',
    'operations.disk.body': '服务器磁盘剩余不到 15%。请清理或扩容，写满后将无法保存。',
    'operations.disk.brief': '磁盘空间不足，请登录系统查看运维页面。',
    'operations.backup.title': '备份需要处理',
    'operations.backup.body': '备份未做、超过 26 小时、失败或只有一处。请在运维页面查看原因并处理。',
    'operations.backup.brief': '备份需要处理，请登录系统查看运维页面。',
    'operations.drill.title': '恢复演练需要处理',
    'operations.drill.body': '没有做过恢复演练，或超过 35 天没有成功的演练。未演练的备份不能算可用。',
    'operations.drill.brief': '恢复演练需要处理，请登录系统查看运维页面。',
    'operations.ledger.title': '留痕账本的核验需要处理',
    'operations.ledger.body':
      '账本超过 24 小时没有整体核验，或核验没有通过。核验不通过时请保持现状，立即告知审计人员。',
    'operations.ledger.brief': '账本核验需要处理，请登录系统查看运维页面。',
    'operations.certificate.title': '证书即将到期或有误',
    'operations.certificate.body': '证书在 30 天内到期、已到期或名称不符。到期后手机和浏览器会拒绝连接。',
    'operations.certificate.brief': '证书需要处理，请登录系统查看运维页面。',
    'operations.clock.title': '服务器时钟不准',
    'operations.clock.body':
      '服务器时钟与数据库相差超过 2 秒，或早于账本。期限和一次性口令可能出错，请校正时钟。',
    'operations.clock.brief': '服务器时钟不准，请登录系统查看运维页面。',
    'operations.sync.title': '手机上传出错较多',
    'operations.sync.body': '近一小时手机上传未成功的超过 2%。请检查网络和证书；手机上的内容不会丢失。',
    'operations.sync.brief': '手机上传出错较多，请登录系统查看运维页面。',
    'operations.work.title': '后台工作停滞',
    'operations.work.body': '有后续处理反复失败或后台任务长时间没有结束。请在运维页面查看。',
    'operations.work.brief': '后台工作停滞，请登录系统查看运维页面。',
    'account.rescued.title': '有管理员账号经现场抢救重置了口令',
    'account.rescued.body':
      '{first}和{second}在服务器前各自验证口令后，为{person}生成了一次性口令。原因：{reason}。请核实是否属实；账本中有记录。',
    'account.rescued.brief': '有管理员账号的口令在服务器上重置，请登录系统核实。',
    'account.rescued_by_hand.title': '有管理员账号经现场抢救重置了口令（身份未经系统验证）',
    'account.rescued_by_hand.body':
      '因无人能够登录，{first}和{second}在服务器前写明姓名，为{person}生成了一次性口令。系统没有验证二人身份。原因：{reason}。请当面核实；账本中有记录。',
    'account.rescued_by_hand.brief': '有管理员账号的口令在服务器上重置，请登录系统核实。',
  },
  {
    'operations.disk.title': 'The disk is filling up',
    'operations.disk.body':
      'Less than 15% of the server’s disk is left. Make room or enlarge it; nothing can be saved when it is full.',
    'operations.disk.brief': 'The disk is filling up; see the page of operations.',
    'operations.backup.title': 'Backups need attention',
    'operations.backup.body':
      'There is no backup, it is older than 26 hours, it failed, or it lies in one place only. See the page of operations.',
    'operations.backup.brief': 'Backups need attention; see the page of operations.',
    'operations.drill.title': 'Restore drills need attention',
    'operations.drill.body':
      'No drill was ever made, or none succeeded for 35 days. A backup without a drill does not count.',
    'operations.drill.brief': 'Restore drills need attention; see the page of operations.',
    'operations.ledger.title': 'The verification of the ledger needs attention',
    'operations.ledger.body':
      'The ledger was not verified as a whole for 24 hours, or failed. When it failed, leave everything as it is and tell the auditor now.',
    'operations.ledger.brief': 'The verification of the ledger needs attention; see the page of operations.',
    'operations.certificate.title': 'The certificate ends soon or is wrong',
    'operations.certificate.body':
      'The certificate ends within 30 days, has ended, or has a wrong name. Phones and browsers will then refuse to connect.',
    'operations.certificate.brief': 'The certificate needs attention; see the page of operations.',
    'operations.clock.title': 'The server’s clock is wrong',
    'operations.clock.body':
      'The clock differs from the database by more than 2 seconds or is behind the ledger. Deadlines and one-time passwords may go wrong; set the clock.',
    'operations.clock.brief': 'The server’s clock is wrong; see the page of operations.',
    'operations.sync.title': 'Many transfers of phones fail',
    'operations.sync.body':
      'More than 2% of the transfers of phones of the last hour were not taken. Check network and certificate; nothing on the phones is lost.',
    'operations.sync.brief': 'Many transfers of phones fail; see the page of operations.',
    'operations.work.title': 'Background work stands still',
    'operations.work.body':
      'Follow-up work fails again and again, or a background job does not end. See the page of operations.',
    'operations.work.brief': 'Background work stands still; see the page of operations.',
    'account.rescued.title': 'An administrator’s password was replaced at the server',
    'account.rescued.body':
      '{first} and {second} proved themselves with their passwords at the server and made a one-time password for {person}. Reason: {reason}. Find out whether that is so; the ledger has the record.',
    'account.rescued.brief': 'An administrator’s password was replaced at the server; sign in to check.',
    'account.rescued_by_hand.title':
      'An administrator’s password was replaced at the server by people whom the system did not verify',
    'account.rescued_by_hand.body':
      'As nobody could sign in, {first} and {second} wrote their names at the server and made a one-time password for {person}. The system did not verify them. Reason: {reason}. Ask them in person; the ledger has the record.',
    'account.rescued_by_hand.brief':
      'An administrator’s password was replaced at the server; sign in to check.',
  },
);
