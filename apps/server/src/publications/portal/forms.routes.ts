/**
 * Binds the portal's forms without scripts. What they carry goes through the same services as the requests of the pages
 * with scripts; a refusal brings the form back with what was typed. Where the intake lies is the caller's choice.
 */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { sendContact as sendContactRoute } from '@mingcha/core/publications/contacts/contact-api.ts';
import {
  fileObjection as fileObjectionRoute,
  lookUpObjection as lookUpRoute,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import * as api from '@mingcha/core/publications/portal/portal-forms-api.ts';
import type { Binder, PageReply } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { sendContact } from '../contacts/contact.service.ts';
import { lookUpContact } from '../contacts/read.service.ts';
import { fileObjection } from '../objections/intake.service.ts';
import { lookUpObjection, objectionTargets } from '../objections/public.service.ts';
import { contactFormPageOf, contactLabels, emptyContact } from './contact-form.ts';
import { type FormWords, formWords, ownPage, problemOf, problemsOf, receiptPageOf } from './form-parts.ts';
import type { PortalPage } from './frame.ts';
import {
  emptyObjection,
  type ObjectionFormFacts,
  objectionFormPageOf,
  objectionLabels,
} from './objection-form.ts';
import { isRecordId } from './portal.queries.ts';
import { readingOf } from './reading.ts';
import type { SiteFacts } from './site-facts.ts';
import { contactTrackPageOf, objectionTrackPageOf, trackFormPageOf, trackLabels } from './track-form.ts';
import { wordsOf } from './words.ts';

/** Where forms go: the office's own services, or the intake of a portal that stands apart. */
export interface PortalIntake {
  readonly objectionTargets: Bound<typeof objectionTargets>;
  readonly fileObjection: Bound<typeof fileObjection>;
  readonly sendContact: Bound<typeof sendContact>;
  readonly lookUpObjection: Bound<typeof lookUpObjection>;
  readonly lookUpContact: Bound<typeof lookUpContact>;
}
type Bound<F> = F extends (platform: Platform, ...rest: infer A) => infer R ? (...rest: A) => R : never;

/** The services of this installation. */
export function officeIntake(platform: Platform): PortalIntake {
  return {
    objectionTargets: (asked) => objectionTargets(platform, asked),
    fileObjection: (input) => fileObjection(platform, input),
    sendContact: (input) => sendContact(platform, input),
    lookUpObjection: (asked) => lookUpObjection(platform, asked),
    lookUpContact: (asked) => lookUpContact(platform, asked),
  };
}

type Answer = (
  call: Parameters<typeof readingOf>[0],
  path: string,
  make: (words: FormWords, site: SiteFacts) => Promise<PortalPage>,
) => Promise<Result<PageReply>>;

interface Ways {
  readonly platform: Platform;
  readonly intake: PortalIntake;
  readonly answer: Answer;
}

export function bindFormRoutes(
  binder: Binder,
  platform: Platform,
  of: { readonly site: () => Promise<SiteFacts>; readonly intake: PortalIntake },
): void {
  const { intake } = of;
  const answer: Answer = async (call, path, make) => {
    const reading = readingOf(call, path);
    const site = await of.site();
    return ok(ownPage(reading, site, await make(formWords(wordsOf(reading.locale)), site)));
  };
  bindObjectionForm(binder, { platform, intake, answer });
  bindContactForm(binder, { platform, intake, answer });
  bindTrackForm(binder, { platform, intake, answer });
}

/** The result with an id; null where it is none, not published, or no result. */
async function targetOf(intake: PortalIntake, id: string): Promise<ObjectionFormFacts['target']> {
  if (!isRecordId(id)) return null;
  const found = await intake.objectionTargets({ text: '', id });
  return found.ok ? (found.value.rows[0] ?? null) : null;
}

function bindObjectionForm(binder: Binder, { platform, intake, answer }: Ways): void {
  const path = '/p/forms/objection';
  binder.bindAnyone(api.objectionForm, (call) =>
    answer(call, path, async (words) => {
      const text = (call.query.q ?? '').trim();
      const target = await targetOf(intake, call.query.record ?? '');
      const found = text === '' ? null : await intake.objectionTargets({ text, id: undefined });
      const search = found === null ? null : { text, found: found.ok ? found.value.rows : [] };
      const typed = emptyObjection(platform.ids.next(), target?.id ?? '');
      return objectionFormPageOf(words, { typed, problems: [], target, search });
    }),
  );
  binder.bindAnyone(api.sendObjectionForm, (call) =>
    answer(call, path, async (words) => {
      const typed = call.body;
      const again = async (problems: ObjectionFormFacts['problems']): Promise<PortalPage> => {
        const target = await targetOf(intake, typed.record);
        return objectionFormPageOf(words, { typed: fresh(platform, typed), problems, target, search: null });
      };
      const { record, ...fields } = typed;
      const publicationId = record === '' ? null : record;
      const parsed = fileObjectionRoute.body.safeParse({ ...fields, publicationId });
      const isAimless = publicationId === null && typed.paperCode.trim() === '';
      if (!parsed.success || isAimless) {
        const wrong = parsed.success ? [] : problemsOf(parsed.error.issues, words, objectionLabels(words));
        const aim = { field: 'paperCode', message: words.intake('chooseRecord') };
        return again(isAimless ? [aim, ...wrong] : wrong);
      }
      const taken = await intake.fileObjection({ ...parsed.data, ip: call.ip });
      if (!taken.ok) return again([problemOf(taken.error, words)]);
      const { isVerified, ...receipt } = taken.value;
      const note = isVerified ? {} : { note: words.forms('notVerified') };
      return receiptPageOf(words, { ...receipt, ...note, title: words.intake('doneTitle') });
    }),
  );
}

/** An id that is none, or that another form used up, is replaced: the next try is a new one. */
function fresh<T extends { readonly actionId: string }>(platform: Platform, typed: T): T {
  return { ...typed, actionId: platform.ids.next() };
}

function bindContactForm(binder: Binder, { platform, intake, answer }: Ways): void {
  const path = '/p/forms/contact';
  binder.bindAnyone(api.contactForm, (call) =>
    answer(call, path, async (words, site) => {
      const typed = emptyContact(platform.ids.next(), call.query.agency ?? '');
      return contactFormPageOf(words, { typed, problems: [], site });
    }),
  );
  binder.bindAnyone(api.sendContactForm, (call) =>
    answer(call, path, async (words, site) => {
      const typed = fresh(platform, call.body);
      const parsed = sendContactRoute.body.safeParse(call.body);
      if (!parsed.success) {
        const problems = problemsOf(parsed.error.issues, words, contactLabels(words));
        return contactFormPageOf(words, { typed, problems, site });
      }
      const taken = await intake.sendContact({ ...parsed.data, ip: call.ip });
      if (!taken.ok)
        return contactFormPageOf(words, { typed, problems: [problemOf(taken.error, words)], site });
      return receiptPageOf(words, { ...taken.value, title: words.intake('contactDone') });
    }),
  );
}

function bindTrackForm(binder: Binder, { intake, answer }: Ways): void {
  const path = '/p/forms/track';
  binder.bindAnyone(api.trackForm, (call) =>
    answer(call, path, async (words) =>
      trackFormPageOf(words, { typed: { number: '', code: '' }, problems: [] }),
    ),
  );
  binder.bindAnyone(api.sendTrackForm, (call) =>
    answer(call, path, async (words) => {
      const typed = call.body;
      const parsed = lookUpRoute.params.safeParse(typed);
      if (!parsed.success) {
        const problems = problemsOf(parsed.error.issues, words, trackLabels(words));
        return trackFormPageOf(words, { typed, problems });
      }
      const objection = await intake.lookUpObjection(parsed.data);
      if (objection.ok) return objectionTrackPageOf(words, objection.value);
      const contact = await intake.lookUpContact(parsed.data);
      if (contact.ok) return contactTrackPageOf(words, contact.value);
      return trackFormPageOf(words, { typed, problems: [problemOf(contact.error, words)] });
    }),
  );
}
