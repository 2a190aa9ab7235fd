/** 行政检查通知书 with the card of the five prohibitions: items, basis, time, people, materials, rights, how often this year (R141, R144). */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { methodWords } from './paper-words-form.ts';
import {
  assistantsText,
  clausesText,
  dayText,
  instantText,
  itemsTable,
  numbered,
  objectPairs,
  pairs,
  paragraph,
  peopleText,
  receiverLine,
  say,
  windowText,
  writ,
} from './writ-form.ts';

export function notice(data: PaperData<'notice'>, head: PaperHead): Paper {
  const bases = data.bases.length > 0 ? data.bases : data.items.flatMap((each) => each.bases);
  const when = data.visitAt === null ? windowText(data.window) : instantText(data.visitAt);
  const blocks: Block[] = [
    { kind: 'paragraph', text: `${data.object.name}：`, flush: true },
    paragraph(
      say(head, 'noticeLead', {
        basis: bases.length === 0 ? '有关法律、法规、规章的规定' : clausesText(bases),
      }),
    ),
    pairs(head, [
      ...objectPairs(data.object),
      ['检查方式', methodWords[data.method]],
      ['检查时间', when],
      ['检查地点', data.place === '' ? data.object.address : data.place],
      ['联合部门', data.jointAgencies.join('、')],
      ['检查人员', peopleText(data.people)],
      ['协助人员', assistantsText(data.assistants)],
      ['联系人', data.contact === null ? '' : `${data.contact.name} ${data.contact.phone}`.trim()],
      ['监督电话', data.supervisionPhone],
    ]),
    ...numbered([
      ['检查事项', data.items.length === 0 ? [] : [itemsTable(data.items)]],
      ['需要准备的材料', materials(data)],
      ['权利和义务', rights(data, head)],
      ['其他事项', others(data, head)],
    ]),
    {
      kind: 'signing',
      lead: ['特此通知。'],
      lines: receiverLine,
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
    card(data, head),
    ...(data.codeUrl === ''
      ? []
      : [{ kind: 'code', qr: data.codeUrl, lines: [say(head, 'noticeCode'), data.codeUrl] } as const]),
  ];
  return writ('notice', { authority: data.agency.name, head, blocks });
}

const materials = (data: PaperData<'notice'>): readonly Block[] =>
  data.materials.map((each, index) => paragraph(`${index + 1}．${each}`));

function rights(data: PaperData<'notice'>, head: PaperHead): readonly Block[] {
  const told = [
    say(head, 'rightCertificate'),
    say(head, 'rightNotice'),
    say(head, 'rightRecusal'),
    say(head, 'rightDefence'),
    say(head, 'rightComplaint', { phone: data.supervisionPhone }),
  ];
  return [
    paragraph(say(head, 'rightsIntro')),
    ...told.map((each, index) => paragraph(`${index + 1}．${each}`)),
    paragraph(say(head, 'duty')),
  ];
}

function others(data: PaperData<'notice'>, head: PaperHead): readonly Block[] {
  const { visitNo } = data;
  return [
    ...(visitNo === null ? [] : [say(head, 'noticeVisits', { no: visitNo.no, counts: visitNo.counts })]),
    ...(data.announced ? [] : [say(head, 'noticeUnannounced')]),
    ...(data.assistants.length === 0
      ? []
      : [say(head, 'noticeAssistants', { count: data.assistants.length })]),
  ].map(paragraph);
}

function card(data: PaperData<'notice'>, head: PaperHead): Block {
  return {
    kind: 'card',
    title: say(head, 'cardTitle'),
    lines: [
      say(head, 'cardLead', { phone: data.supervisionPhone }),
      ...head.wording.prohibitions.map((each, index) => `${index + 1}．${each}`),
    ],
  };
}
