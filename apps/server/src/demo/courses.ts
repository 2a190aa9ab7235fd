/** Training of both bureaus: a question bank, a course that is over, one under way, one being prepared. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { CourseFields } from '@mingcha/core/registers/training/course.ts';
import type { Question } from '@mingcha/core/registers/training/question.ts';
import type { Platform } from '../platform/platform.ts';
import { saveBank, saveQuestion } from '../registers/training/bank.service.ts';
import { getCourse, listTeachable, moveCourse, saveCourse } from '../registers/training/course.service.ts';
import { callPeople, recordAttendance, saveSession } from '../registers/training/session.service.ts';
import type { InspectorIds } from './inspectors.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

/** Stem, options and explanation; the right options begin with a star. */
type Written = readonly [stem: string, explanation: string, ...options: string[]];

function asked([stem, explanation, ...written]: Written): Question {
  const answer = written.flatMap((option, i) => (option.startsWith('*') ? [i] : []));
  const options = written.map((option) => option.replace('*', ''));
  return { kind: answer.length > 1 ? 'multiple' : 'single', stem, options, answer, explanation };
}
const whether = (stem: string, isRight: boolean, explanation: string): Question => ({
  kind: 'trueFalse',
  stem,
  options: [],
  answer: [isRight ? 0 : 1],
  explanation,
});

const law2015 = '国办发〔2015〕58号';
const penaltyLaw = '《中华人民共和国行政处罚法》';
const written: readonly Written[] = [
  ['现场检查时，执法人员不得少于几人？', `${penaltyLaw}第四十二条`, '一人', '*两人', '三人'],
  [
    '“双随机”是指随机抽取检查对象和什么？',
    law2015,
    '*随机选派执法检查人员',
    '随机确定检查结果',
    '随机公开检查结果',
  ],
  [
    '执法人员到达现场后，首先应当做什么？',
    `${penaltyLaw}第五十五条`,
    '查阅资料',
    '*出示执法证件，说明来意',
    '拍照取证',
  ],
  [
    '发现本人与检查对象有利害关系，应当怎样办理？',
    `${penaltyLaw}第四十三条`,
    '继续检查',
    '*主动回避',
    '请对方书面同意',
  ],
  [
    '下列哪些情形，检查人员应当回避？',
    `${penaltyLaw}第四十三条`,
    '*是检查对象的近亲属',
    '*与检查对象有直接利害关系',
    '曾经去过检查对象所在街道',
  ],
  [
    '现场检查笔录应当由哪些人签名？',
    '行政执法文书要求',
    '*检查人员',
    '*被检查单位负责人或者在场人员',
    '平台管理员',
  ],
];
const questions: readonly Question[] = [
  ...written.map(asked),
  whether('检查对象拒绝签字的，检查人员注明情况后笔录仍然有效。', true, '行政执法文书要求'),
  whether('抽取结果不合适时，可以由科室直接更换检查对象。', false, law2015),
];

interface Bureau {
  /** The day of the load: the sign-in of that day's session can be tried. */
  readonly loadDay: string;
  readonly legal: Actor;
  readonly ids: readonly string[];
  readonly organiser: string;
}

export async function loadCourses(
  platform: Platform,
  { actors }: Organisation,
  known: { readonly ids: InspectorIds; readonly loadDay: string },
): Promise<void> {
  const { ids, loadDay } = known;
  const bureaus: readonly Bureau[] = [
    {
      legal: actors['jz.legal'],
      loadDay,
      ids: ids['emergency'] ?? [],
      organiser: '政策法规股',
    },
    {
      legal: actors['jc.legal'],
      loadDay,
      ids: ids['civilAirDefence'] ?? [],
      organiser: '法宣科',
    },
  ];
  for (const bureau of bureaus) await coursesOf(platform, bureau);
}

async function coursesOf(platform: Platform, bureau: Bureau): Promise<void> {
  const { legal } = bureau;
  const today = platform.clock.today();
  const bankId = await bankOf(platform, legal);
  const sheet = must(await listTeachable(platform, legal)).rows[0]?.versionId ?? null;
  const test = {
    bankId,
    rules: { single: 3, multiple: 1, trueFalse: 1, passMark: 80, attempts: 3, minutes: 20 },
  };
  const common = { organiser: bureau.organiser, sheetVersionId: null };
  const over = await course(platform, bureau, {
    fields: {
      ...common,
      title: '行政执法程序与现场检查',
      content: '出示证件、告知权利、当场记录、证据固定。',
      test: null,
    },
    days: [addDays(today, -16), addDays(today, -15)],
  });
  await attend(platform, bureau, over);
  await move(platform, legal, { id: over.id, move: 'close' });
  const open = await course(platform, bureau, {
    fields: {
      ...common,
      title: '检查表使用培训',
      content: '逐项讲解检查要点和判定标准。',
      sheetVersionId: sheet,
      test,
    },
    days: [addDays(today, -1), bureau.loadDay],
  });
  await attend(platform, bureau, { ...open, sessions: open.sessions.slice(0, 1) });
  const fields = { ...common, title: '廉政纪律专题', content: '', test: null };
  must(
    await saveCourse(platform, legal, {
      actionId: platform.ids.next(),
      id: undefined,
      version: undefined,
      fields,
    }),
  );
}

async function bankOf(platform: Platform, legal: Actor): Promise<string> {
  const name = { name: '行政执法通用题库', note: '（演示）日常培训使用' };
  const { id } = must(await saveBank(platform, legal, { actionId: platform.ids.next(), ...name }));
  for (const question of questions) {
    const known = { questionId: undefined, version: undefined };
    must(await saveQuestion(platform, legal, { actionId: platform.ids.next(), id, ...known, question }));
  }
  return id;
}

interface Made {
  readonly id: string;
  readonly sessions: readonly string[];
}

/** A published course with its sessions; two in three people are called, the account's own among them. */
async function course(
  platform: Platform,
  { legal, ids }: Bureau,
  of: { readonly fields: CourseFields; readonly days: readonly string[] },
): Promise<Made> {
  const action = () => ({ actionId: platform.ids.next() });
  const unsaved = { id: undefined, version: undefined };
  const { id } = must(await saveCourse(platform, legal, { ...action(), ...unsaved, fields: of.fields }));
  const sessions: string[] = [];
  for (const day of of.days) {
    const fields = {
      day,
      startsAt: '09:00',
      endsAt: '11:30',
      place: '三楼会议室',
      trainer: legal.personName,
      hoursTenths: 30,
    };
    const made = await saveSession(platform, legal, {
      ...action(),
      id,
      sessionId: undefined,
      version: undefined,
      fields,
    });
    sessions.push(must(made).id);
  }
  const add = ids.filter((_, i) => i % 3 !== 2 && i < 9);
  // Whoever is on leave by now is not in the directory's active list and is left out.
  for (const each of add)
    await callPeople(platform, legal, { ...action(), id, add: [each], remove: [], everybody: false });
  await move(platform, legal, { id, move: 'publish' });
  return { id, sessions };
}

async function move(
  platform: Platform,
  legal: Actor,
  of: { readonly id: string; readonly move: 'publish' | 'close' },
): Promise<void> {
  const { version } = must(await getCourse(platform, legal, of.id));
  must(await moveCourse(platform, legal, { actionId: platform.ids.next(), version, reason: '', ...of }));
}

/** All but one came; that one is excused. */
async function attend(platform: Platform, { legal }: Bureau, made: Made): Promise<void> {
  const { people } = must(await getCourse(platform, legal, made.id));
  const entries = people.map(({ inspectorId }, i) => ({
    inspectorId,
    attendance: i === 3 ? ('excused' as const) : ('present' as const),
  }));
  for (const sessionId of made.sessions)
    must(
      await recordAttendance(platform, legal, {
        actionId: platform.ids.next(),
        id: made.id,
        sessionId,
        entries,
      }),
    );
}
