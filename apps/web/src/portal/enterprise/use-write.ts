/** One write of a page without a library: the action id stays until an answer came, so that a lost answer is no second write. */
import { useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type AnySpec, type CallInput, type CallResult, callApi } from '../../shared/api/call-api.ts';

export function useWrite<S extends AnySpec>(spec: S) {
  const [busy, setBusy] = useState(false);
  const action = useRef(newActionId());
  const run = async (make: (actionId: string) => CallInput<S>): Promise<CallResult<S>> => {
    setBusy(true);
    const result = await callApi(spec, make(action.current));
    setBusy(false);
    if (result.ok || result.error.status !== 0) action.current = newActionId();
    return result;
  };
  return { run, busy };
}
