/** Publication of the simulated year's results: reviewed and released, one in twenty late, some exempt, corrected or objected to. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { applyObjection } from '../../publications/objections/apply.service.ts';
import { enterObjection } from '../../publications/objections/intake.service.ts';
import { moveObjection } from '../../publications/objections/move.service.ts';
import { getObjection } from '../../publications/objections/read.service.ts';
import { publicationOfTeam } from '../../publications/publication.queries.ts';
import { releasePublications } from '../../publications/release.service.ts';
import { askRequest, decideRequest } from '../../publications/request.service.ts';
import { reviewPublication } from '../../publications/review.service.ts';
import { must } from '../must.ts';
import type { Year, YearPlatform } from './acts.ts';
import type { Bureau } from './county.ts';
import type { Visited } from './year-visits.ts';

export function notePublication(year: Year, bureau: Bureau, visited: Visited): void {
  const { platform, chance, agenda } = year;
  const days = chance.rarely(5) ? 34 + chance.roll(10) : 1 + chance.roll(6);
  agenda.at(addDays(platform.clock.today(), days), async () => {
    if (chance.rarely(2)) await exempt(platform, bureau, visited);
    else await publish(year, bureau, visited);
  });
}

async function rowOf(platform: YearPlatform, { legal }: Bureau, inspectionId: string) {
  const key = { jurisdictionId: legal.jurisdictionId, inspectionId, agencyId: legal.agencyId };
  return inTransaction(platform.db, (tx) => publicationOfTeam(tx, key));
}

async function publish(year: Year, bureau: Bureau, { id }: Visited): Promise<void> {
  const { platform, chance, agenda } = year;
  const { legal } = bureau;
  // Some wordings of the rule book are not published.
  const prepared = await rowOf(platform, bureau, id);
  if (prepared === undefined || prepared.state !== 'prepared') return;
  must(
    await reviewPublication(platform, legal, {
      actionId: platform.ids.next(),
      id: prepared.id,
      version: prepared.row_version,
      decision: 'pass',
      note: '',
      confirmed: [],
    }),
  );
  const reviewed = await rowOf(platform, bureau, id);
  const items = [{ id: prepared.id, version: reviewed?.row_version ?? 0 }];
  must(await releasePublications(platform, legal, { actionId: platform.ids.next(), items }));
  if (chance.rarely(1.5))
    agenda.at(addDays(platform.clock.today(), 3 + chance.roll(20)), () => object(year, bureau, prepared.id));
}

async function exempt(platform: YearPlatform, bureau: Bureau, { id }: Visited): Promise<void> {
  const { legal, head } = bureau;
  const row = await rowOf(platform, bureau, id);
  if (row === undefined || row.state !== 'prepared') return;
  const asked = must(
    await askRequest(platform, legal, {
      actionId: platform.ids.next(),
      id: row.id,
      version: row.row_version,
      kind: 'exemption',
      ground: 'tradeSecret',
      fields: null,
      basis: '《中华人民共和国反不正当竞争法》第九条',
      note: '涉及未公开的生产工艺。',
      untilDay: null,
    }),
  );
  const decision = { actionId: platform.ids.next(), id: asked.id, agrees: true, opinion: '同意。' };
  must(await decideRequest(platform, head, decision));
}

/** One objection in three is upheld: the result is withdrawn with its reasons. */
async function object(year: Year, bureau: Bureau, publicationId: string): Promise<void> {
  const { platform, chance, agenda } = year;
  const { legal, head } = bureau;
  const entered = await enterObjection(platform, legal, {
    actionId: platform.ids.next(),
    publicationId,
    receivedOn: platform.clock.today(),
    isIdentitySeen: true,
    applicantKind: 'enterprise',
    name: '被检查企业',
    phone: '0000-8800000',
    address: '',
    grounds: '检查当日已经改正，请予核查。',
  });
  if (!entered.ok) return;
  const { id } = entered.value;
  const step = async (actor: Bureau['legal'], form: Parameters<typeof moveObjection>[2]['form']) => {
    const { version } = must(await getObjection(platform, actor, id));
    must(await moveObjection(platform, actor, { actionId: platform.ids.next(), id, version, form }));
  };
  await step(legal, { move: 'accept', note: '' });
  const [handler] = must(await getObjection(platform, legal, id)).handlers;
  if (handler === undefined) return;
  await step(legal, { move: 'assign', handlerId: handler.id, note: '' });
  const outcome = chance.percent(33) ? ('upheld' as const) : ('dismissed' as const);
  agenda.at(addDays(platform.clock.today(), 5 + chance.roll(15)), async () => {
    const handlerActor = handler.id === bureau.section.accountId ? bureau.section : legal;
    await step(handlerActor, {
      move: 'propose',
      outcome,
      reasons: '经核查现场照片和记录。',
      correction: null,
      isWithdrawn: outcome === 'upheld',
    });
    await step(head, { move: 'decide', note: '' });
    await step(legal, {
      move: 'reply',
      documentNumber: '青异议答〔模拟〕1号',
      text: '',
      way: 'post',
      repliedOn: platform.clock.today(),
    });
    if (outcome === 'dismissed') {
      await step(legal, { move: 'close', note: '' });
      return;
    }
    const { version } = must(await getObjection(platform, legal, id));
    must(await applyObjection(platform, legal, { actionId: platform.ids.next(), id, version }));
  });
}
