/** `samenhang link`: binds the two kinds of linking to the command line. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { guessField } from './exchange/index.ts'
import { linkRegistration } from './linkage/batch-registration.command.ts'
import { type RelinkSummary, relink } from './linkage/batch-relink.store.ts'
import { type MatcherKeys, matcherKeysFrom } from './linkage/match-inbox.crypto.ts'
import { readConfig } from './platform/config.ts'
import { connect, type Database } from './platform/database.ts'
import { StartFault } from './platform/faults.ts'
import { createLog, faultFields } from './platform/log.ts'
import { openPlatform } from './platform/platform.ts'

const WORKERS_MAX = 64

/** Runs the command; gives its exit code: 0 done, 1 a fault, 2 wrong use. */
export const runLink = async (options: Readonly<Record<string, string | boolean>>): Promise<number> => {
  const workers = readWorkers(options['workers'])
  if (workers === null)
    return wrong('--workers is een heel getal van 1 tot en met 64. / --workers is a whole number from 1 to 64.')
  const file = options['registration']
  if (typeof file !== 'string') return relinkEverything(workers, options['json'] === true)
  const columns = readColumns(options['columns'])
  if (columns === null)
    return wrong(
      '--columns is een JSON-bestand met veld: kolom, of veld=kolom,veld=kolom. / --columns is a JSON file with field: column, or field=column,field=column.',
    )
  return linkRegistration(
    {
      file,
      guess: guessField,
      json: options['json'] === true,
      ...(workers === undefined ? {} : { workers }),
      ...(columns === undefined ? {} : { columns }),
      ...(typeof options['out'] === 'string' ? { out: options['out'] } : {}),
    },
    {
      stdout: (text) => process.stdout.write(text),
      stderr: (text) => process.stderr.write(text),
      now: () => performance.now(),
    },
  )
}

type Opened = { readonly db: Database; readonly keys: MatcherKeys; close(): Promise<void> }

/** The matcher's own two things: from the environment of its process, or from the key folder of an installation that has all roles. */
const openMatcherRole = async (env: NodeJS.ProcessEnv): Promise<Opened> => {
  const [url, seed] = [env['SAMENHANG_ROLE_DATABASE_URL'], env['SAMENHANG_ROLE_SEED']]
  if (url !== undefined && seed !== undefined) {
    const { db } = connect(url, 2)
    return { db, keys: matcherKeysFrom(Buffer.from(seed, 'base64url')), close: () => db.destroy() }
  }
  const config = readConfig(env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  return {
    db: platform.databases.matcher,
    keys: matcherKeysFrom(platform.secrets.matcher),
    close: () => platform.close({ stopServer: platform.startedServer }),
  }
}

const relinkEverything = async (workers: number | undefined, json: boolean): Promise<number> => {
  const opened = await openMatcherRole(process.env)
  const say = progressEverySecond()
  try {
    const summary = await relink(opened.db, opened.keys, {
      clock: () => new Date(),
      newId: randomUUID,
      onLoad: (done, of) => say(`openen / opening: ${done} / ${of}`),
      progress: (stage, done, of) => say(`${stage}: ${done} / ${of}`),
      ...(workers === undefined ? {} : { workers }),
    })
    process.stdout.write(json ? `${JSON.stringify({ ok: true, ...summary })}\n` : inWords(summary))
    return 0
  } catch (fault) {
    createLog(
      'error',
      (line) => process.stderr.write(line),
      () => new Date(),
    )('error', 'link-failed', faultFields(fault))
    process.stderr.write(
      'Het koppelen is gestopt door een fout. Wat gedaan was, is bewaard; start hetzelfde commando opnieuw.\nLinking stopped on a fault. What was done is kept; run the same command again.\n',
    )
    return 1
  } finally {
    await opened.close()
  }
}

const progressEverySecond = (): ((line: string) => void) => {
  let last = Number.NEGATIVE_INFINITY
  return (line) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    process.stderr.write(`${line}\n`)
  }
}

const inWords = (said: RelinkSummary): string =>
  `${[
    `${said.entries} ingangen, ${said.links} koppelingen (${said.begun} nieuw, ${said.ended} geëindigd), ${said.clusters} groepen, grootste ${said.largestCluster}.`,
    `${said.entries} entries, ${said.links} links (${said.begun} new, ${said.ended} ended), ${said.clusters} clusters, largest ${said.largestCluster}.`,
  ].join('\n')}\n`

const wrong = (sentence: string): 2 => {
  process.stderr.write(`${sentence}\n`)
  return 2
}

const readWorkers = (given: string | boolean | undefined): number | undefined | null => {
  if (given === undefined) return undefined
  const workers = Number(given)
  return Number.isInteger(workers) && workers >= 1 && workers <= WORKERS_MAX ? workers : null
}

const readColumns = (given: string | boolean | undefined): Readonly<Record<string, string>> | undefined | null => {
  if (typeof given !== 'string') return undefined
  if (given.includes('=')) {
    const pairs = given.split(',').map((pair) => pair.split('='))
    return pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== ''))
      ? Object.fromEntries(pairs.map(([field, column]) => [field, column]))
      : null
  }
  try {
    const read: unknown = JSON.parse(readFileSync(given, 'utf8'))
    if (typeof read !== 'object' || read === null) return null
    return Object.values(read).every((value) => typeof value === 'string')
      ? Object.fromEntries(Object.entries(read))
      : null
  } catch {
    return null
  }
}
