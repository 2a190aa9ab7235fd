/** Rule books, working-day calendar and frequency ledger as one part of the registers' stage. */
import * as calendarApi from '@mingcha/core/registers/rules/calendar-api.ts';
import * as frequencyApi from '@mingcha/core/registers/rules/frequency-api.ts';
import * as bookApi from '@mingcha/core/registers/rules/rule-book-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { bindRuleRoutes } from './rules.routes.ts';

export const ruleApis: readonly object[] = [bookApi, calendarApi, frequencyApi];

export function bindRuleParts(binder: Binder, platform: Platform): void {
  bindRuleRoutes(binder, platform);
}

/** What a race leaves as a violated constraint. */
export const ruleConstraints = {
  uq_rule_books_open: 'document.draft_exists',
  uq_rule_books_version: 'document.draft_exists',
  uq_rule_books_published: 'ruleBook.published_meanwhile',
  pk_calendar_years: 'calendar.changed_meanwhile',
} as const;
