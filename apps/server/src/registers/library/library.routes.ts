/** Handlers of the library: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/library/library-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  addPolicyFile,
  createPolicyDocument,
  endPolicyDocument,
  listPolicyDocuments,
  policyFile,
  savePolicyDocument,
} from './policy-document.service.ts';
import {
  addStarterStatutes,
  createStatute,
  endStatute,
  listStatutes,
  saveStatute,
  searchArticles,
  showStatute,
} from './statute.service.ts';

/** A law with all its articles. */
const maxStatuteBytes = 4 * 1024 * 1024;
const maxFileBytes = 20 * 1024 * 1024;

export function bindLibraryRoutes(binder: Binder, platform: Platform): void {
  bindStatutes(binder, platform);
  bindPolicies(binder, platform);
}

function bindStatutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listStatutes, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listStatutes(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.searchArticles, ({ actor, query }) => searchArticles(platform, actor, query.text));
  binder.bind(api.showStatute, ({ actor, params }) => showStatute(platform, actor, params.id));
  binder.bind(
    api.createStatute,
    ({ actor, body }) => {
      const { actionId, ...fields } = body;
      return createStatute(platform, actor, { actionId, fields });
    },
    { maxBodyBytes: maxStatuteBytes },
  );
  binder.bind(
    api.saveStatute,
    ({ actor, params, body }) => {
      const { actionId, version, ...fields } = body;
      return saveStatute(platform, actor, { actionId, version, fields, id: params.id });
    },
    { maxBodyBytes: maxStatuteBytes },
  );
  binder.bind(api.endStatute, ({ actor, params, body }) =>
    endStatute(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.addStarterStatutes, ({ actor, body }) => addStarterStatutes(platform, actor, body));
}

function bindPolicies(binder: Binder, platform: Platform): void {
  binder.bind(api.listPolicyDocuments, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listPolicyDocuments(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.createPolicyDocument, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return createPolicyDocument(platform, actor, { actionId, fields });
  });
  binder.bind(api.savePolicyDocument, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return savePolicyDocument(platform, actor, { actionId, version, fields, id: params.id });
  });
  binder.bind(api.endPolicyDocument, ({ actor, params, body }) =>
    endPolicyDocument(platform, actor, { ...body, ...params }),
  );
  binder.bind(
    api.uploadPolicyFile,
    ({ actor, params, query, upload }) => addPolicyFile(platform, actor, { ...params, ...query, upload }),
    { maxUploadBytes: maxFileBytes },
  );
  binder.bind(api.downloadPolicyFile, ({ actor, params }) => policyFile(platform, actor, params.id));
}
