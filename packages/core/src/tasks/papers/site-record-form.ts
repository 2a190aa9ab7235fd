/** 现场检查记录（笔录） and 检查单: who showed certificates, what was told and answered, each line with its result, who signed or refused. */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { answerWords } from './paper-words-form.ts';
import {
  blankLines,
  clausesText,
  dayText,
  filesTable,
  findingsTable,
  inspectorLines,
  instantText,
  itemsTable,
  numbered,
  objectPairs,
  pairs,
  paragraph,
  paragraphs,
  partyLines,
  peopleText,
  say,
  writ,
} from './writ-form.ts';

/** What stands above the signatures: the seal is a field of its own, ticked by hand. */
const confirmed = (head: PaperHead): readonly string[] =>
  [say(head, 'partySeal'), say(head, 'corrections')].filter((each) => each !== '');

type Record_ = PaperData<'siteRecord'>;

export function siteRecord(data: Record_, head: PaperHead): Paper {
  const blocks: Block[] = [
    recordHead(data, head),
    ...(wasMet(data) ? identification(data, head) : []),
    ...numbered([
      ['检查事项', items(data, head)],
      ['检查情况', situation(data, head)],
      ['发现的问题', findings(data, head)],
      ['现场指导', guidance(data, head)],
      [
        '专家意见',
        data.opinions.length === 0
          ? []
          : [
              ...data.opinions.map((each) => paragraph(`${each.name}：${each.text}`)),
              paragraph(say(head, 'expertOnly')),
            ],
      ],
      ['附件', data.annexes.length === 0 ? [] : [filesTable(data.annexes)]],
    ]),
    ...(data.refusal === null
      ? []
      : [
          paragraph(
            say(head, 'refusal', {
              reason: data.refusal.reason,
              witness: data.refusal.witness === '' ? '无' : data.refusal.witness,
              contact: data.refusal.witnessContact === '' ? '无' : data.refusal.witnessContact,
            }),
          ),
        ]),
    ...opinion(data, head),
    signing(data, head),
  ];
  return writ('siteRecord', { authority: data.agency.name, head, blocks });
}

function signing(data: Record_, head: PaperHead): Block {
  const { representative, refusal, outcome } = data;
  const witness = refusal?.witness ?? outcome?.witness ?? '';
  return {
    kind: 'signing',
    lead: confirmed(head),
    lines: [
      ...inspectorLines(data.people),
      ...partyLines(representative.name, representative.post),
      ...(refusal === null && outcome === null && head.isBlank !== true
        ? []
        : [{ label: '见证人', note: witness }]),
      { label: '日期', note: dayText(head.isBlank === true ? null : data.issuedOn) },
    ],
    seal: null,
  };
}

function recordHead(data: Record_, head: PaperHead): Block {
  const { representative } = data;
  return pairs(head, [
    ...objectPairs(data.object),
    ['检查场所', data.place],
    ['现场负责人', [representative.name, representative.post].filter((each) => each !== '').join(' ')],
    ['现场负责人电话', representative.phone],
    ['开始时间', instantText(data.startedAt)],
    ['结束时间', instantText(data.endedAt)],
    ['检查机关', [data.agency.name, ...data.jointAgencies].join('、')],
    ['检查人员', peopleText(data.people)],
    [
      '协助人员',
      data.assistants
        .map((each) => [each.name, each.organisation].filter((part) => part !== '').join(' '))
        .join('、'),
    ],
  ]);
}

/** At a closed door nobody was shown a certificate or told a right, and nothing is said of it. */
function wasMet({ outcome, certificatesShown, rights }: Record_): boolean {
  return outcome === null || certificatesShown || rights.told;
}

/** Question and answer, as the record must show that certificates and rights came first. */
function identification(data: Record_, head: PaperHead): readonly Block[] {
  const agencies = [data.agency.name, ...data.jointAgencies].join('、');
  const noticeText = data.noticeNumber === '' ? '' : `本次检查的通知书编号：${data.noticeNumber}。`;
  const { rights } = data;
  const isBlank = head.isBlank === true;
  const recusal = rights.recusal === 'asked' ? say(head, 'recusalYes') : say(head, 'recusalNo');
  return [
    paragraph(
      `检查人员：${say(head, 'identification', { agencies, people: peopleText(data.people), notice: noticeText })}${say(head, 'identificationAsk')}`,
    ),
    paragraph(
      isBlank
        ? '答：'
        : data.certificatesShown
          ? `答：${say(head, 'identificationSeen')}`
          : say(head, 'identificationNot'),
    ),
    ...blankLines(head, 1),
    ...(rights.told || isBlank
      ? [
          paragraph(`检查人员：${say(head, 'rightsTold')}`),
          paragraph(isBlank ? '答：' : `答：${recusal}${rights.answer}`),
          ...blankLines(head, 1),
        ]
      : [paragraph(say(head, 'rightsNotTold'))]),
  ];
}

function items(data: Record_, head: PaperHead): readonly Block[] {
  return [
    ...(data.items.length === 0 ? [] : [itemsTable(data.items)]),
    ...(data.addedItems.length === 0
      ? []
      : [
          paragraph(say(head, 'addedItem')),
          ...data.addedItems.map((each) => paragraph(`${each.name}：${each.reason}`)),
        ]),
  ];
}

function situation(data: Record_, head: PaperHead): readonly Block[] {
  const { outcome } = data;
  return [
    ...(outcome === null
      ? []
      : [{ kind: 'paragraph', text: outcome.text, strong: true } as const, ...paragraphs(outcome.facts)]),
    ...paragraphs(data.situation),
    ...blankLines(head, 6),
    ...(data.lines.length === 0 ? [] : [linesTable(data.lines)]),
  ];
}

function findings(data: Record_, head: PaperHead): readonly Block[] {
  if (data.findings.length > 0 || head.isBlank === true) return [findingsTable(head, data.findings)];
  return data.outcome === null ? [paragraph(say(head, 'noProblem'))] : [];
}

const guidance = (data: Record_, head: PaperHead): readonly Block[] =>
  data.guidance.length === 0
    ? []
    : [
        ...data.guidance.map((each, index) => paragraph(`${index + 1}．${each}`)),
        paragraph(say(head, 'guidanceOnly')),
      ];

/** What the object's representative said of the record; on a blank lines to write it on. */
function opinion(data: Record_, head: PaperHead): readonly Block[] {
  const asked = say(head, 'confirmation');
  if (head.isBlank === true) return [paragraph(asked), ...blankLines(head, 2)];
  const words = {
    agrees: say(head, 'agrees'),
    objects: say(head, 'objects'),
    none: say(head, 'noOpinion'),
  };
  return paragraphs(`${asked}${words[data.partyOpinion]}${data.partyStatement}`);
}

/** Item by item: requirement, basis, method, answer, what was seen. */
export function linesTable(lines: Record_['lines']): Block {
  const isJoint = new Set(lines.map((each) => each.agencyName)).size > 1;
  return {
    kind: 'table',
    heads: ['序号', '检查项目', '依据', '方法', '结果', '情况说明'],
    widths: [6, 32, 20, 14, 9, 19],
    rows: lines.map((each, index) => [
      String(index + 1),
      [isJoint ? `【${each.agencyName}】` : '', each.requirement].join(''),
      clausesText(each.clauses),
      each.method,
      each.answer === null
        ? each.value
        : [answerWords[each.answer], each.value].filter((part) => part !== '').join(' '),
      [each.note, each.photos.length === 0 ? '' : `照片：${each.photos.join('、')}`]
        .filter((part) => part !== '')
        .join('\n'),
    ]),
  };
}

/** The sheet by itself, in its sections. */
export function checkSheet(data: PaperData<'checkSheet'>, head: PaperHead): Paper {
  const sections = [...Map.groupBy(data.lines, (each) => each.section)];
  const blocks: Block[] = [
    pairs(head, [
      ...objectPairs(data.object),
      ['检查单', [data.sheetName, data.sheetVersion].filter((each) => each !== '').join(' ')],
      ['检查日期', dayText(data.checkedOn)],
      ['检查人员', peopleText(data.people)],
    ]),
    ...(sections.length > 1
      ? numbered(sections.map(([title, lines]) => [title === '' ? '其他' : title, [linesTable(lines)]]))
      : [linesTable(data.lines)]),
    {
      kind: 'signing',
      lead: confirmed(head),
      lines: [
        ...inspectorLines(data.people),
        ...partyLines(data.representative?.name ?? '', data.representative?.post ?? ''),
      ],
      seal: null,
    },
  ];
  return writ('checkSheet', { authority: data.agency.name, head, blocks });
}
