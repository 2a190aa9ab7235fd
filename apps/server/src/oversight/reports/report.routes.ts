/** Handlers of reports: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/reports/report-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  createReport,
  issueReport,
  listReports,
  printReport,
  saveReport,
  showReport,
} from './report.service.ts';

export function bindReportRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listReports, ({ actor }) => listReports(platform, actor));
  binder.bind(api.showReport, ({ actor, params }) => showReport(platform, actor, params.id));
  binder.bind(api.createReport, ({ actor, body }) => createReport(platform, actor, body));
  binder.bind(api.saveReport, ({ actor, params, body }) =>
    saveReport(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.issueReport, ({ actor, params, body }) =>
    issueReport(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.printReport, ({ actor, params, query }) =>
    printReport(platform, actor, { id: params.id, format: query.format }),
  );
}
