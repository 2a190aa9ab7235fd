/**
 * What an assignment refuses to work with. The freeze has checked all of it before; a hand-made bundle has not.
 */
import { compareBytes } from '../bytes.ts';
import { DrawError } from '../error.ts';
import type { AssignInput, AssignInspector, AssignTask } from './types.ts';

function demand(condition: boolean, what: string): void {
  if (!condition) throw new DrawError('assign.invalid', what);
}

const count = (n: number, limit: number): boolean => Number.isSafeInteger(n) && n >= 0 && n < limit;

function checkTask(task: AssignTask): void {
  demand(task.c.length === 32, 'the commitment of a task has 32 bytes');
  demand(task.area !== '*', 'the area of a task is one area, never *');
  demand(task.groups.length <= 0x10000, 'a task has at most 65,536 seat groups');
  for (const group of task.groups) {
    demand(count(group.n, 0x10001), 'a seat group has 0 to 65,536 seats');
  }
}

function checkInspector({ c, pub }: AssignInspector): void {
  demand(c.length === 32, 'the commitment of an inspector has 32 bytes');
  demand(count(pub.cap, 2 ** 53), 'cap is a whole number from 0');
  demand(count(pub.load, 2 ** 31), 'load is a whole number from 0, below 2^31');
}

/** Throws DrawError `assign.invalid` for input that has no defined result. */
export function checkInput(input: AssignInput): void {
  const { key, tasks, inspectors, mix } = input;
  demand(key.length === 32, 'the key has 32 bytes');
  demand(count(mix, 1001), 'mix is a whole number from 0 to 1000');
  tasks.forEach(checkTask);
  inspectors.forEach(checkInspector);
  for (let n = 1; n < inspectors.length; n += 1) {
    demand(
      compareBytes(inspectors[n - 1]!.c, inspectors[n]!.c) < 0,
      'inspectors stand in the order of their commitments, each once',
    );
  }
  const sorted = tasks.map((task) => task.c).sort(compareBytes);
  for (let n = 1; n < sorted.length; n += 1) {
    demand(compareBytes(sorted[n - 1]!, sorted[n]!) < 0, 'each task stands once');
  }
}
