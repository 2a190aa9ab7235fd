/** Short confirmations at the foot of the page. Never for refusals: those stand beside what they concern. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { IconButton } from './button.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const ToastContext = createContext<(text: string) => void>(() => {});

const shownFor = 6000;
let lastId = 0;

export function ToastProvider(props: { readonly children: ReactNode }) {
  const say = useUi();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const add = useMemo(
    () => (text: string) => {
      lastId += 1;
      const id = lastId;
      setToasts((all) => [...all.slice(-2), { id, text }]);
      setTimeout(() => drop(id), shownFor);
    },
    [drop],
  );
  return (
    <ToastContext.Provider value={add}>
      {props.children}
      <output className="toasts no-print">
        {toasts.map((toast) => (
          <span key={toast.id} className="toast">
            <span>{toast.text}</span>
            <IconButton label={say('close')} icon="cross" onClick={() => drop(toast.id)} />
          </span>
        ))}
      </output>
    </ToastContext.Provider>
  );
}

/** `const toast = useToast(); toast('已导入 512 条')`. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}
