/** The page of complaints, tips, questions and suggestions without scripts. */
import { contactKinds } from '@mingcha/core/publications/contacts/contact.ts';
import type { ContactFormBody } from '@mingcha/core/publications/portal/portal-forms-api.ts';
import { type Html, html } from '../../platform/http/html.ts';
import {
  errorSummary,
  type FormWords,
  type Problem,
  radioField,
  selectField,
  textField,
} from './form-parts.ts';
import type { PortalPage } from './frame.ts';
import type { SiteFacts } from './site-facts.ts';

export function emptyContact(actionId: string, agencyId: string): ContactFormBody {
  return {
    actionId,
    agencyId,
    kind: 'complaint',
    subject: '',
    content: '',
    objectName: '',
    name: '',
    phone: '',
    address: '',
  };
}

/** Names of the fields as the summary says them. */
export function contactLabels({ intake }: FormWords): Readonly<Record<string, string>> {
  return {
    agencyId: intake('agencyChoice'),
    kind: intake('kind'),
    subject: intake('subject'),
    content: intake('content'),
    objectName: intake('objectName'),
    name: intake('name'),
    phone: intake('phone'),
    address: intake('address'),
  };
}

export function contactFormPageOf(
  words: FormWords,
  of: { readonly typed: ContactFormBody; readonly problems: readonly Problem[]; readonly site: SiteFacts },
): PortalPage {
  const { intake, forms } = words;
  const { typed, problems, site } = of;
  const main = html`<section class="portal-part intake-page"><h1>${intake('contactTitle')}</h1><p>${intake('contactLead')}</p>
${errorSummary(words, problems)}${site.agencies.length === 0 ? html`<p>${forms('otherAgencies')}</p>` : null}
<form class="form" action="/p/forms/contact" method="post" accept-charset="utf-8">
<input type="hidden" name="actionId" value="${typed.actionId}">
${selectField(words, { name: 'agencyId', label: intake('agencyChoice'), value: typed.agencyId, choices: site.agencies.map(({ id, name }) => [id, name] as const) }, problems)}
${radioField({ name: 'kind', label: intake('kind'), value: typed.kind, choices: contactKinds.map((kind) => [kind, intake(`kind.${kind}`)] as const) }, problems)}
${textField(words, { name: 'subject', label: intake('subject'), value: typed.subject, max: 100 }, problems)}
${textField(words, { name: 'content', label: intake('content'), hint: intake('contentHint'), value: typed.content, max: 4000, rows: 8 }, problems)}
${textField(words, { name: 'objectName', label: intake('objectName'), value: typed.objectName, max: 200, isOptional: true }, problems)}
<p class="secondary">${intake('anonymous')}</p>
${person(words, typed, problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${intake('contactSend')}</button></div>
</form></section>`;
  return { title: intake('contactTitle'), main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

function person(words: FormWords, typed: ContactFormBody, problems: readonly Problem[]): Html {
  const { intake } = words;
  return html`${textField(words, { name: 'name', label: intake('name'), value: typed.name, max: 100, isOptional: true, autocomplete: 'name' }, problems)}
${textField(words, { name: 'phone', label: intake('phone'), value: typed.phone, max: 40, isOptional: true, type: 'tel', autocomplete: 'tel' }, problems)}
${textField(words, { name: 'address', label: intake('address'), value: typed.address, max: 300, isOptional: true, autocomplete: 'street-address' }, problems)}`;
}
