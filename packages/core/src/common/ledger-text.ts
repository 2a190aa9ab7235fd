/** Sentences of the ledger: what was found wrong with it, and refusals of checkpoints and witnesses. */
import { catalogue } from './text.ts';

export const ledgerText = catalogue(
  {
    'ledger.checkpoint.not_found': '该辖区还没有检查点。',
    'ledger.entry.not_found': '没有这一条记录。请核对序号。',
    'ledger.not_checkpointed':
      '这一条还不在检查点之内（现有 {size} 条）。系统每十分钟签发一次检查点，请稍后再取证明，或先签发检查点。',
    'ledger.kept_note.invalid': '这不是检查点的原文。请粘贴或选择保存下来的整份检查点文件。',
    'ledger.kept_origin.invalid': '这份检查点属于另一本账（{origin}），不能与本账核对。',
    'ledger.kept_signature.invalid':
      '这份检查点上没有本系统的有效签名，不能作为证据。请核对文件是否完整、是否被改动。',
    'ledger.old_size.invalid': '见证人上次所见的大小不是本留痕账本的检查点，或大于所要的检查点。请核对。',
    'ledger.cursor.invalid': '翻页标记不正确，请从第一页重新查询。',
    'ledger.unsound': '留痕账本核验未通过（第 {seq} 条），未签发检查点。请立即联系审计人员。',
    'ledger.witness_key.invalid': '见证公钥的格式不正确，应为“名称+编号+公钥”。',
    'ledger.witness_exists': '名为“{name}”的见证人已登记。',
    'ledger.cosignature.invalid':
      '见证签名与该检查点不符，或不是已登记的见证人所签。请核对检查点大小与签名文本。',
    'ledger.cosignature_exists': '该见证人已为这一检查点签名。',
    'ledger.fault_missing': '缺少这一条记录',
    'ledger.fault_chain': '与前一条记录不相连',
    'ledger.fault_hash': '内容与其摘要不符',
    'ledger.fault_column': '查询用的列与记录内容不符',
    'ledger.fault_time': '时间早于前一条记录',
    'ledger.fault_head': '链头与最后一条记录不符，末尾可能被截去',
    'ledger.fault_root': '检查点的树根与记录不符',
    'ledger.fault_signature': '检查点的签名无效',
    'ledger.fault_beyond': '记录比已公布的检查点少，可能被截去或恢复到旧备份',
    'ledger.fault_seal': '国密印（SM2）与记录不符，或不是本系统已登记的密钥所签',
    'ledger.fault_seal_missing': '这一检查点的国密印不见了',
    'ledger.seals': '国密印 {seals} 个，待签 {waiting} 个',
    'ledger.sound': '留痕账本完好：{size} 条记录，{checkpoints} 个检查点',
    'ledger.bad': '留痕账本有误：第 {seq} 条，{fault}',
  },
  {
    'ledger.checkpoint.not_found': 'This jurisdiction has no checkpoint yet.',
    'ledger.entry.not_found': 'There is no entry of this number. Check the number.',
    'ledger.not_checkpointed':
      'This entry is not in a checkpoint yet (the ledger has {size} entries). Checkpoints are signed every ten minutes; come back then, or sign one now.',
    'ledger.kept_note.invalid': 'This is not a checkpoint. Paste or choose the whole file that was kept.',
    'ledger.kept_origin.invalid': 'This checkpoint belongs to another ledger ({origin}).',
    'ledger.kept_signature.invalid':
      'No valid signature of this installation stands under this checkpoint, so it proves nothing. Check whether the file is whole and unchanged.',
    'ledger.old_size.invalid':
      'The size last seen by the witness is no checkpoint of this ledger or is beyond the one asked for. Check it.',
    'ledger.cursor.invalid': 'The page mark is wrong. Start again from the first page.',
    'ledger.unsound':
      'The ledger failed verification (entry {seq}); no checkpoint was signed. Call the auditors now.',
    'ledger.witness_key.invalid': 'The witness key has the wrong form; it should be "name+number+key".',
    'ledger.witness_exists': 'A witness named "{name}" is already registered.',
    'ledger.cosignature.invalid':
      'The cosignature does not fit this checkpoint or is not by a registered witness. Check the size and the text.',
    'ledger.cosignature_exists': 'This witness has already cosigned this checkpoint.',
    'ledger.fault_missing': 'this entry is missing',
    'ledger.fault_chain': 'not linked to the entry before it',
    'ledger.fault_hash': 'the content does not have its hash',
    'ledger.fault_column': 'a search column differs from the entry',
    'ledger.fault_time': 'earlier than the entry before it',
    'ledger.fault_head': 'the head is not the last entry; the tail may have been cut off',
    'ledger.fault_root': 'the root of a checkpoint differs from the entries',
    'ledger.fault_signature': 'the signature of a checkpoint is invalid',
    'ledger.fault_beyond':
      'fewer entries than a published checkpoint; cut off or restored from an old backup',
    'ledger.fault_seal':
      'the national seal (SM2) does not fit the entries or is by no key of this installation',
    'ledger.fault_seal_missing': 'the national seal of this checkpoint is gone',
    'ledger.seals': '{seals} national seals, {waiting} waiting',
    'ledger.sound': 'The ledger is sound: {size} entries, {checkpoints} checkpoints',
    'ledger.bad': 'The ledger is damaged: entry {seq}, {fault}',
  },
);
