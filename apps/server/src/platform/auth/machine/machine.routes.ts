/** Handlers of clients of other systems: parse (done by the binder), call one service. */
import { machineRoutes } from '@mingcha/core/common/machine-api.ts';
import type { Binder } from '../../http/binder.ts';
import type { Platform } from '../../platform.ts';
import { confirmMachine, createMachine, listMachines, revokeMachine } from './machine.service.ts';

export function bindMachineRoutes(binder: Binder, platform: Platform): void {
  binder.bind(machineRoutes.list, ({ actor }) => listMachines(platform, actor));
  binder.bind(machineRoutes.create, ({ actor, body }) => createMachine(platform, actor, body));
  binder.bind(machineRoutes.confirm, ({ actor, params, body }) =>
    confirmMachine(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(machineRoutes.revoke, ({ actor, params, body }) =>
    revokeMachine(platform, actor, { ...body, id: params.id }),
  );
}
