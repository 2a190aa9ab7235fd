/** For tests made from the declarations: addresses with invented ids, and inputs that follow a route's schemas. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { z } from 'zod';

/** An id that no row has. */
export const nobodysId = '019aa000-0000-7000-8000-000000000000';

/** The route's address with each parameter replaced. */
export function addressWithIds(spec: RouteSpec, id: string = nobodysId): string {
  return spec.path.replaceAll(/:[A-Za-z]+/g, id);
}

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly required?: readonly string[];
}

/** JSON Schema of what a client may send. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** A value of the right shape; refinements beyond the shape may still refuse it. */
export function sample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return schema.anyOf[0] === undefined ? null : sample(schema.anyOf[0]);
  return sampleOfType(schema, typeOf(schema));
}

function typeOf(schema: JsonSchema): string | undefined {
  return typeof schema.type === 'string' ? schema.type : schema.type?.[0];
}

function sampleOfType(schema: JsonSchema, type: string | undefined): unknown {
  if (type === 'object') {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sample(part)]),
    );
  }
  if (type === 'array') return schema.items === undefined ? [] : [sample(schema.items)];
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return sampleText(schema);
}

function sampleText(schema: JsonSchema): string {
  if (schema.format === 'uuid') return crypto.randomUUID();
  if (schema.format === 'date-time') return '2026-11-23T01:00:00Z';
  if (schema.pattern?.includes('\\d{4}-\\d{2}-\\d{2}') === true) return '2026-11-23';
  if (schema.pattern?.includes('[0-9a-f]{64}') === true) return 'ab'.repeat(32);
  return 'text'.padEnd(schema.minLength ?? 0, 'x');
}

/** A place of a text or number inside a body: the members to follow. */
export type Place = readonly (string | number)[];

/** Every place of the given type in a sampled body. */
export function placesOf(schema: JsonSchema, wanted: 'string' | 'number', at: Place = []): readonly Place[] {
  if (schema.anyOf !== undefined)
    return schema.anyOf[0] === undefined ? [] : placesOf(schema.anyOf[0], wanted, at);
  const type = typeOf(schema);
  if (type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      placesOf(part, wanted, [...at, name]),
    );
  }
  if (type === 'array' && schema.items !== undefined) return placesOf(schema.items, wanted, [...at, 0]);
  const isNumber = type === 'integer' || type === 'number';
  return (wanted === 'number' ? isNumber : type === 'string') ? [at] : [];
}

/** A copy of `value` with the place replaced. */
export function withPlace(value: unknown, place: Place, put: unknown): unknown {
  const [first, ...rest] = place;
  if (first === undefined) return put;
  if (isList(value)) return value.map((item, index) => (index === first ? withPlace(item, rest, put) : item));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [first]: withPlace(members[first], rest, put) };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
