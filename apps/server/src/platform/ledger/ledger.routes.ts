/** Handlers of the ledger: parse (done by the binder), call one service. */
import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import type { Binder } from '../http/binder.ts';
import type { Platform } from '../platform.ts';
import {
  addWitness,
  type CheckpointExtension,
  importCosignature,
  makeCheckpoint,
} from './checkpoint.service.ts';
import {
  latestCheckpoint,
  listCheckpoints,
  listWitnesses,
  noteFile,
  publicCheckpoints,
} from './checkpoint-reading.service.ts';
import { searchLedger, verifyAsActor } from './ledger.service.ts';
import { compareKept, listComparisons, proveEntry, publicDays } from './proof.service.ts';

export function bindLedgerRoutes(
  binder: Binder,
  platform: Platform,
  extensions: readonly CheckpointExtension[],
): void {
  binder.bind(ledgerRoutes.search, ({ actor, query }) => searchLedger(platform, actor, query));
  binder.bind(ledgerRoutes.verify, ({ actor, body }) => verifyAsActor(platform, actor, body.actionId));
  binder.bind(ledgerRoutes.prove, ({ actor, params }) => proveEntry(platform, actor, params.seq));
  binder.bind(ledgerRoutes.compare, ({ actor, body }) => compareKept(platform, actor, body));
  binder.bind(ledgerRoutes.listComparisons, ({ actor, query }) => listComparisons(platform, actor, query));
  binder.bindAnyone(ledgerRoutes.publicDays, ({ params, query }) =>
    publicDays(platform, { ...params, ...query }),
  );
  binder.bindAnyone(ledgerRoutes.checkpoint, ({ params }) =>
    latestCheckpoint(platform, params.jurisdictionId),
  );
  binder.bindAnyone(ledgerRoutes.publicCheckpoints, () => publicCheckpoints(platform));
  binder.bindAnyone(ledgerRoutes.note, ({ params, query }) => noteFile(platform, { ...params, ...query }));
  binder.bind(ledgerRoutes.listCheckpoints, ({ actor, query }) => listCheckpoints(platform, actor, query));
  binder.bind(ledgerRoutes.listWitnesses, ({ actor }) => listWitnesses(platform, actor));
  binder.bind(ledgerRoutes.makeCheckpoint, ({ actor, body }) =>
    makeCheckpoint(platform, { actor, actionId: body.actionId, extensions }),
  );
  binder.bind(ledgerRoutes.addWitness, ({ actor, body }) => addWitness(platform, actor, body));
  binder.bind(ledgerRoutes.importCosignature, ({ actor, body }) => importCosignature(platform, actor, body));
}
