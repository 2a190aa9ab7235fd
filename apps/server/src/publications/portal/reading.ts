/**
 * How a visitor reads: language and size of text. A link chooses (`?lang=en`, `?elder=on`), a cookie remembers; the pages
 * with scripts keep the same cookies. Nothing else of a visitor is kept.
 */
import type { Locale } from '@mingcha/core/common/text.ts';
import type { AnyoneCall } from '../../platform/http/binder.ts';

export interface Reading {
  readonly locale: Locale;
  readonly isElder: boolean;
  /** The address asked for without the choices, to link to itself: path and query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Cookies to set because the visitor chose. */
  readonly setCookie: readonly string[];
}

interface Chosen {
  readonly lang?: string | undefined;
  readonly elder?: string | undefined;
}

// oxlint-disable-next-line typescript/no-explicit-any -- only the query and the headers matter here
type AnyCall = Pick<AnyoneCall<any, any, any>, 'headers'> & {
  readonly query: Chosen & Readonly<Record<string, unknown>>;
};

/** `path` is the page's own address, already encoded. */
export function readingOf(call: AnyCall, path: string): Reading {
  const { lang, elder, ...rest } = call.query;
  const header = call.headers['cookie'];
  const kept = typeof header === 'string' ? header : '';
  const cookie = (name: string): string | undefined =>
    new RegExp(`(?:^|;\\s*)${name}=([a-z]{2,3})(?:;|$)`).exec(kept)?.[1];
  const locale = (lang ?? cookie('mingcha_lang')) === 'en' ? 'en' : 'zh';
  const isElder = (elder ?? cookie('mingcha_elder')) === 'on';
  const remember = (name: string, value: string): string =>
    `${name}=${value}; Path=/p; Max-Age=31536000; SameSite=Lax`;
  const query = Object.fromEntries(
    Object.entries(rest).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
  return {
    locale,
    isElder,
    path,
    query,
    setCookie: [
      ...(lang === undefined ? [] : [remember('mingcha_lang', lang)]),
      ...(elder === undefined ? [] : [remember('mingcha_elder', elder)]),
    ],
  };
}

/** An address with its query; members that are undefined or empty are left out. */
export function addressWith(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const members = Object.entries(query).filter(
    (each): each is [string, string] => each[1] !== undefined && each[1] !== '',
  );
  return members.length === 0 ? path : `${path}?${new URLSearchParams(members).toString()}`;
}
