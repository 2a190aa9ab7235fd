/** What passwords the two profiles refuse, and why (H-07). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PasswordProfile, passwordFault } from './password-rules.ts';

const local = ['anlan', '茶亭区应急管理局', '应急局', '130181'];
const fault = (password: string, profile: PasswordProfile = 'dengbao3') =>
  passwordFault(password, profile, local);

test('等保三级 asks for eight characters of three kinds', () => {
  assert.equal(fault('Tea-7'), 'access.password_short.invalid');
  assert.equal(fault('teahouse-lantern'), 'access.password_kinds.invalid');
  assert.equal(fault('Tea-House-40'), null);
  assert.equal(fault('茶馆Lantern40'), null);
});

test('ASVS asks for length and no composition', () => {
  assert.equal(fault('teahouse-40', 'asvs'), 'access.password_short.invalid');
  assert.equal(fault('green leaves in spring water', 'asvs'), null);
});

test('64 and 128 characters are taken, 129 are not', () => {
  const long = 'Aa3-'.repeat(15) + 'tea houses';
  assert.equal(fault(long.slice(0, 64)), null);
  assert.equal(fault(`${'lantern-Tea7'.repeat(10)}-leaves`), null);
  assert.equal(fault(`${'lantern-Tea7'.repeat(10)}-leaves-and`), 'access.password_long.invalid');
});

test('common passwords are refused in their usual disguises', () => {
  for (const password of [
    'Passw0rd',
    'P@ssw0rd123',
    'Admin@123',
    'Qwerty!2024',
    'Abc@12345',
    'Woaini520!',
    '1qaz@WSX',
    'Huawei@123',
  ]) {
    assert.equal(fault(password), 'access.password_common.invalid', password);
  }
  assert.equal(fault('123456789012', 'asvs'), 'access.password_common.invalid');
  assert.equal(fault('abcdefghijkl', 'asvs'), 'access.password_common.invalid');
});

test('local words are refused wherever they stand', () => {
  for (const password of ['Anlan-2026', '应急局Abc-2026x', 'Tea-130181-x']) {
    assert.equal(fault(password), 'access.password_local_word.invalid', password);
  }
});
