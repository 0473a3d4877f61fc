/**
 * `samenhang audit`: proves the log, shows the newest checkpoint, and keeps checkpoints for somebody else. Keeping needs no database and no
 * keys: it is what a second organisation does, with the file that its privacy officer fetched.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import {
  type Finding,
  type Judged,
  judgeCheckpoint,
  type Kept,
  logSignerOf,
  newestCheckpoint,
  proveLog,
  readCheckpoint,
} from './audit/index.ts'
import { readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform, type Platform } from './platform/platform.ts'

const SAID: Readonly<Record<Finding['what'], readonly [nl: string, en: string]>> = {
  'row-changed': [
    'een regel zegt iets anders dan toen hij verzegeld werd',
    'a row says something else than when it was sealed',
  ],
  'row-missing': ['een regel is verdwenen', 'a row is gone'],
  'number-missing': ['een nummer is verdwenen', 'a number is gone'],
  'row-not-sealed': ['een regel heeft geen nummer', 'a row has no number'],
  'root-differs': [
    'de nummers tussen deze twee punten zijn veranderd',
    'the numbers between these two points were changed',
  ],
  'signature-wrong': ['een handtekening klopt niet', 'a signature is wrong'],
  'not-signed': [
    'na het laatste ondertekende punt staan nog nummers',
    'there are numbers behind the last signed point',
  ],
  'kept-elsewhere-differs': [
    'wat elders is bewaard, is hier herschreven',
    'what was kept elsewhere was rewritten here',
  ],
  'cut-off': ['het logboek is korter dan een ondertekend punt', 'the log is shorter than a signed point'],
}

/** Proves the log; gives the exit code: 0 whole, 1 a fault, 2 wrong use, 4 something was found. */
export const verifyCommand = async (options: { kept?: readonly string[]; json?: boolean }): Promise<number> => {
  const kept: string[] = []
  for (const file of options.kept ?? []) {
    const notes = readKeptFile(file)
    if (!notes) return wrongUse(`${file} is geen bestand met bewaarde punten. / ${file} holds no kept checkpoints.`)
    kept.push(...notes.notes)
  }
  return withPlatform(async (platform) => {
    const progress = options.json ? undefined : (rows: number) => process.stderr.write(`\r${rows} …`)
    const proven = await proveLog(platform.databases.auditor, {
      ...{ verifierKey: logSignerOf(platform.secrets.master).verifierKey, kept, now: new Date() },
      ...(progress ? { onProgress: progress } : {}),
    })
    if (options.json) process.stdout.write(`${JSON.stringify(proven)}\n`)
    else {
      process.stderr.write('\r')
      for (const finding of proven.findings) process.stdout.write(`${lineOf(finding)}\n`)
      const { rows, checkpoints, findings } = proven
      process.stdout.write(
        findings.length === 0
          ? `Het logboek is gaaf: ${rows} regels, ${checkpoints} ondertekende punten, ${proven.kept} elders bewaarde.\nThe log is whole: ${rows} rows, ${checkpoints} signed checkpoints, ${proven.kept} kept elsewhere.\n`
          : `${findings.length} bevindingen in ${rows} regels. / ${findings.length} findings in ${rows} rows.\n`,
      )
      if (kept.length === 0)
        process.stdout.write(
          'Zonder elders bewaarde punten is een ingekort of teruggezet logboek niet te zien (--kept).\nWithout checkpoints kept elsewhere, a log that was cut or put back cannot be seen (--kept).\n',
        )
    }
    return proven.findings.length === 0 ? 0 : 4
  })
}

const lineOf = (finding: Finding): string => {
  const [nl, en] = SAID[finding.what]
  const { what: _what, ...where } = finding
  const place = Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  return `${nl} / ${en}: ${place}`
}

/** Shows the newest checkpoint, and the key by which anybody can check it. */
export const checkpointCommand = async (options: { json?: boolean }): Promise<number> =>
  withPlatform(async (platform) => {
    const newest = await newestCheckpoint(platform.databases.auditor)
    const { verifierKey } = logSignerOf(platform.secrets.master)
    if (options.json) process.stdout.write(`${JSON.stringify({ ...newest, verifierKey })}\n`)
    else if (newest) process.stdout.write(`${newest.note}\n${verifierKey}\n`)
    else process.stdout.write('Er is nog niets verzegeld. / Nothing was sealed yet.\n')
    return 0
  })

/**
 * Keeps a checkpoint that was fetched (`GET /v1/log-checkpoints/newest?since=…`): only when it is signed by the same key and continues the one
 * that was kept last. Exit code 4 when it does not: then the log was rewritten, and both files are evidence.
 */
export const keepCommand = (file: string, options: { in: string; json?: boolean }): number => {
  const fetched = readJson(file)
  const { note, verifierKey, proof } = (fetched ?? {}) as { note?: unknown; verifierKey?: unknown; proof?: unknown }
  if (typeof note !== 'string' || typeof verifierKey !== 'string' || !isTexts(proof))
    return wrongUse(`${file} is geen opgehaald punt. / ${file} is no fetched checkpoint.`)
  const before = existsSync(options.in) ? readKeptFile(options.in) : { verifierKey, notes: [] }
  if (!before)
    return wrongUse(`${options.in} is geen bestand met bewaarde punten. / ${options.in} holds no kept checkpoints.`)
  const judged = judgeCheckpoint(before, { note, verifierKey, proof })
  if (judged === 'kept') {
    writeFileSync(
      `${options.in}.new`,
      `${JSON.stringify({ verifierKey, notes: [...before.notes, note] }, null, 1)}\n`,
      {
        flush: true,
      },
    )
    renameSync(`${options.in}.new`, options.in)
  }
  const size = readCheckpoint(note, verifierKey)?.size
  if (options.json) process.stdout.write(`${JSON.stringify({ outcome: judged, size })}\n`)
  else process.stdout.write(`${KEPT_SAID[judged]}\n${judged === 'does-not-continue' ? howToGoOn(before) : ''}`)
  return ['kept', 'known', 'older'].includes(judged) ? 0 : 4
}

// A proof that was fetched for another point fits as badly as that of a log that was rewritten.
const howToGoOn = ({ notes, verifierKey }: Kept): string => {
  const since = readCheckpoint(notes.at(-1) ?? '', verifierKey)?.size ?? 0
  return (
    `Haal het opnieuw op met ?since=${since}. Past het dan nog niet: het logboek is herschreven. Bewaar beide bestanden en meld het.\n` +
    `Fetch it again with ?since=${since}. If it does not fit then either, the log was rewritten. Keep both files and report it.\n`
  )
}

const KEPT_SAID: Readonly<Record<Judged, string>> = {
  kept: 'Bewaard: het logboek gaat verder waar het bewaarde was. / Kept: the log continues what was kept.',
  known: 'Dit punt was al bewaard. / This checkpoint was kept already.',
  'other-key': 'Niet bewaard: een andere sleutel dan tot nu toe. / Not kept: another key than until now.',
  'not-signed': 'Niet bewaard: de handtekening klopt niet. / Not kept: the signature is wrong.',
  older: 'Niet bewaard: er is al een later punt bewaard. / Not kept: a later checkpoint was kept already.',
  'does-not-continue':
    'Niet bewaard: het bewijs laat niet zien dat dit logboek verdergaat waar het bewaarde was.\nNot kept: the proof does not show that this log continues what was kept.',
}

const readKeptFile = (file: string): Kept | undefined => {
  const { verifierKey, notes } = (readJson(file) ?? {}) as { verifierKey?: unknown; notes?: unknown }
  return typeof verifierKey === 'string' && isTexts(notes) ? { verifierKey, notes } : undefined
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Says what was wrong; gives exit code 2. */
export const wrongUse = (sentence: string): number => {
  process.stderr.write(`${sentence}\n`)
  return 2
}

/** Opens the platform for one command and closes it again. */
export const withPlatform = async (act: (platform: Platform) => Promise<number>): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  try {
    return await act(platform)
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}
