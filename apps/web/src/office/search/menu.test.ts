/** The search opens pages of the menu only, and every page of the office is reached from the menu. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roles } from '@mingcha/core/common/roles.ts';
import { nextActionOf, todoKindNames, todoKinds } from '@mingcha/core/oversight/board/workbench.ts';
import { guideOf } from '@mingcha/core/oversight/guidance/guide.ts';
import { helpTopicNames, helpTopics } from '@mingcha/core/oversight/guidance/help.ts';
import { officePages } from '../pages.ts';
import { mayOpen, trailOf } from '../shell/page-list.ts';

const byPath = (path: string) => officePages.find((page) => page.path === path.replace(/[?#].*$/, ''));

test('every function also stands in the menu: each page leads up to one that does', () => {
  for (const page of officePages) {
    const top = trailOf(officePages, page)[0];
    assert.ok(
      top?.menu === true || page.group === 'own' || page.bare === true,
      `${page.id} has no way from the menu`,
    );
  }
});

test('first steps, next actions, lists and help lead to pages that the role may open', () => {
  for (const role of roles.filter((one) => (one as string) !== 'evaluator')) {
    for (const line of guideOf([role])) {
      const page = byPath(line.to);
      assert.ok(page !== undefined && mayOpen(page, [role]), `${role} ${line.key} ${line.to}`);
    }
    const next = nextActionOf([role]);
    const page = next === null ? undefined : byPath(next.to);
    assert.ok(page !== undefined && mayOpen(page, [role]), `${role} ${next?.to ?? 'no next action'}`);
  }
  for (const kind of todoKindNames) {
    const { list, roles: of } = todoKinds[kind];
    const page = list === null ? byPath('/todo') : byPath(list);
    assert.ok(page !== undefined, `${kind} ${list ?? ''}`);
    for (const role of of) assert.ok(mayOpen(page, [role]), `${kind} ${role}`);
  }
  for (const topic of helpTopicNames) assert.ok(byPath(helpTopics[topic]) !== undefined, topic);
});
