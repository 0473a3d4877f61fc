import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { dropUnreadTokens } from './src/web/only-used-tokens.ts'

const SOURCES = resolve(import.meta.dirname, 'src')
const STYLES = join(SOURCES, 'web', 'styles.ts')
const THEME = 'voorbeeld-design-tokens/dist/theme.css'

/** Every sheet that may read a token: our own, and those of NL Design System that `styles.ts` takes. */
const readSheets = (): readonly string[] => {
  const own = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'))
  const taken = [...readFileSync(STYLES, 'utf8').matchAll(/import '(@utrecht\/[^']+)'/g)].map((found) => found[1] ?? '')
  const paths = [...own.map((path) => join(SOURCES, path)), ...taken.map((name) => createRequire(STYLES).resolve(name))]
  return paths.map((path) => readFileSync(path, 'utf8'))
}

// Before the sheet gets its name: what is left out must change the name, or a browser would keep an older sheet.
const onlyUsedTokens = (): Plugin => ({
  name: 'only-used-tokens',
  apply: 'build',
  enforce: 'pre',
  transform: (css, id) =>
    id.endsWith(THEME) ? { code: dropUnreadTokens([css, ...readSheets()])[0] ?? css, map: null } : undefined,
})

export default defineConfig({
  root: resolve(SOURCES, 'web'),
  publicDir: resolve(SOURCES, 'web', 'public'),
  plugins: [react(), onlyUsedTokens()],
  build: { outDir: resolve(import.meta.dirname, 'dist/web'), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
})
