/**
 * A visitor who reads everything: every page of the portal that the server writes, found by following links, and every
 * public answer for programs. What must not stand in public is looked for in each (P-01).
 */
import assert from 'node:assert/strict';
import { declaredRoutes } from './app.ts';
import type { TestClient } from './platform/testing-app.ts';

/** Identity numbers, mobile numbers, positions on the map. */
const forbidden: readonly RegExp[] = [
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/,
  /(?<![\dA-Za-z-])1[3-9]\d{9}(?![\dA-Za-z-])/,
  /(?<![\d.])(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,}/,
];

const most = 1500;

/** Every page below /p/ that links lead to from the first ones, with its text; pages with scripts are left to their routes. */
export async function readPortal(
  client: TestClient,
  seeds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const open = [...seeds];
  const seen = new Set(open);
  while (open.length > 0 && pages.size < most) {
    const url = open.shift() ?? '';
    const reply = await client.get(url);
    if (reply.status !== 200) continue;
    const text = reply.raw.toString();
    pages.set(url, text);
    for (const [, link = ''] of text.matchAll(
      /(?:href|"url":)\s*=?\s*"((?:https?:\/\/[^/"]+)?\/p\/[^"#]*)/g,
    )) {
      const next = link.replaceAll('&amp;', '&').replace(/^https?:\/\/[^/]+/, '');
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return pages;
}

/** Every public answer for programs: lists, and what the ids in them lead to (some of each). */
export async function readPublicApi(client: TestClient): Promise<ReadonlyMap<string, string>> {
  const routes = declaredRoutes().filter(
    ({ method, path, policy }) =>
      method === 'GET' && policy.kind === 'public' && path.startsWith('/api/public'),
  );
  const answers = new Map<string, string>();
  const ids = new Map<string, readonly string[]>();
  const read = async (url: string): Promise<string> => {
    const reply = await client.get(url);
    const text = reply.raw.toString();
    if (reply.status === 200) answers.set(url, text);
    return text;
  };
  for (const { path } of routes.filter((each) => !each.path.includes(':'))) {
    const text = await read(path);
    ids.set(path, [...text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id = '']) => id).slice(0, 5));
  }
  for (const { path } of routes.filter((each) => each.path.includes(':id')))
    for (const id of ids.get(path.slice(0, path.indexOf('/:id'))) ?? []) await read(path.replace(':id', id));
  return answers;
}

/** Throws where a text holds a forbidden form or one of the words. */
export function assertPublic(texts: ReadonlyMap<string, string>, words: ReadonlySet<string>): void {
  for (const [url, text] of texts) {
    for (const pattern of forbidden) assert.equal(pattern.exec(text)?.[0], undefined, url);
    for (const word of words) assert.equal(text.includes(word), false, `${url} holds ${word}`);
  }
}
