/**
 * A small router for the portal and the phone, which do without a library: patterns like `/draws/:id` below a base
 * path, links that keep the page, the way back by the browser's own history.
 */
import {
  type ComponentType,
  createContext,
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { matchPath } from './match-path.ts';
import { Skeleton } from './ui/states.tsx';

export interface SmallPage {
  /** Below the base: `/`, `/draws/:id`. */
  readonly path: string;
  readonly load: () => Promise<ComponentType>;
}

interface Place {
  readonly base: string;
  /** Path below the base, always with a leading slash. */
  readonly path: string;
  readonly search: string;
  readonly params: Readonly<Record<string, string>>;
  readonly go: (to: string) => void;
}

const PlaceContext = createContext<Place | null>(null);

function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('used outside SmallRouter');
  return place;
}

export interface SmallRouterProps {
  /** `/p` or `/m`. */
  readonly base: string;
  readonly pages: readonly SmallPage[];
  readonly notFound: ReactNode;
  /** Frame around the page; it stays while pages change. */
  readonly frame: ComponentType<{ readonly children: ReactNode }>;
}

export function SmallRouter(props: SmallRouterProps) {
  const { base, pages } = props;
  const [address, setAddress] = useState(() => window.location.pathname + window.location.search);
  useEffect(() => {
    const follow = () => setAddress(window.location.pathname + window.location.search);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const contents = useMemo(
    () => pages.map((page) => ({ page, Content: lazy(async () => ({ default: await page.load() })) })),
    [pages],
  );
  const [pathname = '', search = ''] = address.split('?', 2);
  const path = pathname.slice(base.length) || '/';
  const found = contents.find(({ page }) => matchPath(page.path, path) !== null);
  const place: Place = {
    base,
    path,
    search,
    params: found === undefined ? {} : (matchPath(found.page.path, path) ?? {}),
    go: (to) => {
      window.history.pushState(null, '', base + to);
      setAddress(window.location.pathname + window.location.search);
      window.scrollTo(0, 0);
      document.getElementById('content')?.focus({ preventScroll: true });
    },
  };
  const Frame = props.frame;
  return (
    <PlaceContext.Provider value={place}>
      <Frame>
        <Suspense fallback={<Skeleton lines={6} />}>
          {found === undefined ? props.notFound : <found.Content key={path} />}
        </Suspense>
      </Frame>
    </PlaceContext.Provider>
  );
}

/** A parameter of the present path; empty when the page has none of that name. */
export function useParam(name: string): string {
  return usePlace().params[name] ?? '';
}

/** A member of the present address's query, or empty. */
export function useSearch(name: string): string {
  return new URLSearchParams(usePlace().search).get(name) ?? '';
}

/** Goes to a path below the base: `go('/draws/…')`. */
export function useGo(): (to: string) => void {
  return usePlace().go;
}

export interface GoProps {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link inside the application. */
export function Go(props: GoProps) {
  const { base, go } = usePlace();
  const press = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a
      href={base + props.to}
      className={props.className}
      aria-current={props.current === true ? 'page' : undefined}
      onClick={press}
    >
      {props.children}
    </a>
  );
}
