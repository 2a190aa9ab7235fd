/** What a route's handler receives and may answer. Types only, plus the small maker of file replies. */
import type { Readable } from 'node:stream';
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import type { Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { z } from 'zod';
import type { EnterpriseSession } from '../auth/enterprise/enterprise-session.ts';

/** A file of a multipart request, already on disk; it is deleted after the reply unless the handler moved it away. */
export interface Upload {
  /** The client's name without folders: only for display, never a path. */
  readonly fileName: string;
  /** What the client claims; services decide by content. */
  readonly contentType: string;
  readonly path: string;
  readonly size: number;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/** One parsed request of somebody signed in. */
export interface Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends AnyoneCall<P, Q, B> {
  readonly actor: Actor;
  /** Of the session that asks; empty for a system, which has none. */
  readonly sessionId: string;
}

/** One parsed request of somebody of an enterprise. */
export interface EnterpriseCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends AnyoneCall<P, Q, B> {
  readonly enterprise: Enterprise;
  readonly session: EnterpriseSession;
}

/** One parsed request of a public or token route; `actor` is there when the caller happens to be signed in. */
export interface AnyoneCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly actor: Actor | null;
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly requestId: string;
  readonly ip: string;
  /** False on plain HTTP from another machine, where nobody may sign in (ruling 27). */
  readonly secure: boolean;
  /** The request's headers, for the few routes that need one (cookie of the session). */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Present on `transfer: 'upload'` routes when a file was sent. */
  readonly upload: Upload | null;
  /** The bytes of a `transfer: 'chunk'` route. */
  readonly chunk: Uint8Array | null;
}

/** Bytes instead of JSON; only routes with `transfer: 'file'` may answer so. */
export interface FileReply {
  readonly kind: 'file';
  readonly contentType: string;
  readonly fileName: string;
  readonly disposition: 'inline' | 'attachment';
  readonly body: Readable | Uint8Array;
}

export function fileReply(file: Omit<FileReply, 'kind'>): FileReply {
  return { kind: 'file', ...file };
}

/** A page or feed of the portal; only routes with `transfer: 'page'` may answer so, and only so. */
export interface PageReply {
  readonly kind: 'page';
  readonly status: 200 | 404 | 422;
  readonly contentType: string;
  readonly body: string;
  /** Further headers, as `link` or a checksum. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cookies to set; such a reply is kept by nobody. */
  readonly setCookie: readonly string[];
  /** Made for one visitor, as a form with an id of its own or a receipt: kept by nobody. */
  readonly isPrivate?: true;
}

/** A JSON reply that also sets a cookie: sign-in and sign-out only. */
export interface CookieReply<T> {
  readonly kind: 'cookie';
  readonly value: T;
  readonly setCookie: string;
}

export type Answer<R extends z.ZodType> = Result<
  z.input<R> | FileReply | PageReply | CookieReply<z.input<R>>
>;

/** Whether the caller is on this machine. A gateway here calls from here as well. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);
}
