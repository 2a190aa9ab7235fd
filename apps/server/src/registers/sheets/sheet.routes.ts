/** Handlers of the check sheets: parse (done by the binder), call one service. */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import * as api from '@mingcha/core/registers/sheets/sheet-api.ts';
import type { PaperFormat } from '../../platform/documents/paper-reply.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  amendSheet,
  createSheet,
  getVersion,
  jointSheet,
  listPublished,
  listSheets,
  saveVersion,
  sheetToPrint,
  stepVersion,
} from './sheet.service.ts';
import { readSheetFile } from './sheet-file.ts';
import { jointPaper, sheetPaper } from './sheet-paper.ts';

/** Check sheets are papers of the agency and printed in Chinese. */
const paperLocale: Locale = 'zh';
const megabyte = 1_048_576;

export function bindSheetRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listSheets, ({ actor }) => listSheets(platform, actor));
  binder.bind(api.listPublishedSheets, ({ actor }) => listPublished(platform, actor, 'agency'));
  binder.bind(api.listJurisdictionSheets, ({ actor }) => listPublished(platform, actor, 'jurisdiction'));
  binder.bind(api.getSheetVersion, ({ actor, params }) => getVersion(platform, actor, params.id));
  binder.bind(api.createSheet, ({ actor, body }) => createSheet(platform, actor, body));
  binder.bind(api.amendSheet, ({ actor, params, body }) =>
    amendSheet(platform, actor, { ...body, sheetId: params.id }),
  );
  binder.bind(api.saveSheetVersion, ({ actor, params, body }) =>
    saveVersion(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.stepSheetVersion, ({ actor, params, body }) =>
    stepVersion(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.readSheetFile, ({ upload }) => readSheetFile(upload), { maxUploadBytes: 10 * megabyte });
  binder.bind(api.composeSheetVersions, ({ actor, query }) => jointSheet(platform, actor, query.ids));
  binder.bind(api.downloadSheetPaper, async ({ actor, params, query }) => {
    const found = await sheetToPrint(platform, actor, params.id);
    return found.ok ? printed(sheetPaper(found.value, paperLocale), query.format) : found;
  });
  binder.bind(api.downloadJointPaper, async ({ actor, query }) => {
    const found = await jointSheet(platform, actor, query.ids);
    if (!found.ok) return found;
    const { authority, parts, sections } = found.value;
    const title = [...new Set(parts.map((part) => part.agency))].join('、');
    return printed(jointPaper({ authority, title, sections }, paperLocale), query.format);
  });
}

async function printed(paper: Paper, format: PaperFormat) {
  return ok(await paperReply(paper, format, `${paper.title} ${paper.number}`));
}
