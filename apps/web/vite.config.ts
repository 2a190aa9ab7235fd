/**
 * Three applications, three bundles: `vite build --mode office|field|portal` writes dist/<mode>; without a
 * mode the dev server serves all three on one port and passes /api to the server on 8080.
 * Nothing inline ends up in the pages, so that the server's content security policy can forbid it.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const bases = { office: '/', field: '/m/', portal: '/p/' } as const;
type App = keyof typeof bases;

function isApp(mode: string): mode is App {
  return mode in bases;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Serves the three pages from one dev server at the addresses they have in production. */
function threePages(): Plugin {
  return {
    name: 'mingcha-three-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        if (
          !/^\/(api|@|src\/|node_modules\/|office\/|field\/|portal\/|shared\/)/.test(path) &&
          !/\.\w+$/.test(path)
        ) {
          const app: App =
            path.startsWith('/m/') || path === '/m'
              ? 'field'
              : path.startsWith('/p/') || path === '/p'
                ? 'portal'
                : 'office';
          request.url = `/${app}/index.html`;
        }
        next();
      });
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html, context) =>
        context.server === undefined
          ? html
          : html.replaceAll('"/main.tsx"', `"${context.path.replace('index.html', 'main.tsx')}"`),
    },
  };
}

/**
 * The schemas' library tries at its start whether it may compile: under our content policy each such try is a report. Told
 * before its first line, it does not try. A setting in our own modules would come after theirs.
 */
function withoutEval(): Plugin {
  return {
    name: 'mingcha-without-eval',
    transform(code, id) {
      if (!/\/zod\/v4\/core\/core\.js(?:\?|$)/.test(id)) return null;
      const told = code.replace('__zod_globalConfig = {})', '__zod_globalConfig = { jitless: true })');
      if (told === code) throw new Error('zod keeps its settings elsewhere: look at withoutEval');
      return { code: told, map: null };
    },
  };
}

export default defineConfig(({ mode, command }) => {
  const gallery = command === 'serve' || process.env['MINGCHA_GALLERY'] === '1';
  const app = isApp(mode) ? mode : null;
  return {
    root: here(app === null ? './src' : `./src/${app}`),
    base: app === null ? '/' : bases[app],
    appType: app === null ? 'mpa' : 'spa',
    publicDir: here('./public'),
    plugins: [react(), threePages(), withoutEval()],
    define: { __GALLERY__: JSON.stringify(gallery) },
    ...(app === 'office' && command === 'build' ? { html: { cspNonce: '__CSP_NONCE__' } } : {}),
    build: {
      outDir: here(`./dist/${app ?? 'office'}`),
      emptyOutDir: true,
      target: ['chrome87', 'safari14'],
      cssTarget: ['chrome87', 'safari14'],
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 900,
    },
    server: {
      port: 5173,
      fs: { allow: [here('../..')] },
      proxy: {
        '/api': { target: process.env['MINGCHA_API'] ?? 'http://localhost:8080', changeOrigin: false },
      },
    },
  };
});
