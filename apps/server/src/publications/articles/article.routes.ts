/** Handlers of articles in the office. */
import * as api from '@mingcha/core/publications/articles/article-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  createArticle,
  createCase,
  getArticle,
  listArticles,
  moveArticle,
  saveArticle,
} from './article.service.ts';

export function bindArticleRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listArticles, ({ actor, query }) =>
    listArticles(platform, actor, {
      kind: query.kind,
      state: query.state,
      text: query.text,
      after: query.after,
      limit: query.limit,
    }),
  );
  binder.bind(api.getArticle, ({ actor, params }) => getArticle(platform, actor, params.id));
  binder.bind(api.createArticle, ({ actor, body }) => createArticle(platform, actor, body));
  binder.bind(api.createCase, ({ actor, body }) => createCase(platform, actor, body));
  binder.bind(api.saveArticle, ({ actor, params, body }) =>
    saveArticle(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.moveArticle, ({ actor, params, body }) =>
    moveArticle(platform, actor, { ...body, id: params.id }),
  );
}
