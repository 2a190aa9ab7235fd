/** Handlers of third-party evaluation: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import type { Access } from '../../platform/auth/sign-in.service.ts';
import type { Binder } from '../../platform/http/binder.ts';
import {
  endEvaluation,
  listEvaluations,
  openEvaluation,
  ownEvaluation,
  receiveEvaluation,
  saveSheet,
  submitEvaluation,
} from './evaluation.service.ts';
import { evaluationPackage } from './package.service.ts';
import { evaluationReport } from './report.ts';

export function bindEvaluationRoutes(binder: Binder, access: Access): void {
  const { platform } = access;
  binder.bind(api.openEvaluation, ({ actor, body }) => openEvaluation(access, actor, body));
  binder.bind(api.listEvaluations, ({ actor, query }) => listEvaluations(platform, actor, query));
  binder.bind(api.receiveEvaluation, ({ actor, params, body }) =>
    receiveEvaluation(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.endEvaluation, ({ actor, params, body }) =>
    endEvaluation(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.printEvaluation, ({ actor, params, query }) =>
    evaluationReport(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.ownEvaluation, ({ actor }) => ownEvaluation(platform, actor));
  binder.bind(api.saveSheet, ({ actor, body }) => saveSheet(platform, actor, body));
  binder.bind(api.submitEvaluation, ({ actor, body }) => submitEvaluation(platform, actor, body));
  binder.bind(api.downloadPackage, ({ actor }) => evaluationPackage(platform, actor));
}
