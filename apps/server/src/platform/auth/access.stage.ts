/** Sign-in and accounts as one part of the application. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { hostRoutes } from '@mingcha/core/common/host-api.ts';
import { machineRoutes } from '@mingcha/core/common/machine-api.ts';
import { organisationRoutes } from '@mingcha/core/common/organisation-api.ts';
import { providerRoutes } from '@mingcha/core/common/provider-api.ts';
import type { Stage } from '../http/stage.ts';
import { bindAccountRoutes } from './account.routes.ts';
import { bindAuthRoutes } from './auth.routes.ts';
import { bindEnterpriseRoutes } from './enterprise/enterprise.routes.ts';
import { bindHostRoutes } from './host/host.routes.ts';
import { bindMachineRoutes } from './machine/machine.routes.ts';
import { bindOrganisationRoutes } from './organisation.routes.ts';
import { bindProviderRoutes } from './provider/provider.routes.ts';

export const accessStage: Stage = {
  routes: [
    ...Object.values(accessRoutes),
    ...Object.values(grantRoutes),
    ...Object.values(providerRoutes),
    ...Object.values(hostRoutes),
    ...Object.values(organisationRoutes),
    ...Object.values(enterpriseRoutes),
    ...Object.values(machineRoutes),
  ],
  bind(binder, platform, access) {
    bindAuthRoutes(binder, platform, access);
    bindAccountRoutes(binder, platform, access);
    bindOrganisationRoutes(binder, platform);
    bindProviderRoutes(binder, platform, access);
    bindHostRoutes(binder, platform, access);
    bindEnterpriseRoutes(binder, platform, access);
    bindMachineRoutes(binder, platform);
  },
  constraints: {
    uq_account_grants_waiting: 'access.grant_meanwhile',
    uq_jurisdictions_division_code: 'access.jurisdiction_meanwhile',
    uq_host_stand_ins_home: 'access.jurisdiction_meanwhile',
    pk_credentials: 'access.sign_in_name_taken',
    uq_agencies_name: 'access.agency_name_taken',
    uq_sections_name: 'access.section_name_taken',
    uq_machine_clients_name: 'machine.name_taken',
  },
};
