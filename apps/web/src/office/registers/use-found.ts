/** Looking records up by a part of their name while typing; what was chosen keeps its name. */
import { listInspectors } from '@mingcha/core/registers/inspector-api.ts';
import { listObjects } from '@mingcha/core/registers/object-api.ts';
import { useEffect, useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import type { Choice } from '../../shared/forms/field.tsx';

const pause = 250;

/** Text that stands still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export interface Found {
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  readonly onSearch: (text: string) => void;
}

const shown = 30;

/** Objects in the directory whose name or code contains what is typed (two characters or more). */
export function useFoundObjects(): Found {
  const [text, setText] = useState('');
  const settled = useSettled(text).trim();
  const read = useApiQuery(
    listObjects,
    { query: { text: settled, status: 'active', limit: shown } },
    { enabled: settled.length >= 2 },
  );
  const rows = settled.length >= 2 ? read.data?.rows : undefined;
  const choices = useMemo(
    () =>
      (rows ?? []).map((row) => ({
        value: row.id,
        label: [row.name, row.uscc ?? row.localCode ?? row.address].filter((part) => part !== '').join(' · '),
      })),
    [rows],
  );
  return { choices, loading: read.refreshing, onSearch: setText };
}

/** Inspectors on duty whose name or certificate number contains what is typed; at first the first of the list. */
export function useFoundInspectors(enabled: boolean): Found {
  const [text, setText] = useState('');
  const settled = useSettled(text).trim();
  const read = useApiQuery(
    listInspectors,
    { query: { ...(settled === '' ? {} : { text: settled }), status: 'active', limit: shown } },
    { enabled },
  );
  const rows = read.data?.rows;
  const choices = useMemo(
    () => (rows ?? []).map((row) => ({ value: row.id, label: `${row.name} · ${row.certificateNumber}` })),
    [rows],
  );
  return { choices, loading: read.refreshing, onSearch: setText };
}

/** Choices with those already chosen in front, so that a new search does not lose their names. */
export function withChosen(choices: readonly Choice[], chosen: readonly Choice[]): readonly Choice[] {
  const known = new Set(choices.map((choice) => choice.value));
  return [...chosen.filter((choice) => !known.has(choice.value)), ...choices];
}
