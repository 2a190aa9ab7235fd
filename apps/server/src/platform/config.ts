/**
 * The settings of an installation, parsed once from environment, settings file and arguments; the environment stands above
 * the file. Nothing else reads the environment. A mistyped value or an unknown name ends the start with one sentence, for
 * the file with its line.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type PasswordProfile, passwordProfiles } from '@mingcha/core/common/password-rules.ts';
import { z } from 'zod';
import { closest } from './closest-name.ts';
import { type BackupSettings, backupOf, backupSettings } from './config-backup.ts';
import { type CertificateSettings, certificateOf, certificateSettings } from './config-certificate.ts';
import { type ClusterSettings, clusterOf, clusterSettings, workersArgument } from './config-cluster.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { type SuiteName, suiteNames } from './crypto/suite.ts';
import { hostsOf } from './db/hosts.ts';
import { type LogLevel, logLevels } from './log.ts';
import { SetupError } from './setup-error.ts';
import type { StartupKey } from './startup-text.ts';

const mebibyte = 1024 * 1024;

/** Caps of what comes from outside; each can be set by the operator. */
export interface Limits {
  readonly xlsxBytes: number;
  readonly xlsBytes: number;
  readonly csvBytes: number;
  readonly importRows: number;
  readonly importMemoryBytes: number;
  /** Any other uploaded file, such as a signed scan. */
  readonly uploadBytes: number;
}

/** How people sign in through an OpenID provider; addresses stand in its discovery document. */
export interface OidcSettings {
  /** Exactly as the provider writes it, discovery at `/.well-known/openid-configuration` below it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, protected by PKCE alone. */
  readonly clientSecret: string | null;
  /** On the button; null: a general word. */
  readonly label: string | null;
  /** Where the provider sends people back, as registered there; null: `/sign-in/provider` of the address in use. */
  readonly redirect: string | null;
}

/** `office`: everything. `portal`: the public pages alone, fed by packages of an office elsewhere. */
export const serverRoles = ['office', 'portal'] as const;

/** How a portal of its own and its office reach one another. */
export interface ExchangeSettings {
  readonly role: (typeof serverRoles)[number];
  /** Folder that both sides share or that is carried between them; null: packages are taken away by hand. */
  readonly folder: string | null;
  /** Ed25519 key of the office, 32 bytes; only a portal of its own has it. */
  readonly officeKey: Uint8Array | null;
}

export const drawSuites = ['SHA256', 'SM3'] as const;

/** Which algorithms are used where; docs/security/cryptography.md. */
export interface CryptoSettings {
  /** `national`: the ledger's checkpoints get a seal by SM2 and SM3 beside their Ed25519 signature. */
  readonly sealSuite: SuiteName;
  /** Of what is sealed from now on; earlier values stay readable. */
  readonly dataSuite: SuiteName;
  /** What the form of a new draw proposes. */
  readonly drawSuite: (typeof drawSuites)[number];
  /** Address of a cryptographic device, `https://…` or `exec:/path`; null: built-in software. */
  readonly device: string | null;
}

export interface Config {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The set-up login of a given PostgreSQL; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** The login of the running server where the operator made the role `mingcha_app`; null lets set-up make it. */
  readonly appDatabaseUrl: string | null;
  /** A standby that public pages read from; null: none. */
  readonly replicaUrl: string | null;
  /** Seconds by which the standby may be behind before the pages read from the database itself. */
  readonly replicaLag: number;
  readonly poolSize: number;
  /** Absolute. Holds the embedded database (`db/`), files, keys (`secrets/`, 0700) and logs. */
  readonly dataFolder: string;
  readonly secretsFolder: string;
  readonly filesFolder: string;
  /** Load the demo data when the installation is empty. */
  readonly demo: boolean;
  /** Serve HTTPS on every address of the machine with a self-made certificate. */
  readonly lan: boolean;
  readonly certificate: CertificateSettings | null;
  /** Address of the public portal as printed on papers, without a slash at the end; null: `/p` of the address that the browser used. */
  readonly publicUrl: string | null;
  /** Address of another installation in demonstration mode, where staff practise; null: none. */
  readonly practiceUrl: string | null;
  readonly zone: string;
  /** Of jurisdictions whose security administrator has chosen none. */
  readonly passwordProfile: PasswordProfile;
  /** A sorted file of SHA-1 hashes of breached passwords; null: only the built-in list. */
  readonly breachedPasswords: string | null;
  /** Sign-in through an OpenID provider; null: passwords only. */
  readonly oidc: OidcSettings | null;
  /** Gateways inside closed networks that may be called: `host` or `host:port`, lower case. */
  readonly gateways: readonly string[];
  readonly exchange: ExchangeSettings;
  readonly backup: BackupSettings;
  readonly cluster: ClusterSettings;
  readonly crypto: CryptoSettings;
  readonly logLevel: LogLevel;
  /** Bytes after which the file of the log is set aside. */
  readonly logBytes: number;
  /** Days for which files set aside are kept; the law asks for six months at least. */
  readonly logDays: number;
  /** Whether `/metrics` answers callers on this machine. */
  readonly metricsLocal: boolean;
  /** Whoever brings it may read `/metrics` from elsewhere; null: nobody. */
  readonly metricsToken: string | null;
  readonly limits: Limits;
}

const oneOf = (words: readonly string[]) => z.string().refine((text) => words.includes(text));
const positive = z.string().regex(/^[1-9]\d{0,9}$/);
const zone = z.string().refine((text) => Intl.supportedValuesOf('timeZone').includes(text) || text === 'UTC');
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .refine((text) => Number(text) <= 65_535);
const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/);
const folder = z.string().min(1).max(4096);
const databaseUrl = z.string().refine((text) =>
  hostsOf(text).every((one) => {
    const url = URL.parse(one);
    return (
      (url?.protocol === 'postgres:' || url?.protocol === 'postgresql:') &&
      (url.hostname !== '' || url.searchParams.has('host')) &&
      url.pathname.length > 1
    );
  }),
);

const secretText = z.string().min(1).max(500);
const longSecret = z.string().regex(/^[\x21-\x7e]{24,500}$/);
const labelText = z.string().min(1).max(20);
const gatewayList = z.string().regex(/^(?:(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]+\])(?::\d{1,5})?(?:,|$)){1,50}$/i);
const deviceAddress = z
  .string()
  .regex(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)[:/]|exec:\/)[^\s]{1,500}$/);
const webAddress = z.string().regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/);

/** Every setting: its schema and the words that tell what it should be. */
const settings: Readonly<Record<string, { readonly schema: z.ZodType; readonly expected: StartupKey }>> = {
  PORT: { schema: port, expected: 'config.port' },
  DATABASE_URL: { schema: databaseUrl, expected: 'config.database_url' },
  MINGCHA_APP_DATABASE_URL: { schema: databaseUrl, expected: 'config.database_url' },
  MINGCHA_REPLICA_URL: { schema: databaseUrl, expected: 'config.database_url' },
  MINGCHA_REPLICA_LAG: { schema: positive, expected: 'config.positive' },
  MINGCHA_DATA: { schema: folder, expected: 'config.folder' },
  MINGCHA_DEMO: { schema: oneOf(['yes', 'no', '1', '0']), expected: 'config.yes_no' },
  MINGCHA_PUBLIC_URL: { schema: webAddress, expected: 'config.web_address' },
  MINGCHA_PRACTICE_URL: { schema: webAddress, expected: 'config.web_address' },
  MINGCHA_HOST: { schema: host, expected: 'config.host' },
  MINGCHA_POOL: { schema: positive, expected: 'config.positive' },
  MINGCHA_ZONE: { schema: zone, expected: 'config.zone' },
  MINGCHA_PASSWORD_PROFILE: { schema: oneOf(passwordProfiles), expected: 'config.password_profile' },
  MINGCHA_BREACHED_PASSWORDS: { schema: folder, expected: 'config.file' },
  MINGCHA_OIDC_ISSUER: { schema: webAddress, expected: 'config.web_address' },
  MINGCHA_OIDC_CLIENT_ID: { schema: secretText, expected: 'config.text' },
  MINGCHA_OIDC_CLIENT_SECRET: { schema: secretText, expected: 'config.text' },
  MINGCHA_OIDC_LABEL: { schema: labelText, expected: 'config.text' },
  MINGCHA_OIDC_REDIRECT: { schema: webAddress, expected: 'config.web_address' },
  MINGCHA_GATEWAYS: { schema: gatewayList, expected: 'config.gateways' },
  MINGCHA_ROLE: { schema: oneOf(serverRoles), expected: 'config.role' },
  MINGCHA_EXCHANGE: { schema: folder, expected: 'config.folder' },
  MINGCHA_OFFICE_KEY: { schema: z.string().regex(/^[0-9a-f]{64}$/), expected: 'config.office_key' },
  MINGCHA_SEAL_SUITE: { schema: oneOf(suiteNames), expected: 'config.suite' },
  MINGCHA_DATA_SUITE: { schema: oneOf(suiteNames), expected: 'config.suite' },
  MINGCHA_DRAW_SUITE: { schema: oneOf(drawSuites), expected: 'config.draw_suite' },
  MINGCHA_CRYPTO_DEVICE: { schema: deviceAddress, expected: 'config.device' },
  ...backupSettings,
  ...certificateSettings,
  ...clusterSettings,
  MINGCHA_LOG: { schema: oneOf(logLevels), expected: 'config.level' },
  MINGCHA_LOG_MB: { schema: positive, expected: 'config.positive' },
  MINGCHA_LOG_DAYS: { schema: positive, expected: 'config.positive' },
  MINGCHA_METRICS: { schema: oneOf(['off', 'local']), expected: 'config.metrics' },
  MINGCHA_METRICS_TOKEN: { schema: longSecret, expected: 'config.long_secret' },
  MINGCHA_XLSX_MB: { schema: positive, expected: 'config.positive' },
  MINGCHA_XLS_MB: { schema: positive, expected: 'config.positive' },
  MINGCHA_CSV_MB: { schema: positive, expected: 'config.positive' },
  MINGCHA_IMPORT_ROWS: { schema: positive, expected: 'config.positive' },
  MINGCHA_IMPORT_MEMORY_MB: { schema: positive, expected: 'config.positive' },
  MINGCHA_UPLOAD_MB: { schema: positive, expected: 'config.positive' },
};

/** Names that tests and the building of pages read, not an installation. */
const otherNames: ReadonlySet<string> = new Set([
  'MINGCHA_CONFIG',
  'MINGCHA_TEST_DATABASE_URL',
  'MINGCHA_API',
  'MINGCHA_GALLERY',
]);

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses settings. `root` is the checkout, under which `var/` lies by default, and `mingcha.conf` where `MINGCHA_CONFIG`
 * names no other file of settings.
 * Throws SetupError `config.*` naming the first wrong setting, with path and line where the file says it.
 */
export function parseConfig(environment: Environment, args: readonly string[], root: string): Config {
  const unknownArgument = args.find((text) => text !== '--lan' && workersArgument(text) === null);
  if (unknownArgument !== undefined) throw new SetupError('config.argument', { name: unknownArgument });
  const file = readConfigFile(configPath(environment, root));
  try {
    checkFile(file);
    const workers = args.map(workersArgument).find((one) => one !== null);
    const argued = workers == null ? {} : { MINGCHA_WORKERS: workers };
    return parse({ ...file.values, ...withoutEmpty(environment), ...argued }, args, root);
  } catch (error) {
    throw atLine(error, file, environment);
  }
}

/** The settings file of this installation, whether or not it is there. */
export function configPath(environment: Environment, root: string): string {
  return resolve(root, environment['MINGCHA_CONFIG']?.trim() || 'mingcha.conf');
}

/** Names whose value nobody but the installation may know. */
export const secretNames: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'MINGCHA_APP_DATABASE_URL',
  'MINGCHA_REPLICA_URL',
  'MINGCHA_OIDC_CLIENT_SECRET',
  'MINGCHA_METRICS_TOKEN',
]);

/** All names of the file are ours. Whoever writes the line of a secret means one: an empty one was forgotten. */
function checkFile(file: ConfigFile): void {
  for (const [name, value] of Object.entries(file.values)) {
    if (!(name in settings))
      throw new SetupError('config.unknown', { name, similar: closest(name, Object.keys(settings)) });
    if (value === '' && secretNames.has(name)) throw new SetupError('config.secret_missing', { name });
  }
}

/** An empty variable counts as absent and leaves what the file says. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
}

/** Adds path and line where the wrong setting comes from the file. */
function atLine(error: unknown, file: ConfigFile, environment: Environment): unknown {
  if (!(error instanceof SetupError)) return error;
  const names = [error.data['name'], ...(settingsOfCode[error.code] ?? [])].map(String);
  const name = names.find((one) => file.lines.has(one) && (environment[one]?.trim() ?? '') === '');
  if (name === undefined) return error;
  const line = file.lines.get(name) ?? 0;
  return new SetupError(error.code, { ...error.data, path: file.path, line }, error);
}

/** Settings that a refusal is about, where its data do not name one. */
const settingsOfCode: Readonly<Record<string, readonly string[]>> = {
  'config.oidc_incomplete': ['MINGCHA_OIDC_ISSUER', 'MINGCHA_OIDC_CLIENT_ID'],
  'config.oidc_insecure': ['MINGCHA_OIDC_ISSUER'],
  'config.portal_incomplete': ['MINGCHA_ROLE'],
  'config.certificate_incomplete': Object.keys(certificateSettings),
};

function parse(environment: Environment, args: readonly string[], root: string): Config {
  refuseUnknownNames(environment);
  const read = reader(environment);
  const lan = args.includes('--lan');
  const dataFolder = resolve(root, read('MINGCHA_DATA', 'var'));
  return {
    host: read('MINGCHA_HOST', lan ? '0.0.0.0' : 'localhost'),
    port: Number(read('PORT', '8080')),
    databaseUrl: read('DATABASE_URL', '') || null,
    appDatabaseUrl: read('MINGCHA_APP_DATABASE_URL', '') || null,
    replicaUrl: read('MINGCHA_REPLICA_URL', '') || null,
    replicaLag: Number(read('MINGCHA_REPLICA_LAG', '5')),
    poolSize: Math.max(2, Number(read('MINGCHA_POOL', '10'))),
    dataFolder,
    secretsFolder: join(dataFolder, 'secrets'),
    filesFolder: join(dataFolder, 'files'),
    demo: read('MINGCHA_ROLE', 'office') === 'office' && ['yes', '1'].includes(read('MINGCHA_DEMO', 'yes')),
    publicUrl: read('MINGCHA_PUBLIC_URL', '').replace(/\/$/, '') || null,
    practiceUrl: read('MINGCHA_PRACTICE_URL', '').replace(/\/$/, '') || null,
    lan,
    certificate: certificateOf(read, root),
    zone: read('MINGCHA_ZONE', 'Asia/Shanghai'),
    passwordProfile: read('MINGCHA_PASSWORD_PROFILE', 'dengbao3') as PasswordProfile,
    breachedPasswords: breachedList(root, read('MINGCHA_BREACHED_PASSWORDS', '')),
    oidc: oidcOf(read),
    gateways: read('MINGCHA_GATEWAYS', '')
      .toLowerCase()
      .split(',')
      .filter((one) => one !== ''),
    exchange: exchangeOf(read, root),
    backup: backupOf(read, { root, dataFolder }),
    cluster: clusterOf(read),
    crypto: cryptoOf(read),
    logLevel: read('MINGCHA_LOG', 'info') as LogLevel,
    logBytes: Number(read('MINGCHA_LOG_MB', '20')) * mebibyte,
    logDays: Number(read('MINGCHA_LOG_DAYS', '190')),
    metricsLocal: read('MINGCHA_METRICS', 'off') === 'local',
    metricsToken: read('MINGCHA_METRICS_TOKEN', '') || null,
    limits: {
      xlsxBytes: Number(read('MINGCHA_XLSX_MB', '50')) * mebibyte,
      xlsBytes: Number(read('MINGCHA_XLS_MB', '20')) * mebibyte,
      csvBytes: Number(read('MINGCHA_CSV_MB', '1024')) * mebibyte,
      importRows: Number(read('MINGCHA_IMPORT_ROWS', '1100000')),
      importMemoryBytes: Number(read('MINGCHA_IMPORT_MEMORY_MB', '300')) * mebibyte,
      uploadBytes: Number(read('MINGCHA_UPLOAD_MB', '20')) * mebibyte,
    },
  };
}

function breachedList(root: string, given: string): string | null {
  if (given === '') return null;
  const file = resolve(root, given);
  if (!existsSync(file)) throw new SetupError('config.file_missing', { path: file });
  return file;
}

/** The provider is named by issuer and client together, or not at all. */
function oidcOf(read: (name: string, fallback: string) => string): OidcSettings | null {
  const issuer = read('MINGCHA_OIDC_ISSUER', '');
  const clientId = read('MINGCHA_OIDC_CLIENT_ID', '');
  if (issuer === '' && clientId === '') return null;
  const host = URL.parse(issuer)?.hostname ?? '';
  if (issuer.startsWith('http:') && host !== 'localhost' && host !== '127.0.0.1')
    throw new SetupError('config.oidc_insecure', { value: issuer });
  if (issuer === '' || clientId === '') throw new SetupError('config.oidc_incomplete', {});
  return {
    issuer,
    clientId,
    clientSecret: read('MINGCHA_OIDC_CLIENT_SECRET', '') || null,
    label: read('MINGCHA_OIDC_LABEL', '') || null,
    redirect: read('MINGCHA_OIDC_REDIRECT', '') || null,
  };
}

/** A device speaks the national algorithms, so it needs seals of that suite. */
function cryptoOf(read: (name: string, fallback: string) => string): CryptoSettings {
  const device = read('MINGCHA_CRYPTO_DEVICE', '') || null;
  const sealSuite = read('MINGCHA_SEAL_SUITE', 'international') as SuiteName;
  if (device !== null && sealSuite !== 'national') throw new SetupError('config.device_suite', {});
  return {
    sealSuite,
    dataSuite: read('MINGCHA_DATA_SUITE', 'international') as SuiteName,
    drawSuite: read('MINGCHA_DRAW_SUITE', 'SHA256') as CryptoSettings['drawSuite'],
    device,
  };
}

/** A portal of its own needs to know whom to believe and where packages come from. */
function exchangeOf(read: (name: string, fallback: string) => string, root: string): ExchangeSettings {
  const role = read('MINGCHA_ROLE', 'office') as ExchangeSettings['role'];
  const folder = read('MINGCHA_EXCHANGE', '');
  const key = read('MINGCHA_OFFICE_KEY', '');
  if (role === 'portal' && (folder === '' || key === ''))
    throw new SetupError('config.portal_incomplete', {});
  return {
    role,
    folder: folder === '' ? null : resolve(root, folder),
    officeKey: role === 'portal' ? new Uint8Array(Buffer.from(key, 'hex')) : null,
  };
}

/** Reads one setting, checked; an empty value counts as absent. */
function reader(environment: Environment) {
  return (name: string, fallback: string): string => {
    const setting = settings[name];
    if (setting === undefined) throw new Error(`undeclared setting ${name}`);
    const text = environment[name]?.trim() ?? '';
    if (text === '') return fallback;
    if (setting.schema.safeParse(text).success) return text;
    const value = secretNames.has(name) && !text.includes('//') ? '***' : masked(text);
    throw new SetupError('config.invalid', { name, value, expected: setting.expected });
  };
}

function refuseUnknownNames(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('MINGCHA_') || name in settings || otherNames.has(name)) continue;
    throw new SetupError('config.unknown', { name, similar: closest(name, Object.keys(settings)) });
  }
}

/** A wrong address may still hold a password: what stands between the colon and the at sign is not repeated. */
function masked(text: string): string {
  return text.replace(/:[^:/@\s][^@]*@/, ':***@');
}
