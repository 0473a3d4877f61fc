/** `samenhang link`: binds the two kinds of linking to the command line. */
import { readFileSync } from 'node:fs'
import { guessField } from './exchange/index.ts'
import { linkRegistration } from './linkage/batch-registration.command.ts'

const WORKERS_MAX = 64

/** Runs the command; gives its exit code: 0 done, 1 a fault, 2 wrong use. */
export const runLink = async (options: Readonly<Record<string, string | boolean>>): Promise<number> => {
  const workers = readWorkers(options['workers'])
  if (workers === null)
    return wrong('--workers is een heel getal van 1 tot en met 64. / --workers is a whole number from 1 to 64.')
  const file = options['registration']
  // A file needs no database: what does is loaded apart.
  if (typeof file !== 'string') return (await import('./relink.ts')).relinkEverything(workers, options['json'] === true)
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
