/** Verifies in a thread of its own, so that the page stays alive; also tells how far it has come. */
import { verifyFiles } from './verify-files.ts';
import type { VerifyNews, VerifyOrder } from './verify-messages.ts';

const tell = (news: VerifyNews): void => self.postMessage(news);

/** Progress within a step is told at most so often, in milliseconds. */
const pause = 80;

self.addEventListener('message', (event: MessageEvent<VerifyOrder>) => {
  let step = '';
  let told = 0;
  const report = verifyFiles(
    event.data,
    (id, part) => {
      const now = performance.now();
      if (id === step && now - told < pause) return;
      step = id;
      told = now;
      tell({ kind: 'progress', step: id, part });
    },
    () => performance.now(),
  );
  tell({ kind: 'done', report });
});
