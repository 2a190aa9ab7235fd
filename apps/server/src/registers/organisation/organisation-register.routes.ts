/** Handlers of organisations, divisions, posts and bodies: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  addMember,
  addMinutes,
  createBody,
  endMember,
  listBodies,
  minutesFile,
  recordMeeting,
  saveBody,
  showBody,
} from './body.service.ts';
import {
  listDivisions,
  listOrganisation,
  reorganise,
  saveAgencyProfile,
  saveDivision,
  setSectionKind,
  showNameOn,
} from './organisation-register.service.ts';
import { createPost, listPosts, savePost } from './post.service.ts';

const maxFileBytes = 20 * 1024 * 1024;

export function bindOrganisationRegister(binder: Binder, platform: Platform): void {
  binder.bind(api.listOrganisation, ({ actor }) => listOrganisation(platform, actor));
  binder.bind(api.agencyNameOn, ({ actor, params, query }) =>
    showNameOn(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.saveAgencyProfile, ({ actor, params, body }) => {
    const { actionId, ...profile } = body;
    return saveAgencyProfile(platform, actor, { actionId, id: params.id, profile });
  });
  binder.bind(api.setSectionKind, ({ actor, params, body }) =>
    setSectionKind(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.reorganise, ({ actor, body }) => reorganise(platform, actor, body));
  binder.bind(api.listDivisions, ({ actor }) => listDivisions(platform, actor));
  binder.bind(api.saveDivision, ({ actor, body }) => saveDivision(platform, actor, body));
  bindPosts(binder, platform);
  bindBodies(binder, platform);
}

function bindPosts(binder: Binder, platform: Platform): void {
  binder.bind(api.listPosts, ({ actor }) => listPosts(platform, actor));
  binder.bind(api.createPost, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return createPost(platform, actor, { actionId, fields });
  });
  binder.bind(api.savePost, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return savePost(platform, actor, { actionId, version, fields, id: params.id });
  });
}

function bindBodies(binder: Binder, platform: Platform): void {
  binder.bind(api.listBodies, ({ actor }) => listBodies(platform, actor));
  binder.bind(api.showBody, ({ actor, params }) => showBody(platform, actor, params.id));
  binder.bind(api.createBody, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return createBody(platform, actor, { actionId, fields });
  });
  binder.bind(api.saveBody, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return saveBody(platform, actor, { actionId, version, fields, id: params.id });
  });
  binder.bind(api.addMember, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return addMember(platform, actor, { actionId, version, fields, id: params.id });
  });
  binder.bind(api.endMember, ({ actor, params, body }) => endMember(platform, actor, { ...body, ...params }));
  binder.bind(api.recordMeeting, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return recordMeeting(platform, actor, { actionId, fields, id: params.id });
  });
  binder.bind(
    api.uploadMinutes,
    ({ actor, params, query, upload }) => addMinutes(platform, actor, { ...params, ...query, upload }),
    { maxUploadBytes: maxFileBytes },
  );
  binder.bind(api.downloadMinutes, ({ actor, params }) => minutesFile(platform, actor, params));
}
