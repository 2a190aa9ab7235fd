/** Samples that follow a JSON Schema: examples of the OpenAPI document, and inputs of tests made from the declarations. Pure. */
import { z } from 'zod';

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
  readonly maxLength?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
  readonly prefixItems?: readonly JsonSchema[];
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
}

/** JSON Schema of what a client may send. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return plainSchema(schema, 'input');
}

/** JSON Schema of what goes in or comes out, without the mark of its dialect. */
export function plainSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain as JsonSchema;
}

/** Values by the name of their member, where rules beyond the schema decide. */
export type Named = Readonly<Record<string, unknown>>;

/** A value of the right shape; refinements beyond the shape may still refuse it unless `named` knows the member. */
export function sample(schema: JsonSchema, named: Named = {}): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const either = schema.oneOf ?? schema.anyOf;
  if (either !== undefined) return either[0] === undefined ? null : sample(either[0], named);
  return sampleOfType(schema, typeOf(schema), named);
}

export function typeOf(schema: JsonSchema): string | undefined {
  return typeof schema.type === 'string' ? schema.type : schema.type?.[0];
}

function sampleOfType(schema: JsonSchema, type: string | undefined, named: Named): unknown {
  if (type === 'object') return sampleObject(schema, named);
  if (type === 'array') return sampleArray(schema, named);
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return sampleText(schema);
}

function sampleObject(schema: JsonSchema, named: Named): unknown {
  const { properties = {}, propertyNames, additionalProperties } = schema;
  const members = Object.entries(properties).map(([name, part]) => {
    const isText =
      (typeOf(part) === 'string' || part.anyOf?.some((each) => typeOf(each) === 'string') === true) &&
      part.enum === undefined &&
      part.format !== 'uuid';
    return [name, isText && Object.hasOwn(named, name) ? named[name] : sample(part, named)] as const;
  });
  const keys = (propertyNames?.enum ?? []).map(String);
  const more = typeof additionalProperties === 'object' ? additionalProperties : null;
  const rest = more === null ? [] : keys.map((key) => [key, sample(more, named)] as const);
  return Object.fromEntries([...members, ...rest]);
}

function sampleArray({ items, prefixItems, minItems = 1 }: JsonSchema, named: Named): unknown {
  if (prefixItems !== undefined) return prefixItems.map((each) => sample(each, named));
  if (items === undefined) return [];
  return Array.from({ length: Math.max(1, minItems) }, () => sample(items, named));
}

/** What patterns of this house ask for, a plain word first: code, mobile number, address, time of day. */
const formed = ['text', '000000', '13800000000', 'name@example.cn', '09:00'];

function sampleText(schema: JsonSchema): string {
  if (schema.format === 'uuid') return crypto.randomUUID();
  if (schema.format === 'date') return '2026-11-23';
  if (schema.format === 'date-time') return '2026-11-23T01:00:00Z';
  const { pattern } = schema;
  if (pattern?.includes('\\d{4}-\\d{2}-\\d{2}') === true) return '2026-11-23';
  if (pattern?.includes('[0-9a-f]{64}') === true) return 'ab'.repeat(32);
  const fitting =
    pattern === undefined ? undefined : formed.find((text) => new RegExp(pattern, 'u').test(text));
  if (fitting !== undefined) return fitting;
  // A pattern that also takes nothing.
  if (pattern !== undefined && !new RegExp(pattern, 'u').test('text') && new RegExp(pattern, 'u').test(''))
    return '';
  return 'text'.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength);
}
