/**
 * Use cases of the yearly scheme: drafted from the usual chapters or last year's, brought its way, numbered from the
 * office's own register, received by those it is addressed to. Names of sections are those of the last saving.
 */
import type { DocumentStepInput } from '@mingcha/core/common/document-flow.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  checkSubmission,
  type SchemeContent,
  type SchemeFields,
  schemeContent,
} from '@mingcha/core/registers/organisation/scheme.ts';
import { schemeTitle, startingContent } from '@mingcha/core/registers/organisation/scheme-form.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { takeDocumentStep } from '../../platform/flow/flow.service.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { standingSections } from './post.queries.ts';
import * as queries from './scheme.queries.ts';

type Changed = Result<{ id: string; version: number }>;
type Locked = NonNullable<Awaited<ReturnType<typeof queries.lockScheme>>>;

interface Write {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
}

/** Errors: `scheme.not_found` (the one to copy). */
export async function createScheme(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly year: number; readonly copyOf: string | null },
): Promise<Changed> {
  const { actionId, year, copyOf } = input;
  return runAction(platform, { actor, actionId, routeId: 'schemes.create' }, async (tx) => {
    const agency = await queries.agencyOf(tx, actor);
    if (agency === undefined) return fail('scheme.not_found');
    const isCounty = agency.level === 'county' || agency.level === 'township';
    const copied = copyOf === null ? null : await queries.lockScheme(tx, actor, copyOf);
    if (copied === undefined) return fail('scheme.not_found');
    const content =
      copied === null
        ? startingContent({ name: agency.name, isCounty })
        : schemeContent.parse(copied.content);
    const id = platform.ids.next();
    const title = schemeTitle(agency.name, year);
    const at = platform.clock.now();
    await queries.insertScheme(tx, actor, { id, year, title, content, by: actor.accountId, at });
    await record(tx, platform, {
      type: 'scheme.created',
      actor,
      subject: { kind: 'scheme', id },
      data: { year, title },
    });
    return ok({ id, version: 1 });
  });
}

/** Errors: `scheme.not_found`, `.changed_meanwhile`, `document.not_draft`, `.section_invalid`, `.addressee_invalid`. */
export async function saveScheme(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly fields: SchemeFields },
): Promise<Changed> {
  const { actionId, id, fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'schemes.save' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    if (found.value.state !== 'draft') return fail('document.not_draft');
    const named = await withNames(tx, actor, { content: fields.content, today: platform.clock.today() });
    if (!named.ok) return named;
    const { year, title } = fields;
    const version = await raise(tx, platform, {
      actor,
      stored: found.value,
      columns: { year, title, content: JSON.stringify(named.value) },
    });
    await record(tx, platform, {
      type: 'scheme.changed',
      actor,
      subject: { kind: 'scheme', id },
      data: { version, title },
    });
    return ok({ id, version });
  });
}

/** Errors: `scheme.not_found`, `scheme.changed_meanwhile`, `scheme.number_closed`, `scheme.number_taken`. */
export async function numberScheme(
  platform: Platform,
  actor: Actor,
  input: Write & { readonly documentNumber: string; readonly signedOn: string },
): Promise<Changed> {
  const { actionId, id, documentNumber, signedOn } = input;
  return runAction(platform, { actor, actionId, routeId: 'schemes.number' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const { state } = found.value;
    if (state === 'published' || state === 'superseded' || state === 'revoked')
      return fail('scheme.number_closed');
    const other = await queries.schemeWithNumber(tx, actor, documentNumber);
    if (other !== undefined && other.id !== id)
      return fail('scheme.number_taken', { number: documentNumber, title: other.title }, 'documentNumber');
    const columns = { document_number: documentNumber, signed_on: signedOn };
    const version = await raise(tx, platform, { actor, stored: found.value, columns });
    await record(tx, platform, {
      type: 'scheme.number_set',
      actor,
      subject: { kind: 'scheme', id },
      data: { number: documentNumber, signedOn },
    });
    return ok({ id, version });
  });
}

/** Errors: those of `nextDocumentState` and `checkSubmission`; `scheme.number_missing` for publishing without a number. */
export async function stepScheme(
  platform: Platform,
  actor: Actor,
  input: DocumentStepInput & { readonly id: string },
): Promise<Changed> {
  const { actionId, id, step, reason, place } = input;
  return runAction(platform, { actor, actionId, routeId: 'schemes.step' }, async (tx) => {
    const found = await lockVersion(tx, actor, input);
    if (!found.ok) return found;
    const stored = found.value;
    const ready = readyFor(step, stored);
    if (!ready.ok) return ready;
    const next = await takeDocumentStep(tx, platform, {
      actor,
      document: { kind: 'scheme', id, state: stored.state },
      wanted: { step, reason, place },
      data: { title: stored.title, version: stored.version },
    });
    if (!next.ok) return next;
    const today = platform.clock.today();
    const columns = { state: next.value, ...(step === 'publish' ? { published_on: today } : {}) };
    const version = await raise(tx, platform, { actor, stored, columns });
    if (step === 'publish') await queries.supersedeOthers(tx, actor, { id, year: stored.year });
    return ok({ id, version });
  });
}

function readyFor(step: DocumentStepInput['step'], stored: Locked): Result<null> {
  if (step === 'submit') return checkSubmission(schemeContent.parse(stored.content));
  if (step === 'publish' && (stored.document_number === '' || stored.signed_on === null))
    return fail('scheme.number_missing');
  return ok(null);
}

async function lockVersion(tx: Tx, actor: Actor, write: Write): Promise<Result<Locked>> {
  const stored = await queries.lockScheme(tx, actor, write.id);
  if (stored === undefined) return fail('scheme.not_found');
  return stored.version === write.version ? ok(stored) : fail('scheme.changed_meanwhile');
}

async function raise(
  tx: Tx,
  platform: Platform,
  change: { readonly actor: Actor; readonly stored: Locked; readonly columns: queries.SchemeColumns },
): Promise<number> {
  const { actor, stored, columns } = change;
  const version = stored.version + 1;
  await queries.saveSchemeColumns(tx, actor.jurisdictionId, {
    id: stored.id,
    columns,
    version,
    at: platform.clock.now(),
  });
  return version;
}

/** The content with the present names of its sections and addressees. Errors: `scheme.section_invalid`, `scheme.addressee_invalid`. */
async function withNames(
  tx: Tx,
  actor: Actor,
  given: { readonly content: SchemeContent; readonly today: string },
): Promise<Result<SchemeContent>> {
  const { content } = given;
  const sections = new Map((await standingSections(tx, actor, given.today)).map((one) => [one.id, one.name]));
  const used = content.chapters.flatMap((one) =>
    one.points.flatMap((point) => [...(point.lead === null ? [] : [point.lead]), ...point.sections]),
  );
  const wrong = used.find((one) => !sections.has(one.id));
  if (wrong !== undefined) return fail('scheme.section_invalid', { name: wrong.name }, 'chapters');
  const wanted = content.addressees.filter((one) => one.kind === 'agency').map((one) => one.id);
  const agencies = new Map(
    (await queries.agencyNames(tx, actor.jurisdictionId, wanted)).map((one) => [one.id, one.name]),
  );
  const known = (one: SchemeContent['addressees'][number]) =>
    one.kind === 'section' ? sections.get(one.id) : agencies.get(one.id);
  if (content.addressees.some((one) => known(one) === undefined))
    return fail('scheme.addressee_invalid', {}, 'addressees');
  const name = <T extends { readonly id: string; readonly name: string }>(one: T): T => ({
    ...one,
    name: sections.get(one.id) ?? one.name,
  });
  return ok({
    ...content,
    addressees: content.addressees.map((one) => ({ ...one, name: known(one) ?? one.name })),
    chapters: content.chapters.map((chapter) => ({
      ...chapter,
      points: chapter.points.map((point) => ({
        ...point,
        lead: chapter.kind === 'tasks' && point.lead !== null ? name(point.lead) : null,
        sections: chapter.kind === 'tasks' ? point.sections.map(name) : [],
      })),
    })),
  });
}
