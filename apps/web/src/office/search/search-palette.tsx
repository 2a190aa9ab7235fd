/**
 * Ctrl+K and the search field on top: pages of the menu, and what the person may see of objects, tasks, draws, inspections,
 * people, papers and publications. Before anything is typed, what was opened lately. Every page offered stands in the menu.
 */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { longestSearch, searchAll, shortestSearch } from '@mingcha/core/oversight/search/search-api.ts';
import { searchText } from '@mingcha/core/oversight/search/search-text.ts';
import { useEffect, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { CommandPalette } from '../../shared/ui/palette.tsx';
import { matching, type PaletteEntry } from '../../shared/ui/palette-match.ts';
import { groupWords, useMenuPages } from '../shell/menu.tsx';
import { useGo } from '../shell/navigation.tsx';
import type { OfficePage } from '../shell/page-list.ts';
import { useTitle } from '../shell/page-title.ts';
import { useSession } from '../shell/session.tsx';
import { keepRecent, recentOf } from './recent.ts';

/** Milliseconds without a key before the server is asked. */
const pause = 180;

export function SearchPalette(props: {
  readonly pages: readonly OfficePage[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const say = useText(searchText);
  const go = useGo();
  const { person } = useSession();
  const [typed, setTyped] = useState('');
  const pages = usePageEntries(props.pages);
  const found = useFound(typed);
  const recent = props.open && typed === '' ? recentOf(person.accountId) : [];
  const entries = typed === '' ? [...recent, ...pages] : [...found.entries, ...matching(pages, typed)];
  const open = (entry: PaletteEntry) => {
    const { group, note } = entry;
    keepRecent(person.accountId, {
      key: entry.key,
      title: entry.title,
      ...(note === undefined ? {} : { note }),
      ...(group === undefined ? {} : { group }),
    });
    setTyped('');
    go(entry.key.replace(/^recent:/, ''));
  };
  return (
    <CommandPalette
      entries={entries}
      typed={typed}
      onTyped={(text) => setTyped(text.slice(0, longestSearch))}
      open={props.open}
      onOpenChange={(isOpen) => {
        if (!isOpen) setTyped('');
        props.onOpenChange(isOpen);
      }}
      onGo={open}
      words={{ label: say('label'), placeholder: say('placeholder'), hint: say('hint') }}
      status={statusOf({ typed, n: entries.length, found, say })}
    />
  );
}

type Say = (key: keyof typeof searchText.zh, data?: Readonly<Record<string, string | number>>) => string;

function statusOf(of: {
  readonly typed: string;
  readonly n: number;
  readonly found: ReturnType<typeof useFound>;
  readonly say: Say;
}): string {
  const { typed, n, found, say } = of;
  if (typed === '') return '';
  if (found.failed) return say('failed');
  if (found.busy) return say('searching');
  if (n === 0) return say('none', { text: typed });
  return found.more ? `${say('found', { n })}　${say('more')}` : say('found', { n });
}

function usePageEntries(pages: readonly OfficePage[]): readonly PaletteEntry[] {
  const say = useText(shellText);
  const title = useTitle();
  const { locale } = useLocale();
  const other = locale === 'zh' ? 'en' : 'zh';
  return useMenuPages(pages).map((page) => ({
    key: page.path,
    title: title(page.title),
    group: say(groupWords[page.group]),
    keywords: `${page.title.catalogue[other][page.title.key] ?? ''} ${page.path}`,
  }));
}

/** What the server finds, once the keyboard rests. */
function useFound(typed: string) {
  const say = useText(searchText);
  const text = useRested(typed.trim());
  const isLong = [...text.replaceAll(' ', '')].length >= shortestSearch;
  const read = useApiQuery(searchAll, { query: { text } }, { enabled: isLong });
  const groups = isLong && text === typed.trim() ? (read.data?.groups ?? []) : [];
  return {
    failed: isLong && read.status === 'error',
    busy: typed.trim() !== text || (isLong && (read.status === 'loading' || read.refreshing)),
    more: groups.some((group) => group.more),
    entries: groups.flatMap((group) =>
      group.rows.map(
        (row): PaletteEntry => ({
          key: row.path,
          title: row.title,
          note: row.note,
          group: say(`kind.${group.kind}`),
        }),
      ),
    ),
  };
}

function useRested(text: string): string {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
