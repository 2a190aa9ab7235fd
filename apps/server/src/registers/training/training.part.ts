/** Training courses and question banks as one part of the registers: declared routes, handlers, constraints. */
import { ok } from '@mingcha/core/common/result.ts';
import * as bankApi from '@mingcha/core/registers/training/bank-api.ts';
import * as courseApi from '@mingcha/core/registers/training/course-api.ts';
import * as myApi from '@mingcha/core/registers/training/my-training-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import * as banks from './bank.service.ts';
import * as courses from './course.service.ts';
import * as hours from './hours.service.ts';
import * as own from './my-training.service.ts';
import { questionTable } from './question-file.ts';
import * as sessions from './session.service.ts';
import * as tests from './test.service.ts';

export const trainingApis = [courseApi, bankApi, myApi];

export const trainingConstraints = {
  uq_question_banks_name: 'questionBank.already_exists',
  uq_bank_questions_stem: 'question.already_exists',
  uq_training_attempts_no: 'course.changed_meanwhile',
};

export function bindTrainingParts(binder: Binder, platform: Platform): void {
  bindCourses(binder, platform);
  bindSessions(binder, platform);
  bindHours(binder, platform);
  bindBanks(binder, platform);
  bindOwn(binder, platform);
}

function bindCourses(binder: Binder, platform: Platform): void {
  binder.bind(courseApi.listCourses, ({ actor, query }) => {
    const { after, limit, text, state } = query;
    return courses.listCourses(platform, actor, { text, state, page: { after, limit } });
  });
  binder.bind(courseApi.getCourse, ({ actor, params }) => courses.getCourse(platform, actor, params.id));
  binder.bind(courseApi.listTeachable, ({ actor }) => courses.listTeachable(platform, actor));
  binder.bind(courseApi.saveCourse, ({ actor, body }) => {
    const { actionId, id, version, ...fields } = body;
    return courses.saveCourse(platform, actor, { actionId, id, version, fields });
  });
  binder.bind(courseApi.moveCourse, ({ actor, params, body }) =>
    courses.moveCourse(platform, actor, { ...body, id: params.id }),
  );
}

function bindSessions(binder: Binder, platform: Platform): void {
  binder.bind(courseApi.saveSession, ({ actor, params, body }) => {
    const { actionId, sessionId, version, ...fields } = body;
    return sessions.saveSession(platform, actor, { actionId, id: params.id, sessionId, version, fields });
  });
  binder.bind(courseApi.removeSession, ({ actor, params, body }) =>
    sessions.removeSession(platform, actor, { ...body, ...params }),
  );
  binder.bind(courseApi.callPeople, ({ actor, params, body }) =>
    sessions.callPeople(platform, actor, { ...body, ...params }),
  );
  binder.bind(courseApi.openSignIn, ({ actor, params, body }) =>
    sessions.openSignIn(platform, actor, { ...body, ...params }),
  );
  binder.bind(courseApi.recordAttendance, ({ actor, params, body }) =>
    sessions.recordAttendance(platform, actor, { ...body, ...params }),
  );
  binder.bind(
    courseApi.importAttendance,
    ({ actor, params, query, upload }) =>
      sessions.importAttendance(platform, actor, { ...params, actionId: query.actionId, upload }),
    { maxUploadBytes: platform.config.limits.uploadBytes },
  );
  binder.bind(courseApi.signInSheet, ({ actor, params, query }) =>
    sessions.printSheet(platform, actor, { ...params, format: query.format }),
  );
}

function bindHours(binder: Binder, platform: Platform): void {
  binder.bind(courseApi.yearHours, ({ actor, query }) => hours.yearHours(platform, actor, query.year));
  binder.bind(courseApi.exportHours, ({ actor, query }) =>
    hours.exportHours(platform, actor, { year: query.year, format: query.format }),
  );
  binder.bind(courseApi.agencyHours, ({ actor, query }) => hours.agencyHours(platform, actor, query.year));
  binder.bind(courseApi.sheetCoverage, ({ actor }) => hours.sheetCoverage(platform, actor));
}

function bindBanks(binder: Binder, platform: Platform): void {
  binder.bind(bankApi.listBanks, ({ actor }) => banks.listBanks(platform, actor));
  binder.bind(bankApi.getBank, ({ actor, params }) => banks.getBank(platform, actor, params.id));
  binder.bind(bankApi.saveBank, ({ actor, body }) => banks.saveBank(platform, actor, body));
  binder.bind(bankApi.saveQuestion, ({ actor, params, body }) =>
    banks.saveQuestion(platform, actor, {
      actionId: body.actionId,
      id: params.id,
      questionId: body.questionId,
      version: body.version,
      question: body.question,
    }),
  );
  binder.bind(bankApi.removeQuestion, ({ actor, params, body }) =>
    banks.removeQuestion(platform, actor, { ...body, ...params }),
  );
  binder.bind(
    bankApi.importQuestions,
    ({ actor, params, query, upload }) =>
      banks.importQuestions(platform, actor, { id: params.id, actionId: query.actionId, upload }),
    { maxUploadBytes: platform.config.limits.uploadBytes },
  );
  binder.bind(bankApi.questionTemplate, async () => ok(questionTable()));
}

function bindOwn(binder: Binder, platform: Platform): void {
  binder.bind(myApi.myTraining, ({ actor, query }) => own.myTraining(platform, actor, query.year));
  binder.bind(myApi.signInByCode, ({ actor, body }) => own.signInByCode(platform, actor, body));
  binder.bind(myApi.startTest, ({ actor, params, body }) =>
    tests.startTest(platform, actor, { actionId: body.actionId, courseId: params.id }),
  );
  binder.bind(myApi.submitTest, ({ actor, params, body }) =>
    tests.submitTest(platform, actor, { ...body, attemptId: params.attemptId }),
  );
}
