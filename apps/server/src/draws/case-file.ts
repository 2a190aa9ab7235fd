/**
 * The case file of a draw: row, settings, accepted actions folded to the ceremony, participants. Every write
 * loads it under the draw's row lock, decides in core, and appends actions here; so two people pressing at once
 * are put in order and the second one is told what happened.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  applyAction,
  type Ceremony,
  type CeremonyAction,
  foldCeremony,
} from '@mingcha/core/draws/ceremony.ts';
import type { Moment, OperatingUnit } from '@mingcha/core/draws/draw-rules.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import {
  actionsOf,
  type DrawKey,
  type DrawProgress,
  type DrawRow,
  drawById,
  findVisible,
  insertAction,
  lockDraw,
  type StoredAction,
  saveProgress,
} from './draw.queries.ts';
import { type ParticipantRow, participantsOf } from './participant.queries.ts';

export interface CaseFile {
  readonly draw: DrawRow;
  readonly ceremony: Ceremony;
  readonly actions: readonly StoredAction[];
  readonly participants: readonly ParticipantRow[];
  readonly unit: OperatingUnit;
}

async function complete(tx: Tx, draw: DrawRow): Promise<CaseFile> {
  const actions = await actionsOf(tx, draw);
  return {
    draw,
    actions,
    ceremony: foldCeremony(actions.map(({ action }) => action)),
    participants: await participantsOf(tx, draw),
    unit: { agencyId: draw.agencyId, sectionId: draw.sectionId },
  };
}

/** Jurisdiction that holds the draw, when the actor may see it. Strangers learn nothing, not even that it exists. */
export async function locateDraw(tx: Tx, actor: Actor, id: string): Promise<Result<DrawKey>> {
  const { jurisdictionId, agencyId } = actor;
  const wholeJurisdiction = hasRole(actor, 'witness', 'auditor');
  const found = await findVisible(tx, { jurisdictionId, agencyId, wholeJurisdiction }, id);
  return found === undefined ? fail('draw.not_found') : ok({ jurisdictionId: found, id });
}

export async function readCase(tx: Tx, key: DrawKey): Promise<CaseFile> {
  const draw = await drawById(tx, key);
  if (draw === undefined) throw new Error(`no draw ${key.id}`);
  return complete(tx, draw);
}

/** Loads the case of a draw the actor may see, without locking it. */
export async function openCase(tx: Tx, actor: Actor, id: string): Promise<Result<CaseFile>> {
  const key = await locateDraw(tx, actor, id);
  return key.ok ? ok(await readCase(tx, key.value)) : key;
}

/** Loads the case under the row lock: writes to one draw happen one after the other. */
export async function lockCase(tx: Tx, key: DrawKey): Promise<CaseFile> {
  const draw = await lockDraw(tx, key);
  if (draw === undefined) throw new Error(`no draw ${key.id}`);
  return complete(tx, draw);
}

/** As `openCase`, under the row lock, for the agency's own jurisdiction or by invitation. */
export async function lockVisibleCase(tx: Tx, actor: Actor, id: string): Promise<Result<CaseFile>> {
  const key = await locateDraw(tx, actor, id);
  return key.ok ? ok(await lockCase(tx, key.value)) : key;
}

/** The acting person and the moment, as the rules see them. */
export function momentOf(platform: Platform, actor: Actor): Moment {
  const { accountId, agencyId, sectionId, roles } = actor;
  return { person: { accountId, agencyId, sectionId, roles }, now: platform.clock.now() };
}

export interface Step {
  readonly action: CeremonyAction;
  readonly personName: string;
  readonly seal?: DrawProgress['seal'];
  readonly drawnAt?: string;
}

/** Appends an accepted action and mirrors the new state; returns the case as it stands afterwards. */
export async function appendStep(tx: Tx, file: CaseFile, step: Step): Promise<CaseFile> {
  const ceremony = applyAction(file.ceremony, step.action);
  await insertAction(tx, file.draw, {
    seq: ceremony.length,
    action: step.action,
    personName: step.personName,
  });
  await saveProgress(tx, file.draw, {
    state: ceremony.state,
    updatedAt: step.action.at,
    snapshotId: ceremony.snapshotId,
    ...(step.seal === undefined ? {} : { seal: step.seal }),
    ...(step.drawnAt === undefined ? {} : { drawnAt: step.drawnAt }),
  });
  return {
    ...file,
    ceremony,
    actions: [...file.actions, { action: step.action, personName: step.personName }],
  };
}
