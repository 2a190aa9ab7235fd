/**
 * Objections and calls of both bureaus: one objection that was handed over for its investigation, one that waits to be taken
 * up, one call that waits and one that was answered. All through the services.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Platform } from '../platform/platform.ts';
import { enterContact, moveContact } from '../publications/contacts/contact.service.ts';
import { enterObjection } from '../publications/objections/intake.service.ts';
import { moveObjection } from '../publications/objections/move.service.ts';
import { getObjection } from '../publications/objections/read.service.ts';
import { listPublications } from '../publications/read.service.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

export async function loadObjections(platform: Platform, { actors }: Organisation): Promise<void> {
  await objectionsOf(platform, actors['jz.legal']);
  await objectionsOf(platform, actors['jc.legal']);
  await contactsOf(platform, actors['jz.legal']);
  await contactsOf(platform, actors['jc.legal']);
}

async function objectionsOf(platform: Platform, legal: Actor): Promise<void> {
  const page = { after: undefined, limit: 10 };
  const { rows } = must(
    await listPublications(platform, legal, { filter: { of: 'published', kind: 'result' }, page }),
  );
  for (const [n, target] of rows.slice(0, 2).entries()) {
    const { id } = must(
      await enterObjection(platform, legal, {
        actionId: platform.ids.next(),
        publicationId: target.id,
        receivedOn: platform.clock.today(),
        isIdentitySeen: true,
        applicantKind: 'enterprise',
        name: target.objectName,
        phone: '0311-80000000',
        address: '',
        grounds: '公示的检查结果与现场情况不符，检查当日已经改正，请予核查更正。',
      }),
    );
    if (n === 0) await handOver(platform, legal, id);
  }
}

/** Takes it up, and hands it over where somebody had no part in the result. */
async function handOver(platform: Platform, legal: Actor, id: string): Promise<void> {
  const accept = { move: 'accept', note: '' } as const;
  const write = { id, version: 1, actionId: platform.ids.next() };
  const { version } = must(await moveObjection(platform, legal, { ...write, form: accept }));
  const [handler] = must(await getObjection(platform, legal, id)).handlers;
  if (handler === undefined) return;
  const form = { move: 'assign', handlerId: handler.id, note: '' } as const;
  must(await moveObjection(platform, legal, { id, version, actionId: platform.ids.next(), form }));
}

async function contactsOf(platform: Platform, legal: Actor): Promise<void> {
  const common = {
    objectId: null,
    receivedOn: platform.clock.today(),
    dueOn: null,
    name: '',
    phone: '',
    address: '',
  };
  must(
    await enterContact(platform, legal, {
      ...common,
      actionId: platform.ids.next(),
      channel: 'hotline',
      outsideNumber: '12345-20261120-0087',
      kind: 'complaint',
      subject: '反映某厂夜间动火作业无人监护',
      content: '来电人反映，某厂近一周夜间动火作业没有监护人，担心引发火灾。',
      objectName: '工业园区某厂',
      name: '张某（演示）',
      phone: '0311-80000001',
    }),
  );
  const asked = must(
    await enterContact(platform, legal, {
      ...common,
      actionId: platform.ids.next(),
      channel: 'phone',
      outsideNumber: '',
      kind: 'enquiry',
      subject: '咨询检查结果公示期限',
      content: '来电人咨询检查结果公示多长时间，如何查询。',
      objectName: '',
    }),
  );
  const assign = { move: 'assign', handlerId: legal.accountId, note: '' } as const;
  const write = { id: asked.id, version: 1, actionId: platform.ids.next() };
  const { version } = must(await moveContact(platform, legal, { ...write, form: assign }));
  must(
    await moveContact(platform, legal, {
      id: asked.id,
      version,
      actionId: platform.ids.next(),
      form: {
        move: 'answer',
        outcome: 'explained',
        finding: '已电话解释。',
        reply: '公示期限按本机关工作细则执行，可以在公众网站按单位名称查询。',
        objectId: null,
      },
    }),
  );
}
