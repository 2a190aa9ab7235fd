/** The set-up assistant as one part of the application; it stands above all stages, since it begins with several of them. */

import { fail } from '@mingcha/core/common/result.ts';
import { setupRoutes } from '@mingcha/core/setup/setup-api.ts';
import type { Stage } from '../platform/http/stage.ts';
import { checkCode, setUp } from './setup.service.ts';

export const setupStage: Stage = {
  routes: Object.values(setupRoutes),
  bind(binder, platform, settings) {
    binder.bindAnyone(setupRoutes.checkCode, ({ body }) => checkCode(platform, body.code));
    binder.bindAnyone(setupRoutes.setUp, async ({ body, secure }) => {
      // One-time passwords travel in the answer.
      if (!secure) return fail('auth.insecure_channel.forbidden');
      return setUp({ platform, settings }, body);
    });
  },
};
