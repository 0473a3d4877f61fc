/** Every rule of docs/api/nlgov-rules.yaml is seen refusing once: a rule that never bites is worse than none. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const RULES = join(ROOT, 'docs/api/nlgov-rules.yaml')

type Json = { [key: string]: unknown }

const problem = {
  description: 'problem',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: { status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

/** A small description that keeps every rule; each case below spoils one thing of it. */
const good = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Voorbeeld',
    version: '1.2.3',
    description: 'x',
    contact: { name: 'Team', email: 'team@samenhang.example', url: 'https://samenhang.example' },
  } as Json,
  servers: [{ url: 'https://samenhang.example/v1' } as Json],
  tags: [{ name: 'signalen' }],
  paths: {
    '/signals/{signalId}': {
      get: {
        operationId: 'getSignal',
        tags: ['signalen'],
        parameters: [
          { name: 'signalId', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'maxRows', in: 'query', schema: { type: 'string' } },
        ] as Json[],
        responses: {
          '200': {
            description: 'good',
            headers: { 'API-Version': { schema: { type: 'string' } } } as Json,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    birthDate: { type: 'string', format: 'date' },
                    learnedAt: { type: 'string', format: 'date-time' },
                  } as Json,
                },
              },
            },
          } as Json,
          '400': problem,
        } as Json,
      },
    },
    '/openapi.json': { get: { operationId: 'getDescription', responses: { '200': versioned() } } },
  } as Record<string, Json>,
  components: {
    schemas: { SignalView: { type: 'object', properties: { id: { type: 'string' } } } } as Json,
  } as Json,
})

function versioned(): Json {
  return { description: 'good', headers: { 'API-Version': { schema: { type: 'string' } } } }
}

type Description = ReturnType<typeof good>

// The parts of the good description that the cases spoil. The cast is safe: `good` is written just above.
const operation = (doc: Description) =>
  doc.paths['/signals/{signalId}']?.['get'] as {
    operationId: string
    parameters: Json[]
    responses: Record<string, Json>
  }
const fields = (doc: Description): Json =>
  (operation(doc).responses['200'] as { content: { 'application/json': { schema: { properties: Json } } } }).content[
    'application/json'
  ].schema.properties
const withPath = (doc: Description, path: string, method = 'get'): void => {
  doc.paths[path] = { [method]: { operationId: 'other', responses: { '200': versioned(), '400': problem } } }
}

/** rule -> what spoils the good description so that this rule refuses it. */
const SPOILED: Readonly<Record<string, (doc: Description) => void>> = {
  'oas3-schema': (doc) => {
    Object.assign(doc.info, { title: 7 })
  },
  'operation-operationId-unique': (doc) => {
    operation(doc).operationId = 'getDescription'
  },
  'path-params': (doc) => {
    operation(doc).parameters.shift()
  },
  'openapi-tags-uniqueness': (doc) => {
    doc.tags.push({ name: 'signalen' })
  },
  'oas3-valid-media-example': (doc) => {
    ;(operation(doc).responses['200'] as { content: { 'application/json': Json } }).content['application/json'][
      'example'
    ] = 'no object'
  },
  'oas3-valid-schema-example': (doc) => {
    fields(doc)['age'] = { type: 'integer', example: 'seven' }
  },
  'oas3-server-variables': (doc) => {
    doc.servers = [{ url: 'https://{host}/v1' }]
  },
  'oas3-api-servers': (doc) => {
    doc.servers = []
  },
  'description-names-its-openapi-version': (doc) => {
    Object.assign(doc, { openapi: '' })
  },
  'description-is-openapi-3': (doc) => {
    doc.openapi = '3.1.0.0'
  },
  'info-contact': (doc) => {
    delete doc.info['contact']
  },
  'contact-can-be-reached': (doc) => {
    doc.info['contact'] = { name: 'Team', email: 'team@samenhang.example' }
  },
  'version-is-semantic': (doc) => {
    doc.info['version'] = '1.2'
  },
  'server-address-has-major-version': (doc) => {
    doc.servers = [{ url: 'https://samenhang.example/vnext' }]
  },
  'server-address-is-https': (doc) => {
    doc.servers = [{ url: 'http://samenhang.example/v1' }]
  },
  'path-keys-no-trailing-slash': (doc) => {
    withPath(doc, '/reports/')
  },
  'path-ends-without-slash': (doc) => {
    withPath(doc, '/reports/')
  },
  'path-is-kebab-case': (doc) => {
    withPath(doc, '/caseReports')
  },
  'path-uses-standard-methods': (doc) => {
    withPath(doc, '/reports', 'trace')
  },
  'query-key-is-camel-case': (doc) => {
    Object.assign(operation(doc).parameters[1] ?? {}, { name: 'max_rows' })
  },
  'schema-name-is-upper-camel-case': (doc) => {
    doc.components['schemas'] = { signal_view: { type: 'object' } }
  },
  'field-is-lower-camel-case': (doc) => {
    fields(doc)['_links'] = { type: 'string' }
  },
  'answer-has-headers': (doc) => {
    delete operation(doc).responses['200']?.['headers']
  },
  'answer-carries-version': (doc) => {
    Object.assign(operation(doc).responses['200'] ?? {}, {
      headers: { 'X-Version': { schema: { type: 'string' } } },
    })
  },
  'problem-has-media-type': (doc) => {
    operation(doc).responses['404'] = {
      description: 'x',
      content: { 'application/json': { schema: { type: 'object' } } },
    }
  },
  'problem-says-what-happened': (doc) => {
    operation(doc).responses['404'] = {
      description: 'x',
      content: {
        'application/problem+json': {
          schema: { type: 'object', properties: { status: { type: 'integer' }, title: { type: 'string' } } },
        },
      },
    }
  },
  'input-can-be-refused': (doc) => {
    delete operation(doc).responses['400']
  },
  'moment-has-zone': (doc) => {
    fields(doc)['startedAt'] = { type: 'string', format: 'date-time-local' }
  },
  'time-of-day-has-no-zone': (doc) => {
    fields(doc)['opens'] = { type: 'string', format: 'time' }
  },
  'date-has-format': (doc) => {
    fields(doc)['birthDate'] = { type: 'string' }
  },
  'date-has-no-time': (doc) => {
    fields(doc)['birthDate'] = { type: 'string', format: 'date-time' }
  },
}

/** The rules that refused each description, by case. One run of the linter for all: starting it is what takes time. */
let refusedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map()
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samenhang-rules-'))
  const write = (name: string, doc: unknown) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(doc))
  write('good', good())
  for (const [rule, spoil] of Object.entries(SPOILED)) {
    const doc = good()
    spoil(doc)
    write(rule, doc)
  }
  refusedBy = lint(['good', ...Object.keys(SPOILED)])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lint = (names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const spectral = join(ROOT, 'node_modules/@stoplight/spectral-cli/dist/index.js')
  const out = join(folder, 'findings.out')
  const args = [
    spectral,
    'lint',
    '--ruleset',
    RULES,
    '--quiet',
    '-f',
    'json',
    '-o',
    out,
    ...names.map((name) => join(folder, `${name}.json`)),
  ]
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (ran.status !== 1) throw new Error(`the linter ended with ${ran.status}: ${ran.stderr}`)
  // Safe: this is the shape that the linter writes.
  const findings = JSON.parse(readFileSync(out, 'utf8')) as { code: string; source: string }[]
  const found = new Map(names.map((name) => [name, new Set<string>()]))
  for (const { code, source } of findings) found.get(basename(source, '.json'))?.add(code)
  return found
}

test('a description that keeps every rule is accepted', () => {
  expect([...(refusedBy.get('good') ?? ['not linted'])]).toEqual([])
})

test.each(Object.keys(SPOILED))('the rule %s refuses what it is there for', (rule) => {
  expect([...(refusedBy.get(rule) ?? [])]).toContain(rule)
})

test('every rule of the file has a case here', () => {
  const text = readFileSync(RULES, 'utf8')
  const named = text.slice(text.indexOf('\nrules:')).matchAll(/^ {2}([\w-]+):/gm)
  expect([...named].map((match) => match[1]).sort()).toEqual(Object.keys(SPOILED).sort())
})
