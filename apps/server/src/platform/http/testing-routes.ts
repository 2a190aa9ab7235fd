/** For tests made from the declarations: addresses with invented ids, and inputs that follow a route's schemas. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { z } from 'zod';
import { inputSchema as declared, type JsonSchema, typeOf } from './schema-sample.ts';

export { type JsonSchema, sample } from './schema-sample.ts';

/** JSON Schema of what a client may send, without defaults: a sample then has every member that `placesOf` finds. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const text = JSON.stringify(declared(schema), (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('default' in part) || 'properties' in part)
      return part;
    const { default: _default, ...rest } = part;
    return rest;
  });
  return JSON.parse(text) as JsonSchema;
}

/** An id that no row has. */
export const nobodysId = '019aa000-0000-7000-8000-000000000000';

/** The route's address with each parameter replaced. */
export function addressWithIds(spec: RouteSpec, id: string = nobodysId): string {
  return spec.path.replaceAll(/:[A-Za-z]+/g, id);
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
