/** Reads our own source: no weak digest, no block mode that shows patterns, no randomness that can be guessed, outside of listed places. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
const places = ['apps/*/src', 'packages/*/src', 'tools', 'bench'];
const files = places.flatMap((place) =>
  globSync(`${place}/**/*.{ts,tsx,mts,mjs}`, { cwd: root, exclude: (name) => name.includes('node_modules') }),
);

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** Where it may stand, and why. */
  readonly allowed: Readonly<Record<string, string>>;
}

const rules: readonly Rule[] = [
  {
    name: 'MD5, SHA-1 or RIPEMD as a digest',
    pattern: /['"`](?:md4|md5|sha-?1|rsa-sha1|ripemd\w*)['"`]/i,
    allowed: {
      'apps/server/src/platform/auth/breached.ts': 'lists of breached passwords are published as SHA-1',
    },
  },
  {
    name: 'ECB, DES, RC4 or Blowfish',
    pattern: /['"`](?:[\w-]+-ecb|des\b[\w-]*|rc4|bf-\w+)['"`]/i,
    allowed: {},
  },
  {
    name: 'a cipher without authentication outside of the suite that adds it',
    pattern: /['"`](?:aes|sm4)-[\w-]*(?:cbc|ctr|cfb|ofb)['"`]/i,
    allowed: {
      'apps/server/src/platform/backup/closed-copy.ts':
        'copies opened by the openssl command without us; the signed manifest inside has the digest of each file',
      'apps/server/src/platform/crypto/national.ts': 'SM4-CTR under HMAC-SM3',
      'apps/server/src/platform/backup/recipient.ts': 'a private key in PEM, as the openssl command reads it',
      'apps/server/src/platform/backup/sealed-keys.ts':
        'keys of a backup, opened by the openssl command without us; the manifest has their digest',
    },
  },
  { name: 'Math.random', pattern: /\bMath\.random\(/, allowed: {} },
  {
    name: 'unchecked certificates',
    pattern: /rejectUnauthorized:\s*false/,
    allowed: {
      'apps/server/src/platform/operations/doctor/served.ts':
        'asks this machine whether it answers; sends no secret',
    },
  },
];

const isTest = (file: string) => /\.test\.tsx?$|(?:^|\/)testing[-_.]|-testing\.ts$|\.gen\.ts$/.test(file);

test('C-10 no MD5, SHA-1, ECB, bare cipher mode, guessable randomness or unchecked certificate stands in our code', () => {
  const own = files.filter((file) => !isTest(file));
  assert.ok(own.length > 1_000, `only ${own.length} files were read`);
  const found: string[] = [];
  const used = new Set<string>();
  for (const file of own) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const rule of rules) {
      if (!rule.pattern.test(text)) continue;
      if (file in rule.allowed) used.add(`${rule.name} ${file}`);
      else found.push(`${file}: ${rule.name}`);
    }
  }
  console.log(`# ${own.length} files read`);
  assert.deepEqual(found, []);
  const listed = rules.flatMap((rule) =>
    Object.keys(rule.allowed)
      .filter((file) => own.includes(file))
      .map((file) => `${rule.name} ${file}`),
  );
  assert.deepEqual([...used].toSorted(), listed.toSorted(), 'an exception that nobody needs any more');
});

test('C-10 the rules see what they forbid', () => {
  const samples = [
    "createHash('md5')",
    "createCipheriv('aes-128-ecb', key, null)",
    "createCipheriv('sm4-cbc', key, iv)",
    'Math.random()',
    '{ rejectUnauthorized: false }',
  ];
  assert.deepEqual(
    samples.map((text) => rules.findIndex((rule) => rule.pattern.test(text))),
    [0, 1, 2, 3, 4],
  );
});
