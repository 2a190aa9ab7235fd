/** Handlers of the enterprise's centre and of the office for enterprises: parse (done by the binder), call one service. */
import * as centre from '@mingcha/core/publications/enterprise/centre-api.ts';
import * as letters from '@mingcha/core/publications/enterprise/letter-api.ts';
import { evidenceMaxBytes } from '@mingcha/core/publications/objections/objection.ts';
import { changeAccountByOffice } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { askCorrection, decideCorrection, listCorrections, readOwnData } from './corrections.service.ts';
import { issueLetter, listAccess, markLetterSent, printLetter, printNoticeCode } from './letters.service.ts';
import {
  addOwnEvidence,
  listOwnObjections,
  objectAsEnterprise,
  readOwnObjection,
} from './own-objections.service.ts';
import { listOwnTickets } from './tickets.service.ts';
import { askRecusal, listOwnVisits, ownPaper, rateOwnVisit, readOwnVisit } from './visits.service.ts';

export function bindCentreRoutes(binder: Binder, platform: Platform): void {
  bindVisits(binder, platform);
  bindObjections(binder, platform);
  bindData(binder, platform);
  bindOffice(binder, platform);
}

function bindVisits(binder: Binder, platform: Platform): void {
  binder.bindEnterprise(centre.listOwnVisits, ({ enterprise, query }) =>
    listOwnVisits(platform, enterprise, query),
  );
  binder.bindEnterprise(centre.getOwnVisit, ({ enterprise, params }) =>
    readOwnVisit(platform, enterprise, params.id),
  );
  binder.bindEnterprise(centre.downloadOwnPaper, ({ enterprise, params }) =>
    ownPaper(platform, enterprise, params.id),
  );
  binder.bindEnterprise(centre.rateOwnVisit, ({ enterprise, params, body }) =>
    rateOwnVisit(platform, enterprise, { ...body, id: params.id }),
  );
  binder.bindEnterprise(centre.askRecusal, ({ enterprise, params, body }) =>
    askRecusal(platform, enterprise, { ...body, id: params.id }),
  );
}

function bindObjections(binder: Binder, platform: Platform): void {
  binder.bindEnterprise(centre.objectAsEnterprise, ({ enterprise, body }) =>
    objectAsEnterprise(platform, enterprise, body),
  );
  binder.bindEnterprise(centre.listOwnObjections, ({ enterprise }) =>
    listOwnObjections(platform, enterprise),
  );
  binder.bindEnterprise(centre.getOwnObjection, ({ enterprise, params }) =>
    readOwnObjection(platform, enterprise, params.id),
  );
  binder.bindEnterprise(
    centre.addOwnEvidence,
    ({ enterprise, params, body, upload }) =>
      addOwnEvidence(platform, enterprise, { ...body, id: params.id, upload }),
    { maxUploadBytes: evidenceMaxBytes },
  );
}

function bindData(binder: Binder, platform: Platform): void {
  binder.bindEnterprise(centre.readOwnData, ({ enterprise }) => readOwnData(platform, enterprise));
  binder.bindEnterprise(centre.askCorrection, ({ enterprise, params, body }) =>
    askCorrection(platform, enterprise, { ...body, objectId: params.id }),
  );
  binder.bindEnterprise(centre.listOwnTickets, ({ enterprise }) => listOwnTickets(platform, enterprise));
}

function bindOffice(binder: Binder, platform: Platform): void {
  binder.bind(letters.issueLetter, ({ actor, body }) => issueLetter(platform, actor, body));
  binder.bind(letters.printLetter, ({ actor, params, body }) =>
    printLetter(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(letters.printNoticeCode, ({ actor, params, body }) =>
    printNoticeCode(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(letters.markLetterSent, ({ actor, params, body }) =>
    markLetterSent(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(letters.listAccess, ({ actor, params }) => listAccess(platform, actor, params.id));
  binder.bind(letters.changeAccount, ({ actor, params, body }) =>
    changeAccountByOffice(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(letters.listCorrections, ({ actor, query }) => listCorrections(platform, actor, query));
  binder.bind(letters.decideCorrection, ({ actor, params, body }) =>
    decideCorrection(platform, actor, { ...body, id: params.id }),
  );
}
