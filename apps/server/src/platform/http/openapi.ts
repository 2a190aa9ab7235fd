/**
 * The routes as an OpenAPI 3.1 document, from the declarations alone: what goes in and out with an example of each, who
 * may call and how they show who they are, and every way in which a call is refused. The server gives it at
 * /api/openapi.json; docs/generated holds the same. Pure.
 */
import type { Policy, RouteSpec } from '@mingcha/core/common/api.ts';
import type { z } from 'zod';
import { type JsonSchema, plainSchema, sample } from './schema-sample.ts';

type Json = Readonly<Record<string, unknown>>;

export function policyWords(policy: Policy): string {
  if (policy.kind === 'roles') return policy.roles.join(', ');
  return policy.kind === 'machine' ? `machine ${policy.scope}` : policy.kind;
}

function parametersOf(type: z.ZodType, place: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = plainSchema(type, 'input');
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
    example: known[name] ?? sampleOf(one),
  }));
}

const bytes = { schema: { type: 'string', format: 'binary' } };

function replyOf(route: RouteSpec): Json {
  if (route.transfer === 'page') return { [pageType(route.path)]: { schema: { type: 'string' } } };
  if (route.transfer === 'file') return { '*/*': bytes };
  const schema = plainSchema(route.response, 'output');
  return { 'application/json': { schema, ...exampleFor(route.response, schema) } };
}

/** Values of members whose rules stand beyond the schema. */
const known: Readonly<Record<string, unknown>> = {
  divisionCode: '130181',
  year: 2026,
  creditCode: '91130181MA000020XE',
  uscc: '91130181MA000020XE',
  organisationCode: 'MA000020X',
  link: 'https://www.example.gov.cn/',
  email: 'office@example.gov.cn',
  from: 'office@example.gov.cn',
  phone: '0311-80000000',
  publicUrl: 'https://www.example.gov.cn/',
  number: 'A1',
  seed: '30 11 07 22 09 18 45 03',
  paperCode: '',
  secret: `${'A'.repeat(43)}=`,
  key: '23456789ABCDEFGHJ',
};
/** The document is the same whenever it is made. */
const sampleOf = (schema: JsonSchema, idOf: () => string = () => exampleId): unknown =>
  JSON.parse(JSON.stringify(sample(schema, known)).replaceAll(uuidForm, idOf));
const uuidForm = /(?<=")[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?=")/g;
const exampleId = '019aa000-0000-7000-8000-000000000000';

/** Ids that differ, for bodies that name several things. */
function differentIds(): () => string {
  let next = 0;
  return () => `${exampleId.slice(0, -1)}${(next++ % 16).toString(16)}`;
}

/** An example that the route's own schema takes; none where no sample can follow its rules. */
function exampleFor(type: z.ZodType, schema: JsonSchema): { readonly example?: unknown } {
  for (const example of [sampleOf(schema), sampleOf(schema, differentIds())])
    if (type.safeParse(example).success) return { example };
  return {};
}

/** What a page of the portal answers, told by its address. */
function pageType(path: string): string {
  if (path.endsWith('.atom')) return 'application/atom+xml';
  if (path.endsWith('.xml')) return 'application/xml';
  if (path.endsWith('.json')) return 'application/feed+json';
  return path.includes('/data/') ? '*/*' : 'text/html';
}

/** Null where nothing is sent. */
function bodyOf(route: RouteSpec): Json | null {
  if (route.method === 'GET') return null;
  if (route.transfer === 'chunk') return { required: true, content: { 'application/octet-stream': bytes } };
  const schema = plainSchema(route.body, 'input');
  if (route.transfer === 'upload')
    return { required: true, content: { 'multipart/form-data': { schema: withFile(schema) } } };
  const type = route.transfer === 'page' ? 'application/x-www-form-urlencoded' : 'application/json';
  return { required: true, content: { [type]: { schema, ...exampleFor(route.body, schema) } } };
}

/** Members first, then the file under the name `file`. */
function withFile(schema: JsonSchema): Json {
  return { ...schema, properties: { ...schema.properties, file: bytes.schema } };
}

/** How each kind of caller shows who they are. */
const schemes: Readonly<Record<Policy['kind'], readonly Json[]>> = {
  public: [],
  token: [{}],
  signedIn: [{ office: [] }],
  roles: [{ office: [] }],
  enterprise: [{ enterprise: [] }],
  machine: [{ machine: [] }],
};

const refusals: Readonly<Record<number, string>> = {
  400: 'what was sent does not follow the schema; `field` names the member',
  401: 'nobody is signed in, or the key is unknown, revoked or over',
  403: 'whoever is signed in may not do this, or the request comes from another site',
  404: 'there is no such thing, or it is not shown to whoever asks',
  405: 'the address is there, the method is not',
  409: 'not in this state: something changed meanwhile, or a rule forbids it',
  413: 'too large',
  415: 'not of the expected content type',
  422: 'well-formed, but refused by a rule about its content; `field` names the member',
  429: 'too many requests; `retry-after` says in how many seconds',
  500: 'a fault of the server; the request id finds it in the log',
  503: 'not ready or too busy',
};

/** With which statuses a call of the route may be refused. */
export function statusesOf(route: RouteSpec): readonly number[] {
  const hasBody = route.method !== 'GET';
  const isOpen = route.policy.kind === 'public' && !hasBody;
  return Object.keys(refusals)
    .map(Number)
    .filter((status) => {
      if (status === 401) return !isOpen;
      if (status === 403) return !isOpen;
      if (status === 413 || status === 415) return hasBody;
      return status !== 405;
    });
}

function responsesOf(route: RouteSpec): Json {
  const page = route.transfer === 'page' ? 'Page' : '';
  const refused = statusesOf(route).map(
    (status) => [status, { $ref: `#/components/responses/refusal${status}${page}` }] as const,
  );
  return { 200: { description: 'done', content: replyOf(route) }, ...Object.fromEntries<object>(refused) };
}

function operationOf(route: RouteSpec): Json {
  const body = bodyOf(route);
  return {
    operationId: route.id,
    tags: [route.id.split('.')[0]],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(body === null ? {} : { requestBody: body }),
    responses: responsesOf(route),
    security: schemes[route.policy.kind],
    'x-policy': policyWords(route.policy),
    'x-audit': route.audit,
    'x-rate': route.rate,
  };
}

const refusalSchema = {
  type: 'object',
  required: ['error', 'requestId'],
  properties: {
    error: {
      type: 'object',
      required: ['code'],
      properties: {
        code: { type: 'string', description: 'key of the catalogues of refusals' },
        data: { type: 'object', description: 'what the sentence of the code names' },
        field: { type: 'string', description: 'the member that it concerns' },
      },
    },
    requestId: { type: 'string', format: 'uuid' },
  },
};

function refusalResponses(): Json {
  const example = {
    error: { code: 'input.missing', field: 'actionId' },
    requestId: exampleId,
  };
  const json = { 'application/json': { schema: { $ref: '#/components/schemas/refusal' }, example } };
  const page = { 'text/html': { schema: { type: 'string' } } };
  return Object.fromEntries<object>(
    Object.entries(refusals).flatMap(([status, description]) => [
      [`refusal${status}`, { description, content: json }],
      [`refusal${status}Page`, { description, content: page }],
    ]),
  );
}

const securitySchemes = {
  office: { type: 'apiKey', in: 'cookie', name: '__Host-mingcha', description: 'a person of the office' },
  enterprise: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Secure-mingcha-enterprise',
    description: 'a person of an enterprise',
  },
  machine: {
    type: 'http',
    scheme: 'bearer',
    description:
      'the system of another agency, with a key that the administrator made; `x-policy` names the scope',
  },
};

/** The document of these routes, in the order of their addresses. */
export function openApiDocument(routes: readonly RouteSpec[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mingcha',
      version: '1',
      description:
        'A write carries `actionId`, a UUID of the client: the same id again gives the first outcome and does nothing.',
    },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: { responses: refusalResponses(), schemas: { refusal: refusalSchema }, securitySchemes },
  };
}
