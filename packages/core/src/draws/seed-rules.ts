/**
 * The rules of the seed: when a commitment, a number, a reveal or a beacon round counts (draw-protocol §6).
 * Each answers with the action to append or a refusal. Pure; who seals, draws and voids stands in `draw-rules.ts`.
 */
import { matchesPattern, verifyDrandRound } from '@mingcha/draw';
import { fail, ok, type Result } from '../common/result.ts';
import { isBeaconMomentOver } from './beacon-moment.ts';
import type { Ceremony, CeremonyAction, CeremonySource, MadeOn } from './ceremony.ts';
import { decideContribution, decideMove, decideTypist, type Moment, stamp } from './draw-rules.ts';

function source<K extends CeremonySource['kind']>(
  ceremony: Ceremony,
  j: number,
  kinds: readonly K[],
): Extract<CeremonySource, { readonly kind: K }> | null {
  const found = ceremony.sources[j];
  return found !== undefined && (kinds as readonly string[]).includes(found.kind)
    ? (found as Extract<CeremonySource, { readonly kind: K }>)
    : null;
}

/** `j`'s commitment, once; it binds the 封存码, so it can only be made after the seal. */
export function decideCommitment(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly j: number; readonly commitment: string; readonly madeOn: MadeOn },
): Result<CeremonyAction> {
  const open = decideContribution(ceremony, 'committed', moment.now);
  if (!open.ok) return open;
  if (source(ceremony, input.j, ['party']) === null) return fail('draw.source_not_found', { j: input.j });
  if (ceremony.parties[input.j]?.commitment != null) return fail('draw.already_committed', { j: input.j });
  if (isBeaconMomentOver(ceremony, moment.now)) return fail('draw.beacon_moment_over', {}, 'commitment');
  if (Object.values(ceremony.parties).some((party) => party.commitment === input.commitment))
    return fail('draw.commitment_copied', {}, 'commitment');
  return ok({ kind: 'committed', ...input, ...stamp(moment) });
}

export type NumberOutcome = Extract<
  CeremonyAction,
  { readonly kind: 'numberTyped' | 'numberDiffered' | 'numberRead' }
>;

/** Two persons type what was read, neither sees the other's; only equal texts count. */
export function decideNumber(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly j: number; readonly text: string; readonly firstText: string | null },
): Result<NumberOutcome> {
  const open = decideContribution(ceremony, 'numberTyped', moment.now);
  if (!open.ok) return open;
  const typist = decideTypist(moment.person);
  if (!typist.ok) return typist;
  const asked = source(ceremony, input.j, ['digits', 'lottery']);
  if (asked === null) return fail('draw.source_not_found', { j: input.j });
  const progress = ceremony.numbers[input.j];
  if (progress?.text != null) return fail('draw.number_already_read', { j: input.j });
  if (isBeaconMomentOver(ceremony, moment.now)) return fail('draw.beacon_moment_over', {}, 'text');
  const form = decideNumberForm(asked, input.text);
  if (!form.ok) return form;
  const first = progress?.firstTypedBy ?? null;
  if (first === null || input.firstText === null)
    return ok({ kind: 'numberTyped', j: input.j, ...stamp(moment) });
  if (first === moment.person.accountId) return fail('draw.second_typist_same_person');
  if (input.firstText !== input.text) return ok({ kind: 'numberDiffered', j: input.j, ...stamp(moment) });
  return ok({
    kind: 'numberRead',
    j: input.j,
    text: input.text,
    readBy: [first, moment.person.accountId],
    ...stamp(moment),
  });
}

function decideNumberForm(
  asked: Extract<CeremonySource, { readonly kind: 'digits' | 'lottery' }>,
  text: string,
): Result<null> {
  if (asked.kind === 'lottery')
    return matchesPattern(asked.pattern, text)
      ? ok(null)
      : fail('draw.lottery_text_invalid', { pattern: asked.pattern }, 'text');
  if (/^[0-9]+$/.test(text) && text.length === asked.length) return ok(null);
  return fail('draw.digits_invalid', { length: asked.length, typed: text.length }, 'text');
}

/** What people type on a Chinese keyboard: full-width digits and separating spaces are the same digits. */
export function normalizeNumberText(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '');
}

/** A party opens its commitment; `matches` says whether the nonce gives the logged commitment. */
export function decideReveal(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly j: number; readonly nonce: string; readonly matches: boolean },
): Result<CeremonyAction> {
  const open = decideContribution(ceremony, 'revealed', moment.now);
  if (!open.ok) return open;
  if (source(ceremony, input.j, ['party']) === null) return fail('draw.source_not_found', { j: input.j });
  const party = ceremony.parties[input.j];
  if (party?.nonce != null) return fail('draw.already_revealed', { j: input.j });
  if (party?.missed != null) return fail('draw.reveal_too_late', { j: input.j });
  if (isBeaconMomentOver(ceremony, moment.now)) return fail('draw.reveal_too_late', { j: input.j });
  if (!input.matches) return fail('draw.reveal_does_not_match', { j: input.j }, 'nonce');
  return ok({ kind: 'revealed', j: input.j, nonce: input.nonce, ...stamp(moment) });
}

/** Without the reveal the draw goes on only where a later beacon protects it; else it must be voided. */
export function decideMissingReveal(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly j: number; readonly reason: string },
): Result<CeremonyAction> {
  const open = decideContribution(ceremony, 'revealMissed', moment.now);
  if (!open.ok) return open;
  if (source(ceremony, input.j, ['party']) === null) return fail('draw.source_not_found', { j: input.j });
  if (ceremony.parties[input.j]?.nonce != null) return fail('draw.already_revealed', { j: input.j });
  if (ceremony.onMissing === 'void') return fail('draw.missing_reveal_voids');
  if (!isBeaconMomentOver(ceremony, moment.now)) return fail('draw.reveal_still_open');
  return ok({ kind: 'revealMissed', ...input, ...stamp(moment) });
}

/** The sealed round's signature, checked offline; the courier need not be trusted. */
export function decideBeacon(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly signature: string; readonly bytes: Uint8Array },
): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'beaconRecorded');
  if (!move.ok) return move;
  const j = ceremony.sources.findIndex((each) => each.kind === 'drand');
  const asked = source(ceremony, j, ['drand']);
  if (asked === null) return fail('draw.source_not_found', { j });
  if (ceremony.beacon !== null) return fail('draw.beacon_already_recorded');
  if (!verifyDrandRound(asked.round, input.bytes))
    return fail('draw.beacon_invalid', { round: asked.round }, 'signature');
  return ok({ kind: 'beaconRecorded', j, signature: input.signature, ...stamp(moment) });
}
