/** A visit as papers, results and screens read it: typed content out of merged fields. Pure. */
import type { FieldState, FindingAction, LineAnswer, PictureMark, Position } from './visit-fields.ts';

export interface VisitFinding {
  readonly id: string;
  readonly agencyId: string;
  readonly itemKey: string | null;
  readonly sheetVersionId: string | null;
  readonly lineKey: string | null;
  readonly text: string;
  readonly clauses: readonly { readonly law: string; readonly article: string }[];
  readonly action: FindingAction | null;
  readonly dueOn: string | null;
  readonly measures: string;
  readonly isPublic: boolean;
}

export interface VisitContent {
  readonly arrival: {
    readonly at: string;
    readonly position: Position | null;
    readonly place: string;
  } | null;
  readonly identify: {
    readonly at: string;
    readonly certificatesShown: boolean;
    readonly code: string;
  } | null;
  readonly opening: {
    readonly at: string;
    readonly rightsTold: boolean;
    readonly recusal: 'notAsked' | 'asked';
    readonly note: string;
  } | null;
  readonly place: string;
  readonly started: string | null;
  readonly ended: string | null;
  readonly representative: { readonly name: string; readonly post: string; readonly phone: string };
  /** By `sheetVersionId/lineKey`. */
  readonly lines: ReadonlyMap<string, LineAnswer>;
  readonly notes: ReadonlyMap<string, string>;
  /** By `sheetVersionId/index`. */
  readonly sections: ReadonlyMap<string, { readonly openedAt: string; readonly allConformAt: string | null }>;
  /** In the order of their ids (UUIDs of version 7: of their making); removed ones are left out. */
  readonly findings: readonly VisitFinding[];
  readonly guidance: readonly {
    readonly id: string;
    readonly agencyId: string;
    readonly text: string;
    readonly lineKey: string | null;
  }[];
  readonly opinions: readonly {
    readonly id: string;
    readonly memberId: string;
    readonly text: string;
    readonly lineKeys: readonly string[];
  }[];
  readonly addedItems: readonly {
    readonly itemKey: string;
    readonly agencyId: string;
    readonly reason: string;
  }[];
  readonly concealment: readonly { readonly id: string; readonly agencyId: string; readonly facts: string }[];
  readonly assistants: readonly { readonly name: string; readonly organisation: string }[];
  /** What was said of files after the shutter, by their ids; a removed one is kept but shown nowhere. */
  readonly evidence: ReadonlyMap<
    string,
    { readonly marks: readonly PictureMark[] | null; readonly note: string | null; readonly removed: boolean }
  >;
  readonly situation: string;
  readonly feedback: {
    readonly at: string;
    readonly text: string;
    readonly opinion: 'agrees' | 'objects' | 'none';
    readonly statement: string;
  } | null;
  readonly outcome: {
    readonly outcome: string;
    readonly facts: string;
    readonly witness: string;
    readonly witnessContact: string;
  } | null;
  /** Paths with more than one value that nobody has reconciled. */
  readonly doubled: readonly string[];
}

type Fields = ReadonlyMap<string, Pick<FieldState, 'value' | 'beside'>>;

/** Reads the content; values were checked when they were written (`checkedField`). */
export function visitContent(fields: Fields): VisitContent {
  const one = <T>(path: string): T | null => (fields.get(path)?.value as T | undefined) ?? null;
  return {
    arrival: one('arrival'),
    identify: one('identify'),
    opening: one('opening'),
    place: one<string>('place') ?? '',
    started: one('started'),
    ended: one('ended'),
    representative: one('representative') ?? { name: '', post: '', phone: '' },
    lines: new Map(under<LineAnswer>(fields, 'lines/')),
    notes: new Map(under<string>(fields, 'notes/')),
    sections: new Map(under<{ openedAt: string; allConformAt: string | null }>(fields, 'sections/')),
    findings: findingsOf(fields),
    guidance: listed(fields, 'guidance/', 'id'),
    opinions: listed(fields, 'opinions/', 'id'),
    addedItems: listed(fields, 'addedItems/', 'itemKey'),
    concealment: listed(fields, 'concealment/', 'id'),
    assistants: one('assistants') ?? [],
    evidence: evidenceOf(fields),
    situation: one<string>('situation') ?? '',
    feedback: one('feedback'),
    outcome: one('outcome'),
    doubled: [...fields].filter(([, state]) => state.beside.length > 0).map(([path]) => path),
  };
}

function under<T>(fields: Fields, prefix: string): [string, T][] {
  return [...fields]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, state]): [string, T] => [path.slice(prefix.length), state.value as T])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function listed<T>(fields: Fields, prefix: string, key: string): T[] {
  return under<object>(fields, prefix).map(([id, value]) => ({ ...value, [key]: id }) as T);
}

function evidenceOf(fields: Fields): VisitContent['evidence'] {
  const ids = new Set(under(fields, 'evidence/').map(([path]) => path.split('/')[0] ?? ''));
  const member = <T>(id: string, name: string): T | null =>
    (fields.get(`evidence/${id}/${name}`)?.value as T | undefined) ?? null;
  return new Map(
    [...ids].map((id) => [
      id,
      {
        marks: member<readonly PictureMark[]>(id, 'marks'),
        note: member<string>(id, 'note'),
        removed: member<boolean>(id, 'removed') === true,
      },
    ]),
  );
}

function findingsOf(fields: Fields): readonly VisitFinding[] {
  const heads = under<Pick<VisitFinding, 'agencyId' | 'itemKey' | 'sheetVersionId' | 'lineKey'>>(
    fields,
    'findings/',
  );
  const member = <T>(id: string, name: string): T | undefined =>
    fields.get(`findings/${id}/${name}`)?.value as T | undefined;
  return heads
    .filter(([id]) => !id.includes('/') && member<boolean>(id, 'removed') !== true)
    .map(([id, head]) => ({
      ...head,
      id,
      text: member(id, 'text') ?? '',
      clauses: member(id, 'clauses') ?? [],
      action: member(id, 'action') ?? null,
      dueOn: member(id, 'dueOn') ?? null,
      measures: member(id, 'measures') ?? '',
      isPublic: member(id, 'public') ?? true,
    }));
}
