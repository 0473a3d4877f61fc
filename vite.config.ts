import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { onlyUsedTokens } from './src/web/only-used-tokens.ts'

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/web'),
  publicDir: resolve(import.meta.dirname, 'src/web/public'),
  plugins: [react(), onlyUsedTokens()],
  build: { outDir: resolve(import.meta.dirname, 'dist/web'), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
})
