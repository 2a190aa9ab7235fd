/** Handlers of opinions as matters: oversight, the agency that is asked, whoever rated. */
import { fail, ok } from '@mingcha/core/common/result.ts';
import * as api from '@mingcha/core/oversight/ratings/rating-api.ts';
import type { AnyoneCall, Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FormWords, formWords, ownPage } from '../../publications/portal/form-parts.ts';
import type { PortalPage } from '../../publications/portal/frame.ts';
import { countedFacts, siteFacts } from '../../publications/portal/public-facts.ts';
import { readingOf } from '../../publications/portal/reading.ts';
import { keptForAMinute } from '../../publications/portal/site-facts.ts';
import { wordsOf } from '../../publications/portal/words.ts';
import { answerQuestion, ratingsOfAgency } from './agency.service.ts';
import { lookUpRating, sayOfRating } from './rater.service.ts';
import { getMatter, listMatters, moveMatter } from './rating.service.ts';
import { ratingFormOf, ratingPageOf, ratingProblem } from './rating-pages.ts';

export function bindRatingRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listMatters, ({ actor, query: { of, text, after, limit } }) =>
    listMatters(platform, actor, { of, text, after, limit }),
  );
  binder.bind(api.getMatter, ({ actor, params }) => getMatter(platform, actor, params.id));
  binder.bind(api.moveMatter, ({ actor, params, body }) =>
    moveMatter(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.ratingsOfAgency, ({ actor }) => ratingsOfAgency(platform, actor));
  binder.bind(api.answerQuestion, ({ actor, params, body }) =>
    answerQuestion(platform, actor, { ...body, id: params.id }),
  );
  bindPages(binder, platform);
}

// oxlint-disable-next-line typescript/no-explicit-any -- only the query and the headers matter here
type PageCall = Pick<AnyoneCall<any, any, any>, 'headers' | 'query'>;

function bindPages(binder: Binder, platform: Platform): void {
  const ask = countedFacts(platform);
  const site = keptForAMinute(
    platform,
    async () => (await ask(siteFacts)) ?? { isDemo: false, asOf: null, agencies: [] },
  );
  const answer = async (call: PageCall, make: (words: FormWords) => Promise<PortalPage>) => {
    const reading = readingOf(call, '/p/forms/rating');
    return ok(ownPage(reading, await site(), await make(formWords(wordsOf(reading.locale)))));
  };
  const shown = async (words: FormWords, code: string, isThanked: boolean): Promise<PortalPage> => {
    const found = await lookUpRating(platform, code);
    if (!found.ok) return ratingFormOf(words, [ratingProblem(found.error, words)], code);
    const actionId = platform.ids.next();
    return ratingPageOf(words, { found: found.value, code, actionId, problems: [], isThanked });
  };
  binder.bindAnyone(api.ownRatingForm, (call) => answer(call, async (words) => ratingFormOf(words, [])));
  binder.bindAnyone(api.lookUpRating, (call) => answer(call, (words) => shown(words, call.body.code, false)));
  binder.bindAnyone(api.sayOfRating, (call) =>
    answer(call, async (words) => {
      const parsed = api.ratingReply.safeParse(call.body);
      const { code } = call.body;
      const done = parsed.success ? await sayOfRating(platform, parsed.data) : fail('rating.reply_invalid');
      if (done.ok) return shown(words, code, true);
      const found = await lookUpRating(platform, code);
      const problems = [ratingProblem(done.error, words)];
      if (!found.ok) return ratingFormOf(words, problems, code);
      const actionId = platform.ids.next();
      return ratingPageOf(words, { found: found.value, code, actionId, problems, isThanked: false });
    }),
  );
}
