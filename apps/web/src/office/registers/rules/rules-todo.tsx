/** What waits here: the version of the rule book that somebody must take a step with, and a year that the calendar lacks. */
import '../registers.css';
import type { Role } from '@mingcha/core/common/roles.ts';
import { calendarYears } from '@mingcha/core/registers/rules/calendar-api.ts';
import { calendarPageText } from '@mingcha/core/registers/rules/calendar-page-text.ts';
import { listRuleBooks, type RuleBookRow } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { missingYear } from './missing-year.ts';

const waitsFor = {
  draft: ['legalOfficer', 'sectionOfficer'],
  legalReview: ['legalOfficer'],
  reviewed: ['agencyHead'],
  approved: ['legalOfficer'],
} as const satisfies Partial<Record<RuleBookRow['state'], readonly Role[]>>;
type Waiting = keyof typeof waitsFor;

export function RulesTodo() {
  const say = useText(rulePageText);
  const calendar = useText(calendarPageText);
  const { roles } = useSession().person;
  const isAdministrator = roles.includes('administrator');
  const books = useApiQuery(listRuleBooks, {}, { enabled: !isAdministrator }).data?.rows ?? [];
  const years = useApiQuery(calendarYears, {}, { enabled: isAdministrator }).data;
  const waiting = books.filter((one) => isWaiting(one, roles));
  const missing = years === undefined ? undefined : missingYear(years.today, years.years);
  if (waiting.length === 0 && missing === undefined) return null;
  return (
    <Section title={missing === undefined ? say('ruleBooks') : calendar('calendar')}>
      <ul className="register-todo">
        {waiting.map((one) => (
          <li key={one.id}>
            <GoTo to={`/rule-books/${one.id}`}>
              {say(`todo.${one.state as Waiting}`, { version: one.bookVersion })}
            </GoTo>
          </li>
        ))}
        {missing === undefined ? null : (
          <li>
            <GoTo to={`/calendar/${missing}`}>{calendar('missing', { year: missing })}</GoTo>
          </li>
        )}
      </ul>
    </Section>
  );
}

function isWaiting(row: RuleBookRow, roles: readonly Role[]): boolean {
  const wanted: readonly Role[] = row.state in waitsFor ? waitsFor[row.state as Waiting] : [];
  return wanted.some((role) => roles.includes(role));
}
