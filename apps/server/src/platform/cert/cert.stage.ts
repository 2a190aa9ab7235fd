/**
 * The public page on which devices get the root of the private authority: the file, its fingerprint to compare, a QR code and the
 * steps for each kind of device. It shows public facts only and needs no scripts.
 */
import { certificateRoutes } from '@mingcha/core/common/certificate-api.ts';
import { certificateText } from '@mingcha/core/common/certificate-text.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import QRCode from 'qrcode';
import type { AnyoneCall, PageReply } from '../http/binder.ts';
import { html, written } from '../http/html.ts';
import type { Stage } from '../http/stage.ts';
import { dayOf, rootCertificate } from './authority.ts';

const page = certificateRoutes.page.path;

export const certStage: Stage = {
  routes: Object.values(certificateRoutes),
  bind(binder, platform) {
    const root = () => rootCertificate(platform.config.secretsFolder);
    binder.bindAnyone(certificateRoutes.page, async ({ query }) => {
      const locale = query.lang ?? 'zh';
      const found = root();
      if (found === null) return reply(404, noRoot(locale));
      const facts = { fingerprint: found.fingerprint256, until: dayOf(found.validToDate) };
      return reply(200, steps(locale, facts));
    });
    binder.bindAnyone(certificateRoutes.root, async () => {
      const found = root();
      if (found === null) return reply(404, noRoot('zh'));
      return ok<PageReply>({
        ...plain,
        contentType: 'application/x-x509-ca-cert',
        body: found.toString(),
        headers: { 'content-disposition': 'attachment; filename="root.crt"' },
      });
    });
    binder.bindAnyone(certificateRoutes.code, async ({ headers }) => {
      const body = await QRCode.toString(addressOf(headers), { type: 'svg', margin: 2 });
      return ok<PageReply>({ ...plain, contentType: 'image/svg+xml; charset=utf-8', body });
    });
  },
};

/** Nobody keeps it: another address or another root shows another one. */
const plain = {
  kind: 'page',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  headers: {},
  setCookie: [],
  isPrivate: true,
} as const;

function reply(status: 200 | 404, body: string): Result<PageReply> {
  return ok<PageReply>({ ...plain, status, body });
}

/** As the visitor typed it, which is a name that the certificate holds or a phone says so. */
function addressOf(headers: AnyoneCall<never, never, never>['headers']): string {
  const host = headers['host'];
  const known = typeof host === 'string' && /^[A-Za-z0-9.:[\]-]{1,253}$/.test(host) ? host : 'localhost';
  return `https://${known}${page}`;
}

const devices = ['android', 'harmony', 'iphone', 'windows', 'uos'] as const;

function steps(locale: Locale, facts: { readonly fingerprint: string; readonly until: string }): string {
  const text = certificateText[locale];
  return framed(
    locale,
    html`${headed(text.title, text.why)}
<section class="section"><div class="section-head"><h2>${text.step1}</h2></div><div class="section-body">
<p><a class="button" href="${certificateRoutes.root.path}" download="root.crt">${text.download}</a></p>
<p><img src="${certificateRoutes.code.path}" width="180" height="180" alt=""></p>
<p>${text.scan}</p></div></section>
<section class="section"><div class="section-head"><h2>${text.step2}</h2></div><div class="section-body"><p>${text.compare}</p>
<dl class="pairs record-pairs" data-columns="1"><div class="pair"><dt>${text.fingerprint}</dt><dd><code>${spaced(facts.fingerprint)}</code></dd></div>
<div class="pair"><dt>${text.until}</dt><dd>${facts.until}</dd></div></dl></div></section>
<section class="section"><div class="section-head"><h2>${text.step3}</h2></div><div class="section-body">
<dl class="pairs record-pairs" data-columns="1">${devices.map(
      (device) => html`<div class="pair"><dt>${text[device]}</dt><dd>${text[`${device}Steps`]}</dd></div>`,
    )}</dl>
<p>${text.after}</p>
<p><a href="/m/">${text.open}</a></p></div></section>`,
  );
}

/** Eight groups of four bytes: easier to compare, and narrow screens break the line. */
function spaced(fingerprint: string): string {
  const bytes = fingerprint.split(':');
  return Array.from({ length: 8 }, (_, i) => bytes.slice(4 * i, 4 * i + 4).join('')).join(' ');
}

function headed(title: string, lead: string) {
  return html`<header class="page-header"><div><h1>${title}</h1><p class="page-lead">${lead}</p></div></header>`;
}

function noRoot(locale: Locale): string {
  const text = certificateText[locale];
  return framed(locale, headed(text.title, text.none), 'certificate.not_found');
}

/** `refusal` tells programs why the page is not what was asked for. */
function framed(locale: Locale, main: ReturnType<typeof html>, refusal: string | null = null): string {
  const text = certificateText[locale];
  const shell = shellText[locale];
  const other = locale === 'zh' ? 'en' : 'zh';
  return written(html`<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}" data-app="portal">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refusal === null ? '' : html`<meta name="refusal" content="${refusal}">`}
<title>${text.title}</title>
<link rel="icon" href="/p/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/p/portal.css">
</head>
<body><div class="portal">
<header class="portal-head"><div class="portal-width portal-bar">
<a class="portal-brand" href="/p/"><span class="brand"><img src="/p/mark.svg" width="28" height="28" alt=""><strong>${shell.product}</strong></span><span class="portal-name">${shell.portalTitle}</span></a>
<nav class="portal-aids"><a class="switch" href="${page}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${text.other}</a></nav>
</div></header>
<main class="portal-width portal-main"><div class="page">${main}</div></main>
</div></body></html>`);
}
