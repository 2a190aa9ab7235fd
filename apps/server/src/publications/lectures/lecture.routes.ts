/** Handlers of enterprises' training: the office, the enterprise's centre, the portal's pages without scripts. */
import { fail, ok } from '@mingcha/core/common/result.ts';
import * as api from '@mingcha/core/publications/lectures/lecture-api.ts';
import * as own from '@mingcha/core/publications/lectures/public-lecture-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { AnyoneCall, Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FormWords, formWords, ownPage, problemOf, problemsOf } from '../portal/form-parts.ts';
import { type PortalPage, pageReply } from '../portal/frame.ts';
import { isRecordId } from '../portal/portal.queries.ts';
import { countedFacts, siteFacts } from '../portal/public-facts.ts';
import { readingOf } from '../portal/reading.ts';
import { keptForAMinute, type SiteFacts } from '../portal/site-facts.ts';
import { wordsOf } from '../portal/words.ts';
import { noteView } from '../reach/views.ts';
import { listSignups, printSheetOf, recordAttendanceOf } from './attendance.service.ts';
import { announcedLecture, announcedLectures } from './lecture.queries.ts';
import { createLecture, getLecture, listLectures, moveLecture, saveLecture } from './lecture.service.ts';
import * as pages from './lecture-pages.ts';
import {
  listOwnLectures,
  lookUpSignup,
  signOffAsEnterprise,
  signOffByCode,
  signUpAsEnterprise,
  signUpByCode,
} from './signup.service.ts';

export function bindLectureRoutes(binder: Binder, platform: Platform): void {
  bindOffice(binder, platform);
  bindCentre(binder, platform);
  bindPages(binder, platform);
  bindForms(binder, platform);
}

function bindOffice(binder: Binder, platform: Platform): void {
  binder.bind(api.listLectures, ({ actor, query: { state, text, after, limit } }) =>
    listLectures(platform, actor, { state, text, after, limit }),
  );
  binder.bind(api.getLecture, ({ actor, params }) => getLecture(platform, actor, params.id));
  binder.bind(api.createLecture, ({ actor, body }) => createLecture(platform, actor, body));
  binder.bind(api.saveLecture, ({ actor, params, body }) =>
    saveLecture(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.moveLecture, ({ actor, params, body }) =>
    moveLecture(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.listSignups, ({ actor, params, query: { after, limit } }) =>
    listSignups(platform, actor, { id: params.id, after, limit }),
  );
  binder.bind(api.recordAttendance, ({ actor, params, body }) =>
    recordAttendanceOf(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.printSheet, ({ actor, params, query }) =>
    printSheetOf(platform, actor, { ...params, ...query }),
  );
}

function bindCentre(binder: Binder, platform: Platform): void {
  binder.bindEnterprise(own.listOwnLectures, ({ enterprise }) => listOwnLectures(platform, enterprise));
  binder.bindEnterprise(own.signUpAsEnterprise, ({ enterprise, params, body }) =>
    signUpAsEnterprise(platform, enterprise, { ...body, id: params.id }),
  );
  binder.bindEnterprise(own.signOffAsEnterprise, ({ enterprise, params, body }) =>
    signOffAsEnterprise(platform, enterprise, { ...body, id: params.id }),
  );
}

const nowOf = (platform: Platform): pages.Now => ({ now: platform.clock.now(), zone: platform.config.zone });

/** Whose installation it is, as the portal's other pages read it. */
function siteReader(platform: Platform): () => Promise<SiteFacts> {
  const ask = countedFacts(platform);
  return keptForAMinute(
    platform,
    async () => (await ask(siteFacts)) ?? { isDemo: false, asOf: null, agencies: [] },
  );
}

// oxlint-disable-next-line typescript/no-explicit-any -- only the query and the headers matter here
type Call = Pick<AnyoneCall<any, any, any>, 'headers' | 'query'>;
type AnswerOwn = (
  call: Call,
  path: string,
  make: (words: FormWords) => Promise<PortalPage>,
) => ReturnType<typeof answered>;
async function answered(
  site: SiteFacts,
  of: {
    readonly call: Call;
    readonly path: string;
    readonly make: (words: FormWords) => Promise<PortalPage>;
  },
) {
  const reading = readingOf(of.call, of.path);
  return ok(ownPage(reading, site, await of.make(formWords(wordsOf(reading.locale)))));
}

const foundLecture = (platform: Platform, id: string) =>
  isRecordId(id) ? inTransaction(platform.db, (tx) => announcedLecture(tx, id)) : Promise.resolve(undefined);

function bindPages(binder: Binder, platform: Platform): void {
  const site = siteReader(platform);
  const answer: AnswerOwn = async (call, path, make) => answered(await site(), { call, path, make });
  binder.bindAnyone(own.lecturesPage, async (call) => {
    const reading = readingOf(call, '/p/training');
    const rows = await inTransaction(platform.db, (tx) => announcedLectures(tx, platform.clock.now()));
    const page = pages.lecturesPageOf(wordsOf(reading.locale), rows, nowOf(platform));
    return ok(pageReply(reading, await site(), page));
  });
  const pathOf = (id: string) => `/p/training/${encodeURIComponent(id.toWellFormed())}`;
  binder.bindAnyone(own.lecturePage, (call) =>
    answer(call, pathOf(call.params.id), async (words) => {
      const row = await foundLecture(platform, call.params.id);
      if (row === undefined) return pages.noLecturePage(words);
      noteView(platform, { subjectId: row.id, ip: call.ip, userAgent: call.headers['user-agent'] });
      const typed = pages.emptySignup(platform.ids.next());
      return pages.lecturePageOf(words, { ...nowOf(platform), row, typed, problems: [] });
    }),
  );
  binder.bindAnyone(own.sendSignupForm, (call) =>
    answer(call, pathOf(call.params.id), async (words) => {
      const row = await foundLecture(platform, call.params.id);
      if (row === undefined) return pages.noLecturePage(words);
      const at = nowOf(platform);
      const typed = { ...call.body, actionId: platform.ids.next() };
      const parsed = own.signupByCode.safeParse(call.body);
      if (!parsed.success) {
        const problems = problemsOf(parsed.error.issues, words, pages.signupLabels(words));
        return pages.lecturePageOf(words, { ...at, row, typed, problems });
      }
      const done = await signUpByCode(platform, { ...parsed.data, lectureId: row.id, ip: call.ip });
      if (done.ok) return pages.signedUpPageOf(words, { ...at, row, code: done.value.code });
      return pages.lecturePageOf(words, { ...at, row, typed, problems: [problemOf(done.error, words)] });
    }),
  );
}

function bindForms(binder: Binder, platform: Platform): void {
  const site = siteReader(platform);
  const answer: AnswerOwn = async (call, path, make) => answered(await site(), { call, path, make });
  const path = '/p/forms/signup';
  binder.bindAnyone(own.ownSignupForm, (call) =>
    answer(call, path, async (words) => pages.ownSignupFormOf(words, [])),
  );
  binder.bindAnyone(own.lookUpSignupForm, (call) =>
    answer(call, path, async (words) => {
      const { code } = call.body;
      const found = await lookUpSignup(platform, code);
      if (!found.ok) return pages.ownSignupFormOf(words, [problemOf(found.error, words)], code);
      const shown = { ...nowOf(platform), found: found.value, code, actionId: platform.ids.next() };
      return pages.ownSignupPageOf(words, shown);
    }),
  );
  binder.bindAnyone(own.withdrawSignupForm, (call) =>
    answer(call, path, async (words) => {
      const { actionId, code } = call.body;
      const done = isRecordId(actionId)
        ? await signOffByCode(platform, { actionId, code })
        : fail('lecture.signup_not_found', {}, 'code');
      if (done.ok) return pages.signedOffPageOf(words);
      return pages.ownSignupFormOf(words, [problemOf(done.error, words)], code);
    }),
  );
}
