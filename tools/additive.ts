/**
 * Checks that the API only grows: docs/api/openapi.json is compared with the last committed version that differs from it. Whoever
 * calls us today must be able to call us tomorrow (decision 24). Before 1.0 a break is possible by raising the minor version, so that
 * it is chosen and seen; from 1.0 on a break is a new major version under a new address.
 *
 * A caller must live with what grows: a new path, a new field in an answer, a new value in a list of an answer, a new refusal.
 * Who may call is policy and stands with each route, so a function that loses access is not a break here.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = { readonly [key: string]: unknown }

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
// A schema that holds itself must not keep us busy for ever.
const DEPTH_MAX = 12

/** What breaks callers between two descriptions, one sentence each. Both must be OpenAPI 3 documents. */
export const breaksBetween = (before: Json, now: Json): readonly string[] =>
  Object.entries(at(before, 'paths')).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const old = at(object(operations), method)
      if (Object.keys(old).length === 0) return []
      const name = `${method.toUpperCase()} ${path}`
      const still = at(at(at(now, 'paths'), path), method)
      if (Object.keys(still).length === 0) return [`${name} is gone.`]
      return operationBreaks(name, { schema: old, document: before }, { schema: still, document: now })
    }),
  )

/** A break is allowed when the older version is below 1.0 and the newer one has a higher minor or major version. */
export const mayBreak = (before: Json, now: Json): boolean => {
  const [old, next] = [versionOf(before), versionOf(now)]
  return old.major === 0 && (next.major > 0 || next.minor > old.minor)
}

/** A part of a document, with the document that its references point into. */
type Part = { readonly schema: Json; readonly document: Json }

const operationBreaks = (name: string, before: Part, now: Part): readonly string[] => [
  ...(before.schema['operationId'] === now.schema['operationId']
    ? []
    : [`${name} has another operationId, so generated clients break.`]),
  ...(isOpen(before.schema) && !isOpen(now.schema) ? [`${name} now needs signing in.`] : []),
  ...parameterBreaks(name, before, now),
  ...bodyBreaks(name, before, now),
  ...answerBreaks(name, before, now),
]

const isOpen = (operation: Json): boolean => list(operation['security']).length === 0

const parameterBreaks = (name: string, before: Part, now: Part): readonly string[] => {
  const [old, next] = [parametersOf(before), parametersOf(now)]
  const lost = [...old].flatMap(([key, parameter]) => {
    const still = next.get(key)
    if (!still) return [`${name} no longer takes ${key}.`]
    const narrower = schemaBreaks(`${name}, ${key}`, part(parameter, 'schema'), part(still, 'schema'), 'sent')
    return still.schema['required'] === true && parameter.schema['required'] !== true
      ? [`${name} now requires ${key}.`, ...narrower]
      : narrower
  })
  const asked = [...next].filter(([key, parameter]) => !old.has(key) && parameter.schema['required'] === true)
  return [...lost, ...asked.map(([key]) => `${name} now requires ${key}.`)]
}

const parametersOf = (operation: Part): ReadonlyMap<string, Part> =>
  new Map(
    list(operation.schema['parameters']).map((each) => {
      const parameter = resolved({ schema: object(each), document: operation.document })
      return [`${String(parameter.schema['in'])} ${String(parameter.schema['name'])}`, parameter]
    }),
  )

const bodyBreaks = (name: string, before: Part, now: Part): readonly string[] => {
  const [old, next] = [resolved(part(before, 'requestBody')), resolved(part(now, 'requestBody'))]
  const hadBody = Object.keys(old.schema).length > 0
  if (!hadBody) return next.schema['required'] === true ? [`${name} now requires a body.`] : []
  return contentBreaks(`${name}, body`, old, next, 'sent')
}

const answerBreaks = (name: string, before: Part, now: Part): readonly string[] =>
  Object.keys(at(before.schema, 'responses')).flatMap((status) => {
    const next = part(part(now, 'responses'), status)
    if (Object.keys(next.schema).length === 0) return [`${name} no longer answers ${status}.`]
    const old = part(part(before, 'responses'), status)
    return contentBreaks(`${name}, answer ${status}`, resolved(old), resolved(next), 'answered')
  })

const contentBreaks = (where: string, before: Part, now: Part, direction: Direction): readonly string[] =>
  Object.keys(at(before.schema, 'content')).flatMap((type) => {
    const next = part(part(now, 'content'), type)
    if (Object.keys(next.schema).length === 0) return [`${where} has no ${type} any more.`]
    return schemaBreaks(where, part(part(part(before, 'content'), type), 'schema'), part(next, 'schema'), direction)
  })

/** `sent` is what a caller gives us: it may not get stricter. `answered` is what a caller gets: it may not get poorer. */
type Direction = 'sent' | 'answered'

const schemaBreaks = (where: string, before: Part, now: Part, direction: Direction, depth = 0): readonly string[] => {
  if (depth > DEPTH_MAX) return []
  const [old, next] = [flat(before), flat(now)]
  const deeper = (below: string, one: Part, other: Part) => schemaBreaks(below, one, other, direction, depth + 1)
  const variants = [variantsOf(old), variantsOf(next)] as const
  if (variants[0].length > 0 && valuesOf(old) === undefined) {
    const others = variants[1].length > 0 ? variants[1] : [next]
    return variants[0].flatMap((one, index) =>
      others.some((other) => deeper(where, one, other).length === 0)
        ? []
        : [`${where}: variant ${index + 1} is gone or narrower.`],
    )
  }
  return [
    ...typeBreaks(where, old.schema, next.schema),
    ...valueBreaks(where, old, next),
    ...(direction === 'sent' ? limitBreaks(where, old.schema, next.schema) : []),
    ...(direction === 'sent' ? sentFieldBreaks(where, old, next) : answeredFieldBreaks(where, old, next)),
    ...Object.keys(at(old.schema, 'properties'))
      .filter((field) => field in at(next.schema, 'properties'))
      .flatMap((field) =>
        deeper(`${where}.${field}`, part(part(old, 'properties'), field), part(part(next, 'properties'), field)),
      ),
    ...('items' in old.schema && 'items' in next.schema
      ? deeper(`${where}[]`, part(old, 'items'), part(next, 'items'))
      : []),
  ]
}

const typeBreaks = (where: string, before: Json, now: Json): readonly string[] =>
  ['type', 'format'].flatMap((key) =>
    before[key] === undefined || JSON.stringify(before[key]) === JSON.stringify(now[key])
      ? []
      : [`${where}: ${key} ${JSON.stringify(before[key])} became ${JSON.stringify(now[key] ?? 'nothing')}.`],
  )

const valueBreaks = (where: string, before: Part, now: Part): readonly string[] => {
  const [old, next] = [valuesOf(before), valuesOf(now)]
  if (old === undefined) return next === undefined ? [] : [`${where} now takes some values only.`]
  if (next === undefined) return []
  return old.filter((value) => !next.includes(value)).map((value) => `${where} no longer knows the value ${value}.`)
}

// A lower ceiling or a higher floor refuses what was fine yesterday.
const CEILINGS = ['maxLength', 'maxItems', 'maximum', 'maxProperties'] as const
const FLOORS = ['minLength', 'minItems', 'minimum', 'minProperties'] as const

const limitBreaks = (where: string, before: Json, now: Json): readonly string[] => {
  const stricter = [
    ...CEILINGS.filter(
      (key) => numberOr(now[key], Number.POSITIVE_INFINITY) < numberOr(before[key], Number.POSITIVE_INFINITY),
    ),
    ...FLOORS.filter(
      (key) => numberOr(now[key], Number.NEGATIVE_INFINITY) > numberOr(before[key], Number.NEGATIVE_INFINITY),
    ),
    ...(now['pattern'] !== undefined && now['pattern'] !== before['pattern'] ? ['pattern'] : []),
    ...(now['uniqueItems'] === true && before['uniqueItems'] !== true ? ['uniqueItems'] : []),
  ]
  return stricter.map((key) => `${where}: ${key} is stricter.`)
}

const sentFieldBreaks = (where: string, before: Part, now: Part): readonly string[] => {
  const [old, next] = [at(before.schema, 'properties'), at(now.schema, 'properties')]
  const [wasRequired, isRequired] = [list(before.schema['required']), list(now.schema['required'])]
  const refusesOthers = now.schema['additionalProperties'] === false
  return [
    ...isRequired
      .filter((field) => !wasRequired.includes(field))
      .map((field) => `${where} now requires ${String(field)}.`),
    ...Object.keys(old)
      .filter((field) => refusesOthers && !(field in next))
      .map((field) => `${where} no longer takes ${field}.`),
    ...(refusesOthers && before.schema['additionalProperties'] !== false && before.schema['type'] === 'object'
      ? [`${where} now refuses fields that it does not know.`]
      : []),
  ]
}

const answeredFieldBreaks = (where: string, before: Part, now: Part): readonly string[] => {
  const [old, next] = [at(before.schema, 'properties'), at(now.schema, 'properties')]
  const [wasSure, isSure] = [list(before.schema['required']), list(now.schema['required'])]
  return Object.keys(old).flatMap((field) => {
    if (!(field in next)) return [`${where} has lost ${field}.`]
    return wasSure.includes(field) && !isSure.includes(field) ? [`${where}.${field} may now be absent.`] : []
  })
}

/** The values of a list of values, however it is written: enum, const, or variants that are all const. */
const valuesOf = (of: Part): readonly string[] | undefined => {
  if (of.schema['const'] !== undefined) return [JSON.stringify(of.schema['const'])]
  if (Array.isArray(of.schema['enum'])) return of.schema['enum'].map((value) => JSON.stringify(value))
  const variants = variantsOf(of).map((each) => valuesOf(resolved(each)))
  if (variants.length === 0) return undefined
  const values = variants.filter((each) => each !== undefined)
  return values.length === variants.length ? values.flat() : undefined
}

const variantsOf = (of: Part): readonly Part[] =>
  [...list(of.schema['anyOf']), ...list(of.schema['oneOf'])].map((each) =>
    resolved({ schema: object(each), document: of.document }),
  )

/** The schema with references followed and `allOf` laid together. */
const flat = (of: Part, depth = 0): Part => {
  const here = resolved(of)
  const parts = list(here.schema['allOf'])
  if (parts.length === 0 || depth > DEPTH_MAX) return here
  const { allOf: _, ...own } = here.schema
  const all = [own, ...parts.map((each) => flat({ schema: object(each), document: of.document }, depth + 1).schema)]
  const properties = Object.assign({}, ...all.map((each) => at(each, 'properties')))
  const required = [...new Set(all.flatMap((each) => list(each['required'])))]
  return { schema: { ...Object.assign({}, ...all), properties, required }, document: of.document }
}

const resolved = (of: Part, depth = 0): Part => {
  const reference = of.schema['$ref']
  if (typeof reference !== 'string' || !reference.startsWith('#/') || depth > DEPTH_MAX) return of
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return resolved({ schema: steps.reduce(at, of.document), document: of.document }, depth + 1)
}

const part = (of: Part, key: string): Part => ({ schema: at(resolved(of).schema, key), document: of.document })
const at = (from: Json, key: string): Json => object(from[key])
// Safe: an object that is no array can be read by key, and every value is then unknown.
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)

const versionOf = (document: Json): { readonly major: number; readonly minor: number } => {
  const [major = 0, minor = 0] = String(at(document, 'info')['version']).split('.').map(Number)
  return { major, minor }
}

const ROOT = join(import.meta.dirname, '..')
const FILE = 'docs/api/openapi.json'
const HISTORY_MAX = 50

/** The newest committed version that differs from `now`; undefined when git or such a version is absent. */
const earlierVersion = (now: string): string | undefined => {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  try {
    const commits = git('log', `--max-count=${HISTORY_MAX}`, '--format=%H', '--diff-filter=AM', '--', FILE)
      .split('\n')
      .filter(Boolean)
    for (const commit of commits) {
      const text = git('show', `${commit}:${FILE}`)
      if (text !== now) return text
    }
  } catch {
    return undefined
  }
  return undefined
}

const main = (): number => {
  const now = readFileSync(join(ROOT, FILE), 'utf8')
  const earlier = earlierVersion(now)
  if (earlier === undefined) {
    console.log('additive: no earlier version of the API description to compare with')
    return 0
  }
  const [before, after] = [JSON.parse(earlier), JSON.parse(now)]
  const breaks = breaksBetween(before, after)
  for (const each of breaks) console.error(each)
  if (breaks.length === 0) console.log('additive: nothing that callers use is gone or narrower')
  else if (mayBreak(before, after))
    console.log(
      `additive: ${breaks.length} breaks, allowed because the version below 1.0 was raised; say in CHANGELOG.md what callers must do`,
    )
  else
    console.error(
      `additive: ${breaks.length} breaks. Keep the old beside the new, or (below 1.0) raise the minor version in src/platform/http.ts and say so in CHANGELOG.md.`,
    )
  return breaks.length > 0 && !mayBreak(before, after) ? 1 : 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = main()
