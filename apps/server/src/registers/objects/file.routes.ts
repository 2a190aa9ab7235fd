/** Handlers of an object's file and of sub-directories: parse (done by the binder), call one service. */
import * as directoryApi from '@mingcha/core/registers/objects/directory-api.ts';
import * as api from '@mingcha/core/registers/objects/file-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  addDirectoryEntries,
  fillDirectory,
  listDirectories,
  listDirectoryEntries,
  removeDirectoryEntry,
  saveDirectory,
} from './directory.service.ts';
import { addLicence, getObjectFile, updateLicence } from './file.service.ts';
import { endTag, setTag } from './tag.service.ts';

export function bindFileRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.getObjectFile, ({ actor, params }) => getObjectFile(platform, actor, params.id));
  binder.bind(api.addLicence, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return addLicence(platform, actor, { actionId, objectId: params.id, fields });
  });
  binder.bind(api.updateLicence, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return updateLicence(platform, actor, { actionId, id: params.id, version, fields });
  });
  binder.bind(api.setTag, ({ actor, params, body }) =>
    setTag(platform, actor, { ...body, objectId: params.id }),
  );
  binder.bind(api.endTag, ({ actor, params, body }) => endTag(platform, actor, { ...body, id: params.id }));
}

export function bindDirectoryRoutes(binder: Binder, platform: Platform): void {
  binder.bind(directoryApi.listDirectories, ({ actor }) => listDirectories(platform, actor));
  binder.bind(directoryApi.saveDirectory, ({ actor, body }) => {
    const { actionId, id, version, status, ...fields } = body;
    return saveDirectory(platform, actor, { actionId, id, version, status, fields });
  });
  binder.bind(directoryApi.listDirectoryEntries, ({ actor, params, query }) =>
    listDirectoryEntries(platform, actor, { id: params.id, page: query }),
  );
  binder.bind(directoryApi.addDirectoryEntries, ({ actor, params, body }) =>
    addDirectoryEntries(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(directoryApi.fillDirectory, ({ actor, params, body }) =>
    fillDirectory(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(directoryApi.removeDirectoryEntry, ({ actor, params, body }) =>
    removeDirectoryEntry(platform, actor, { ...body, id: params.id }),
  );
}
