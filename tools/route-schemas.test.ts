/** Every schema of what comes in, of every route: what it leaves open would be open to whoever calls. */
import { expect, test } from 'vitest'
import { readReference, readReferenceTables } from '../src/directory/index.ts'
import { routeList } from '../src/wiring.ts'

type Loose = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Loose[]
  readonly allOf?: readonly Loose[]
  readonly properties?: Readonly<Record<string, Loose>>
  readonly additionalProperties?: unknown
  readonly items?: Loose
  readonly maxItems?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
}

const reference = readReference(await readReferenceTables())
if (!reference.ok) throw new Error('the reference data are broken')
const ROUTES = routeList(reference.value)

/** Every schema within a schema, with where it stands. */
const within = (schema: Loose, at: string): readonly (readonly [string, Loose])[] => [
  [at, schema],
  ...[...(schema.anyOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => within(each, at)),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => within(each, `${at}/${name}`)),
  ...(schema.items ? within(schema.items, `${at}[]`) : []),
]
// Safe: a TypeBox schema is a JSON schema; only fields of that are read.
const incoming: readonly (readonly [string, Loose])[] = ROUTES.flatMap((route) =>
  (['params', 'query', 'body'] as const).flatMap((part) =>
    route[part] ? within(route[part] as unknown as Loose, `${route.operationId} ${part}`) : [],
  ),
)
const open = (of: readonly (readonly [string, Loose])[], wrong: (schema: Loose) => boolean): readonly string[] =>
  of.filter(([, schema]) => wrong(schema)).map(([at]) => at)

const TAKES_MORE = ({ type, additionalProperties }: Loose) => type === 'object' && additionalProperties !== false
const WITHOUT_END = (schema: Loose) =>
  (schema.type === 'array' && schema.maxItems === undefined) ||
  (schema.type === 'string' &&
    schema.const === undefined &&
    schema.enum === undefined &&
    schema.maxLength === undefined &&
    !['uuid', 'date', 'date-time'].includes(schema.format ?? '') &&
    !/^\^[^*+]*\$$/.test(schema.pattern ?? ''))
const WITHOUT_BOUNDS = ({ type, minimum, maximum }: Loose) =>
  (type === 'integer' || type === 'number') && (minimum === undefined || maximum === undefined || maximum > 2 ** 31 - 1)

test('no route takes a field that it does not name [V15.3.3]', () => {
  expect(incoming.length).toBeGreaterThan(300)
  // A path has the parameters of its pattern and cannot have more.
  const named = incoming.filter(([at]) => !at.includes(' params'))
  expect(open(named, TAKES_MORE)).toEqual([])
  expect(open([['planted', { type: 'object' }]], TAKES_MORE)).toEqual(['planted'])
})

test('every text and list that comes in has an end [V2.2.1, V15.2.2]', () => {
  expect(open(incoming, WITHOUT_END)).toEqual([])
  for (const planted of [{ type: 'string' }, { type: 'array' }, { type: 'string', pattern: '^a+$' }])
    expect(open([['planted', planted]], WITHOUT_END)).toEqual(['planted'])
})

test('every number that comes in lies between bounds that the database can hold [V1.4.2]', () => {
  expect(incoming.filter(([, { type }]) => type === 'integer' || type === 'number').length).toBeGreaterThan(3)
  expect(open(incoming, WITHOUT_BOUNDS)).toEqual([])
  for (const planted of [
    { type: 'integer' },
    { type: 'integer', minimum: 0 },
    { type: 'number', minimum: 0, maximum: 1e12 },
  ])
    expect(open([['planted', planted]], WITHOUT_BOUNDS)).toEqual(['planted'])
})

/** What may stand in an address of the API: ids, codes, days, pages. The pages behind a link have their key in it (LIMITATIONS). */
const IN_AN_ADDRESS = {
  params: /^(?:\w+Id|code|kind|language|letter|about|area|file|year|norm)$/,
  query:
    /^(?:\w+Id|code|cursor|owedCursor|whose|limit|kind|stage|state|status|year|fromDate|untilDate|month|first|open|subject|search|size|\w*[cC]ode|date|chapter|purpose|recent|task|refusedOnly|since|show|quarter|about|area|withinDays|gapDays|by|and|period|language|side)$/,
}
/** Where words are searched for in an address: names of public bodies and places, never of people. */
const SEARCHES = ['findMunicipalities', 'listOrganisations']

test('in an address stand ids, codes, days and pages, and never something of a person or a key [V14.2.1]', () => {
  const named = ROUTES.flatMap((route) =>
    (['params', 'query'] as const).flatMap((part) =>
      Object.keys((route[part] as unknown as Loose | undefined)?.properties ?? {}).map((name) => ({
        route,
        part,
        name,
      })),
    ),
  )
  expect(named.length).toBeGreaterThan(60)
  expect(
    named
      .filter(({ part, name }) => !IN_AN_ADDRESS[part].test(name))
      .map(({ route, name }) => `${route.operationId} ${name}`),
  ).toEqual([])
  expect(
    named
      .filter(({ name }) => name === 'search')
      .map(({ route }) => route.operationId)
      .sort(),
  ).toEqual(SEARCHES)
})
