/** Check characters of unit codes against published codes and against every code of the real rosters. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isOrganisationCode,
  isRegistrationNumber,
  isResidentId,
  isUscc,
  organisationCheckCharacter,
  usccCheckCharacter,
  usccProblem,
} from './uscc.ts';

const published = ['11371525004442025C', '113703030042170202', '11230500001755309F', '91350100M000100Y43'];

test('published credit codes pass both checks', () => {
  for (const code of published) assert.equal(usccProblem(code), null, code);
});

test('R024 a credit code with any one character changed is refused', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  for (const code of published) {
    for (let i = 0; i < 18; i++) {
      for (const other of alphabet) {
        if (other === code[i]) continue;
        assert.equal(
          isUscc(code.slice(0, i) + other + code.slice(i + 1)),
          false,
          `${code} position ${i + 1} ${other}`,
        );
      }
    }
  }
});

test('letters outside the alphabet, wrong lengths and other numbers each have their own reason', () => {
  assert.equal(usccProblem('1137152500444202OC'), 'cell.uscc_character');
  assert.equal(usccProblem('11371525004442025D'), 'cell.uscc_check');
  assert.equal(usccProblem('1137152500444202'), 'cell.uscc_length');
  assert.equal(usccProblem('110108000000016'), 'cell.uscc_is_registration_number');
  assert.equal(usccProblem('D2143569-X'), 'cell.uscc_is_organisation_code');
  assert.equal(usccProblem('11010519491231002X'), 'cell.uscc_is_resident_id');
});

test('a code whose inner organisation code fails is reported as the mildest problem', () => {
  const first = `91${'140581'}${'11135494'}0`;
  const code = first + usccCheckCharacter(first);
  assert.notEqual(organisationCheckCharacter('11135494'), '0');
  assert.equal(usccProblem(code), 'cell.uscc_org_check');
  assert.equal(isUscc(code), true);
});

test('organisation codes: the examples of the standard pass, a changed digit does not', () => {
  assert.equal(isOrganisationCode('D2143569-X'), true);
  assert.equal(isOrganisationCode('D2143569X'), true);
  assert.equal(isOrganisationCode('D2143568X'), false);
});

test('registration numbers: the example of the standard passes, every changed digit does not', () => {
  assert.equal(isRegistrationNumber('110108000000016'), true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = Array.from('110108000000016', Number);
      digits[at] = ((digits[at] ?? 0) + by) % 10;
      assert.equal(isRegistrationNumber(digits.join('')), false);
    }),
  );
});

test('a resident number is recognised by its check character', () => {
  assert.equal(isResidentId('11010519491231002X'), true);
  assert.equal(isResidentId('110105194912310021'), false);
});

const rosters = ['objects-jincheng.csv', 'objects-jinzhou.csv'].map(
  (name) => new URL(`../../../../../shared/data/${name}`, import.meta.url),
);
const present = rosters.every((file) => existsSync(file));

test('every credit code of the real rosters passes GB 32100', {
  skip: present ? false : 'no ../shared/data beside the checkout',
}, () => {
  let seen = 0;
  for (const file of rosters) {
    for (const line of String(readFileSync(file, 'utf8')).split('\n').slice(1)) {
      const code = line.split(',')[1];
      if (code === undefined || !/^[0-9A-Z]{18}$/.test(code)) continue;
      assert.equal(isUscc(code), true, code);
      seen++;
    }
  }
  assert.ok(seen > 5_700, `${seen} codes`);
});
