/** Handlers of assisting bodies: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/organisation/assisting-body-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  assistanceLetter,
  enterAssistingPeople,
  keepAssistingBody,
  listAssistingBodies,
} from './assisting-body.service.ts';

const maxScanBytes = 20 * 1024 * 1024;

export function bindAssistingBodies(binder: Binder, platform: Platform): void {
  binder.bind(api.listAssistingBodies, ({ actor }) => listAssistingBodies(platform, actor));
  binder.bind(api.createAssistingBody, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return keepAssistingBody(platform, actor, { actionId, id: null, fields });
  });
  binder.bind(api.changeAssistingBody, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return keepAssistingBody(platform, actor, { actionId, id: params.id, fields });
  });
  binder.bind(
    api.enterAssistingPeople,
    ({ actor, params, body, upload }) =>
      enterAssistingPeople(platform, actor, { ...params, ...body, upload }),
    { maxUploadBytes: maxScanBytes },
  );
  binder.bind(api.downloadAssistanceLetter, ({ actor, params }) =>
    assistanceLetter(platform, actor, params.id),
  );
}
