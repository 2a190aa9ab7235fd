/** The document that the server gives names every bound route with all that goes in, comes out or refuses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from '../../app.ts';
import { withTestApp } from '../testing-app.ts';

interface Media {
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly example?: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
    readonly example: unknown;
  }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
  readonly security: readonly Readonly<Record<string, unknown>>[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** Bodies whose rules no sample can follow, at most. */
const mostWithoutExample = 25;

test('the document at /api/openapi.json has every bound route and no other', () =>
  withTestApp(async ({ anonymous, app }) => {
    const document = (await anonymous.get('/api/openapi.json')).body as Document;
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => `${method} ${path} ${one.operationId}`),
    );
    const declared = declaredRoutes().map(
      ({ id, method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')} ${id}`,
    );
    assert.deepEqual(listed.toSorted(), declared.toSorted());
    for (const { method, path } of declaredRoutes())
      assert.ok(app.hasRoute({ method, url: path }), `${method} ${path} is bound`);
  }));

test('every operation says its parameters, its body, its reply, its refusals and who may call, with examples that its schema takes', () =>
  withTestApp(async ({ anonymous }) => {
    const document = (await anonymous.get('/api/openapi.json')).body as Document;
    const byId = new Map(
      Object.values(document.paths).flatMap((methods) =>
        Object.values(methods).map((one) => [one.operationId, one] as const),
      ),
    );
    const without: string[] = [];
    for (const spec of declaredRoutes()) {
      const one = byId.get(spec.id);
      assert.ok(one !== undefined, spec.id);
      const inPath = one.parameters.filter((each) => each.in === 'path').map((each) => each.name);
      const named = [...spec.path.matchAll(/:(\w+)/g)].map((found) => String(found[1]));
      assert.deepEqual(inPath.toSorted(), named.toSorted(), spec.id);
      for (const each of one.parameters) assert.ok(each.example !== undefined, `${spec.id} ${each.name}`);
      assert.equal(one.requestBody !== undefined, spec.method !== 'GET', spec.id);
      const media = Object.values(one.requestBody?.content ?? {})[0];
      if (spec.method !== 'GET') assert.ok(media?.schema !== undefined, spec.id);
      if (media !== undefined && spec.transfer === 'json') {
        if (media.example === undefined) without.push(spec.id);
        else assert.ok(spec.body.safeParse(media.example).success, spec.id);
      }
      assert.ok(one.responses['200']?.content !== undefined, spec.id);
      const refusals = ['400', '404', '409', '422', '429', '500', '503'];
      if (spec.policy.kind !== 'public') refusals.push('401', '403');
      if (spec.method !== 'GET') refusals.push('413', '415');
      for (const status of refusals) {
        const name = one.responses[status]?.$ref?.split('/').at(-1) ?? '';
        assert.ok(document.components['responses']?.[name] !== undefined, `${spec.id} ${status}`);
      }
      const schemes = one.security.flatMap((each) => Object.keys(each));
      for (const name of schemes)
        assert.ok(document.components['securitySchemes']?.[name] !== undefined, `${spec.id} ${name}`);
      const needsOne = !['public', 'token'].includes(spec.policy.kind);
      assert.equal(schemes.length > 0, needsOne, spec.id);
    }
    assert.ok(without.length <= mostWithoutExample, without.join(', '));
  }));
