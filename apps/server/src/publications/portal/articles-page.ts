/** Pages of the portal's articles: the list by kind, one article, and their feed. From published articles only. */
import {
  type ArticleBlock,
  type ArticleKind,
  articleBlocks,
  articleKinds,
} from '@mingcha/core/publications/articles/article.ts';
import type { PublicArticle, PublicArticleHead } from '@mingcha/core/publications/articles/article-api.ts';
import { articlePageText, publicArticleText } from '@mingcha/core/publications/articles/article-text.ts';
import { escaped, type Html, html } from '../../platform/http/html.ts';
import type { Platform } from '../../platform/platform.ts';
import { fullAddress } from './address.ts';
import { header } from './facts-pages.ts';
import { emptyState, type PortalPage } from './frame.ts';
import { addressWith } from './reading.ts';
import { dayText, sayFrom, type Words } from './words.ts';

const shown = 100;

export function articlesPageOf(
  words: Words,
  articles: readonly PublicArticleHead[],
  kind: ArticleKind | undefined,
): PortalPage {
  const say = sayFrom(publicArticleText, words.locale);
  const kindName = sayFrom(articlePageText, words.locale);
  const chosen = articles.filter((each) => kind === undefined || each.kind === kind);
  const link = (of: ArticleKind | undefined, name: string): Html =>
    html`<li><a href="${addressWith('/p/articles', { kind: of })}"${of === kind ? html` aria-current="page"` : null}>${name}</a></li>`;
  const main = html`<div class="page">${header(say('title'), say('lead'))}
<nav aria-label="${say('title')}"><ul class="portal-marks">${link(undefined, say('all'))}${articleKinds.map((each) => link(each, kindName(`kind.${each}`)))}</ul></nav>
${chosen.length === 0 ? emptyState({ title: say('none'), text: say('noneText') }) : html`<ol class="record-list">${chosen.slice(0, shown).map((each) => articleLine(words, each))}</ol>`}
<p><a href="/p/articles.atom">${say('feed')}</a></p></div>`;
  return { title: say('title'), main };
}

function articleLine(words: Words, of: PublicArticleHead): Html {
  const kindName = sayFrom(articlePageText, words.locale);
  return html`<li class="record-line"><div><a class="record-name" href="/p/articles/${of.id}" lang="zh-CN">${of.title}</a>
<p class="record-facts"><span>${kindName(`kind.${of.kind}`)}</span><span>${of.agencyName}</span><span>${dayText(words.locale, of.publishedOn)}</span></p></div></li>`;
}

export function articlePageOf(words: Words, article: PublicArticle | null): PortalPage {
  const say = sayFrom(publicArticleText, words.locale);
  if (article === null) {
    const action = html`<a href="/p/articles">${say('back')}</a>`;
    const main = html`<div class="page"><h1>${say('notFound')}</h1>${emptyState({ title: say('notFound'), text: say('notFoundText'), action })}</div>`;
    return { title: say('notFound'), main, status: 404 };
  }
  const kindName = sayFrom(articlePageText, words.locale);
  const main = html`<article class="page"><header class="page-header"><div><h1 lang="zh-CN">${article.title}</h1>
<p class="record-facts"><span>${kindName(`kind.${article.kind}`)}</span><span>${say('from')} ${article.agencyName}</span><span>${say('publishedOn')} ${dayText(words.locale, article.publishedOn)}</span></p></div></header>
<div class="record-article" lang="zh-CN">${articleBlocks(article.body).map(blockOf)}</div>
<p class="no-print"><a href="/p/articles">${say('back')}</a></p></article>`;
  return { title: article.title, main };
}

/** A piece of text that people wrote; everything in it is escaped. */
export function blockOf(block: ArticleBlock): Html {
  if (block.kind === 'list') return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return block.kind === 'heading' ? html`<h2>${block.text}</h2>` : html`<p>${block.text}</p>`;
}

/** Atom (RFC 4287) of the latest articles. */
export function articlesAtom(platform: Platform, articles: readonly PublicArticleHead[]): string {
  const self = fullAddress(platform, '/p/articles.atom');
  const say = sayFrom(publicArticleText, 'zh');
  const instant = (day: string): string => `${day}T00:00:00+08:00`;
  const entries = articles.slice(0, 50).map((each) => {
    const url = fullAddress(platform, `/p/articles/${each.id}`);
    return `<entry><id>urn:uuid:${escaped(each.id)}</id><title>${escaped(each.title)}</title><author><name>${escaped(each.agencyName)}</name></author><updated>${instant(each.publishedOn)}</updated><link rel="alternate" type="text/html" href="${escaped(url)}"/></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${escaped(self)}</id>
<title>${escaped(say('title'))}</title>
<updated>${instant(articles[0]?.publishedOn ?? '2020-01-01')}</updated>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
${entries.join('\n')}
</feed>
`;
}
