/** Handlers of credit: parse (done by the binder), call one service. */
import * as creditApi from '@mingcha/core/credit/credit-api.ts';
import * as listingApi from '@mingcha/core/credit/listing-api.ts';
import * as measureApi from '@mingcha/core/credit/measure-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { getCreditFile, listCreditFiles } from './file.service.ts';
import { amendListing, askListingRepair, moveListing, proposeListing } from './listing.service.ts';
import { downloadListingPaper, downloadRepairFile } from './listing-paper.ts';
import { getListing, listListings } from './listing-view.ts';
import {
  createMeasureList,
  getMeasureList,
  listMeasureLists,
  measuresNow,
  saveMeasures,
  stepMeasureList,
} from './measure.service.ts';
import { bindMeasurePage } from './measure-public.ts';
import { downloadShare, listShares, shareCredit } from './share.service.ts';

export function bindCreditRoutes(binder: Binder, platform: Platform): void {
  binder.bind(creditApi.getCreditFile, ({ actor, params }) => getCreditFile(platform, actor, params.id));
  binder.bind(creditApi.listCreditFiles, ({ actor, query }) => listCreditFiles(platform, actor, query));
  binder.bind(creditApi.shareCredit, ({ actor, body }) => shareCredit(platform, actor, body));
  binder.bind(creditApi.shareCreditByMachine, ({ actor, body }) =>
    shareCredit(platform, actor, { ...body, routeId: 'credit.shareByMachine' }),
  );
  binder.bind(creditApi.listShares, ({ actor, query }) => listShares(platform, actor, query));
  binder.bind(creditApi.downloadShare, ({ actor, params }) => downloadShare(platform, actor, params.id));
  bindListings(binder, platform);
  bindMeasures(binder, platform);
  bindMeasurePage(binder, platform);
}

function bindMeasures(binder: Binder, platform: Platform): void {
  binder.bind(measureApi.listMeasureLists, ({ actor }) => listMeasureLists(platform, actor));
  binder.bind(measureApi.measuresNow, ({ actor }) => measuresNow(platform, actor));
  binder.bind(measureApi.getMeasureList, ({ actor, params }) => getMeasureList(platform, actor, params.id));
  binder.bind(measureApi.createMeasureList, ({ actor, body }) => createMeasureList(platform, actor, body));
  binder.bind(measureApi.saveMeasureList, ({ actor, params, body }) =>
    saveMeasures(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(measureApi.stepMeasureList, ({ actor, params, body }) =>
    stepMeasureList(platform, actor, { ...body, id: params.id }),
  );
}

function bindListings(binder: Binder, platform: Platform): void {
  binder.bind(listingApi.listListings, ({ actor, query }) => listListings(platform, actor, query));
  binder.bind(listingApi.getListing, ({ actor, params }) => getListing(platform, actor, params.id));
  binder.bind(listingApi.proposeListing, ({ actor, body }) => proposeListing(platform, actor, body));
  binder.bind(listingApi.amendListing, ({ actor, params, body }) =>
    amendListing(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(listingApi.moveListing, ({ actor, params, body }) =>
    moveListing(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(listingApi.askListingRepair, ({ actor, params, body, upload }) =>
    askListingRepair(platform, actor, { ...body, id: params.id, upload }),
  );
  binder.bind(listingApi.downloadRepairFile, ({ actor, params }) =>
    downloadRepairFile(platform, actor, params),
  );
  binder.bind(listingApi.downloadListingPaper, ({ actor, params, query }) =>
    downloadListingPaper(platform, actor, { ...params, ...query }),
  );
}
