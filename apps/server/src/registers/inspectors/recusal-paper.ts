/** The decision on a recusal request as a paper; every word from the record, the wording from `recusal-form.ts`. */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { format } from '@mingcha/core/common/text.ts';
import { recusalNumber } from '@mingcha/core/registers/inspectors/recusal.ts';
import { recusalForm as form } from '@mingcha/core/registers/inspectors/recusal-form.ts';
import type { StoredRecusal } from './recusal.queries.ts';

export function recusalPaper(request: StoredRecusal): Paper {
  const number = format(form.number, { number: recusalNumber(request) });
  const upheld = request.state === 'upheld';
  const names = { person: request.inspector_name, object: request.object_name };
  const kind = request.requester_kind === 'object' ? form.kindObject : form.kindRepresentative;
  const field = (label: string, value: string) => ({ label, value: value === '' ? '—' : value });
  return {
    language: 'zh-CN',
    authority: request.agency_name,
    title: form.title,
    number,
    foot: format(form.foot, { number, page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        kind: 'fields',
        rows: [
          [
            field(form.requester, `${request.requester}（${kind}）`),
            field(form.receivedOn, dayOf(request.received_on)),
          ],
          [field(form.object, request.object_name)],
          [field(form.person, request.inspector_name), field(form.certificate, request.certificate_number)],
          [field(form.visit, request.visit)],
        ],
      },
      { kind: 'heading', text: form.groundsTitle },
      { kind: 'text', text: request.grounds },
      { kind: 'heading', text: form.decisionTitle },
      { kind: 'text', text: format(upheld ? form.upheld : form.rejected, names) },
      { kind: 'text', text: format(form.reason, { reason: request.reason }) },
      ...(request.concerns_head
        ? [{ kind: 'text' as const, text: format(form.meeting, { minutes: request.minutes }) }]
        : []),
      { kind: 'heading', text: form.meanwhileTitle },
      { kind: 'text', text: upheld ? form.meanwhile : form.meanwhileRejected },
      {
        kind: 'signatures',
        intro: form.deliver,
        lines: [request.concerns_head ? form.signMeeting : form.sign, form.receipt],
        date: format(form.date, { day: dayOf(request.decided_on ?? '') }),
      },
    ],
  };
}

/** `2026年11月19日`, as papers write days. */
function dayOf(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return format(form.day, { year, month: Number(month), date: Number(date) });
}
