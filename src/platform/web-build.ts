/** Builds the screens when their sources changed since the last build; a second start finds them ready. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './config.ts'

const SOURCES = ['src', 'fixtures', 'package-lock.json', 'vite.config.ts']
const STAMP = join(ROOT, 'dist', 'web.stamp')

/** Builds when needed; gives whether it built. */
export const buildWeb = async (): Promise<boolean> => {
  const stamp = sourceStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(join(ROOT, 'dist', 'web', 'index.html')))
    return false
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' })
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, stamp)
  return true
}

// Names, sizes and times of the sources: cheap, and a change of any of them builds again.
const sourceStamp = (): string => {
  const hash = createHash('sha256')
  const visit = (path: string): void => {
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) return
    if (info.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name))
    else if (!path.endsWith('.test.ts')) hash.update(`${path} ${info.size} ${Math.round(info.mtimeMs)}\n`)
  }
  for (const each of SOURCES) visit(join(ROOT, each))
  return hash.digest('hex')
}
