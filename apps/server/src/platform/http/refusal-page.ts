/** A refusal as a page for people without scripts, in both languages: what, why, how to go on. Holds nothing of the request. */
import { commonText } from '@mingcha/core/common/common-text.ts';
import { shortId } from '@mingcha/core/common/operations/short-id.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { html, written } from './html.ts';

/** The page of a refusal; the sentence of an unknown code is that of bad input. */
export function refusalPage(error: AppError, requestId: string): string {
  const sentence = (locale: Locale): string => {
    const all: Readonly<Record<string, string>> = commonText[locale];
    return format(all[error.code] ?? all['input.wrong'] ?? '', { ...wait(error), id: shortId(requestId) });
  };
  const page = html`<!doctype html>
<html lang="zh-CN" data-app="portal">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="refusal" content="${error.code}">
<title>${sentence('zh')}</title>
<link rel="stylesheet" href="/p/portal.css">
</head>
<body><div class="portal"><main class="portal-width portal-main">
<div class="state"><h1 class="state-title">${sentence('zh')}</h1>
<p class="state-text" lang="en">${sentence('en')}</p>
<p class="state-request">${shortId(requestId)}</p>
<p><a href="/p/search">${shellText.zh.portalHome} <span lang="en">${shellText.en.portalHome}</span></a></p></div>
</main></div></body></html>`;
  return written(page);
}

/** Only how long to wait is told; other data of a refusal belong to its route. */
function wait(error: AppError): Readonly<Record<string, number>> {
  const seconds = error.data?.['seconds'];
  return typeof seconds === 'number' ? { seconds } : {};
}
