/**
 * Whether everything that one JSON Schema allows is allowed by another: what an old phone sends by what the server takes, what
 * the server answers by what an old phone reads. Where it cannot tell, it says so as a difference.
 */
import type { Schema } from '@mingcha/core/inspections/visits/phone-wire.ts';

/** Places where `narrow` allows what `wide` refuses; none when all of it fits. */
export function misfits(narrow: Schema, wide: Schema, at = ''): readonly string[] {
  if (isAnything(wide)) return [];
  if (same(narrow, wide)) return [];
  const choices = choicesOf(narrow);
  if (choices !== null) return choices.flatMap((one) => misfits(one, wide, at));
  const offers = choicesOf(wide);
  if (offers !== null) return fitsOne(narrow, offers, at);
  const values = valuesOf(narrow);
  if (values !== null) return misfitValues(values, wide, at);
  if (valuesOf(wide) !== null) return [`${at}: any ${String(narrow['type'])} where some words are allowed`];
  if (narrow['type'] !== wide['type'] && !(narrow['type'] === 'integer' && wide['type'] === 'number'))
    return [`${at}: ${String(narrow['type'])} where ${String(wide['type'])} is expected`];
  return [
    ...misfitBounds(narrow, wide, at),
    ...misfitMembers(narrow, wide, at),
    ...misfitItems(narrow, wide, at),
  ];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function isAnything(schema: Schema): boolean {
  return Object.keys(schema).every((key) => ['default', 'description', 'title'].includes(key));
}

function choicesOf(schema: Schema): readonly Schema[] | null {
  const found = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(found) ? (found as readonly Schema[]) : null;
}

/** The fewest differences from any of the choices, which is the one that was meant. */
function fitsOne(narrow: Schema, offers: readonly Schema[], at: string): readonly string[] {
  const found = offers.map((one) => misfits(narrow, one, at));
  return found.toSorted((a, b) => a.length - b.length)[0] ?? [`${at}: nothing is allowed`];
}

function valuesOf(schema: Schema): readonly unknown[] | null {
  if ('const' in schema) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : null;
}

function misfitValues(values: readonly unknown[], wide: Schema, at: string): readonly string[] {
  const allowed = valuesOf(wide);
  if (allowed !== null)
    return values.filter((one) => !allowed.includes(one)).map((one) => `${at}: ${JSON.stringify(one)}`);
  const type = values.every((one) => typeof one === 'string') ? 'string' : null;
  return type === wide['type'] ? [] : [`${at}: words where ${String(wide['type'])} is expected`];
}

const lower = ['minimum', 'minLength', 'minItems', 'exclusiveMinimum'] as const;
const upper = ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum'] as const;

function misfitBounds(narrow: Schema, wide: Schema, at: string): readonly string[] {
  const number = (schema: Schema, key: string) => (typeof schema[key] === 'number' ? schema[key] : null);
  const found: string[] = [];
  for (const key of lower) {
    const bound = number(wide, key);
    if (bound !== null && (number(narrow, key) ?? -Infinity) < bound) found.push(`${at}: ${key} ${bound}`);
  }
  for (const key of upper) {
    const bound = number(wide, key);
    if (bound !== null && (number(narrow, key) ?? Infinity) > bound) found.push(`${at}: ${key} ${bound}`);
  }
  for (const key of ['pattern', 'format', 'multipleOf'] as const)
    if (wide[key] !== undefined && !same(wide[key], narrow[key])) found.push(`${at}: another ${key}`);
  return found;
}

function misfitMembers(narrow: Schema, wide: Schema, at: string): readonly string[] {
  if (wide['type'] !== 'object') return [];
  const members = (schema: Schema) => (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const [own, others] = [members(narrow), members(wide)];
  const always = new Set((narrow['required'] ?? []) as readonly string[]);
  const found: string[] = [];
  for (const name of (wide['required'] ?? []) as readonly string[])
    if (!always.has(name)) found.push(`${at}.${name}: may be missing`);
  for (const [name, schema] of Object.entries(own)) {
    const other = others[name];
    if (other !== undefined) found.push(...misfits(schema, other, `${at}.${name}`));
    else if (wide['additionalProperties'] === false) found.push(`${at}.${name}: is not known`);
  }
  const [rest, otherRest] = [narrow['additionalProperties'], wide['additionalProperties']];
  if (isSchema(rest) && isSchema(otherRest)) found.push(...misfits(rest, otherRest, `${at}.*`));
  return found;
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

function misfitItems(narrow: Schema, wide: Schema, at: string): readonly string[] {
  if (wide['type'] !== 'array') return [];
  const items = (schema: Schema) => (schema['items'] ?? {}) as Schema;
  const fixed = (schema: Schema) => schema['prefixItems'];
  if (!same(fixed(narrow), fixed(wide))) return [`${at}: another tuple`];
  return misfits(items(narrow), items(wide), `${at}[]`);
}
