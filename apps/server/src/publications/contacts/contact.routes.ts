/** Handlers of complaints, tips and calls: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/publications/contacts/contact-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { enterContact, moveContact, sendContact } from './contact.service.ts';
import { getContact, listContacts, lookUpContact, readContactPerson } from './read.service.ts';

export function bindContactRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listContacts, ({ actor, query }) =>
    listContacts(platform, actor, { ...query, text: query.text, after: query.after }),
  );
  binder.bind(api.getContact, ({ actor, params }) => getContact(platform, actor, params.id));
  binder.bind(api.readContactPerson, ({ actor, params }) => readContactPerson(platform, actor, params.id));
  binder.bind(api.enterContact, ({ actor, body }) => enterContact(platform, actor, body));
  binder.bind(api.moveContact, ({ actor, params, body }) =>
    moveContact(platform, actor, { ...body, id: params.id }),
  );
  binder.bindAnyone(api.sendContact, ({ body, ip }) => sendContact(platform, { ...body, ip }));
  binder.bindAnyone(api.lookUpContact, ({ params }) => lookUpContact(platform, params));
}
