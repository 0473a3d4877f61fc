/** `samenhang link` without a file: links all that the matcher has, in the matcher's own role. */
import { randomUUID } from 'node:crypto'
import { type RelinkSummary, relink } from './linkage/batch-relink.store.ts'
import { type MatcherKeys, matcherKeysFrom } from './linkage/match-inbox.crypto.ts'
import { readConfig } from './platform/config.ts'
import { connect, type Database } from './platform/database.ts'
import { StartFault } from './platform/faults.ts'
import { createLog, faultFields } from './platform/log.ts'
import { openPlatform } from './platform/platform.ts'

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

/** Runs it; gives its exit code: 0 done, 1 a fault. */
export const relinkEverything = async (workers: number | undefined, json: boolean): Promise<number> => {
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
