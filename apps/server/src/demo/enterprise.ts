/**
 * One enterprise of the first bureau with an account in the enterprise's centre: a letter of the legal section, its activation,
 * a request for correction. All through the services.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { newOneTimePassword } from '../platform/auth/account.service.ts';
import { activate } from '../platform/auth/enterprise/enterprise-sign-in.service.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { defaultAccess } from '../platform/http/settings.ts';
import type { Platform } from '../platform/platform.ts';
import { askCorrection } from '../publications/enterprise/corrections.service.ts';
import { issueLetter } from '../publications/enterprise/letters.service.ts';
import { publicationById } from '../publications/publication.queries.ts';
import { listPublications } from '../publications/read.service.ts';
import { objectWithCode } from '../registers/object.queries.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

/** How somebody signs in to try the centre; the demo is marked as such on every page. */
export const demoPhone = '13900000001';

export interface DemoEnterprise {
  readonly creditCode: string;
  /** Drawn at the first start and shown once, like those of the office. */
  readonly password: string;
}

/** The enterprise that has an account; null where no result of a unit with a code is public. */
export async function loadEnterprise(
  platform: Platform,
  { actors }: Organisation,
): Promise<DemoEnterprise | null> {
  const legal = actors['jz.legal'];
  const page = { after: undefined, limit: 20 };
  const { rows } = must(
    await listPublications(platform, legal, { filter: { of: 'published', kind: 'result' }, page }),
  );
  for (const row of rows) {
    const object = await objectOf(platform, legal, row.id);
    if (object !== null) return openCentre(platform, legal, object);
  }
  return null;
}

interface Known {
  readonly id: string;
  readonly uscc: string;
}

async function objectOf(platform: Platform, legal: Actor, publicationId: string): Promise<Known | null> {
  return inTransaction(platform.db, async (tx) => {
    const row = await publicationById(tx, publicationId);
    const found = row?.inspection_id == null ? undefined : await inspectionCase(tx, row.inspection_id);
    const uscc = (found?.inspection.object as { uscc?: string | null } | undefined)?.uscc ?? null;
    if (uscc === null) return null;
    const object = await objectWithCode(tx, legal, { uscc, localCode: null, except: null });
    return object === undefined ? null : { id: object.id, uscc };
  });
}

async function openCentre(platform: Platform, legal: Actor, object: Known): Promise<DemoEnterprise> {
  // Three kinds of signs, as the strictest profile wants.
  const password = `Q7-${newOneTimePassword((length) => platform.random.bytes(length))}`;
  const { code } = must(
    await issueLetter(platform, legal, {
      actionId: platform.ids.next(),
      objectId: object.id,
      inspectionId: null,
    }),
  );
  must(
    await activate(
      { platform, settings: defaultAccess },
      {
        phone: demoPhone,
        password,
        creditCode: object.uscc,
        code,
        personName: '石磊（演示）',
        source: '127.0.0.1',
      },
    ),
  );
  const person = {
    kind: 'enterprise',
    enterpriseId: platform.ids.next(),
    jurisdictionId: legal.jurisdictionId,
    creditCode: object.uscc,
    enterpriseName: '',
    personName: '石磊（演示）',
  } as const;
  must(
    await askCorrection(platform, person, {
      actionId: platform.ids.next(),
      objectId: object.id,
      values: { name: null, address: null, responsiblePerson: '石磊（演示）', industry: null },
      note: '法定代表人已变更登记。',
    }),
  );
  return { creditCode: object.uscc, password };
}
