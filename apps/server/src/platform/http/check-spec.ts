/** What is missing in a route's declaration (Z-01). Pure: it reads the declaration as a stranger's data. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { machineScopes } from '@mingcha/core/common/machine.ts';
import { roles } from '@mingcha/core/common/roles.ts';
import { z } from 'zod';

const methods: readonly unknown[] = ['GET', 'POST', 'PUT', 'DELETE'];
const rates: readonly unknown[] = ['read', 'write', 'signIn', 'public', 'upload', 'chunk', 'heavy'];
const transfers: readonly unknown[] = ['json', 'file', 'upload', 'chunk', 'page'];
const dotted = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9_]*)+$/;

/** The faults of a declaration in plain words; empty when it is complete. */
export function checkSpec(spec: RouteSpec): readonly string[] {
  const declared: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(spec));
  const faults: string[] = [];
  const need = (sound: boolean, fault: string): void => {
    if (!sound) faults.push(fault);
  };
  need(typeof declared['id'] === 'string' && dotted.test(declared['id']), 'the id is not a dotted name');
  need(methods.includes(declared['method']), 'no method');
  const root = declared['transfer'] === 'page' ? '/p/' : '/api/';
  need(
    typeof declared['path'] === 'string' && declared['path'].startsWith(root),
    `the path is not under ${root}`,
  );
  for (const schema of ['params', 'query', 'body', 'response']) {
    need(declared[schema] instanceof z.ZodType, `no ${schema} schema`);
  }
  need(transfers.includes(declared['transfer']), 'no transfer');
  need(rates.includes(declared['rate']), 'no rate class');
  need(isAudit(declared['audit']), 'no audit event (null says that none is needed)');
  need(isPolicy(declared['policy']), 'no policy');
  need(isEnterprisePlace(spec), 'routes of enterprises, and no others, stand under /api/enterprise/');
  need(isMachinePlace(spec), 'routes of systems, and no others, stand under /api/machine/');
  if (root === '/p/') need(spec.policy.kind === 'public', 'a page of the portal is for everybody');
  const isWrite = declared['method'] !== 'GET' && carriesActionId(declared['body']);
  need(!(isWrite && declared['audit'] === null), 'a write without audit event');
  return faults;
}

/** The cookie of an enterprise is sent below this path only. */
function isEnterprisePlace({ policy, path }: RouteSpec): boolean {
  if (!isPolicy(policy) || typeof path !== 'string') return true;
  const isBelow = path.startsWith('/api/enterprise/');
  return policy.kind === 'enterprise' ? isBelow : !isBelow || policy.kind === 'public';
}

/** No page of ours calls them, and no cookie counts there. */
function isMachinePlace({ policy, path }: RouteSpec): boolean {
  if (!isPolicy(policy) || typeof path !== 'string') return true;
  return path.startsWith('/api/machine/') === (policy.kind === 'machine');
}

function isAudit(audit: unknown): boolean {
  return audit === null || (typeof audit === 'string' && dotted.test(audit));
}

/** A body with an action id changes something; a POST without one only computes on what it is sent. */
function carriesActionId(body: unknown): boolean {
  return body instanceof z.ZodObject && 'actionId' in body.shape;
}

function isPolicy(policy: unknown): boolean {
  if (typeof policy !== 'object' || policy === null || !('kind' in policy)) return false;
  if (policy.kind === 'public' || policy.kind === 'token') return true;
  if (policy.kind === 'signedIn' || policy.kind === 'enterprise') return true;
  if (policy.kind === 'machine') {
    const scopes: readonly unknown[] = machineScopes;
    return 'scope' in policy && scopes.includes(policy.scope);
  }
  if (policy.kind !== 'roles' || !('roles' in policy) || !Array.isArray(policy.roles)) return false;
  const known: readonly unknown[] = roles;
  return policy.roles.length > 0 && policy.roles.every((role) => known.includes(role));
}
