/**
 * Frame for parts that use the component library: its theme is read from the tokens, its style elements carry the
 * nonce of the page's security policy (docs/decisions/0030-styles-under-csp.md). Only parts of this folder use it.
 */
import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useLocale } from '../../shared/i18n/locale.tsx';

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function themeFromTokens(): ThemeConfig {
  return {
    token: {
      colorPrimary: token('--blue'),
      colorError: token('--red'),
      colorText: token('--ink'),
      colorTextPlaceholder: token('--ink-3'),
      colorBorder: token('--rule'),
      colorBgContainer: token('--paper'),
      colorBgElevated: token('--paper'),
      fontFamily: token('--sans'),
      fontSize: 15,
      borderRadius: 4,
      controlHeight: 36,
      boxShadow: 'none',
      boxShadowSecondary: `0 0 0 1px ${token('--rule')}`,
      motion: false,
      wireframe: true,
    },
  };
}

/** The nonce that the server wrote into the page; the browser hides it from the attribute, not from the property. */
function pageNonce(): string | undefined {
  const element = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = element?.nonce;
  return nonce === undefined || nonce === '' ? undefined : nonce;
}

export function AntdFrame(props: { readonly children: ReactNode }) {
  const { locale } = useLocale();
  const theme = useMemo(() => themeFromTokens(), []);
  const nonce = useMemo(() => pageNonce(), []);
  return (
    <ConfigProvider
      theme={theme}
      locale={locale === 'zh' ? zhCN : enUS}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      {props.children}
    </ConfigProvider>
  );
}
