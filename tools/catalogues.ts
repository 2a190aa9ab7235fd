/** All sentences that people read, from every catalogue of core, server and web. */
import { join } from 'node:path';
import { type Module, root } from './module-graph.ts';
import type { Sentence } from './wording-rules.ts';

interface Catalogue {
  readonly zh: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

export interface CatalogueSentence extends Sentence {
  readonly path: string;
  readonly key: string;
}

/** Each once, however many catalogues are put together from it. Throws where a language lacks a key. */
export async function sentencesOf(modules: readonly Module[]): Promise<readonly CatalogueSentence[]> {
  const found = new Map<string, CatalogueSentence>();
  for (const { path } of modules) {
    if (!/^(packages\/core|apps\/server|apps\/web)\/src\/.*-text\.ts$/.test(path)) continue;
    const loaded = (await import(join(root, path))) as Readonly<Record<string, unknown>>;
    for (const { zh, en } of Object.values(loaded).filter(isCatalogue)) {
      const keys = Object.keys(zh);
      if (keys.toSorted().join() !== Object.keys(en).toSorted().join())
        throw new Error(`${path}: the languages have different keys`);
      for (const key of keys) {
        const sentence = { path, key, where: `${path} ${key}`, zh: zh[key] ?? '', en: en[key] ?? '' };
        found.set(`${key} ${sentence.zh} ${sentence.en}`, sentence);
      }
    }
  }
  return [...found.values()];
}
