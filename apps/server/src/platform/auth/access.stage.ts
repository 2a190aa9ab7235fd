/** Sign-in and accounts as one part of the application. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import type { Stage } from '../http/stage.ts';
import { bindAccountRoutes } from './account.routes.ts';
import { bindAuthRoutes } from './auth.routes.ts';

export const accessStage: Stage = {
  routes: Object.values(accessRoutes),
  bind(binder, platform, access) {
    bindAuthRoutes(binder, platform, access);
    bindAccountRoutes(binder, platform, access);
  },
  constraints: { pk_credentials: 'access.sign_in_name_taken' },
};
