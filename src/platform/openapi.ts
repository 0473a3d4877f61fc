/** The OpenAPI 3.1 description, made from the same list of routes that the server runs. JSON Schema goes in as it is. */
import type { TSchema } from 'typebox'
import { API_VERSION, type RefusalWords } from './http.ts'
import type { Route } from './route.ts'

/** Codes that any route can answer with. */
const EVERYWHERE = ['bad-input', 'bad-text', 'too-many-requests', 'fault', 'too-busy'] as const
const SIGNED_IN = ['not-signed-in', 'not-your-function', 'other-origin'] as const

const PROBLEM = {
  type: 'object',
  description: 'A problem as in RFC 9457, in Dutch and English.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    titleEn: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    detailEn: { type: 'string' },
    code: { type: 'string', description: 'A stable code of docs/errors.md.' },
    instance: { type: 'string', description: 'The number to mention when you call.' },
    invalid: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, reason: { type: 'string' } } },
    },
  },
} as const

/** Makes the document. Throws when a route names a refusal that has no words: then docs/errors.md would be wrong too. */
export const openApiOf = (routes: readonly Route[], refusals: RefusalWords): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const each of routes) {
    const path = paths[each.path] ?? {}
    path[each.method.toLowerCase()] = operation(each, refusals)
    paths[each.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Samenhang',
      version: API_VERSION,
      description:
        'Een dossier dat met het slachtoffer meereist, signalen die elkaar vinden zonder dat ze worden overhandigd, afspraken die gemeten worden. / A file that travels with the victim, signals that find each other without being handed over, agreements that are measured.',
      contact: { name: 'Samenhang', email: 'team@samenhang.example', url: 'https://samenhang.example' },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [
      { url: 'https://samenhang.example/v1', description: 'Voorbeeld; een installatie heeft een eigen adres.' },
    ],
    tags: [...new Set(routes.map((each) => each.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      headers: { ApiVersion: { description: 'De volledige versie van de API.', schema: { type: 'string' } } },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'samenhang_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const operation = (route: Route, refusals: RefusalWords): Record<string, unknown> => ({
  operationId: route.operationId,
  summary: route.summary,
  tags: [route.tag],
  ...(route.access.kind === 'signed-in'
    ? {
        security: [{ session: [] }, { bearer: [] }],
        'x-samenhang-functions': route.access.functions,
        'x-samenhang-purpose': route.access.purpose,
      }
    : { security: [] }),
  parameters: [
    ...parametersOf('path', route.params),
    ...parametersOf('query', route.query),
    ...(route.method === 'POST' && route.access.kind === 'signed-in' ? [IDEMPOTENCY] : []),
  ],
  ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
  responses: responsesOf(route, refusals),
})

const UNCHANGED = {
  description: 'Niets veranderd sinds het antwoord met deze ETag (If-None-Match); er is niets gegeven.',
  headers: { 'API-Version': { $ref: '#/components/headers/ApiVersion' } },
} as const
const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Een herhaling met dezelfde sleutel verandert niets en geeft hetzelfde antwoord.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,100}$' },
} as const

const parametersOf = (place: 'path' | 'query', schema: TSchema | undefined): readonly unknown[] => {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }))
}

const contentOf = (file: NonNullable<Route['file']>) => {
  const media = file === 'by-answer' ? 'application/octet-stream' : file
  return { [media]: { schema: { type: 'string', contentMediaType: media } } }
}

const responsesOf = (route: Route, refusals: RefusalWords): Record<string, unknown> => {
  const codes = [
    ...EVERYWHERE,
    ...(route.access.kind === 'signed-in' ? SIGNED_IN : []),
    ...(route.params ? ['not-found'] : []),
    ...(route.access.kind === 'signed-in' && route.access.stepUp ? ['fresh-sign-in-needed'] : []),
    ...route.refusals,
  ]
  const byStatus = new Map<number, string[]>()
  for (const code of new Set(codes)) {
    const words = refusals[code]
    if (!words) throw new Error(`route ${route.operationId} names refusal ${code}, which has no words`)
    byStatus.set(words.status, [...(byStatus.get(words.status) ?? []), code])
  }
  const problems = [...byStatus].map(([status, ofStatus]) => [
    String(status),
    {
      description: ofStatus.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
  const again = route.method === 'GET' && route.access.kind === 'signed-in' && route.file === undefined
  return {
    ...(again ? { '304': UNCHANGED } : {}),
    [String(route.status ?? 200)]: {
      description: route.summary,
      headers: { 'API-Version': { $ref: '#/components/headers/ApiVersion' } },
      content: route.file ? contentOf(route.file) : { 'application/json': { schema: route.answer } },
    },
    ...Object.fromEntries(problems),
  }
}
