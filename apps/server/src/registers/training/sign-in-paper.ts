/** The attendance sheet (签到表) of a session as a paper; the wording stands in `training-form.ts`. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { format } from '@mingcha/core/common/text.ts';
import { trainingForm } from '@mingcha/core/registers/training/training-form.ts';
import type { StoredCourse } from './course.queries.ts';
import type { attendanceOf, peopleOf, StoredSession } from './session.queries.ts';

const { sheet: form } = trainingForm;

export interface SheetContent {
  readonly course: StoredCourse;
  readonly session: StoredSession;
  readonly people: Awaited<ReturnType<typeof peopleOf>>;
  /** Of this session. */
  readonly attendance: Awaited<ReturnType<typeof attendanceOf>>;
  readonly agency: string;
}

export function signInPaper(content: SheetContent): { readonly paper: Paper; readonly name: string } {
  const { course, session, people } = content;
  const field = (label: string, value: string) => ({ label, value: value === '' ? '—' : value });
  const paper: Paper = {
    language: 'zh-CN',
    authority: content.agency,
    title: form.title,
    number: '',
    foot: format(form.foot, { course: course.title, page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        kind: 'fields',
        rows: [
          [field(form.course, course.title)],
          [field(form.time, momentOf(session)), field(form.place, session.place)],
          [field(form.organiser, course.organiser), field(form.trainer, session.trainer)],
          [
            field(form.hours, String(session.hours_tenths / 10)),
            field(form.expected, format(form.count, { n: people.length })),
          ],
        ],
      },
      {
        kind: 'table',
        heads: [...form.heads],
        widths: [1, 2, 4, 3, 4, 2],
        rows: people.map((person, i) => [
          String(i + 1),
          person.name,
          person.section_name ?? '',
          person.certificate_number,
          '',
          noteOf(content, person.id),
        ]),
      },
      { kind: 'note', text: form.note },
      { kind: 'signatures', intro: form.signIntro, lines: [form.sign], date: form.date },
    ],
  };
  return { paper, name: `${form.title} ${course.title.slice(0, 60)} ${session.day}` };
}

/** Who signed in with the code or is excused needs no signature. */
function noteOf({ attendance }: SheetContent, inspectorId: string): string {
  const found = attendance.find((row) => row.inspector_id === inspectorId);
  if (found?.attendance === 'excused') return form.excused;
  return found?.attendance === 'present' && found.way === 'code' ? form.present : '';
}

function momentOf(session: StoredSession): string {
  const [year = '', month = '', date = ''] = session.day.split('-');
  return format(form.moment, {
    year,
    month: Number(month),
    date: Number(date),
    from: session.starts_at,
    to: session.ends_at,
  });
}
