/** Handlers of the object directory: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/object-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import {
  countObjects,
  createObject,
  getObject,
  listObjects,
  objectFacets,
  setObjectStatus,
  updateObject,
} from './object.service.ts';
import { exportObjects } from './register.export.ts';

export function bindObjectRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listObjects, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listObjects(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.countObjects, ({ actor, query }) => countObjects(platform, actor, query));
  binder.bind(api.objectFacets, ({ actor }) => objectFacets(platform, actor));
  binder.bind(api.exportObjects, ({ actor, query }) => {
    const { format, ...filter } = query;
    return exportObjects(platform, actor, { filter, format });
  });
  binder.bind(api.getObject, ({ actor, params }) => getObject(platform, actor, params.id));
  binder.bind(api.createObject, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return createObject(platform, actor, { actionId, fields });
  });
  binder.bind(api.updateObject, ({ actor, params, body }) => {
    const { actionId, version, reason, ...fields } = body;
    return updateObject(platform, actor, { actionId, id: params.id, version, reason, fields });
  });
  binder.bind(api.deactivateObject, ({ actor, params, body }) =>
    setObjectStatus(platform, actor, { ...body, id: params.id, to: 'inactive' }),
  );
  binder.bind(api.reactivateObject, ({ actor, params, body }) =>
    setObjectStatus(platform, actor, { ...body, id: params.id, to: 'active', reason: '' }),
  );
}
