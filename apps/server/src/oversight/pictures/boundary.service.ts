/** Boundaries of the own areas: uploaded and removed by an administrator as a whole, read by pictures. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { readBoundaries } from '@mingcha/core/oversight/pictures/boundaries.ts';
import type { BoundarySource } from '@mingcha/core/oversight/pictures/boundary-api.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { boundarySourceOf, deleteBoundaries, insertBoundaries, shapesOf } from './boundary.queries.ts';
import { placeOf } from './brief.queries.ts';

interface Write {
  readonly actor: Actor;
  readonly actionId: string;
}

export async function readBoundarySource(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok({ boundaries: await boundarySourceOf(tx, actor.jurisdictionId) }),
  );
}

/** Errors: `boundary.not_found`. */
export async function readShapes(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const source = await boundarySourceOf(tx, actor.jurisdictionId);
    if (source === null) return fail('boundary.not_found');
    const areas = await shapesOf(tx, actor.jurisdictionId);
    return ok({
      source: source.source,
      areas: areas.map(({ code, name, geometry }) => ({
        code,
        name,
        geometry: geometry as { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown[] },
      })),
    });
  });
}

/** Replaces what stands. Errors: those of `readBoundaries`. */
export async function saveBoundaries(
  platform: Platform,
  { actor, actionId }: Write,
  given: { readonly source: string; readonly fileName: string; readonly text: string },
): Promise<Result<BoundarySource>> {
  const { jurisdictionId, accountId, personName } = actor;
  return runAction(platform, { actor, actionId, routeId: 'boundaries.save' }, async (tx) => {
    const place = await placeOf(tx, jurisdictionId);
    const areas = readBoundaries(given.text, place.divisionCode);
    if (!areas.ok) return areas;
    const source: BoundarySource = {
      source: given.source,
      fileName: given.fileName,
      areas: areas.value.length,
      uploadedName: personName,
      uploadedAt: platform.clock.now(),
    };
    await deleteBoundaries(tx, jurisdictionId);
    await insertBoundaries(tx, { jurisdictionId, accountId, source, areas: areas.value });
    await record(tx, platform, {
      type: 'boundaries.saved',
      actor,
      subject: { kind: 'boundaries', id: jurisdictionId },
      data: { areas: source.areas },
    });
    return ok(source);
  });
}

/** Errors: `boundary.not_found`. */
export async function removeBoundaries(
  platform: Platform,
  { actor, actionId }: Write,
): Promise<Result<{ readonly areas: number }>> {
  return runAction(platform, { actor, actionId, routeId: 'boundaries.remove' }, async (tx) => {
    const areas = await deleteBoundaries(tx, actor.jurisdictionId);
    if (areas === 0) return fail('boundary.not_found');
    await record(tx, platform, {
      type: 'boundaries.removed',
      actor,
      subject: { kind: 'boundaries', id: actor.jurisdictionId },
      data: { areas },
    });
    return ok({ areas });
  });
}
