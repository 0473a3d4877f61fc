/**
 * `samenhang picture protect|attack|anonymity`: make a table safe, attack releases together, look whether a file is k-anonymous. None of them needs
 * a database. Exit codes: 0 safe, 2 wrong use, 3 the file is refused with the reason, 4 something can be told (or is not k-anonymous).
 */
import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse as parseCsv } from 'csv-parse/sync'
import type { Outcome, Refusal } from './kernel/index.ts'
import { accept, fillIn, refuse } from './kernel/index.ts'
import {
  anonymityOf,
  attackReleases,
  BASES,
  type Dimension,
  hiddenOf,
  METHODS,
  openSolver,
  protectTable,
  type ReadTable,
  type ReleasedTable,
  readDimensions,
  readReleaseRows,
  readReleases,
  readRows,
  readTables,
  releaseSignerOf,
  reproduce,
  type Solver,
  type Together,
} from './picture/index.ts'
import { readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform } from './platform/platform.ts'
import { REFUSALS } from './words/refusals.ts'

const BYTES_MAX = 64_000_000
const RELEASES_MAX = 200
const THRESHOLD_MAX = 1_000

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const wrongUse = (text: string): number => {
  process.stderr.write(`${text}\n`)
  return 2
}
const seconds = (began: number): number => Math.round(performance.now() - began) / 1000

const refused = ({ code, params = {} }: Refusal, json: boolean, file?: string): number => {
  const known: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
  const fill = (text: string): string => fillIn(text, params, 'stays')
  const [nl, en] = [fill(known[code]?.nl ?? code), fill(known[code]?.en ?? code)]
  if (json) say(JSON.stringify({ refused: { code, params, nl, en, ...(file ? { file } : {}) } }))
  else say(`${file ? `${file}: ` : ''}${nl} / ${en}`)
  return 3
}

const textOf = (file: string): Outcome<string, 'file-not-readable' | 'table-too-big'> => {
  try {
    if (statSync(file).size > BYTES_MAX) return refuse('table-too-big', { most: BYTES_MAX })
    const bytes = readFileSync(file)
    const plain = file.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: 4 * BYTES_MAX }) : bytes
    return accept(plain.toString('utf8'))
  } catch {
    return refuse('file-not-readable', { file })
  }
}
const rowsOf = (text: string): readonly (readonly string[])[] | undefined => {
  try {
    // Without `columns` the parser gives rows of text.
    const rows: string[][] = parseCsv(text, { bom: true, skip_empty_lines: true, relax_column_count: true })
    return rows
  } catch {
    return undefined
  }
}
const isRows = (file: string): boolean => extname(file.replace(/\.gz$/, '')).toLowerCase() === '.csv'
const dimensionsIn = (file: string | undefined): readonly Dimension[] | undefined => {
  if (file === undefined) return undefined
  const text = textOf(file)
  try {
    const parsed: unknown = text.ok ? JSON.parse(text.value) : undefined
    const list = Array.isArray(parsed) ? parsed : Reflect.get(Object(parsed), 'dims')
    return readDimensions(list)
  } catch {
    return undefined
  }
}

export type ProtectCommand = {
  readonly table: string
  readonly method: string
  readonly base: string
  readonly threshold?: string
  readonly cost: string
  readonly dimensions?: string
  readonly hideBelow: boolean
  readonly complements: boolean
  readonly groups: boolean
  readonly json: boolean
}

/** `picture protect`: each table of the file made safe, with what is shown, what was withheld, and what the attack found. */
export const protectCommand = async (options: ProtectCommand): Promise<number> => {
  const method = METHODS.find((each) => each === options.method)
  const base = BASES.find((each) => String(each) === options.base)
  const threshold = options.threshold === undefined ? undefined : Number(options.threshold)
  if (!method) return wrongUse(`--method: ${METHODS.join(', ')}`)
  if (!base) return wrongUse(`--base: ${BASES.join(', ')}`)
  if (options.cost !== 'value' && options.cost !== 'count') return wrongUse('--cost: value, count')
  if (threshold !== undefined && !(Number.isInteger(threshold) && threshold > 1 && threshold <= THRESHOLD_MAX))
    return wrongUse(`--threshold: 2..${THRESHOLD_MAX}`)
  const given = dimensionsIn(options.dimensions)
  if (options.dimensions !== undefined && !given) return wrongUse(`--dimensions: ${options.dimensions}`)
  const tables = tablesIn(options.table, given)
  if (!tables.ok) return refused(tables.refusal, options.json, options.table)
  const solver = await openSolver()
  const results: object[] = []
  let code = 0
  for (const read of tables.value) {
    const began = performance.now()
    const { complements, groups, hideBelow, cost } = options
    const { reasons, needs } = hiddenOf(read, {
      ...{ complements, groups, below: hideBelow },
      ...(threshold === undefined ? {} : { threshold }),
    })
    const made = protectTable(solver, read.table, {
      ...{ method, base, needs, cost: cost === 'count' ? 'count' : 'value', now: () => performance.now() },
    })
    if (!made.ok) {
      const of = tables.value.length > 1 ? `${options.table} ${read.id}` : options.table
      if (!options.json || tables.value.length === 1) return refused(made.refusal, options.json, of)
      results.push({ id: read.id, refused: made.refusal })
      code = 3
      continue
    }
    const { shown, way, reach, audit } = made.value
    const secondary = shown.flatMap((value, cell) => (value === null && !reasons.has(cell) ? [cell] : []))
    const keyOf = (cell: number): string => read.table.keys[cell] ?? ''
    const priced = secondary.reduce((sum, cell) => sum + (cost === 'count' ? 1 : (read.table.values[cell] ?? 0)), 0)
    results.push({
      ...{ id: read.id, method, way, cells: shown.length, additions: read.table.additions.length },
      ...(method === 'round' ? { base, reach } : { cost: priced, secondary: secondary.map(keyOf) }),
      primary: [...reasons].map(([cell, reason]) => ({ cell: keyOf(cell), reason })),
      audit: { told: audit.told.length, exact: audit.exact.length, programs: audit.programs },
      ...{ seconds: seconds(began), linked: read.linked, dims: read.dimensions, reach },
      shown: Object.fromEntries(shown.map((value, cell) => [keyOf(cell), value])),
    })
    if (!options.json)
      say(
        `${read.id}: ${shown.length} vakken, ${reasons.size} klein, ${secondary.length} erbij achtergehouden (${way}); aanval vindt ${audit.told.length}. / ` +
          `${shown.length} cells, ${reasons.size} hidden, ${secondary.length} withheld with them; the attack finds ${audit.told.length}. ${seconds(began)} s`,
      )
  }
  if (options.json) say(JSON.stringify(results.length === 1 ? results[0] : { tables: results }))
  return code
}

const tablesIn = (file: string, given?: readonly Dimension[]): Outcome<readonly ReadTable[]> => {
  const text = textOf(file)
  if (!text.ok) return text
  const name = basename(file)
  if (!isRows(file)) return readTables(text.value, name)
  const rows = rowsOf(text.value)
  const read = rows ? readRows(rows, name, given) : refuse('table-not-readable', { at: 'CSV' })
  return read.ok ? accept([read.value]) : read
}

export type AttackCommand = {
  readonly releases: readonly string[]
  readonly threshold: string
  readonly dimensions?: string
  readonly json: boolean
}

/** `picture attack`: what anybody can tell from all these releases together. Tables under `tables` in one file are attacked each alone. */
export const attackCommand = async (options: AttackCommand): Promise<number> => {
  const threshold = Number(options.threshold)
  if (!(Number.isInteger(threshold) && threshold > 1 && threshold <= THRESHOLD_MAX))
    return wrongUse(`--threshold: 2..${THRESHOLD_MAX}`)
  if (options.releases.length > RELEASES_MAX) return wrongUse(`--releases: ${RELEASES_MAX}`)
  const given = dimensionsIn(options.dimensions)
  if (options.dimensions !== undefined && !given) return wrongUse(`--dimensions: ${options.dimensions}`)
  const together: ReleasedTable[] = []
  const apart: (readonly ReleasedTable[])[] = []
  for (const file of options.releases) {
    const read = releasesIn(file, given)
    if (!read.ok) return refused(read.refusal, options.json, file)
    if (read.value.length === 1) together.push(...(read.value[0] ?? []))
    else apart.push(...read.value)
  }
  const solver = await openSolver()
  const attacks = []
  for (const releases of [...(together.length > 0 ? [together] : []), ...apart]) {
    const attacked = attackOne(solver, releases, threshold)
    if (!attacked.ok) return refused(attacked.refusal, options.json)
    attacks.push(attacked.value)
  }
  const found = attacks.some(({ recovered, differences }) => recovered.length + differences.length > 0)
  if (options.json) say(JSON.stringify(attacks.length === 1 ? attacks[0] : { undone: found, attacks }))
  else for (const attack of attacks) tellAttack(attack)
  return found ? 4 : 0
}

type Attacked = Together & { readonly ids: readonly string[]; readonly undone: boolean; readonly seconds: number }
const attackOne = (
  solver: Solver,
  releases: readonly ReleasedTable[],
  threshold: number,
): Outcome<Attacked, 'table-too-big'> => {
  const began = performance.now()
  const attacked = attackReleases(solver, releases, { threshold })
  if (!attacked.ok) return attacked
  const { recovered, differences } = attacked.value
  const undone = recovered.length + differences.length > 0
  return accept({ ids: releases.map(({ id }) => id), undone, ...attacked.value, seconds: seconds(began) })
}

const tellAttack = ({ ids, recovered, differences, renamed, contradiction }: Attacked): void => {
  for (const { dimension, from, to } of renamed)
    say(`${dimension}: ${from} is ${to} onder een andere naam. / is ${to} by another name.`)
  for (const { cell, value } of recovered) say(`${cell}: precies / exactly ${value}`)
  for (const { cell, change, between } of differences)
    say(`${cell}: ${change > 0 ? '+' : ''}${change} tussen / between ${between.join(', ')}`)
  if (contradiction) say('Wat getoond wordt, spreekt zichzelf tegen. / What is shown contradicts itself.')
  say(
    `${ids.length} publicaties: ${recovered.length} getallen terug te rekenen, ${differences.length} kleine verschillen. / ` +
      `${ids.length} releases: ${recovered.length} numbers recovered, ${differences.length} small differences.`,
  )
}

const releasesIn = (file: string, given?: readonly Dimension[]): Outcome<readonly (readonly ReleasedTable[])[]> => {
  const text = textOf(file)
  if (!text.ok) return text
  const name = basename(file)
  if (!isRows(file)) return readReleases(text.value, name)
  const rows = rowsOf(text.value)
  const read = rows ? readReleaseRows(rows, name, given) : refuse('table-not-readable', { at: 'CSV' })
  return read.ok ? accept([[read.value]]) : read
}

export type AnonymityCommand = {
  readonly file: string
  readonly k: string
  readonly columns?: string
  readonly json: boolean
}

/** `picture anonymity`: whether every combination of values in a CSV file (also .gz) belongs to at least k records. */
export const anonymityCommand = (options: AnonymityCommand): number => {
  const text = textOf(options.file)
  if (!text.ok) return refused(text.refusal, options.json, options.file)
  const [head, ...records] = rowsOf(text.value) ?? []
  if (!head) return refused({ code: 'table-not-readable', params: { at: 'CSV' } }, options.json, options.file)
  const looked = anonymityOf(
    { columns: head, records },
    { k: Number(options.k), ...(options.columns ? { columns: options.columns.split(',') } : {}) },
  )
  if (!looked.ok) return refused(looked.refusal, options.json, options.file)
  const { k, holds, records: rows, classes, smallest, below, unique } = looked.value
  if (options.json) say(JSON.stringify(looked.value))
  else
    say(
      `${rows} rijen, ${classes} combinaties, kleinste ${smallest}; onder ${k}: ${below.classes} (${below.records} rijen), uniek ${unique}. ${holds ? `${k}-anoniem` : `niet ${k}-anoniem`}. / ` +
        `${rows} rows, ${classes} combinations, smallest ${smallest}; below ${k}: ${below.classes} (${below.records} rows), unique ${unique}. ${holds ? `${k}-anonymous` : `not ${k}-anonymous`}.`,
    )
  return holds ? 0 : 4
}

/**
 * `picture reproduce`: makes a release of this installation again from its ledger and the ones before it, and holds digest and signature against what
 * was published. 0 when they are the same, 4 when anything differs, 3 when there is no such release with a ledger.
 */
export const reproduceCommand = async (options: {
  readonly release: string
  readonly json: boolean
}): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  try {
    const verifierKey = releaseSignerOf(platform.secrets.master).verifierKey
    const found = await reproduce(platform.databases.picture, await openSolver(), {
      release: options.release,
      verifierKey,
    })
    if (!found) return refused({ code: 'release-unknown' }, options.json)
    const same = found.numbers && found.digest && found.signature
    if (options.json) say(JSON.stringify({ release: options.release, same, ...found }))
    else
      say(
        `getallen ${yes(found.numbers)}, digest ${yes(found.digest)}, handtekening ${yes(found.signature)}. / numbers, digest, signature: ${same ? 'the same' : 'not all the same'}.`,
      )
    return same ? 0 : 4
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}
const yes = (holds: boolean): string => (holds ? 'gelijk' : 'anders')
