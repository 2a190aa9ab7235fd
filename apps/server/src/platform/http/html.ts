/**
 * HTML for pages that work without scripts: html`<p>${text}</p>` escapes every value by default; only what `html` itself
 * made goes in as it is. Addresses in href, src and action must be ours or plain web, mail or telephone addresses. Values
 * in unquoted attributes, scripts, styles and event handlers are refused when the page is written, not when it is read.
 */
const markup: unique symbol = Symbol('html');

/** A piece of HTML that `html` made; data from outside cannot pose as one. */
export interface Html {
  readonly [markup]: string;
}

export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/** Makes a piece of HTML. Nothing is shown for null, undefined and false; lists are joined. Throws on an unsafe template. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? '';
  for (const [n, value] of values.entries()) {
    const place = placeOf(strings[n] ?? '');
    text += (place === 'address' ? addressText(value) : textOf(value)) + (strings[n + 1] ?? '');
  }
  return { [markup]: text };
}

/** The text of a piece. */
export function written(piece: Html): string {
  return piece[markup];
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

// oxlint-disable-next-line no-control-regex -- characters without a place in HTML, and those that turn the reading direction
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A text in element or quoted attribute: no mark-up, no control characters, no turned direction. Also fit for XML. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unreadable, '')
    .replaceAll(/[&<>"'`]/g, (sign) => signs[sign] ?? '');
}

function isHtml(value: HtmlValue): value is Html {
  return typeof value === 'object' && value !== null && markup in value;
}

function textOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return isHtml(value) ? value[markup] : value.map(textOf).join('');
}

const knownAddress = /^(?:\/(?!\/)|#|\?|https?:\/\/|mailto:|tel:)/i;

/** Anything but a path of ours or a plain address becomes `#`: `javascript:` never reaches a link. */
function addressText(value: HtmlValue): string {
  const text = typeof value === 'string' ? value : '';
  return knownAddress.test(text) && !text.includes('\\') ? escaped(text) : '#';
}

const attribute = /\s([a-z][a-z-]*)=(["']?)[^"'<>]*$/i;

function placeOf(before: string): 'text' | 'address' {
  if (/<(?:script|style)\b[^>]*>[^<]*$/i.test(before)) throw new Error('no value in a script or style');
  const found = attribute.exec(before);
  if (found === null) return 'text';
  const [whole = '', name = '', quote = ''] = found;
  if (quote === '') {
    if (whole.endsWith('=')) throw new Error(`the attribute ${name} has to be quoted`);
    return 'text';
  }
  if (/^(?:on|style$|srcdoc$)/i.test(name)) throw new Error(`no value in the attribute ${name}`);
  const starts = whole.endsWith(quote);
  return starts && /^(?:href|src|action|formaction)$/i.test(name) ? 'address' : 'text';
}
