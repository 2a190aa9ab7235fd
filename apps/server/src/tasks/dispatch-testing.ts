/** What tests of dispatch and claim share: a recorded draw, its dispatch by request, an application with the stages up to tasks. */
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { drawStage } from '../draws/draw.stage.ts';
import { type Driver, drive, insertMines, jointTask } from '../draws/draw-testing.ts';
import { accessStage } from '../platform/auth/access.stage.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../platform/testing-app.ts';
import { tasksStage } from './tasks.stage.ts';

export function withTasks(work: (test: TestApp) => Promise<void>): Promise<void> {
  return withTestApp(work, { stages: [accessStage, drawStage, tasksStage] });
}

/** The code of a refusal, `ok` otherwise. */
export function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

export interface Drawn {
  readonly driver: Driver;
  readonly drawId: string;
  readonly objectIds: readonly string[];
  readonly inspectorIds: readonly string[];
}

/** Six of thirty-seven mines are drawn with teams of two agencies; the signed record is filed. */
export async function recordedDraw(test: TestApp, change: Partial<DrawSettingsInput> = {}): Promise<Drawn> {
  const { objectIds, inspectorIds } = await insertMines(test);
  const driver = await drive(test);
  const drawId = await driver.drawn(jointTask(test, change));
  await driver.record(drawId);
  return { driver, drawId, objectIds, inspectorIds };
}

/** The body of a dispatch of this draw. */
export function dispatchBody(test: TestApp, drawId: string, change: object = {}) {
  return {
    actionId: test.actionId(),
    source: { kind: 'draw', id: drawId },
    claimDue: '2026-12-31',
    instructions: '按方案联合检查，做到应收尽收',
    ...change,
  };
}

export async function dispatched(test: TestApp, lan: TestClient, drawId: string): Promise<string> {
  const reply = await lan.post('/api/tasks', dispatchBody(test, drawId));
  if (reply.status !== 200) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}
