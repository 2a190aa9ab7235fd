/**
 * Every kind of notice of every stage, by key. A stage adds its `*-notices.ts` here; the roof assembles, no stage imports
 * this: a stage passes its own kinds to `notify`.
 */
import { accessNotices } from './common/access-notices.ts';
import type { AnyNoticeKind } from './common/notice.ts';
import { publicationNotices } from './publications/publication-notices.ts';

const all: readonly AnyNoticeKind[] = [...Object.values(accessNotices), ...Object.values(publicationNotices)];

export const noticeKinds: ReadonlyMap<string, AnyNoticeKind> = new Map(all.map((kind) => [kind.key, kind]));
if (noticeKinds.size !== all.length) throw new Error('two kinds of notices have the same key');
