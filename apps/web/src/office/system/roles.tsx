/** Roles in words, and the field in which they are chosen. */
import { accessText } from '@mingcha/core/common/access-text.ts';
import { grantableRoles, type Role } from '@mingcha/core/common/roles.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function RoleChips(props: { readonly roles: readonly Role[] }) {
  const say = useText(systemPageText);
  const sayRole = useText(accessText);
  if (props.roles.length === 0) return <span className="secondary">{say('noRoles')}</span>;
  return (
    <span className="system-chips">
      {props.roles.map((role) => (
        <StateChip key={role}>{sayRole(`role.${role}`)}</StateChip>
      ))}
    </span>
  );
}

export function RolesField(props: {
  readonly value: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  readonly error: string | undefined;
}) {
  const say = useText(systemPageText);
  const sayRole = useText(accessText);
  return (
    <div className="system-roles">
      <CheckboxGroup
        name="roles"
        label={say('roles')}
        hint={say('rolesHint')}
        error={props.error}
        choices={grantableRoles.map((role) => ({
          value: role,
          label: sayRole(`role.${role}`),
          hint: say(`hint.${role}`),
        }))}
        value={props.value}
        onChange={(chosen) => props.onChange(grantableRoles.filter((role) => chosen.includes(role)))}
      />
    </div>
  );
}
