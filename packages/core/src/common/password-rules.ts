/**
 * What a password must be, as two named profiles that contradict each other: `dengbao3` (等保三级, GB/T 22239: at
 * least 8 characters of three kinds, changed every 90 days, none of the last five again) and `asvs` (OWASP ASVS 5.0
 * 6.2: at least 12 characters, no composition rules, no periodic change). Both refuse common passwords and local words;
 * why an installation may choose is told in docs/decisions/0031-password-profiles.md. Pure: the page shows the faults while one types, the server decides.
 */
export const passwordProfiles = ['dengbao3', 'asvs'] as const;
export type PasswordProfile = (typeof passwordProfiles)[number];

export const passwordFaultCodes = [
  'access.password_short.invalid',
  'access.password_long.invalid',
  'access.password_kinds.invalid',
  'access.password_common.invalid',
  'access.password_local_word.invalid',
] as const;
export type PasswordFault = (typeof passwordFaultCodes)[number];

export interface PasswordPolicy {
  readonly leastLength: number;
  /** Of capital letters, small letters, digits and other signs, so many must occur; 0 for any. */
  readonly kinds: number;
  /** So many earlier passwords may not be used again. */
  readonly history: number;
  /** Days after which a password must be changed; null for never. */
  readonly maxAgeDays: number | null;
}

export const passwordPolicies: Readonly<Record<PasswordProfile, PasswordPolicy>> = {
  dengbao3: { leastLength: 8, kinds: 3, history: 5, maxAgeDays: 90 },
  asvs: { leastLength: 12, kinds: 0, history: 0, maxAgeDays: null },
};
export const greatestLength = 128;

/** Beginnings and hearts of the passwords that are tried first; digits and signs around them do not help. */
const commonStems: readonly string[] = [
  'password',
  'passwd',
  'admin',
  'administrator',
  'root',
  'guest',
  'user',
  'test',
  'demo',
  'welcome',
  'letmein',
  'login',
  'master',
  'monkey',
  'dragon',
  'shadow',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'batman',
  'trustno',
  'iloveyou',
  'loveyou',
  'woaini',
  'woaiwojia',
  'wodemima',
  'mima',
  'nihao',
  'zhongguo',
  'china',
  'beijing',
  'qwerty',
  'qwertyuiop',
  'qazwsx',
  'qazwsxedc',
  'asdfgh',
  'asdfghjkl',
  'asdf',
  'zxcvbn',
  'zxcvbnm',
  'qweasd',
  'qweasdzxc',
  'qwe',
  'asd',
  'zxc',
  'abc',
  'abcd',
  'abcde',
  'abcdef',
  'abcabc',
  'aa',
  'a',
  'q',
  'w',
  'qaz',
  'wsx',
  'p',
  'pass',
  'hello',
  'secret',
  'mingcha',
  'oracle',
  'mysql',
  'postgres',
  'server',
  'system',
  'manager',
  'office',
  'changeme',
  'default',
  'computer',
  'internet',
  'freedom',
  'whatever',
  'michael',
  'jordan',
  'jennifer',
  'charlie',
  'ashley',
  'bailey',
  'access',
  'flower',
  'hottie',
  'loveme',
  'zaq',
  'xsw',
  'qq',
  'tt',
  'yyyy',
  'xxxx',
  'aaaa',
  'zhang',
  'wang',
  'li',
  'liu',
  'chen',
  'huawei',
  'xiaomi',
  'tencent',
  'alibaba',
  'baidu',
];
const stems: ReadonlySet<string> = new Set(commonStems);

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The letters of a password, with signs that stand for letters read as these. */
function readings(password: string): readonly string[] {
  const lower = password.toLowerCase();
  const onlyLetters = lower.replaceAll(/[^a-z]/g, '');
  const trimmed = lower.replaceAll(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  const replaced = trimmed.replaceAll(/[013457@$!]/g, (sign) => lookAlikes[sign] ?? sign);
  return [onlyLetters, replaced.replaceAll(/[^a-z]/g, '')];
}

/** Runs such as 12345678 or abcdefgh, one sign repeated, and dates. */
function isPattern(password: string): boolean {
  if (/^(.{1,3})\1+$/u.test(password)) return true;
  if (/^(?:19|20)\d{6}$/.test(password)) return true;
  const codes = Array.from(password, (sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.length > 0 && steps.every((step) => step === steps[0]);
}

function isCommon(password: string): boolean {
  const bare = password.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (/^\d*$/.test(bare) || isPattern(bare)) return true;
  return readings(password).some((letters) => stems.has(letters)) && !/[^\x20-\x7e]/.test(password);
}

function kindsOf(password: string): number {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];
  return kinds.filter((kind) => kind.test(password)).length;
}

/**
 * The first thing wrong with a password, or null. `localWords` are the sign-in name, the agency's names and the
 * division code: a password may not contain one of at least four characters (two for Chinese).
 */
export function passwordFault(
  password: string,
  profile: PasswordProfile,
  localWords: readonly string[],
): PasswordFault | null {
  const length = Array.from(password).length;
  const policy = passwordPolicies[profile];
  if (length < policy.leastLength) return 'access.password_short.invalid';
  if (length > greatestLength) return 'access.password_long.invalid';
  if (kindsOf(password) < policy.kinds) return 'access.password_kinds.invalid';
  if (isCommon(password)) return 'access.password_common.invalid';
  const lower = password.toLowerCase();
  const isLocal = localWords.some((word) => {
    const least = /[^\x20-\x7e]/.test(word) ? 2 : 4;
    return Array.from(word).length >= least && lower.includes(word.toLowerCase());
  });
  return isLocal ? 'access.password_local_word.invalid' : null;
}
