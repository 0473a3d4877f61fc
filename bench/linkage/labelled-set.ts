/** Reads `*.set.json` files (see README.md beside this file); set-file.ts reads the tables they name. Whatever is wrong becomes one sentence. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A mistake in the set, its files or the arguments: the message is for the reader, the exit code is 2. */
export class BenchMistake extends Error {}

export type Task = 'dedupe' | 'link' | 'lookup' | 'names'
export type Truth =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'id-pattern'; readonly regex: RegExp }
  | { readonly kind: 'row-number' }
  | { readonly kind: 'row' }
  | {
      readonly kind: 'file'
      readonly file: string | Readonly<Record<string, string>>
      readonly column: string | undefined
    }
export type LabelledSet = {
  readonly name: string
  readonly task: Task
  readonly folder: string
  readonly files: Readonly<Record<string, string>>
  readonly delimiter: string
  readonly trim: boolean
  readonly missing: ReadonlySet<string>
  readonly columns: Readonly<Record<string, string>>
  readonly dateFormat: string
  readonly truth: Truth
  readonly sample: { readonly candidates: number; readonly seed: number }
}
export const ROLES = {
  dedupe: ['records'],
  link: ['left', 'right'],
  lookup: ['population', 'members', 'nonmembers'],
  names: ['pairs'],
} as const satisfies Record<Task, readonly string[]>

export const readSet = (file: string): LabelledSet => {
  const json = readJson(file)
  const task = json.task
  if (task !== 'dedupe' && task !== 'link' && task !== 'lookup' && task !== 'names')
    throw new BenchMistake(`The set ${file} has no task that is known: dedupe, link, lookup or names.`)
  const files = textsOf(json.files, 'files', file)
  for (const role of ROLES[task])
    if (files[role] === undefined)
      throw new BenchMistake(`The set ${file} names no file for "${role}", which a ${task} needs.`)
  const sample = isObject(json.sample) ? json.sample : {}
  return {
    name: typeof json.name === 'string' ? json.name : file,
    task,
    folder: dirname(resolve(file)),
    files,
    delimiter: typeof json.delimiter === 'string' ? json.delimiter : ',',
    trim: json.trim !== false,
    missing: new Set(Array.isArray(json.missing) ? json.missing.map(String) : []),
    columns: textsOf(json.columns, 'columns', file),
    dateFormat: typeof json.dateFormat === 'string' ? json.dateFormat : 'YYYY-MM-DD',
    truth: readTruth(json.truth, task, file),
    sample: { candidates: numberOr(sample.candidates, 1000), seed: numberOr(sample.seed, 1) },
  }
}

const readTruth = (truth: unknown, task: Task, file: string): Truth => {
  const kind = isObject(truth) ? truth.kind : undefined
  if (!isObject(truth) || typeof kind !== 'string')
    throw new BenchMistake(`The set ${file} does not say what its truth is.`)
  const column = typeof truth.column === 'string' ? truth.column : undefined
  if (kind === 'row-number' || kind === 'row') {
    if (task === 'dedupe')
      throw new BenchMistake(`The set ${file} has truth by row, but one file has no second row to match.`)
    return { kind }
  }
  if (kind === 'column' && column !== undefined) return { kind, column }
  if (kind === 'id-pattern' && typeof truth.regex === 'string') {
    try {
      return { kind, regex: new RegExp(truth.regex) }
    } catch {
      throw new BenchMistake(`The set ${file} has a truth pattern that is no regular expression.`)
    }
  }
  const other = truth.file ?? truth.files
  if (kind === 'file' && (typeof other === 'string' || isObject(other)))
    return { kind, file: typeof other === 'string' ? other : textsOf(other, 'truth.file', file), column }
  throw new BenchMistake(`The set ${file} has a truth of kind "${kind}" that misses what it needs or is unknown.`)
}

const readJson = (file: string): Readonly<Record<string, unknown>> => {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    throw new BenchMistake(
      `The set ${file} cannot be read: ${fault instanceof Error ? fault.message : 'unknown reason'}.`,
    )
  }
  if (!isObject(value)) throw new BenchMistake(`The set ${file} is not a JSON object.`)
  return value
}

const textsOf = (value: unknown, key: string, file: string): Readonly<Record<string, string>> => {
  if (!isObject(value)) throw new BenchMistake(`The set ${file} has no "${key}".`)
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 1 ? Math.floor(value) : otherwise

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
