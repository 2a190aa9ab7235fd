/** A member of the present address's query (`/objects?open=…`), or empty. */
import { useRouterState } from '@tanstack/react-router';

export function useSearch(name: string): string {
  const text = useRouterState({ select: (state) => state.location.searchStr });
  return new URLSearchParams(text).get(name) ?? '';
}
