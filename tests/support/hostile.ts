/** Inputs that must never crash the house, change a record silently, run as code or leak; and bodies made from the schemas of routes. */
import type { TSchema } from 'typebox'
import type { Route } from '../../src/platform/route.ts'

/** What must happen in a field for long text: kept to the letter (after NFC), refused, or either of the two. */
export type Fate = 'keep' | 'refuse' | 'either'
export type Vector = { readonly kind: string; readonly value: string; readonly fate: Fate }

const of = (kind: string, fate: Fate, values: readonly string[]): readonly Vector[] =>
  values.map((value) => ({ kind, value, fate }))

/** Our own, of every kind that we know; written here, copied from nobody. */
export const VECTORS: readonly Vector[] = [
  ...of('half a surrogate pair', 'refuse', ['a\ud800b', '\udc00', 'einde \udbff', '\udfff\ud800']),
  ...of('nothing that is text', 'refuse', ['a\0b', '\0', 'a\ufffdb', '\uffff', 'a\ufdd0', '\u{1ffff}']),
  ...of('reading direction turned', 'refuse', [
    'veilig\u202eneppo',
    '\u202dabc',
    'a\u2066b\u2069',
    '\u2067x',
    'x\u202a',
    '\u2068y',
  ]),
  ...of('no ink', 'either', ['a\u200bb', '\u200d', '\ufeffnaam', 'na\u00adam', '\u3164', 'a\u2060b', '\u{e0041}']),
  ...of('controls', 'either', ['a\u0001b', '\u001b[31mrood', 'a\u0007', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\rb']),
  ...of('very long', 'refuse', ['x'.repeat(200_000), 'é'.repeat(30_000), '𝄞'.repeat(25_000), 'a\u0301'.repeat(60_000)]),
  ...of('marks upon marks', 'either', [`Z${'\u0301'.repeat(300)}`, `${'e\u0301'.repeat(40)}`, '\u0344\u0958\ufb1d']),
  ...of('composed otherwise', 'keep', ['Amélie', 'Ame\u0301lie', '\u212bngstro\u0308m', 'ﬁets', '각']),
  ...of('names', 'keep', [
    "'t Hooft",
    "O'Brien",
    'Nguyễn',
    'Ýmir Ørn',
    'محمد',
    'שָׁלוֹם',
    '吴建国',
    '👩🏽‍🚒',
    'null',
    'NaN',
    'undefined',
    'true',
  ]),
  ...of('sql', 'keep', [
    "'; drop table signal.signal; --",
    "' or '1'='1",
    "x') union select key::text from keeper.claim_key --",
    "'||pg_sleep(5)||'",
    "$$; select set_config('samenhang.claim', '{}', false); $$",
    '\\x27 or 1=1',
    "admin'/*",
    "'::uuid",
    '%_%',
    "E'\\\\'",
  ]),
  ...of('html', 'keep', [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    "javascript:alert('x')",
    '</textarea><script>1</script>',
    '&lt;script&gt;',
    '<a href="data:text/html,x">x</a>',
    '<!--',
    ']]>',
  ]),
  ...of('template', 'keep', ['{{7*7}}', `$\{7*7}`, '#{7*7}', '<%= 7*7 %>', '{0}', '{name}', '%s%n%x', '$&$1$`']),
  ...of('command', 'keep', ['; ls -la', '| id', '`id`', '$(id)', '&& reboot', '-rf /', '%0a id']),
  ...of('path', 'keep', [
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    'file:///etc/passwd',
    '/dev/null',
    'CON',
    'a/../b',
    '%2e%2e%2f',
  ]),
  ...of('formula', 'keep', [
    '=1+1',
    '+31 6',
    '-2+3',
    '@SUM(A1)',
    '=HYPERLINK("http://x.example";"klik")',
    '=cmd|calc!A0',
  ]),
  ...of('xml', 'keep', ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', '<?xml version="1.0"?>']),
  ...of('query', 'keep', ['{"$gt":""}', '*)(uid=*', '|| 1==1', "'; return true; var x='"]),
  ...of('keys of objects', 'keep', ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']),
  ...of('numbers and days as text', 'keep', [
    '0',
    '-1',
    '1e309',
    '99999999999999999999',
    '2026-02-30',
    '0000-00-00',
    '00000000-0000-0000-0000-000000000000',
  ]),
  ...of('nearly nothing', 'either', ['', ' ', '\t', '\u00a0', '.', '\u3000']),
  ...of('lines', 'either', ['een\ntwee', 'een\r\ntwee', '\n', 'a\tb', 'kop: x\r\nSet-Cookie: a=b']),
]

/** Values that are not text, where a text is asked. */
export const WRONG_TYPES: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [['x']],
  { toString: 'x' },
  ['x', 'y'],
]

export type RawBody = { readonly kind: string; readonly type: string | undefined; readonly payload: Buffer }
const raw = (kind: string, payload: string | Buffer, type: string | undefined = 'application/json'): RawBody => ({
  kind,
  type,
  payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload, 'utf8'),
})

/** Whole bodies, sent as bytes. */
export const RAW_BODIES: readonly RawBody[] = [
  raw('empty', ''),
  raw('half', '{"text":"a'),
  raw('no quotes', '{text:1}'),
  raw('a comma too many', '{"text":"a",}'),
  raw('two values', '{}{}'),
  raw('a comment', '{/* */}'),
  raw('null', 'null'),
  raw('text alone', '"tekst"'),
  raw('number alone', '1'),
  raw('huge number', `{"minutes":${'9'.repeat(400)}}`),
  raw('number beyond', '{"minutes":1e999,"bedsFree":-1e999,"year":1e999}'),
  raw('not a number', '{"minutes":NaN}'),
  raw('list', '[]'),
  raw('deep list', `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
  raw('deep object', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  raw('deep text', `${'{"text":'.repeat(14)}"x"${'}'.repeat(14)}`),
  raw('same key twice', '{"text":"a","text":"b"}'),
  raw('prototype', '{"__proto__":{"isAdmin":true}}'),
  raw('constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'),
  raw('prototype in escapes', '{"\\u005f\\u005fproto__":{"a":1}}'),
  raw('many keys', `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`),
  raw('key with nothing', '{"\\u0000":1,"":2}'),
  raw('key with half a pair', '{"\\ud800":1}'),
  raw('long key', `{"${'k'.repeat(100_000)}":1}`),
  raw('not utf-8', Buffer.from([0x7b, 0x22, 0x74, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  raw('utf-16', Buffer.from('{"text":"a"}', 'utf16le')),
  raw('with a mark of order', '\ufeff{"text":"a"}'),
  raw('said to be utf-7', '{"text":"+ADw-"}', 'application/json; charset=utf-7'),
  raw('xml', '<x/>', 'application/xml'),
  raw('text', 'tekst', 'text/plain'),
  raw('form', 'text=a&text=b&__proto__[x]=1', 'application/x-www-form-urlencoded'),
  raw('form with broken escapes', 'text=%ff%zz&%00=1', 'application/x-www-form-urlencoded'),
  raw(
    'multipart without an end',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    'multipart/form-data; boundary=x',
  ),
  raw('no type', '{}', undefined),
  raw('type that is no type', '{}', 'application/json/json'),
  raw('bytes', Buffer.from([0, 1, 2, 3, 255]), 'application/octet-stream'),
  raw('beyond the limit', `{"text":"${'x'.repeat(1_100_000)}"}`),
]

/** What may stand where an id is asked, as it goes over the line. */
export const STRANGE_IDS: readonly string[] = [
  ...[
    '0',
    '-1',
    'null',
    'undefined',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%2e%2e',
    '..%2f..%2fetc%2fpasswd',
    '%c0%ae',
    '*',
    "'",
    '%27%20or%201=1--',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{00000000-0000-4000-8000-000000000000}',
  ],
  ...[
    'urn:uuid:00000000-0000-4000-8000-000000000000',
    '00000000000040008000000000000000',
    '52D5BD05-3E30-4A54-977C-1311AA2FC2AE',
  ],
  ...[
    '52d5bd05-3e30-4a54-977c-1311aa2fc2ae%00',
    '52d5bd05-3e30-4a54-977c-1311aa2fc2ae%20',
    '%EF%BC%95',
    '%F0%9F%91%A9',
    '__proto__',
    'constructor',
  ],
  ...['x'.repeat(199), 'x'.repeat(2_000), '%3Cscript%3E', '$%7B7*7%7D', 'a;b=c', 'a?b', 'a%23b', '+'],
]

export const STRANGE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { traceparent: '00-00000000000000000000000000000000-0000000000000000-00' },
  { traceparent: "ff-'; drop table audit.request; ---x" },
  { traceparent: 'x'.repeat(10_000) },
  { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: '=,=,' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'x'.repeat(5_000) },
  { 'idempotency-key': "' or 1=1 --" },
  { 'idempotency-key': '../../etc' },
  { 'x-request-id': '<script>alert(1)</script>', 'x-forwarded-for': '::1, unknown' },
  { 'accept-language': `nl${',en'.repeat(3_000)}` },
  { accept: 'application/xml;q=9, */*;q=-1' },
  { cookie: 'samenhang_session=%00; samenhang_session=; =;;=' },
  { authorization: 'Bearer ' },
  { authorization: `Bearer ${'x'.repeat(90)}` },
  { authorization: 'Basic %00' },
  { origin: 'null' },
  { host: 'kwaad.example\u0001' },
  { 'content-encoding': 'gzip' },
  { 'x-http-method-override': 'DELETE' },
]

type Loose = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Loose[]
  readonly properties?: Readonly<Record<string, Loose>>
  readonly required?: readonly string[]
  readonly items?: Loose
  readonly minItems?: number
  readonly minimum?: number
  readonly pattern?: string
  readonly format?: string
}
// Safe: a TypeBox schema is a JSON schema; only fields of that are read.
const loose = (schema: TSchema): Loose => schema as unknown as Loose

/** One good value per name of a field or a form; an id that is not named here is taken from `ids`. */
const GOOD: Readonly<Record<string, unknown>> = {
  municipalityCode: 'GM0415',
  toMunicipalityCode: 'GM0415',
  purpose: 'D27',
  language: 'zh',
  normId: 'N32',
  letter: '8a',
  permit: 'work',
  mail: 'stoel@verzonnen.example',
  regionCode: 'VR11',
  regionsAvoided: 'VR11',
  happened: '2026-11-15',
  birthDate: '1985-03-06',
  field: 'remark',
  heldDate: '2026-11-23',
  followsDate: '2026-11-20',
  castMember: 'coordinator-zaanstad',
  caseReference: 'ZAAK 1',
  year: 2026,
  on: true,
  besideHer: true,
  helpDoesNotDependOnIt: true,
}

export type Ids = Readonly<Record<string, string>>
const exampleOf = (schema: Loose, name: string, all: boolean, ids: Ids): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.anyOf) return exampleOf(schema.anyOf[0] ?? {}, name, all, ids)
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => all || schema.required?.includes(key))
    return Object.fromEntries(wanted.map(([key, each]) => [key, exampleOf(each, key, all, ids)]))
  }
  if (schema.type === 'array')
    return all || (schema.minItems ?? 0) > 0 ? [exampleOf(schema.items ?? {}, name, all, ids)] : []
  if (name in GOOD && (!schema.enum || schema.enum.includes(GOOD[name]))) return GOOD[name]
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return ids[name] ?? '00000000-0000-4000-8000-000000000000'
  if (schema.format === 'date') return '2026-11-16'
  if (schema.type === 'integer') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  if (schema.pattern) return /^\^GM/.test(schema.pattern) ? 'GM0415' : /^\^N/.test(schema.pattern) ? 'N32' : 'x'
  return 'Verzonnen'
}

/** A body that the schema of the route takes: only what must be there, or `all` that may be there. */
export const exampleBody = (route: Route, ids: Ids = {}, all = false): unknown =>
  route.body ? exampleOf(loose(route.body), '', all, ids) : {}

/** Every variant of a body that is one of several. */
export const exampleBodies = (route: Route, ids: Ids = {}, all = false): readonly unknown[] => {
  if (!route.body) return [{}]
  const { anyOf } = loose(route.body)
  return (anyOf ?? [loose(route.body)]).map((each) => exampleOf(each, '', all, ids))
}

export type Pointer = readonly (string | number)[]
/** Where texts stand in a value. */
export const textsIn = (value: unknown, at: Pointer = []): readonly Pointer[] => {
  if (typeof value === 'string') return [at]
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, [...at, index]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => textsIn(each, [...at, key]))
  return []
}

/** The same value with something else in one place. */
export const replaced = (value: unknown, [first, ...rest]: Pointer, by: unknown): unknown => {
  if (first === undefined) return by
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? replaced(each, rest, by) : each))
  // Safe: a pointer of textsIn leads through lists and objects only.
  const object = value as Readonly<Record<string, unknown>>
  return { ...object, [first]: replaced(object[String(first)], rest, by) }
}

/** The path of a route with its parameters filled in; a parameter that is no id of the scene has a word of its own. */
export const pathOf = (route: Pick<Route, 'path'>, ids: Ids): string =>
  `/v1${route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? PARAMETERS[name] ?? name)}`
/** A good word for each parameter of a path that is no id of a scene. */
export const PARAMETERS: Ids = {
  ...{ norm: 'N32' },
  ...{ code: 'GM0415', kind: 'wmo-report', letter: 'wmo-report', language: 'nl' },
  ...{ about: 'municipality', area: 'GM0415' },
  ...{ year: '2026', file: 'csv' },
}

/** Does a text stand anywhere in an answer, to the letter? */
export const holdsText = (value: unknown, text: string): boolean => {
  if (typeof value === 'string') return value === text
  if (Array.isArray(value)) return value.some((each) => holdsText(each, text))
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => holdsText(each, text))
}
