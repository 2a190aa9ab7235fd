/** 抽查任务派发单, 行政检查审批表, 出行单: papers of a task and of preparation, in official layout. */
import type { Block, Paper } from '../../common/paper.ts';
import type { PaperData } from './paper-data.ts';
import type { PaperHead } from './paper-form.ts';
import { methodWords, originWords } from './paper-words-form.ts';
import {
  assistantsText,
  clausesText,
  dayText,
  heading,
  instantText,
  itemsTable,
  pairs,
  paragraphs,
  peopleText,
  say,
  windowText,
  writ,
} from './writ-form.ts';

/** The task, its items, and which team checks which object. */
export function dispatchForm(data: PaperData<'dispatchForm'>, head: PaperHead): Paper {
  const rows = data.objects.map((each, index) => [
    String(index + 1),
    [each.name, each.uscc ?? ''].filter((part) => part !== '').join('\n'),
    each.address,
    each.people.map((one) => `${one.name}（${one.certificateNumber}）`).join('\n'),
  ]);
  const blocks: Block[] = [
    pairs(head, [
      ['任务编号', data.taskNumber],
      ['任务名称', data.taskTitle],
      ['任务来源', originWords[data.origin]],
      ['检查依据', data.basis],
      ['发起机关', data.agency.name],
      ['责任科室', data.section],
      ['配合部门', data.jointAgencies.join('、')],
      ['检查时间', windowText(data.window)],
      ['检查方式', methodWords[data.method]],
      ['是否提前告知', data.announced ? '是' : '否'],
      ['抽取基数', data.poolSize === null ? '' : `${data.poolSize} 家`],
      ['抽取比例', data.rate],
      ['抽取数量', `${data.objects.length} 家`],
      ['抽取编号', data.drawNumber],
      ['联系人', data.contact === null ? '' : `${data.contact.name} ${data.contact.phone}`.trim()],
    ]),
    ...(data.items.length === 0 ? [] : [heading('检查事项'), itemsTable(data.items)]),
    ...(data.requirements === '' ? [] : [heading('工作要求'), ...paragraphs(data.requirements)]),
    heading('检查对象及检查人员'),
    {
      kind: 'table',
      heads: ['序号', '检查对象（统一社会信用代码）', '地址', '检查人员（证号）'],
      widths: [6, 36, 29, 29],
      rows,
    },
    {
      kind: 'signing',
      lead: [say(head, 'dispatchSealed')],
      lines: [],
      seal: { name: data.agency.name, day: dayText(data.issuedOn) },
    },
  ];
  return writ('dispatchForm', { authority: data.agency.name, head, blocks });
}

function opinionFoot(
  label: string,
  opinion: { readonly by: string; readonly on: string | null } | null,
): string {
  return `${label}：${opinion?.by ?? ''}　　　　${dayText(opinion?.on ?? null)}`;
}

export function approvalForm(data: PaperData<'approvalForm'>, head: PaperHead): Paper {
  const { emergency, decision } = data;
  const bases = data.bases.length > 0 ? data.bases : data.items.flatMap((each) => each.bases);
  const blocks: Block[] = [
    pairs(head, [
      ['检查机关', data.agency.name],
      ['检查对象', data.object.name],
      ['统一社会信用代码', data.object.uscc ?? ''],
      ['地址', data.object.address],
      ['检查事项', data.items.map((each) => each.name).join('；')],
      ['检查依据', clausesText(bases)],
      ['任务来源', [originWords[data.origin], data.source].filter((each) => each !== '').join('：')],
      ['检查方式', methodWords[data.method]],
      ['提前告知', data.announced ? '是' : '否'],
      ['拟检查时间', plannedText(data.planned)],
      ['检查人员', peopleText(data.people)],
      ['协助人员', assistantsText(data.assistants)],
      ['联合检查', data.jointAgencies.length === 0 ? '否' : `是：${data.jointAgencies.join('、')}`],
      ['检查频次', timesText(data.frequency)],
      ...(emergency === null
        ? []
        : ([['紧急补办说明', `${emergency.reason}；入企时间 ${instantText(emergency.enteredAt)}`]] as const)),
      ...(data.assistance === undefined ? [] : ([['异地协助手续', data.assistance]] as const)),
    ]),
    {
      kind: 'boxes',
      rows: [
        { label: '承办意见', text: data.handler?.text ?? '', foot: opinionFoot('承办人', data.handler) },
        { label: '法制审核意见', text: data.legal?.text ?? '', foot: opinionFoot('审核人', data.legal) },
        {
          label: '负责人审批意见',
          text: [decision?.text ?? '', decision?.delegation ? `（依委托：${decision.delegation}）` : '']
            .filter((each) => each !== '')
            .join('\n'),
          foot: opinionFoot('负责人', decision),
        },
      ],
    },
  ];
  return writ('approvalForm', { authority: data.agency.name, head, blocks });
}

function timesText(frequency: PaperData<'approvalForm'>['frequency']): string {
  if (frequency === null) return '';
  const cap = frequency.cap === null ? '' : `，上限 ${frequency.cap} 次`;
  return `本年度已检查 ${frequency.done} 次${cap}（${frequency.counts}）`;
}

function plannedText(planned: PaperData<'approvalForm'>['planned']): string {
  if (planned.from === null) return '';
  return windowText({ from: planned.from, to: planned.to ?? planned.from });
}

/** One page for the team: in smaller print than what is handed over. */
export function tripSheet(data: PaperData<'tripSheet'>, head: PaperHead): Paper {
  const when = data.visitAt === null ? windowText(data.window) : instantText(data.visitAt);
  const blocks: Block[] = [
    pairs(head, [
      ['任务', data.taskTitle],
      ['任务编号', data.taskNumber],
      ['检查对象', data.object.name],
      ['地址', data.object.address],
      [
        '联系人',
        data.announced ? [data.contact?.name ?? '', data.contact?.phone ?? ''].join(' ').trim() : '',
      ],
      ['检查时间', when],
      ['集合地点', data.meetingPoint],
      ['集合时间', data.meetingAt],
      ['车辆', data.vehicle],
      ['驾驶员', data.driver],
      ['联合部门', data.jointAgencies.join('、')],
      ['检查人员', peopleText(data.people)],
      ['协助人员', data.assistants.map((each) => [each.name, each.organisation].join(' ').trim()).join('、')],
    ]),
    ...(data.announced
      ? []
      : [{ kind: 'paragraph', text: say(head, 'tripUnannounced'), strong: true } as const]),
    ...(data.brings.length === 0
      ? []
      : [
          heading('携带物品'),
          {
            kind: 'table',
            heads: ['人员', '物品'],
            widths: [25, 75],
            rows: data.brings.map((each) => [each.who, each.what]),
          } as const,
        ]),
    ...(data.safetyRules.length === 0
      ? []
      : [
          heading('现场安全须知'),
          ...data.safetyRules.map(
            (each, index) => ({ kind: 'text', text: `${index + 1}．${each}` }) as const,
          ),
        ]),
    ...(data.note === '' ? [] : [heading('备注'), { kind: 'text', text: data.note } as const]),
    { kind: 'note', text: say(head, 'tripDiscipline') },
  ];
  return writ('tripSheet', { authority: data.agency.name, head, blocks });
}
