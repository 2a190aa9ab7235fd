/**
 * Papers of supervision of both bureaus: one that was sent and replied to, one that waits for the head, one draft; and the
 * report of the month before. All through the services.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { SupervisionMoveForm } from '@mingcha/core/oversight/papers/supervision-api.ts';
import type { SupervisionKind } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { draftSupervision, saveDraft } from '../oversight/papers/draft.service.ts';
import { moveSupervision } from '../oversight/papers/move.service.ts';
import { showSupervision } from '../oversight/papers/read.service.ts';
import { createReport, saveReport } from '../oversight/reports/report.service.ts';
import { listResponsibilities } from '../oversight/responsibility.service.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

export async function loadSupervision(platform: Platform, { actors }: Organisation): Promise<void> {
  const bureaus = [
    { legal: actors['jz.legal'], head: actors['jz.head'], urged: actors['jz.safety'] },
    { legal: actors['jc.legal'], head: actors['jc.head'], urged: actors['jc.works'] },
  ];
  for (const bureau of bureaus) {
    await papersOf(platform, bureau);
    await reportOf(platform, bureau.legal);
  }
}

interface Bureau {
  readonly legal: Actor;
  readonly head: Actor;
  readonly urged: Actor;
}

async function papersOf(platform: Platform, bureau: Bureau): Promise<void> {
  const { legal, head, urged } = bureau;
  const keys = await openDuties(platform, legal);
  const [first, second, third] = keys;
  if (first === undefined) return;
  const replied = await drafted(platform, bureau, { kind: 'reminder', key: first });
  await move(platform, legal, { id: replied, form: { move: 'submit' } });
  await move(platform, head, { id: replied, form: { move: 'approve', note: '同意发出。' } });
  await move(platform, urged, { id: replied, form: { move: 'receive' } });
  const text = '已安排专人办理，本周内完成，完成后在平台更新。';
  await move(platform, urged, { id: replied, form: { move: 'reply', text } });
  const waiting = await drafted(platform, bureau, { kind: 'urge', key: second ?? first });
  await move(platform, legal, { id: waiting, form: { move: 'submit' } });
  await drafted(platform, bureau, { kind: 'talk', key: third ?? first });
}

/** Late ones first. */
async function openDuties(platform: Platform, actor: Actor): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const state of ['late', 'open'] as const) {
    const page = { after: undefined, limit: 3 };
    const { rows } = must(await listResponsibilities(platform, actor, { filter: { state }, page }));
    keys.push(...rows.map((row) => row.key));
  }
  return keys;
}

async function drafted(
  platform: Platform,
  { legal, urged }: Bureau,
  of: { readonly kind: SupervisionKind; readonly key: string },
): Promise<string> {
  const about = { kind: 'duty', key: of.key } as const;
  const write = { actionId: platform.ids.next(), kind: of.kind, about, fields: null };
  const { id } = must(await draftSupervision(platform, legal, write));
  const found = must(await showSupervision(platform, legal, id));
  const { content, replyDue, version } = found;
  const to = { sectionId: null, accountId: urged.accountId };
  const addressed = { ...content, addressee: urged.personName };
  const saved = { actionId: platform.ids.next(), id, version, content: addressed, to, replyDue };
  must(await saveDraft(platform, legal, saved));
  return id;
}

async function move(
  platform: Platform,
  actor: Actor,
  of: { readonly id: string; readonly form: SupervisionMoveForm },
): Promise<void> {
  const { version } = must(await showSupervision(platform, actor, of.id));
  must(await moveSupervision(platform, actor, { ...of, version, actionId: platform.ids.next() }));
}

async function reportOf(platform: Platform, legal: Actor): Promise<void> {
  const day = platform.clock.today();
  const write = { actionId: platform.ids.next(), period: 'month', day } as const;
  const { id, version } = must(await createReport(platform, legal, write));
  const texts = {
    work: '召开“双随机、一公开”监管工作调度会，逐项核对本月任务和时限。',
    handling: '',
    problems: '个别任务现场检查与结果录入衔接不够紧密。',
    next: '一是按周核对责任清单，临近期限的提前提示。\n二是组织执法检查人员培训，统一结果认定尺度。',
  };
  must(await saveReport(platform, legal, { actionId: platform.ids.next(), id, version, texts }));
}
