/** When an agency's people are told of a deadline: read by its officers, set by its head. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DeadlineSettings } from '@mingcha/core/oversight/deadlines/escalation.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { saveStoredSettings, settingsOf } from './settings.queries.ts';

export async function readSettings(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok(await settingsOf(tx, actor)));
}

/** Errors: `deadline.changed_meanwhile`. */
export async function saveSettings(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly version: number; readonly settings: DeadlineSettings },
): Promise<Result<{ version: number }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'deadlines.saveSettings' },
    async (tx) => {
      const now = await settingsOf(tx, actor, 'lock');
      const version = now.version + 1;
      const isSaved =
        now.version === input.version &&
        (await saveStoredSettings(tx, actor, {
          settings: input.settings,
          version,
          by: actor.accountId,
          name: actor.personName,
          at: platform.clock.now(),
        }));
      if (!isSaved) return fail('deadline.changed_meanwhile');
      const { before, toSection, toHead, toOffice } = input.settings;
      await record(tx, platform, {
        type: 'deadline.settings_saved',
        actor,
        subject: { kind: 'agency', id: actor.agencyId },
        data: { version, remindBefore: before.join(' '), toSection, toHead, toOffice },
      });
      return ok({ version });
    },
  );
}
