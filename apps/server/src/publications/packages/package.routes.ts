/** Handlers of publication packages: parse (done by the binder), call one service. */
import { intakeFileBytes } from '@mingcha/core/publications/packages/intake.ts';
import * as api from '@mingcha/core/publications/packages/package-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { importByHand, listPackages, makeByHand, packageFile } from './package.service.ts';

export function bindPackageRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listPackages, ({ query }) => listPackages(platform, query.before ?? null));
  binder.bind(api.makePackage, ({ actor, body }) => makeByHand(platform, actor, body));
  binder.bind(api.downloadPackage, ({ params }) => packageFile(platform, params.number));
  binder.bind(
    api.importIntake,
    ({ actor, body, upload }) => importByHand(platform, actor, { ...body, upload }),
    { maxUploadBytes: intakeFileBytes },
  );
}
