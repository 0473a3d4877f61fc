/**
 * `samenhang picture report`: the yearly report as a PDF in a file. Exit codes: 0 written, 2 wrong use or a file that cannot be written, 3 refused with the reason
 * (nothing of that year stands).
 */
import { writeFileSync } from 'node:fs'
import { fillIn } from './kernel/index.ts'
import {
  drawReport,
  layReport,
  publisherOf,
  type ReportLanguage,
  readStanding,
  releaseSignerOf,
} from './picture/index.ts'
import { readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform } from './platform/platform.ts'
import { REFUSALS } from './words/refusals.ts'
import { reportCommandWords as words } from './words/yearly-report.ts'

export type ReportCommand = {
  readonly year: string
  readonly language: string
  readonly out: string
  readonly json: boolean
}
const [WRITTEN, WRONG_USE, REFUSED] = [0, 2, 3]
const LANGUAGES: readonly ReportLanguage[] = ['nl', 'en']

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const wrongUse = (): number => {
  process.stderr.write(`${words.options.nl}\n${words.options.en}\n`)
  return WRONG_USE
}

/** Writes the report of a year; gives the exit code. */
export const reportCommand = async (options: ReportCommand): Promise<number> => {
  const language = LANGUAGES.find((each) => each === options.language)
  if (!language || !/^20\d\d$/.test(options.year)) return wrongUse()
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  try {
    const { verifierKey } = releaseSignerOf(platform.secrets.master)
    const year = Number(options.year)
    const publisher = publisherOf(config.value)
    const releases = await readStanding(platform.databases.picture, verifierKey)
    const report = layReport(releases, { year, language, publisher, verifierKey })
    if (!report.ok) return refused(year, options.json)
    const bytes = await drawReport(report.value)
    if (!wrote(options.out, bytes)) return wrongUse()
    const { title } = report.value
    if (options.json) say(JSON.stringify({ year, language, file: options.out, bytes: bytes.length, title }))
    else say(`${words.written.nl} / ${words.written.en}: ${options.out} (${title})`)
    return WRITTEN
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}

const refused = (year: number, json: boolean): number => {
  const code = 'no-release-of-year'
  const [nl, en] = (['nl', 'en'] as const).map((each) => fillIn(REFUSALS[code][each], { year }))
  say(json ? JSON.stringify({ refused: { code, params: { year }, nl, en } }) : `${nl} / ${en}`)
  return REFUSED
}

const wrote = (file: string, bytes: Buffer): boolean => {
  try {
    writeFileSync(file, bytes)
    return true
  } catch {
    return false
  }
}
