/** Signing in through the identity provider: the button that leaves, and the page that comes back with an answer. */
import type { Person } from '@mingcha/core/common/access-api.ts';
import { providerReturnPath, providerRoutes } from '@mingcha/core/common/provider-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useEffect, useRef, useState } from 'react';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSite } from '../../shared/site.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice, Skeleton } from '../../shared/ui/states.tsx';

/** Renders nothing where the installation has no provider. */
export function ProviderButton() {
  const say = useText(shellText);
  const site = useSite();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const provider = site?.provider;
  if (provider === undefined || provider === null) return null;
  const leave = async () => {
    setBusy(true);
    setError(null);
    const result = await callApi(providerRoutes.go, { body: {} });
    if (result.ok) return window.location.assign(result.value.url);
    setBusy(false);
    setError(result.error);
  };
  const label = provider.label === '' ? say('providerGeneral') : provider.label;
  return (
    <div className="entrance-provider">
      <ErrorNotice error={error} />
      <Button wide busy={busy} onClick={() => void leave()}>
        {say('signInThrough', { provider: label })}
      </Button>
    </div>
  );
}

/** True on the page to which the provider sends people. */
export function isProviderReturn(): boolean {
  return window.location.pathname === providerReturnPath;
}

/** Hands the provider's answer to the server once; a refusal leaves the sign-in page with its sentence. */
export function ProviderReturn(props: {
  readonly onPerson: (person: Person) => void;
  readonly onRefused: (error: ApiError) => void;
}) {
  const { onPerson, onRefused } = props;
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    const answer = window.location.search;
    // The code must not stay in the address, in the history, or be sent again.
    window.history.replaceState(null, '', '/');
    void callApi(providerRoutes.back, { body: { answer } }).then((result) => {
      if (!result.ok) return onRefused(result.error);
      // The router stands at the old address; a fresh page begins at the workbench.
      onPerson(result.value);
      window.location.assign('/');
    });
  }, [onPerson, onRefused]);
  return <Skeleton lines={3} />;
}
