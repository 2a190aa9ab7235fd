/**
 * What the import of each register needs to know as data: staging and register table, and for every field its
 * column, its name on the wire and how the staged text becomes the column's value. Constants only: the SQL that is
 * made of them (`import-rows.queries.ts`) takes no text from outside.
 */
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';

export interface ImportField {
  /** Field of the roster (`roster-field-words.ts`) that feeds it. */
  readonly roster: string;
  /** Column of the staging table that COPY fills. */
  readonly staged: string;
  readonly column: string;
  /** Name on the wire, in revisions and previews. */
  readonly field: string;
  /** SQL of the value over the staged row `r`; null where the cell was empty. */
  readonly value: string;
  /** SQL type, to bring a revision's JSON back. */
  readonly type: 'boolean' | 'text' | 'date' | 'integer' | 'numeric' | 'uuid' | 'text[]' | 'jsonb';
  /** Value for a row that exists, over `r` and the stored `o`, where it differs from `value`. */
  readonly update?: string;
  /** Value for a new row whose cell is empty; absent where the column has a default or may be null. */
  readonly otherwise?: string;
}

export interface ImportRegister {
  readonly kind: 'objects' | 'inspectors';
  readonly staging: 'import_object_rows' | 'import_inspector_rows';
  readonly table: 'objects' | 'inspectors';
  readonly revisions: 'object_revisions' | 'inspector_revisions';
  readonly revisionKey: 'object_id' | 'inspector_id';
  readonly fields: readonly ImportField[];
}

function text(field: string, column: string, otherwise?: string): ImportField {
  const rest = otherwise === undefined ? {} : { otherwise };
  return { roster: field, staged: column, column, field, value: `r.${column}`, type: 'text', ...rest };
}
function day(field: string, column: string): ImportField {
  return { roster: field, staged: column, column, field, value: `r.${column}::date`, type: 'date' };
}
function numeric(field: string, column: string): ImportField {
  const value = `r.${column}::numeric(9, 6)`;
  return { roster: field, staged: column, column, field, value, type: 'numeric' };
}
function list(field: string, column: string, otherwise: string): ImportField {
  const value = `string_to_array(r.${column}, '、')`;
  return { roster: field, staged: column, column, field, value, type: 'text[]', otherwise };
}
/** A file never puts an object on the serious-dishonesty list: that tag is left out. */
const freeTags: ImportField = {
  ...list('tags', 'tags', "'{}'"),
  value: `array_remove(string_to_array(r.tags, '、'), '${listedTag}')`,
};
function integer(field: string, column: string, otherwise?: string): ImportField {
  const rest = otherwise === undefined ? {} : { otherwise };
  return {
    roster: field,
    staged: column,
    column,
    field,
    value: `r.${column}::integer`,
    type: 'integer',
    ...rest,
  };
}
function flag(field: string, column: string): ImportField {
  const value = `r.${column}::boolean`;
  return { roster: field, staged: column, column, field, value, type: 'boolean', otherwise: 'false' };
}
const section: ImportField = {
  roster: 'section',
  staged: 'section',
  column: 'section_id',
  field: 'sectionId',
  value: 'r.section_id',
  type: 'uuid',
};

/** The staged text has been replaced by the id of the object that it names. */
const operator: ImportField = {
  roster: 'operator',
  staged: 'operator',
  column: 'operator_object_id',
  field: 'operatorObjectId',
  value: 'r.operator::uuid',
  type: 'uuid',
};
/** Fields of the kind: what the file says is laid over what is stored. */
const details: ImportField = {
  roster: 'details',
  staged: 'details',
  column: 'details',
  field: 'details',
  value: 'r.details::jsonb',
  update: 'o.details || r.details::jsonb',
  type: 'jsonb',
  otherwise: "'{}'",
};

export const objectImport: ImportRegister = {
  kind: 'objects',
  staging: 'import_object_rows',
  table: 'objects',
  revisions: 'object_revisions',
  revisionKey: 'object_id',
  fields: [
    text('name', 'name'),
    text('uscc', 'uscc'),
    text('registrationNumber', 'registration_number'),
    text('localCode', 'local_code'),
    text('address', 'address', "''"),
    { ...text('divisionCode', 'division_code', "''"), roster: 'area' },
    text('industry', 'industry', "''"),
    text('riskLevel', 'risk_level', "''"),
    text('creditClass', 'credit_class', "''"),
    day('creditClassOn', 'credit_class_on'),
    text('status', 'status', "'active'"),
    text('kind', 'kind', "'enterprise'"),
    section,
    text('responsiblePerson', 'responsible_person', "''"),
    day('registeredOn', 'registered_on'),
    list('formerNames', 'former_names', "'{}'"),
    freeTags,
    text('remark', 'remark', "''"),
    text('industryCode', 'industry_code', "''"),
    day('riskOn', 'risk_on'),
    text('riskSource', 'risk_source', "''"),
    text('creditSource', 'credit_source', "''"),
    text('grid', 'grid', "''"),
    numeric('latitude', 'latitude'),
    numeric('longitude', 'longitude'),
    text('coordinateSystem', 'coordinate_system', "''"),
    list('formerCodes', 'former_codes', "'{}'"),
    operator,
    details,
  ],
};

export const inspectorImport: ImportRegister = {
  kind: 'inspectors',
  staging: 'import_inspector_rows',
  table: 'inspectors',
  revisions: 'inspector_revisions',
  revisionKey: 'inspector_id',
  fields: [
    text('name', 'name'),
    text('certificateNumber', 'certificate_number'),
    day('certificateValidTo', 'certificate_valid_to'),
    section,
    list('specialities', 'specialities', "'{}'"),
    list('areas', 'areas', "'{*}'"),
    text('post', 'post', "''"),
    text('establishment', 'establishment', "''"),
    text('level', 'level', "''"),
    list('qualifications', 'qualifications', "'{}'"),
    flag('canLead', 'can_lead'),
    integer('yearlyCap', 'yearly_cap'),
    integer('priorLoad', 'prior_load', '0'),
    text('status', 'status', "'active'"),
  ],
};

/** Roster fields that are staged and reported but feed no column: the person's agency is the importing one. */
export const stagedOnly: Readonly<Record<ImportRegister['kind'], Readonly<Record<string, string>>>> = {
  objects: {},
  inspectors: { agency: 'agency', remark: 'remark' },
};

export function registerOf(kind: ImportRegister['kind']): ImportRegister {
  return kind === 'objects' ? objectImport : inspectorImport;
}
