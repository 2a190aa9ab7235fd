/**
 * What is written at a visit, as single fields: a path and a value. A phone keeps and sends writes, never whole
 * documents, so that two phones at one visit and the office's later entry are merged field by field without loss.
 * Paths are fixed here; values are checked by the schema of their path. Pure.
 */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { outcomes } from '../../tasks/inspection.ts';

/** Advisory, WGS-84, one fix (R150). */
export const position = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(1_000_000),
});
export type Position = z.output<typeof position>;

/** How a line was answered; `section`: by "all conform" of an opened section, still changeable by hand. */
export const lineAnswer = z.object({
  answer: z.enum(['conform', 'nonConform', 'notApplicable', 'notChecked']).nullable(),
  /** Of measures, choices and texts. */
  value: z.union([z.number(), line(500)]).nullable(),
  by: z.enum(['hand', 'section']),
});
export type LineAnswer = z.output<typeof lineAnswer>;

/** What follows from a finding, as the team proposes it; every one has an action (R187, R240). */
export const findingActions = [
  'correctedOnSite', // 当场改正
  'rectify', // 责令限期改正
  'case', // 立案查处
  'leniency', // 轻微免罚
  'transferAgency', // 移送有权机关
  'transferPolice', // 涉嫌犯罪移送
  'handover', // 内部移交执法大队
  'daily', // 纳入日常监管
] as const;
export type FindingAction = (typeof findingActions)[number];

export const findingClause = z.object({ law: requiredLine(200), article: line(400) });

/** A finding belongs to one agency and, where it comes from the sheet, to one line of one version. */
export const findingHead = z.object({
  agencyId: uuid,
  itemKey: uuid.nullable(),
  sheetVersionId: uuid.nullable(),
  lineKey: line(40).nullable(),
});

/** Rank of confirmation by the object: agreed, objected, or silent. */
export const partyOpinions = ['agrees', 'objects', 'none'] as const;

/** Marks on a picture, as data: points are fractions of its width and height; the original is never touched. */
export const pictureMarks = z
  .array(z.object({ shape: z.enum(['arrow', 'circle']), points: z.array(z.number()).max(8) }))
  .max(50);
export type PictureMark = z.output<typeof pictureMarks>[number];

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const lineKey = '[A-Za-z0-9][A-Za-z0-9._-]{0,39}';

interface FieldRule {
  readonly path: RegExp;
  readonly value: z.ZodType;
}

const rules: readonly FieldRule[] = [
  rule('arrival', z.object({ at: instant, position: position.nullable(), place: line(200) })),
  rule(
    'identify',
    z.object({
      at: instant,
      certificatesShown: z.boolean(),
      code: z.enum(['scanned', 'shown', 'paper', 'none']),
    }),
  ),
  rule(
    'opening',
    z.object({
      at: instant,
      rightsTold: z.boolean(),
      recusal: z.enum(['notAsked', 'asked']),
      note: paragraph(1000),
    }),
  ),
  rule('place', line(200)),
  rule('started', instant),
  rule('ended', instant),
  rule('representative', z.object({ name: line(60), post: line(60), phone: line(40) })),
  rule(`sections/${id}/[0-9]{1,2}`, z.object({ openedAt: instant, allConformAt: instant.nullable() })),
  rule(`lines/${id}/${lineKey}`, lineAnswer),
  rule(`notes/${id}/${lineKey}`, paragraph(2000)),
  rule(`findings/${id}`, findingHead),
  rule(`findings/${id}/text`, paragraph(2000)),
  rule(`findings/${id}/clauses`, z.array(findingClause).max(20)),
  rule(`findings/${id}/action`, z.enum(findingActions)),
  rule(`findings/${id}/dueOn`, plainDate.nullable()),
  rule(`findings/${id}/measures`, paragraph(1000)),
  rule(`findings/${id}/removed`, z.boolean()),
  rule(`findings/${id}/public`, z.boolean()),
  /** 现场指导: help given on the spot; never a finding. */
  rule(`guidance/${id}`, z.object({ agencyId: uuid, text: paragraph(2000), lineKey: line(40).nullable() })),
  /** An expert's opinion stays an opinion (R167). */
  rule(
    `opinions/${id}`,
    z.object({ memberId: uuid, text: paragraph(4000), lineKeys: z.array(line(40)).max(60) }),
  ),
  /** An item that was not on the task, taken from the published list, and why (R168). */
  rule(`addedItems/${id}`, z.object({ agencyId: uuid, reason: requiredLine(300) })),
  /** Of a file after the shutter: its record is final, so notes, marks and taking it back are writes beside it. */
  rule(`evidence/${id}/marks`, pictureMarks),
  rule(`evidence/${id}/note`, line(300)),
  rule(`evidence/${id}/removed`, z.boolean()),
  rule('situation', paragraph(8000)),
  rule(
    'feedback',
    z.object({
      at: instant,
      text: paragraph(4000),
      opinion: z.enum(partyOpinions),
      statement: paragraph(2000),
    }),
  ),
  rule(
    'outcome',
    z.object({
      outcome: z.enum(outcomes),
      facts: paragraph(2000),
      witness: line(60),
      witnessContact: line(60),
    }),
  ),
  /** 隐瞒真实情况, 弄虚作假: facts of their own (R183). */
  rule(`concealment/${id}`, z.object({ agencyId: uuid, facts: paragraph(4000) })),
  rule('assistants', z.array(z.object({ name: line(60), organisation: line(100) })).max(10)),
];

function rule(path: string, value: z.ZodType): FieldRule {
  return { path: new RegExp(`^${path}$`), value };
}

export const fieldPath = z
  .string()
  .max(160)
  .refine((path) => rules.some((each) => each.path.test(path)), { message: 'visit.field_unknown' });

/** The value of a path, checked; the reason as an error code otherwise. */
export function checkedField(
  path: string,
  value: unknown,
): { readonly value: unknown } | { readonly code: string } {
  const found = rules.find((each) => each.path.test(path));
  if (found === undefined) return { code: 'visit.field_unknown' };
  const parsed = found.value.safeParse(value);
  return parsed.success ? { value: parsed.data } : { code: 'visit.field_invalid' };
}

/** One write: `base` is the write of this path that the person saw, null when there was none. */
export const fieldWrite = z.object({
  id: uuid,
  path: fieldPath,
  value: z.unknown(),
  base: uuid.nullable(),
});
export type FieldWrite = z.output<typeof fieldWrite>;

/** A stored write with who made it, in the order in which the server took it (`seq`, from 1 per visit). */
export const storedWrite = fieldWrite.extend({
  seq: z.number().int().min(1),
  at: instant,
  by: z.string(),
  deviceId: uuid.nullable(),
});
export type StoredWrite = z.output<typeof storedWrite>;

/** What holds for a path, and what was written beside it without having seen it. */
export interface FieldState {
  readonly path: string;
  readonly value: unknown;
  readonly writeId: string;
  readonly by: string;
  readonly at: string;
  /** Other values that nobody who wrote later has seen; shown beside the field until somebody writes over both. */
  readonly beside: readonly {
    readonly writeId: string;
    readonly value: unknown;
    readonly by: string;
    readonly at: string;
  }[];
}

/** When and where two people did the same is no contradiction: each of them arrived, showed a certificate, began. */
const moments = new Set(['at', 'openedAt', 'allConformAt', 'position']);
const momentPaths = new Set(['started', 'ended']);

/** Whether two values of a path say the same, whatever the order of their members. */
function same(path: string, a: unknown, b: unknown): boolean {
  return momentPaths.has(path) || saying(a) === saying(b);
}

function saying(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member)
            .filter(([name]) => !moments.has(name))
            .toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : member,
  );
}

/**
 * The state of each path after all writes, in the order of `seq`. A write whose `base` is the value that held replaces
 * it; one that had not seen it holds as the later, and the other stays beside it: nothing is dropped in silence.
 */
export function mergedFields(writes: readonly StoredWrite[]): ReadonlyMap<string, FieldState> {
  const states = new Map<string, FieldState>();
  const devices = new Map<string, string>();
  for (const write of writes.toSorted((a, b) => a.seq - b.seq)) {
    const held = states.get(write.path);
    const { path, value, by, at } = write;
    const own = { path, value, writeId: write.id, by, at };
    if (held === undefined) states.set(path, { ...own, beside: [] });
    else states.set(path, { ...own, beside: besides(held, write, devices) });
    if (write.deviceId !== null) devices.set(write.id, write.deviceId);
  }
  return states;
}

/**
 * A phone's next value replaces its own earlier ones, but says nothing of what others wrote between them.
 * `devices`: of each write before, by its id.
 */
function besides(
  held: FieldState,
  write: StoredWrite,
  devices: ReadonlyMap<string, string>,
): FieldState['beside'] {
  const { value, writeId, by, at } = held;
  const kept = write.base === writeId ? [] : [...held.beside, { writeId, value, by, at }];
  return kept.filter(
    (each) =>
      each.writeId !== write.base &&
      devices.get(each.writeId) !== (write.deviceId ?? 'none') &&
      !same(write.path, each.value, write.value),
  );
}
