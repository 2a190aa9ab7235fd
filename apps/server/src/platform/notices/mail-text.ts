/** The bytes of one plain-text mail (RFC 5322, 2045, 2047): Chinese subject and body encoded, injected headers refused. Pure. */

export interface Mail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** The left side of the Message-ID; the same mail keeps it. */
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly at: string;
}

const address =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** Whether the text is an address that we send to: ASCII, no quoting, no comments, at most 254 characters. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && text.indexOf('@') <= 64 && address.test(text);
}

/** The mail with CRLF line ends, or null when a header would be broken or forged by what it is made of. */
export function mailText(mail: Mail): string | null {
  const { from, to } = mail;
  if (!isMailAddress(from.address) || !isMailAddress(to)) return null;
  if (!/^[A-Za-z0-9.-]{1,100}$/.test(mail.id)) return null;
  if (hasControl(from.name) || hasControl(mail.subject)) return null;
  const domain = from.address.slice(from.address.indexOf('@') + 1);
  const headers = [
    `From: ${from.name === '' ? '' : `${encodedWords(from.name)} `}<${from.address}>`,
    `To: <${to}>`,
    `Subject: ${encodedWords(mail.subject)}`,
    `Date: ${mailDate(mail.at)}`,
    `Message-ID: <${mail.id}@${domain}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const body = Buffer.from(mail.body.replaceAll(/\r\n?|\n/g, '\r\n'), 'utf8').toString('base64');
  return [...headers, '', ...(body.match(/.{1,76}/g) ?? []), ''].join('\r\n');
}

function hasControl(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

/** RFC 2047: words of at most 75 characters, each a whole number of characters. ASCII stays as it is. */
function encodedWords(text: string): string {
  if (/^[A-Za-z0-9 .,-]{1,60}$/.test(text)) return text;
  const words: string[] = [];
  let part = '';
  for (const character of text.toWellFormed()) {
    if (Buffer.byteLength(part + character) > 45) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  words.push(part);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ');
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function mailDate(at: string): string {
  const moment = new Date(Date.parse(at));
  const month = months[moment.getUTCMonth()] ?? '';
  const day = days[moment.getUTCDay()] ?? '';
  return `${day}, ${moment.getUTCDate()} ${month} ${moment.getUTCFullYear()} ${at.slice(11, 19)} +0000`;
}
