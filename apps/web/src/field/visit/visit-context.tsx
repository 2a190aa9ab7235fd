/** Hands the visit to its pages: what is known (changes with each tap) and what can be done (never changes). */
import { createContext, type ReactNode, useContext } from 'react';
import type { VisitActions, VisitBook } from './visit-book.ts';

const BookContext = createContext<VisitBook | null>(null);
const ActionsContext = createContext<VisitActions | null>(null);

export function VisitProvider(props: {
  readonly book: VisitBook;
  /** Stable over the life of the page: lines of long sheets are drawn again only when their own answer changes. */
  readonly actions: VisitActions;
  readonly children: ReactNode;
}) {
  return (
    <ActionsContext.Provider value={props.actions}>
      <BookContext.Provider value={props.book}>{props.children}</BookContext.Provider>
    </ActionsContext.Provider>
  );
}

export function useBook(): VisitBook {
  const book = useContext(BookContext);
  if (book === null) throw new Error('used outside VisitProvider');
  return book;
}

export function useVisitActions(): VisitActions {
  const actions = useContext(ActionsContext);
  if (actions === null) throw new Error('used outside VisitProvider');
  return actions;
}
