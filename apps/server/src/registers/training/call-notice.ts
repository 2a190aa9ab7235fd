/** Tells people who have an account that they are called to a course; each once, when it has gone out. */
import { trainingNotices } from '@mingcha/core/registers/training/training-notices.ts';
import type { Tx } from '../../platform/db/database.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import type { StoredCourse } from './course.queries.ts';
import { peopleOf, sessionsOf } from './session.queries.ts';

export async function tellCalled(tx: Tx, platform: Platform, course: StoredCourse): Promise<void> {
  const [first] = await sessionsOf(tx, course);
  if (first === undefined) return;
  for (const person of await peopleOf(tx, course)) {
    if (person.account_id === null) continue;
    await notify(tx, platform, {
      jurisdictionId: course.jurisdiction_id,
      to: { accountId: person.account_id },
      kind: trainingNotices.called,
      data: { title: course.title, day: first.day, time: first.starts_at, place: first.place },
      link: '/my-training',
      dedupeKey: `course.called ${course.id}`,
    });
  }
}
