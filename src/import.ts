/** `samenhang import signals`: binds the reading of a list to the database. Runs beside a server that is up, or alone. */
import { createHmac } from 'node:crypto'
import { importSignalsCommand } from './exchange/index.ts'
import type { Claim } from './kernel/index.ts'
import { asId } from './kernel/index.ts'
import { findOrganisation } from './named-organisation.ts'
import { inHouse, settle } from './opened-house.ts'
import { faultFields } from './platform/log.ts'

/** Who imports when no person is signed in: the command line of the installation itself. */
const IMPORT_ACTOR = asId<Claim['actor']>('00000000-0000-4000-8000-000000000002')

/** Runs the command; gives its exit code: 0 all good, 1 a fault, 2 wrong use or an unreadable file, 3 some rows refused. */
export const runImport = async (file: string, options: Readonly<Record<string, string | boolean>>): Promise<number> => {
  const settled = await settle()
  const organisation = findOrganisation(settled.reference, String(options['as']))
  if (typeof organisation === 'string') {
    process.stderr.write(`${organisation}\n`)
    return 2
  }
  const order = dateOrder(options['dateFormat'])
  if (order === null) {
    process.stderr.write(
      '--date-format is dmy (dag eerst) of mdy (maand eerst). / is dmy (day first) or mdy (month first).\n',
    )
    return 2
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return inHouse(settled, async ({ platform, system, log }) => {
    try {
      const claim: Claim = {
        organisation: organisation.id,
        actor: IMPORT_ACTOR,
        function: organisation.plane === 'enforcement' ? 'investigator' : 'care-coordinator',
        plane: organisation.plane,
        purpose: 'W02',
      }
      const text = (name: string): string | undefined =>
        typeof options[name] === 'string' ? String(options[name]) : undefined
      return await importSignalsCommand({
        file,
        organisation: organisation.id,
        clock: () => new Date(),
        signal: stop.signal,
        keySecret: createHmac('sha256', platform.secrets.master).update(`import ${organisation.id}`).digest(),
        sink: async (batch) => {
          const outcome = await system.importSignals(claim, batch)
          if (!outcome.ok) throw new Error(outcome.refusal.code)
          return outcome.value
        },
        out: (line) => process.stdout.write(line),
        err: (line) => process.stderr.write(line),
        json: options['json'] === true,
        language: options['language'] === 'en' ? 'en' : 'nl',
        ...optional('map', text('map')),
        ...optional('sheet', text('sheet')),
        ...(order ? { dateFormat: order } : {}),
        ...optional('problems', text('problems')),
      })
    } catch (fault) {
      log('error', 'import-failed', faultFields(fault))
      process.stderr.write(
        'De invoer is gestopt door een fout. Wat al was bevestigd, is bewaard; start hetzelfde commando opnieuw.\nThe import stopped on a fault. What was confirmed is kept; run the same command again.\n',
      )
      return 1
    }
  })
}

// `DD-MM-YYYY` and `dmy` say the same; null for what says neither order.
const dateOrder = (given: string | boolean | undefined): 'dmy' | 'mdy' | undefined | null => {
  if (typeof given !== 'string') return undefined
  const letters = given.toLowerCase().replaceAll(/[^dm]/g, '')
  if (/^d+m+$/.test(letters)) return 'dmy'
  return /^m+d+$/.test(letters) ? 'mdy' : null
}

const optional = <Name extends string>(name: Name, value: string | undefined): { readonly [key in Name]?: string } =>
  // Safe: the object has exactly this one key, or none.
  (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: string }
