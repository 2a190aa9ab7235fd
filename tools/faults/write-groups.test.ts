/** no way of writing is forgotten by the crash harness without a word. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf, notWalked, writeGroups, writeRoutes } from './write-groups.ts';

test('R-01 every declared route that writes belongs to a group of the crash harness', () => {
  const routes = writeRoutes();
  assert.ok(routes.length > 350, `${routes.length} routes were seen`);
  assert.deepEqual(
    routes.filter((spec) => groupOf(spec.id) === null).map((spec) => spec.id),
    [],
  );
  const words = new Set(routes.map((spec) => spec.id.split('.')[0]));
  const named = Object.values(writeGroups).flatMap((group) => group.split(' '));
  assert.deepEqual(
    named.filter((word) => !words.has(word)),
    [],
    'a group names nothing that does not exist',
  );
  assert.equal(new Set(named).size, named.length, 'no word is in two groups');
  for (const group of notWalked) assert.ok(group in writeGroups);
});

test('R-01 a route that nobody put into a group is seen', () => {
  assert.equal(groupOf('newThings.create'), null);
});
