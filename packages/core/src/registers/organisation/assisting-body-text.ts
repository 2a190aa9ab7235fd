/** Words of assisting bodies: the page, refusals, events. */
import { catalogue } from '../../common/text.ts';

export const assistingPageText = catalogue(
  {
    title: '协助单位',
    lead: '不在本平台的单位以协助函参加联合抽查。人员名单和答复由本机关依来函代为录入，每次录入都记明依据和录入人。',
    new: '新增协助单位',
    edit: '修改单位',
    actions: '操作',
    name: '单位名称',
    shortName: '简称',
    level: '层级',
    divisionCode: '行政区划代码',
    phone: '联系电话',
    people: '参加人员',
    letter: '依据来函',
    noLetter: '尚未录入名单',
    enterPeople: '录入名单',
    letterNumber: '来函文号',
    letterDay: '来函日期',
    scan: '来函扫描件',
    scanHint: 'PDF、PNG 或 JPG，不超过 20 MB',
    scanMissing: '请选择来函扫描件',
    pasted: '人员名单',
    pastedHint:
      '每行一人：姓名、执法证号、有效期至、可否任主检（是/否）、专业。可从表格直接粘贴。新名单替换原名单。',
    pastedPlace: '邻查 ZF20260001 2029-12-31 是 消防',
    read: '已识别 {count} 人',
    problemLine: '第 {line} 行：{reason}',
    enteredBy: '{name} {at} 代录',
    entered: '名单已录入：新增 {added} 人，更新 {changed} 人，停用 {ended} 人',
    saved: '已保存',
    empty: '还没有协助单位',
    emptyText: '参加联合抽查而不在本平台的单位，先在此登记，再录入其名单。',
  },
  {
    title: 'Assisting bodies',
    lead: 'Bodies that are not on this platform join by letter. Their people and answers are entered here from the letter; each entry says on what it rests and who made it.',
    new: 'New assisting body',
    edit: 'Change the body',
    actions: 'Actions',
    name: 'Name',
    shortName: 'Short name',
    level: 'Level',
    divisionCode: 'Division code',
    phone: 'Telephone',
    people: 'People',
    letter: 'Letter',
    noLetter: 'No list entered yet',
    enterPeople: 'Enter the list',
    letterNumber: 'Number of the letter',
    letterDay: 'Date of the letter',
    scan: 'Scan of the letter',
    scanHint: 'PDF, PNG or JPG, at most 20 MB',
    scanMissing: 'Choose the scan of the letter',
    pasted: 'List of people',
    pastedHint:
      'One a line: name, certificate number, valid until, may lead (y/n), specialities. Paste from a table. The new list replaces the old one.',
    pastedPlace: 'Lin Cha, ZF20260001, 2029-12-31, y, fire',
    read: '{count} people read',
    problemLine: 'Line {line}: {reason}',
    enteredBy: 'Entered by {name}, {at}',
    entered: 'List entered: {added} new, {changed} changed, {ended} ended',
    saved: 'Saved',
    empty: 'No assisting bodies yet',
    emptyText:
      'A body that takes part without being on this platform is entered here first, then its people.',
  },
);

export const assistingText = catalogue(
  {
    'assisting.not_found': '本机关没有这个协助单位，请刷新后重新选择。',
    'assisting.name_taken':
      '本辖区已有名为“{name}”的机关或单位。同一单位请直接选用；同名的请写全称加以区别。',
    'assisting.certificate_twice': '名单中有两人使用同一执法证号，请核对来函。',
    'assisting.certificate_taken': '执法证号 {number} 已属于 {name}（其他机关）。请核对证号。',
    'assisting.letter_day_invalid': '来函日期不能晚于今天。',
    'assisting.letter.not_found': '这个单位还没有录入来函。',
    'assisting.line_short': '缺姓名或执法证号，请补全',
    'assisting.line_day': '有效期写成 2029-12-31 的形式',
  },
  {
    'assisting.not_found': 'Your agency represents no such body. Reload and choose again.',
    'assisting.name_taken':
      'There is already an agency or body named “{name}”. Choose it, or write the full name.',
    'assisting.certificate_twice':
      'Two people of the list have the same certificate number. Compare with the letter.',
    'assisting.certificate_taken':
      'Certificate {number} belongs to {name} of another agency. Check the number.',
    'assisting.letter_day_invalid': 'The letter cannot be dated later than today.',
    'assisting.letter.not_found': 'No letter has been entered for this body.',
    'assisting.line_short': 'the name or the certificate number is missing',
    'assisting.line_day': 'write the day as 2029-12-31',
  },
);

export const assistingEventText = catalogue(
  {
    'family.assistingBody': '协助单位',
    'subject.assistingBody': '协助单位',
    'assistingBody.created': '登记协助单位',
    'assistingBody.changed': '修改协助单位',
    'assistingBody.people_entered': '代录协助单位名单',
    'data.letter': '来函',
  },
  {
    'family.assistingBody': 'Assisting bodies',
    'subject.assistingBody': 'Assisting body',
    'assistingBody.created': 'Assisting body entered',
    'assistingBody.changed': 'Assisting body changed',
    'assistingBody.people_entered': 'People of an assisting body entered',
    'data.letter': 'Letter',
  },
);
