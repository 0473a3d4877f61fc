import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SOURCE_RULES, sourceFindings } from './source-rules.ts'

const ROOT = join(import.meta.dirname, '..')
const PRODUCT = ['src', 'bin'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter(
      (path) => /\.(?:tsx?|js|css|html)$/.test(path) && !/\.(?:test|fixture|test-data|examples)\.tsx?$/.test(path),
    )
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
)

/** Holds the whole product against the rules of which the name begins so, and each of them against its planted line. */
const holds = (...beginnings: readonly string[]): void => {
  for (const beginning of beginnings) {
    const rules = SOURCE_RULES.filter(({ name }) => name.startsWith(beginning))
    expect([beginning, rules.length]).toEqual([beginning, 1])
    for (const rule of rules) {
      expect(sourceFindings(rule, PRODUCT)).toEqual([])
      const planted = { path: 'src/signal/planted.ts', text: `const a = 1\n${rule.planted}\n` }
      expect(sourceFindings(rule, [...PRODUCT, planted])).toEqual([expect.stringContaining('src/signal/planted.ts')])
    }
  }
}

test('programs are started by name with a list of arguments, by two files [V1.2.5]', () => {
  holds('programs are started')
})

test('no text becomes code, and nothing but plain data is read back [V1.3.2, V1.5.2]', () => {
  holds('no text becomes code', 'nothing but plain data')
})

test('no pattern is made from what somebody typed [V1.2.9]', () => {
  holds('no pattern is made')
})

test('no statement for the database is put together from values [V1.2.4]', () => {
  holds('SQL is never')
})

test('HTML is made by the template that escapes, and screens draw text as text [V1.3.7, V3.2.2]', () => {
  holds('HTML is made')
})

test('no screen asks for a plug-in or a page within a page [V3.7.1]', () => {
  holds('no screen asks for a plug-in')
})

test('nothing is kept in the browser but the language [V14.3.3]', () => {
  holds('nothing is kept in the browser')
})

test('no screen, page or sheet loads or tells anything elsewhere [V14.2.3]', () => {
  holds('no screen, page or sheet')
})

test('calls go out in files that know the settings, and to their addresses alone [V1.3.6, V13.2.4]', () => {
  holds('calls go out')
})

test('no certificate is taken unseen, and nothing waits for a debugger [V12.3.2, V13.4.2]', () => {
  holds('no certificate is taken')
})

test('hashes, and what is keyed, derived or signed with them, are SHA-256 or SHA-512, and are not cut short where it matters [V11.2.3, V11.4.1, V11.4.3]', () => {
  holds('hashes, and what', 'a hash is cut')
})

test('what is enciphered is so with AES-256-GCM or the sealed box of libsodium, both with a check of every byte [V11.2.3, V11.3.1, V11.3.2, V11.3.3, V11.6.1]', () => {
  holds('what is enciphered', 'no other way', 'of libsodium')
})

test('what must not be guessed comes from the random source of the system, with 128 bits or more [V11.5.1]', () => {
  holds('what must not be guessed', 'what is random')
})

test('only entrances and commands write to the screen or the log [V16.2.3]', () => {
  holds('only entrances')
})

test('every rule stands in a test above, and an exception that is not needed is found', () => {
  const named = readFileSync(import.meta.filename, 'utf8')
  for (const { name } of SOURCE_RULES)
    expect([
      name,
      [...named.matchAll(/'([^']+)'/g)].some(([, part = '']) => part.length > 8 && name.startsWith(part)),
    ]).toEqual([name, true])
  const [rule] = SOURCE_RULES
  if (!rule) throw new Error('there is no rule')
  expect(sourceFindings({ ...rule, except: { ...rule.except, 'src/nowhere.ts': 'x' } }, PRODUCT)).toEqual([
    expect.stringContaining('src/nowhere.ts needs no exception'),
  ])
})
