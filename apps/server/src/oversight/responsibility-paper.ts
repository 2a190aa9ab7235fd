/** The printed 责任清单 of an agency or of one task, made of the same rows and figures as the page. Reads only. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { daysLate, responsibilityState } from '@mingcha/core/oversight/responsibility.ts';
import { responsibilityPaperWords as words } from '@mingcha/core/oversight/responsibility-form.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { type ResponsibilityLink, responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import type { ClockName } from '@mingcha/core/registers/rules/rule-book.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { paperReply } from '../platform/documents/paper-reply.ts';
import type { FileReply } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { dutyCounts, dutyPage } from './responsibility.queries.ts';
import { isSealedFor, postsOfAgencies } from './responsibility.service.ts';

interface Printing {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly today: string;
  readonly now: string;
  readonly agencyName: string;
}

/** A task of the second source has some hundred matters; a paper of more is read by nobody. */
const mostRows = 1000;
const linkWord = (link: ResponsibilityLink): string => organisationPageText.zh[`link.${link}`];
const joined = (texts: readonly string[], none: string): string =>
  texts.length === 0 ? none : texts.join('、');

export async function printResponsibilities(
  platform: Platform,
  actor: Actor,
  asked: { readonly taskId?: string | undefined; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const { taskId, format } = asked;
  const paper = await inTransaction(platform.db, async (tx) => {
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const today = platform.clock.today();
    const printing = { tx, actor, today, now: platform.clock.now(), agencyName: agency?.name ?? '' };
    return taskId === undefined ? agencyPaper(printing) : taskPaper(printing, taskId);
  });
  return ok(
    await paperReply(paper, format, words.fileName(paper.number === '' ? paper.authority : paper.number)),
  );
}

type Table = Extract<Paper['blocks'][number], { readonly kind: 'table' }>;

function paperOf(
  { agencyName, today }: Printing,
  of: {
    readonly title: string;
    readonly number: string;
    readonly table: Omit<Table, 'kind'>;
    readonly notes: readonly string[];
  },
): Paper {
  return {
    language: 'zh-CN',
    authority: agencyName,
    title: of.title,
    number: of.number,
    foot: words.foot,
    orientation: 'landscape',
    blocks: [
      { kind: 'text', text: words.asOf(today) },
      { kind: 'table', ...of.table },
      ...of.notes.map((text) => ({ kind: 'note', text }) as const),
    ],
  };
}

const clockOf: Readonly<Partial<Record<ResponsibilityLink, ClockName>>> = {
  dispatch: 'listDispatched',
  entry: 'resultEntered',
  handling: 'rectified',
  publication: 'resultPublished',
};

async function agencyPaper(printing: Printing): Promise<Paper> {
  const { tx, actor, today } = printing;
  const counts = await dutyCounts(tx, actor, { taskId: undefined, today });
  const posts = await postsOfAgencies(tx, { ...actor, agencyIds: [actor.agencyId], today });
  const { rules } = await ruleBookInForce(tx, actor);
  const rows = responsibilityLinks.map((link, index) => {
    const own = (posts.get(actor.agencyId) ?? []).filter((post) => post.duties.includes(link));
    const deadline = rules.deadlines.find((each) => each.clock === clockOf[link]);
    const count = counts.find((each) => each.link === link);
    return [
      String(index + 1),
      linkWord(link),
      joined(
        own.map((post) => post.name),
        words.noPost,
      ),
      joined([...new Set(own.flatMap((post) => post.holders))], words.nobody),
      deadline === undefined ? words.noTerm : words.term(deadline),
      String(count?.done ?? 0),
      String(count?.doneLate ?? 0),
      String(count?.open ?? 0),
      String(count?.late ?? 0),
    ];
  });
  const widths = [1, 2, 5, 4, 3, 1.6, 2, 1.8, 1.8];
  return paperOf(printing, {
    title: words.title,
    number: '',
    table: { heads: words.agencyHeads, widths, rows },
    notes: [words.note],
  });
}

async function taskPaper(printing: Printing, taskId: string): Promise<Paper> {
  const { tx, actor, today, now } = printing;
  const page = { after: undefined, limit: mostRows };
  const found = await dutyPage(tx, actor, { filter: { taskId }, today, page });
  const duties = found.slice(0, mostRows);
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const posts = await postsOfAgencies(tx, {
    jurisdictionId: actor.jurisdictionId,
    agencyIds: duties.map((row) => row.agencyId),
    today,
  });
  const order = (link: ResponsibilityLink): number => responsibilityLinks.indexOf(link);
  const rows = duties
    .toSorted((a, b) => order(a.link) - order(b.link))
    .map((row, index) => {
      const own = (posts.get(row.agencyId) ?? []).filter((post) => post.duties.includes(row.link));
      return [
        String(index + 1),
        linkWord(row.link),
        isSealedFor(actor, row, now) ? row.cover : row.subject,
        joined(
          own.map((post) => post.name),
          words.noPost,
        ),
        joined(row.people, words.nobody),
        row.dueOn ?? '',
        row.doneOn ?? '',
        `${words.states[responsibilityState(row, today)]}${words.late(daysLate(row, today, calendar))}`,
      ];
    });
  const number = duties.find((row) => row.taskNumber !== '')?.taskNumber ?? '';
  return paperOf(printing, {
    title: words.taskTitle,
    number,
    table: { heads: words.taskHeads, widths: [1, 2, 6, 4, 4, 2.4, 2.4, 3], rows },
    notes: [words.note, ...(found.length > mostRows ? [words.more(mostRows)] : [])],
  });
}
