/** Words of the public page that tells whether a paper in hand is genuine. */
import { catalogue } from '../../common/text.ts';

export const paperCheckText = catalogue(
  {
    entry: '核验文书',
    title: '核验执法文书',
    lead: '扫描文书右上角的二维码，或者输入文书页脚的标识和校验值，核对文书是否由本平台上的机关作出、是否有效。',
    id: '文书标识',
    idHint: '页脚“文书标识”后的一串字符，含短横线。',
    idInvalid: '文书标识不完整。请对照页脚重新输入。',
    digest: '校验值',
    digestHint: '页脚“校验值”后的一串字符，至少输入前 16 位。',
    digestInvalid: '校验值应为 16 位以上的数字和字母（a 至 f）。请对照页脚重新输入。',
    open: '核验',
    another: '核验其他文书',
    valid: '文书有效',
    validText: '下列信息与机关作出的文书一致。请核对手中文书的名称、编号、日期和校验值。',
    void: '文书已作废',
    voidText: '作出机关已于 {day} 将这份文书作废。如有疑问，请与作出机关联系。',
    kind: '文书名称',
    number: '文书编号',
    noNumber: '本类文书不编号',
    agency: '作出机关',
    issuedOn: '文书日期',
    sealedOn: '用印日期',
    fullDigest: '校验值（SHA-256）',
    scope: '本页只说明文书的真伪和效力，不公开文书的内容和当事人。',
    'paperCheck.not_found':
      '没有可以核验的文书。请对照页脚核对标识和校验值；文书尚未送达，或者是机关内部文书的，不能在此核验。手中文书与此不符的，请与作出机关联系。',
  },
  {
    entry: 'Check a paper',
    title: 'Check an official paper',
    lead: 'Scan the code in the corner of the paper, or enter the id and the digest from its foot, to see whether an agency on this platform issued it and whether it holds.',
    id: 'Id of the paper',
    idHint: 'The characters behind “文书标识” in the foot, with dashes.',
    idInvalid: 'The id is not complete. Compare it with the foot of the paper.',
    digest: 'Digest',
    digestHint: 'The characters behind “校验值” in the foot; the first 16 are enough.',
    digestInvalid:
      'A digest has 16 or more digits and letters (a to f). Compare it with the foot of the paper.',
    open: 'Check',
    another: 'Check another paper',
    valid: 'The paper holds',
    validText:
      'The agency issued a paper with these facts. Compare name, number, date and digest with the paper in hand.',
    void: 'The paper is void',
    voidText: 'The agency declared this paper void on {day}. Please ask the agency if in doubt.',
    kind: 'Paper',
    number: 'Number',
    noNumber: 'Papers of this kind have no number',
    agency: 'Issued by',
    issuedOn: 'Date',
    sealedOn: 'Sealed on',
    fullDigest: 'Digest (SHA-256)',
    scope:
      'This page tells whether a paper is genuine and holds. It shows neither its content nor the party.',
    'paperCheck.not_found':
      'There is no paper to check under this id and digest. Compare both with the foot. Papers that have not been delivered and papers of the house cannot be checked here. If the paper in hand differs, ask the agency named on it.',
  },
);
