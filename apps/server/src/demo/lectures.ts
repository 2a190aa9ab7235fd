/**
 * Training for enterprises of both bureaus: one was held and attended, one is open for sign-up, one waits for its review; openings
 * of the portal's pages on the days before. All through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { LectureContent } from '@mingcha/core/publications/lectures/lecture.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { listArticles } from '../publications/articles/article.service.ts';
import { listSignups, recordAttendanceOf } from '../publications/lectures/attendance.service.ts';
import { createLecture, moveLecture } from '../publications/lectures/lecture.service.ts';
import { signUpAsEnterprise } from '../publications/lectures/signup.service.ts';
import { addViews } from '../publications/reach/reach.queries.ts';
import { knownEnterprises } from './demo.queries.ts';
import type { DemoClock } from './demo-clock.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

/** `enterprise`: the credit code of the one that has an account. */
export async function loadLectures(
  platform: Platform,
  { actors }: Organisation,
  of: { readonly clock: DemoClock; readonly enterprise: string | null },
): Promise<void> {
  const bureaus: readonly Bureau[] = [
    {
      writer: actors['jz.legal'],
      head: actors['jz.head'],
      topic: '危险化学品经营企业安全检查',
      place: '市政务服务中心二楼会议室',
    },
    {
      writer: actors['jc.legal'],
      head: actors['jc.head'],
      topic: '人民防空工程维护管理检查',
      place: '市人民防空办公室三楼会议室',
    },
  ];
  const held: string[] = [];
  for (const bureau of bureaus) held.push(await announceBoth(platform, bureau, of.enterprise));
  // Past the end of the training that was held.
  of.clock.advance((Date.parse(morning(platform, 1)) - Date.parse(platform.clock.now())) / 60_000 + 150);
  for (const [n, bureau] of bureaus.entries()) {
    await attend(platform, bureau, held[n] ?? '');
    await draft(platform, bureau);
  }
}

interface Bureau {
  readonly writer: Actor;
  readonly head: Actor;
  readonly topic: string;
  readonly place: string;
}

/** Nine o'clock in China, so many days after today. */
function morning(platform: Platform, days: number): string {
  return `${addDays(platform.clock.today(), days)}T01:00:00.000Z`;
}

/** One for tomorrow and one for later, both published, with sign-ups and openings; the id of the first. */
async function announceBoth(platform: Platform, of: Bureau, enterprise: string | null): Promise<string> {
  const { writer } = of;
  const held = await announce(platform, of, { title: '“双随机”检查怎么配合', inDays: 1 });
  const open = await announce(platform, of, { title: '常见问题整改要点', inDays: 14 });
  const known = await inTransaction(platform.db, (tx) => knownEnterprises(tx, writer.jurisdictionId, 4));
  const own = known.filter((each) => each.creditCode === enterprise);
  const others = known.filter((each) => each.creditCode !== enterprise);
  for (const [n, party] of [...own, ...others].entries()) {
    await signUp(platform, { writer, lectureId: held, enterprise: party, people: (n % 2) + 1 });
    if (party.creditCode !== enterprise)
      await signUp(platform, { writer, lectureId: open, enterprise: party, people: 1 });
  }
  await viewed(platform, of, [held, open]);
  return held;
}

async function attend(platform: Platform, { writer }: Bureau, id: string): Promise<void> {
  const { rows } = must(await listSignups(platform, writer, { id, after: undefined, limit: 50 }));
  const marks = rows.map((row, n) => ({ id: row.id, attended: n === 2 ? 0 : row.people }));
  if (marks.length > 0)
    must(await recordAttendanceOf(platform, writer, { actionId: platform.ids.next(), id, marks }));
}

function contentOf(
  platform: Platform,
  { topic, place }: Bureau,
  of: { readonly title: string; readonly inDays: number },
): LectureContent {
  const begin = Date.parse(morning(platform, of.inDays));
  const at = (minutes: number): string => new Date(begin + minutes * 60_000).toISOString();
  return {
    title: `${topic.replace(/检查$/u, '')}：${of.title}`,
    topic,
    audience: '本市相关企业负责人和安全管理人员',
    body: '# 主要内容\n- 检查前的准备和需要提供的资料\n- 检查中的权利和义务\n- 常见问题和整改要求\n现场解答提问，参加培训不收取费用。',
    startsAt: at(0),
    endsAt: at(120),
    closesAt: at(-30),
    place,
    link: '',
    capacity: 60,
  };
}

async function announce(
  platform: Platform,
  of: Bureau,
  what: { readonly title: string; readonly inDays: number },
): Promise<string> {
  const { id, version } = await draft(platform, of, what);
  const published = { id, version, move: 'publish', note: '', confirmed: [] } as const;
  must(await moveLecture(platform, of.head, { actionId: platform.ids.next(), ...published }));
  return id;
}

/** Written and sent to review. */
async function draft(
  platform: Platform,
  of: Bureau,
  what = { title: '新修订规定解读', inDays: 24 },
): Promise<{ readonly id: string; readonly version: number }> {
  const content = contentOf(platform, of, what);
  const made = must(await createLecture(platform, of.writer, { actionId: platform.ids.next(), ...content }));
  const sent = { id: made.id, version: made.version, move: 'submit', note: '', confirmed: [] } as const;
  return must(await moveLecture(platform, of.writer, { actionId: platform.ids.next(), ...sent }));
}

async function signUp(
  platform: Platform,
  of: {
    readonly writer: Actor;
    readonly lectureId: string;
    readonly enterprise: { readonly creditCode: string; readonly name: string };
    readonly people: number;
  },
): Promise<void> {
  const { enterprise } = of;
  const person = {
    kind: 'enterprise',
    enterpriseId: platform.ids.next(),
    jurisdictionId: of.writer.jurisdictionId,
    creditCode: enterprise.creditCode,
    enterpriseName: enterprise.name,
    personName: '经办人（演示）',
  } as const;
  const form = { people: of.people, name: '经办人（演示）', phone: '0311-84300000' };
  const input = { actionId: platform.ids.next(), id: of.lectureId, ...form };
  must(await signUpAsEnterprise(platform, person, input));
}

/** Openings of the demo's pages on the days before today. */
async function viewed(platform: Platform, { writer }: Bureau, lectures: readonly string[]): Promise<void> {
  const asked = { kind: undefined, state: 'published', text: undefined, after: undefined, limit: 20 };
  const { rows } = must(await listArticles(platform, writer, asked));
  const pages = [...rows.map((row) => row.id), ...lectures];
  const today = platform.clock.today();
  const views = pages.flatMap((subjectId, n) =>
    [3, 2, 1].map((days) => ({ day: addDays(today, -days), subjectId, count: 7 + 5 * n + 3 * days })),
  );
  await inTransaction(platform.db, (tx) => addViews(tx, views));
}
