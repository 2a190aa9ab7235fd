/** Credit as one part of the application. */
import * as creditApi from '@mingcha/core/credit/credit-api.ts';
import * as listingApi from '@mingcha/core/credit/listing-api.ts';
import * as measureApi from '@mingcha/core/credit/measure-api.ts';
import * as ownCreditApi from '@mingcha/core/credit/own-credit-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindCreditRoutes } from './credit.routes.ts';
import { readOwnCredit } from './own-credit.service.ts';

export const creditStage: Stage = {
  routes: [creditApi, listingApi, measureApi, ownCreditApi].flatMap(routesOf),
  bind(binder, platform) {
    bindCreditRoutes(binder, platform);
    binder.bindEnterprise(ownCreditApi.readOwnCredit, ({ enterprise }) =>
      readOwnCredit(platform, enterprise),
    );
  },
  constraints: {
    uq_credit_listings_open: 'listing.open_already',
    uq_credit_repairs_asked: 'listing.changed_meanwhile',
    uq_credit_measure_lists_open: 'document.draft_exists',
    uq_credit_measure_lists_version: 'document.draft_exists',
  },
};
