/**
 * The form of a bundle: which members there are and of what kind. Members outside the signed body and outside
 * hashed records are closed lists, because nothing else would notice an addition.
 */
import { unbase64 } from '../bytes.ts';
import { Fault } from './report.ts';

type Check = (value: unknown, path: string) => void;

function wrong(path: string, what: string): never {
  throw new Fault('document.shape', `${path} is not ${what}`);
}

const text: Check = (value, path) => {
  if (typeof value !== 'string') wrong(path, 'a string');
};
const whole: Check = (value, path) => {
  if (typeof value !== 'number' || value < 0) wrong(path, 'a whole number from 0');
};
const flag: Check = (value, path) => {
  if (value !== true) wrong(path, 'true');
};
const any: Check = () => undefined;
const matching =
  (pattern: RegExp, what: string): Check =>
  (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) wrong(path, what);
  };
const hash = matching(/^[0-9a-f]{64}$/u, 'hex of 32 bytes');
const hexText = matching(/^(?:[0-9a-f]{2})*$/u, 'lower-case hex');
const instant = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u, 'an instant YYYY-MM-DDThh:mm:ssZ');
const base64Text: Check = (value, path) => {
  if (typeof value !== 'string') wrong(path, 'a string');
  try {
    unbase64(value);
  } catch {
    wrong(path, 'canonical base64');
  }
};
const oneOf =
  (...values: readonly string[]): Check =>
  (value, path) => {
    if (typeof value !== 'string' || !values.includes(value)) wrong(path, values.join(' or '));
  };
const nullable =
  (check: Check): Check =>
  (value, path) => {
    if (value !== null) check(value, path);
  };
const list =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) wrong(path, 'a list');
    value.forEach((item: unknown, i) => {
      check(item, `${path}[${i}]`);
    });
  };
const tuple =
  (...checks: readonly Check[]): Check =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== checks.length) wrong(path, `a list of ${checks.length}`);
    checks.forEach((check, i) => {
      check(value[i], `${path}[${i}]`);
    });
  };

interface Members {
  readonly [member: string]: Check;
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(path, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

/** An object with these members; further ones are allowed. */
const open =
  (required: Members, optional: Members = {}): Check =>
  (value, path) => {
    const object = record(value, path);
    for (const [member, check] of Object.entries(required)) {
      if (!Object.hasOwn(object, member)) throw new Fault('document.missing', `${path}.${member} is missing`);
      check(object[member], `${path}.${member}`);
    }
    for (const [member, check] of Object.entries(optional))
      if (Object.hasOwn(object, member)) check(object[member], `${path}.${member}`);
  };

/** An object with these members and no other. */
const closed =
  (required: Members, optional: Members = {}): Check =>
  (value, path) => {
    open(required, optional)(value, path);
    for (const member of Object.keys(record(value, path)))
      if (!Object.hasOwn(required, member) && !Object.hasOwn(optional, member))
        throw new Fault('document.unknown', `${path} has the unknown member ${member}`);
  };

/** An object whose further members depend on one of its members. */
const variant =
  (name: string, variants: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    open({ [name]: oneOf(...Object.keys(variants)) })(value, path);
    variants[String(record(value, path)[name])]?.(value, path);
  };

const named: Members = { code: text, name: text };
const stratum = variant('rule', {
  all: open(named),
  none: open({ ...named, of: text, reason: text }),
  draw: open({
    ...named,
    rate: tuple(whole, whole),
    round: text,
    min: whole,
    max: nullable(whole),
    base: text,
    method: text,
  }),
});

const source = variant('kind', {
  party: open({ role: text }, { key: hash }),
  digits: open({ who: text, length: whole }),
  lottery: open({ game: text, issue: text, pattern: text, outcomes: whole }),
  drand: open({ chain: hash, round: whole }),
  market: open({ instrument: text, date: text, pattern: text }),
});

const seatGroup = open({ dept: text, skills: list(text), n: whole, anyArea: any });

const templates: Check = (value, path) => {
  for (const [code, groups] of Object.entries(record(value, path)))
    list(seatGroup)(groups, `${path}.${code}`);
};

const witness = variant('policy', { none: any, quorum: open({ quorum: whole, keys: list(text) }) });

const disclosure = open({ mode: oneOf('sealed', 'open') }, { until: nullable(text) });

const planMembers: Members = {
  v: oneOf('rdraw/1'),
  suite: oneOf('SHA256', 'SM3'),
  org: text,
  series: whole,
  no: whole,
  attempt: whole,
  item: text,
  strata: list(stratum),
  frame: open({ count: whole, root: hash, blind: hash }),
  inspectors: open({ count: whole, root: hash, blind: hash }),
  conflicts: open({ count: whole, root: hash }),
  assign: open({ templates, mix: whole }),
  seed: open({ sources: list(source), onMissing: oneOf('skip', 'void'), delay: whole }),
  prev: nullable(open({ freezeId: hash, carry: any })),
};
const productionMembers: Members = {
  time: open({ frozen: instant, seedAfter: instant, deadline: instant }),
  witness,
  disclosure,
};

const read = open({ j: whole, text, at: whole }, { made: oneOf('here'), readBy: list(text) });
const contribution = variant('kind', {
  party: open(
    {
      j: whole,
      role: text,
      commit: hash,
      reveal: nullable(hash),
      committedAt: whole,
      revealedAt: nullable(whole),
    },
    { made: oneOf('here'), key: hash, sig: base64Text },
  ),
  digits: read,
  lottery: read,
  market: read,
  drand: open({
    j: whole,
    round: whole,
    signature: matching(/^[0-9a-f]{96}$/u, 'hex of 48 bytes'),
    at: whole,
  }),
});

const requirement = open({ dept: text, skills: list(text), area: text, seats: whole });
const shortage = open({
  seat: whole,
  X: list(whole),
  R: list(whole),
  supply: whole,
  demand: whole,
  byRequirement: list(requirement),
});
const assignSummary: Check = (value, path) => {
  if (Object.hasOwn(record(value, path), 'infeasible')) open({ infeasible: list(shortage) })(value, path);
  else
    open({
      tasks: whole,
      seats: whole,
      root: hash,
      maxLevel: whole,
      choice: open({ min: any, below3: whole }),
    })(value, path);
};

const body = (params: Check): Check =>
  open({
    v: oneOf('rdraw/1'),
    kind: oneOf('certificate'),
    freezeId: hash,
    params,
    log: open({ origin: text, index: whole, proof: text }),
    seed: open({ contribs: list(contribution), bits: whole, value: hash }, { reproduced: flag }),
    select: open(
      { counts: list(whole), quotas: list(whole), threshold: list(nullable(hash)), root: hash, size: whole },
      { reserves: list(whole) },
    ),
    assign: nullable(assignSummary),
    files: list(open({ name: text, size: whole, hash })),
    disclosure,
    software: open({ name: text, version: text, commit: nullable(text) }),
    issuedAt: instant,
  });

const seat = closed({ c: hash, group: whole, k: whole, inspector: hash });
const objectRecord = open({ id: text }, { area: text });

const logged: Members = { type: text, index: whole, reason: text, evidence: hash };
const amendment = variant('type', {
  replaced: closed({
    ...logged,
    stratum: whole,
    c: hash,
    successor: hash,
    rank: whole,
    opening: nullable(closed({ record: objectRecord, salt: hash })),
    team: nullable(list(seat)),
  }),
  recused: closed({
    ...logged,
    c: hash,
    group: whole,
    k: whole,
    inspector: hash,
    substitute: hash,
    changes: nullable(list(seat)),
  }),
});

const event = open({
  v: oneOf('rdraw/1'),
  type: text,
  org: text,
  series: whole,
  no: whole,
  attempt: whole,
  freezeId: hash,
  at: instant,
  by: text,
});

const frame: Check = (value, path) => {
  if (typeof value === 'string') base64Text(value, path);
  else closed({ file: text, hash })(value, path);
};

const pub = open({ dept: text, skills: list(text), areas: list(text), cap: whole, load: whole });

const bundle = (params: Check): Check =>
  closed(
    {
      format: oneOf('rdraw/1 bundle'),
      certificate: closed({
        body: body(params),
        signatures: list(
          closed({ alg: oneOf('ed25519', 'sm2-sm3'), key: hexText, sig: base64Text }, { id: text }),
        ),
      }),
      frame,
      selected: list(closed({ stratum: whole, rank: whole, c: hash }, { area: text })),
      reserves: list(closed({ stratum: whole, rank: whole, c: hash })),
      amendments: list(amendment),
      log: closed({
        checkpoint: text,
        events: list(closed({ index: whole, event, proof: list(hash) })),
      }),
    },
    {
      inspectors: nullable(list(closed({ pub, c: hash }))),
      conflicts: nullable(list(tuple(hash, hash))),
      assignment: nullable(list(seat)),
      openings: nullable(list(closed({ c: hash, record: objectRecord, salt: hash }))),
    },
  );

const production = bundle(open({ ...planMembers, ...productionMembers }));

/** Throws a `Fault` naming the first member that is missing, unknown or of the wrong kind. */
export function checkBundleShape(value: unknown): void {
  production(value, 'bundle');
}
