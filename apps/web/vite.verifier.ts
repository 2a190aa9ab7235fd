/**
 * The offline verifier as one HTML file: script, styles and worker stand inside the page, so that it works from a
 * disk without a server. It is laid beside the portal's files.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A closing tag in a script's text would end the script. */
function safeInPage(code: string): string {
  return code.replaceAll(/<\/(script|style)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

/** Puts the one script and the one style sheet into the page. */
function onePage(): Plugin {
  return {
    name: 'mingcha-one-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('the offline verifier has no page');
      let html = String(page.source);
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        if (file.type === 'chunk') {
          html = html.replace(/<script type="module"[^>]*src="[^"]*"[^>]*><\/script>/, '');
          html = html.replace(
            '</body>',
            () => `<script type="module">${safeInPage(file.code)}</script>\n  </body>`,
          );
        } else if (name.endsWith('.css')) {
          html = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${String(file.source)}</style>`);
        } else continue;
        delete bundle[name];
      }
      page.source = html;
      page.fileName = 'verifier.html';
    },
  };
}

export const verifierConfig: InlineConfig = {
  configFile: false,
  root: here('./src/portal/verifier'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), onePage()],
  define: { __GALLERY__: 'false' },
  build: {
    outDir: here('./dist/portal'),
    emptyOutDir: false,
    target: ['chrome87', 'safari14'],
    cssTarget: ['chrome87', 'safari14'],
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 100_000_000,
    chunkSizeWarningLimit: 2000,
  },
};
