/**
 * One step of a document's way: core decides, the step is kept, the ledger hears of it. The caller holds the row lock
 * of its own document, compares the row version, saves the state that comes back, and supersedes the version before
 * when the new one is published.
 */
import {
  allowedSteps,
  type DocumentFlow,
  type DocumentState,
  type DocumentStepInput,
  nextDocumentState,
} from '@mingcha/core/common/document-flow.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../db/database.ts';
import type { Json } from '../ledger/entry.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import { insertStep, stepsOf } from './flow.queries.ts';

export interface FlowDocument {
  /** Kind in the ledger, for example `itemList`; its event is `<kind>.step_taken`. */
  readonly kind: string;
  readonly id: string;
  readonly state: DocumentState;
}

/**
 * Takes a step in the transaction of an action. `data` goes into the ledger beside the step (version, title).
 * Errors: those of `nextDocumentState`.
 */
export async function takeDocumentStep(
  tx: Tx,
  platform: Platform,
  request: {
    readonly actor: Actor;
    readonly document: FlowDocument;
    readonly wanted: Pick<DocumentStepInput, 'step' | 'reason' | 'place'>;
    readonly data: { readonly [key: string]: Json };
  },
): Promise<Result<DocumentState>> {
  const { actor, document, wanted } = request;
  const steps = await stepsOf(tx, actor.jurisdictionId, document.id);
  const next = nextDocumentState({ state: document.state, steps }, actor, wanted);
  if (!next.ok) return next;
  await insertStep(tx, {
    jurisdiction_id: actor.jurisdictionId,
    document_id: document.id,
    seq: steps.length + 1,
    document_kind: document.kind,
    step: wanted.step,
    account_id: actor.accountId,
    person_name: actor.personName,
    reason: wanted.reason,
    place: wanted.place,
    at: platform.clock.now(),
  });
  await record(tx, platform, {
    type: `${document.kind}.step_taken`,
    actor,
    subject: { kind: document.kind, id: document.id },
    data: {
      ...request.data,
      documentStep: wanted.step,
      documentState: next.value,
      ...(wanted.reason === '' ? {} : { reason: wanted.reason }),
      ...(wanted.place === '' ? {} : { place: wanted.place }),
    },
  });
  return ok(next.value);
}

/** What the asking person sees of the way: state, steps, and what may be done next. */
export async function flowView(
  tx: Tx,
  actor: Actor,
  document: { readonly id: string; readonly state: DocumentState; readonly publishedOn: string | null },
): Promise<DocumentFlow> {
  const steps = await stepsOf(tx, actor.jurisdictionId, document.id);
  return {
    state: document.state,
    steps: [...steps],
    allowed: [...allowedSteps({ state: document.state, steps }, actor)],
    publishedOn: document.publishedOn,
  };
}
