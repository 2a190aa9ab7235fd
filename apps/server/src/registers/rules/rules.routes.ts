/** Handlers of rule books, calendar and frequency ledger: parse (done by the binder), call one service. */
import { ok } from '@mingcha/core/common/result.ts';
import * as calendarApi from '@mingcha/core/registers/rules/calendar-api.ts';
import * as frequencyApi from '@mingcha/core/registers/rules/frequency-api.ts';
import { readHolidayNotice } from '@mingcha/core/registers/rules/holiday-notice.ts';
import * as bookApi from '@mingcha/core/registers/rules/rule-book-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { countWorkingDays, enterCalendarYear, listCalendarYears } from './calendar.service.ts';
import {
  checkVisit,
  enterVisit,
  listFrequency,
  objectFrequency,
  withdrawVisit,
} from './frequency.service.ts';
import {
  createRuleBook,
  discardRuleBook,
  exampleOfRules,
  getRuleBook,
  listRuleBooks,
  rulesInForce,
  saveRuleBook,
  stepRuleBook,
} from './rule-book.service.ts';
import {
  getPublicRuleBook,
  listPublicRuleBooks,
  printPublicRuleBook,
  printRuleBook,
} from './rule-paper.service.ts';

export function bindRuleRoutes(binder: Binder, platform: Platform): void {
  bindBooks(binder, platform);
  bindCalendar(binder, platform);
  bindFrequency(binder, platform);
}

function bindBooks(binder: Binder, platform: Platform): void {
  binder.bind(bookApi.listRuleBooks, ({ actor }) => listRuleBooks(platform, actor));
  binder.bind(bookApi.ruleBookInForceRoute, ({ actor }) => rulesInForce(platform, actor));
  binder.bind(bookApi.getRuleBook, ({ actor, params }) => getRuleBook(platform, actor, params.id));
  binder.bind(bookApi.createRuleBook, ({ actor, body }) => createRuleBook(platform, actor, body));
  binder.bind(bookApi.saveRuleBook, ({ actor, params, body }) =>
    saveRuleBook(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(bookApi.discardRuleBook, ({ actor, params, body }) =>
    discardRuleBook(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(bookApi.stepRuleBook, ({ actor, params, body }) =>
    stepRuleBook(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(bookApi.exampleOfRules, ({ actor, body }) => exampleOfRules(platform, actor, body.sampling));
  binder.bind(bookApi.downloadRuleBook, ({ actor, params, query }) =>
    printRuleBook(platform, actor, { id: params.id, ...query }),
  );
  binder.bindAnyone(bookApi.listPublicRuleBooks, ({ query }) =>
    listPublicRuleBooks(platform, query.agencyId),
  );
  binder.bindAnyone(bookApi.getPublicRuleBook, ({ params }) => getPublicRuleBook(platform, params.id));
  binder.bindAnyone(bookApi.downloadPublicRuleBook, ({ params, query }) =>
    printPublicRuleBook(platform, { id: params.id, ...query }),
  );
}

function bindCalendar(binder: Binder, platform: Platform): void {
  binder.bind(calendarApi.calendarYears, ({ actor }) => listCalendarYears(platform, actor));
  binder.bind(calendarApi.countWorkingDays, ({ actor, query }) => countWorkingDays(platform, actor, query));
  binder.bind(calendarApi.readNotice, ({ body }) => {
    const read = readHolidayNotice(body.text);
    if (!read.ok) return Promise.resolve(read);
    const { breaks, makeUpDays } = read.value;
    return Promise.resolve(ok({ ...read.value, breaks: [...breaks], makeUpDays: [...makeUpDays] }));
  });
  binder.bind(calendarApi.enterCalendarYear, ({ actor, body }) => {
    const { actionId, version, reason, ...fields } = body;
    return enterCalendarYear(platform, actor, { actionId, version, reason, fields });
  });
}

function bindFrequency(binder: Binder, platform: Platform): void {
  binder.bind(frequencyApi.listFrequency, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listFrequency(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(frequencyApi.objectFrequency, ({ actor, params, query }) =>
    objectFrequency(platform, actor, { id: params.id, year: query.year }),
  );
  binder.bind(frequencyApi.checkVisit, ({ actor, body }) => checkVisit(platform, actor, body));
  binder.bind(frequencyApi.enterVisit, ({ actor, body }) => {
    const { actionId, warned, ...visit } = body;
    return enterVisit(platform, actor, { actionId, warned, visit });
  });
  binder.bind(frequencyApi.withdrawVisit, ({ actor, params, body }) =>
    withdrawVisit(platform, actor, { ...body, id: params.id }),
  );
}
