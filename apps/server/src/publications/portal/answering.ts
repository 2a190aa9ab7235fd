/** What the portal's pages are made with: the visitor's words and reading, and facts asked for by name. Types only. */
import type { Result } from '@mingcha/core/common/result.ts';
import type { PageReply } from '../../platform/http/binder.ts';
import type { PortalPage } from './frame.ts';
import type { FactReader } from './public-facts.ts';
import type { Reading } from './reading.ts';
import type { SiteFacts } from './site-facts.ts';
import type { Words } from './words.ts';

interface Visit {
  readonly words: Words;
  readonly reading: Reading;
  readonly site: SiteFacts;
}

export type AnswerPage = (
  reading: Reading,
  make: (visit: Visit) => Promise<PortalPage>,
) => Promise<Result<PageReply>>;

export interface Asking {
  readonly ask: FactReader;
  readonly answer: AnswerPage;
}
