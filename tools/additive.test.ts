import { expect, test } from 'vitest'
import { breaksBetween, mayBreak } from './additive.ts'

type Json = { [key: string]: unknown }

/** A description with one path that reads and writes; what a case changes is given by name. */
const api = (
  change: { version?: string; get?: Json; body?: Json; answer?: Json; paths?: Json; status?: Json } = {},
): Json => ({
  info: { version: change.version ?? '1.2.0' },
  paths: {
    '/signals': {
      get: {
        operationId: 'listSignals',
        security: [],
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'string' } }],
        responses: { '200': content(change.answer ?? ANSWER), '404': { description: 'x' }, ...change.status },
        ...change.get,
      },
      post: {
        operationId: 'recordSignal',
        requestBody: { required: true, ...content(change.body ?? BODY) },
        responses: { '201': content(ANSWER) },
      },
    },
    ...change.paths,
  },
  components: {
    schemas: {
      Exploitation: { enum: ['labour', 'sexual', 'unknown'] },
      Tree: { type: 'object', properties: { below: { $ref: '#/components/schemas/Tree' } } },
    },
  },
})
const content = (schema: Json): Json => ({ description: 'x', content: { 'application/json': { schema } } })
const ANSWER: Json = {
  type: 'object',
  required: ['id', 'exploitation'],
  properties: {
    id: { type: 'string' },
    note: { type: 'string' },
    exploitation: { $ref: '#/components/schemas/Exploitation' },
    tree: { $ref: '#/components/schemas/Tree' },
  },
}
const BODY: Json = {
  type: 'object',
  additionalProperties: false,
  required: ['exploitation'],
  properties: {
    exploitation: { anyOf: [{ const: 'labour' }, { const: 'sexual' }] },
    text: { type: 'string', maxLength: 2000 },
    answer: { anyOf: [{ type: 'object', properties: { yes: { const: true } } }, { type: 'string' }] },
  },
}
const without = (from: Json, key: string): Json => {
  const { [key]: _, ...rest } = from
  return rest
}
const properties = (of: Json): Json => Object(of['properties'])

test('the same description breaks nothing, also when a schema holds itself', () => {
  expect(breaksBetween(api(), api())).toEqual([])
})

test('what only grows breaks nothing', () => {
  const grown = api({
    paths: { '/dossiers': { get: { operationId: 'listDossiers', responses: {} } } },
    answer: {
      ...ANSWER,
      properties: {
        ...properties(ANSWER),
        newField: { type: 'string' },
        exploitation: { enum: ['labour', 'sexual', 'unknown', 'criminal'] },
      },
    },
    body: {
      ...BODY,
      properties: { ...properties(BODY), source: { type: 'string' }, text: { type: 'string', maxLength: 4000 } },
    },
    get: {
      parameters: [
        { name: 'limit', in: 'query', schema: { type: 'string' } },
        { name: 'after', in: 'query', schema: { type: 'string' } },
      ],
    },
  })
  expect(breaksBetween(api(), grown)).toEqual([])
})

const BREAKS: readonly (readonly [string, Json, string])[] = [
  ['a path that is gone', { ...api(), paths: {} }, 'GET /signals is gone.'],
  [
    'an operation that is gone',
    { ...api(), paths: { '/signals': { get: Object(api()['paths'])['/signals'].get } } },
    'POST /signals is gone.',
  ],
  ['another operationId', api({ get: { operationId: 'getSignals' } }), 'another operationId'],
  ['signing in that was not needed', api({ get: { security: [{ session: [] }] } }), 'now needs signing in'],
  ['a parameter that is gone', api({ get: { parameters: [] } }), 'no longer takes query limit'],
  [
    'a parameter that became required',
    api({ get: { parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'string' } }] } }),
    'now requires query limit',
  ],
  [
    'a new required parameter',
    api({
      get: {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'string' } },
          { name: 'case', in: 'query', required: true },
        ],
      },
    }),
    'now requires query case',
  ],
  ['a new required field', api({ body: { ...BODY, required: ['exploitation', 'text'] } }), 'now requires text'],
  [
    'a field that is refused',
    api({ body: { ...BODY, properties: without(properties(BODY), 'text') } }),
    'no longer takes text',
  ],
  [
    'a value that is no longer known',
    api({ body: { ...BODY, properties: { ...properties(BODY), exploitation: { anyOf: [{ const: 'labour' }] } } } }),
    'no longer knows the value "sexual"',
  ],
  [
    'free text that became a list of values',
    api({
      body: { ...BODY, properties: { ...properties(BODY), text: { type: 'string', maxLength: 2000, enum: ['a'] } } },
    }),
    'some values only',
  ],
  [
    'a shorter text',
    api({ body: { ...BODY, properties: { ...properties(BODY), text: { type: 'string', maxLength: 100 } } } }),
    'maxLength is stricter',
  ],
  [
    'a minimum',
    api({
      body: { ...BODY, properties: { ...properties(BODY), text: { type: 'string', maxLength: 2000, minLength: 5 } } },
    }),
    'minLength is stricter',
  ],
  [
    'a pattern',
    api({
      body: { ...BODY, properties: { ...properties(BODY), text: { type: 'string', maxLength: 2000, pattern: '^a' } } },
    }),
    'pattern is stricter',
  ],
  [
    'another type',
    api({ body: { ...BODY, properties: { ...properties(BODY), text: { type: 'integer' } } } }),
    'type "string" became "integer"',
  ],
  [
    'a variant that is gone',
    api({ body: { ...BODY, properties: { ...properties(BODY), answer: { type: 'string' } } } }),
    'variant 1 is gone or narrower',
  ],
  [
    'an answer that has lost a field',
    api({ answer: { ...ANSWER, properties: without(properties(ANSWER), 'note') } }),
    'has lost note',
  ],
  [
    'a field of an answer that may be absent',
    api({ answer: { ...ANSWER, required: ['id'] } }),
    'exploitation may now be absent',
  ],
  [
    'a value of an answer that is gone',
    api({ answer: { ...ANSWER, properties: { ...properties(ANSWER), exploitation: { enum: ['labour'] } } } }),
    'no longer knows the value "sexual"',
  ],
  ['a status that is gone', api({ get: { responses: { '200': content(ANSWER) } } }), 'no longer answers 404'],
  [
    'another kind of content',
    api({ get: { responses: { '200': { content: { 'text/csv': {} } }, '404': {} } } }),
    'has no application/json any more',
  ],
]

test.each(BREAKS)('%s breaks callers', (_name, now, sentence) => {
  const breaks = breaksBetween(api(), now)
  expect(breaks.join('\n')).toContain(sentence)
})

test('parts of allOf count as one schema', () => {
  const joined = (fields: Json) =>
    api({
      answer: {
        allOf: [
          { type: 'object', properties: { id: { type: 'string' } } },
          { type: 'object', properties: fields },
        ],
      },
    })
  expect(breaksBetween(joined({ note: {} }), joined({}))).toEqual(['GET /signals, answer 200 has lost note.'])
})

test('a break may be chosen below 1.0 by raising the minor version, and never after', () => {
  const [old, patched, raised, one, two] = ['0.1.0', '0.1.1', '0.2.0', '1.0.0', '2.0.0'].map((version) =>
    api({ version }),
  )
  expect(mayBreak(old ?? {}, patched ?? {})).toBe(false)
  expect(mayBreak(old ?? {}, raised ?? {})).toBe(true)
  expect(mayBreak(old ?? {}, one ?? {})).toBe(true)
  expect(mayBreak(one ?? {}, two ?? {})).toBe(false)
})
