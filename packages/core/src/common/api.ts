/**
 * How a route is declared. Each stage lists its routes in its `*-api.ts`; the server refuses to start when a
 * declared route has no handler or a handler no declaration, and the OpenAPI document, the permission matrix
 * test, the typed web client and the fuzzing tests are made from these declarations.
 */
import type { z } from 'zod';
import type { MachineScope } from './machine.ts';
import type { Role } from './roles.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Who may call: everybody, whoever holds a ceremony token (checked by the service), any signed-in person of the office, one of
 * the named roles, a signed-in enterprise, or the system of another agency whose key has the scope. Office, enterprise and
 * systems never open each other's routes.
 */
export type Policy =
  | { readonly kind: 'public' }
  | { readonly kind: 'token' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'enterprise' }
  | { readonly kind: 'machine'; readonly scope: MachineScope }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] };

/** Rate classes; their numbers are configuration of the server. */
export type RateClass = 'read' | 'write' | 'signIn' | 'public' | 'upload' | 'chunk' | 'heavy';

export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Unique, dotted: `objects.list`. */
  readonly id: string;
  readonly method: Method;
  /** Fastify path, `/api/…`. */
  readonly path: string;
  readonly params: P;
  readonly query: Q;
  /** Body of POST, PUT and DELETE. A write's body carries `actionId` (see `actionBody`). */
  readonly body: B;
  /**
   * `file`: the handler streams bytes with its own content type; `upload`: multipart in, JSON out; `chunk`: a piece of a
   * file in as `application/octet-stream`, JSON out; `page`: an HTML page or feed for everybody under `/p/`.
   */
  readonly transfer: 'json' | 'file' | 'upload' | 'chunk' | 'page';
  readonly response: R;
  readonly policy: Policy;
  /** Ledger event that the route's success appends; null for reads that reveal nothing sensitive. */
  readonly audit: string | null;
  readonly rate: RateClass;
}

/** Types a declaration without widening it. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: RouteSpec<P, Q, B, R>,
): RouteSpec<P, Q, B, R> {
  return spec;
}

export const anyone: Policy = { kind: 'public' };
export const tokenHolder: Policy = { kind: 'token' };
export const signedIn: Policy = { kind: 'signedIn' };
export const enterpriseOnly: Policy = { kind: 'enterprise' };
export function machineOnly(scope: MachineScope): Policy {
  return { kind: 'machine', scope };
}
export function only(...roles: readonly Role[]): Policy {
  return { kind: 'roles', roles };
}
