import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { REGISTRATION_REFUSALS } from './batch-problems.ts'
import { linkRegistration } from './batch-registration.command.ts'

const folder = mkdtempSync(join(tmpdir(), 'link-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const FIELDS: Readonly<Record<string, string>> = {
  kenmerk: 'externalId',
  voornaam: 'given',
  achternaam: 'surname',
  geboortedatum: 'birthDate',
  telefoon: 'phone',
}
const run = async (file: string, more: Partial<Parameters<typeof linkRegistration>[0]> = {}) => {
  const [said, heard]: [string[], string[]] = [[], []]
  const code = await linkRegistration(
    { file, guess: (header) => FIELDS[header], workers: 1, json: true, ...more },
    { stdout: (text) => said.push(text), stderr: (text) => heard.push(text), now: () => 0 },
  )
  return { code, said: said.join(''), heard: heard.join('') }
}

const SYLLABLES = 'ba be chi da dor fa ga he jan ka ki lo ma mo nij ou pie qui ra sch ta tho va wes xa yu zie'.split(
  ' ',
)
const report = (n: number, delimiter: string): string => {
  const random = randomFrom(n)
  const name = (parts: number): string => Array.from({ length: parts }, () => random.pick(SYLLABLES)).join('')
  const birth = `${1950 + random.below(50)}-0${1 + random.below(9)}-${10 + random.below(19)}`
  return [`=m${n}`, name(2), name(3), birth, `06 00 ${String(n).padStart(6, '0')}`].join(delimiter)
}
const list = (count: number, delimiter = ';'): string =>
  [
    ['kenmerk', 'voornaam', 'achternaam', 'geboortedatum', 'telefoon'].join(delimiter),
    ...Array.from({ length: count }, (_, i) => report(i, delimiter)),
    ...Array.from({ length: count / 5 }, (_, i) => report(i, delimiter).replace('=m', '=again')),
    '',
  ].join('\r\n')

test('a registration is answered with persons, groups and doubtful pairs, and its share of overlap', async () => {
  const out = join(folder, 'out')
  const { code, said } = await run(write('list.csv', `\ufeff${list(400)}`), { out })
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({
    ok: true,
    reports: 480,
    persons: 400,
    groups: 80,
    reportsInGroups: 160,
    overlapShare: 0.167,
    largestGroup: 2,
  })
  const [header, first, second] = readFileSync(join(out, 'groups.csv'), 'utf8').split('\n')
  expect(header).toBe('groep,omvang,kenmerk,rij')
  // What a spreadsheet would run as a formula does not come out as one.
  expect(first).toMatch(/^1,2,'=(m|again)\d+,\d+$/)
  expect(second).toMatch(/^1,2,'=(m|again)\d+,\d+$/)
  expect(readFileSync(join(out, 'doubtful.csv'), 'utf8').split('\n')[0]).toBe('kenmerk_1,rij_1,kenmerk_2,rij_2,kans')
})

test('two reports of one person stand together by the row in which a reader finds them', async () => {
  const out = join(folder, 'rows')
  await run(write('rows.csv', list(100, ',')), { out })
  const rows = readFileSync(join(out, 'groups.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const together = Map.groupBy(rows, ([group]) => group)
  for (const members of together.values()) {
    const [low, high] = members.map((cells) => Number(cells[3])).sort((x, y) => x - y)
    expect((high ?? 0) - (low ?? 0)).toBe(100)
  }
})

test('a hostile list is answered: long names, pictures, one phone for 400, one person 2,000 times', async () => {
  const same = 'x;Abdi;Bakker;1990-01-01;06 00 123456'
  const rows = [
    ...Array.from({ length: 400 }, (_, i) => report(i, ';').replace(/06 00 .*/, '06 00 654321')),
    ...Array.from({ length: 2000 }, () => same),
    `l1;${'ab '.repeat(3400)};${'x'.repeat(10_000)};1990-01-01;`,
    'e1;🦊🦊;\u202eاحمد\u202c;;',
  ]
  const { code, said } = await run(
    write('hostile.csv', `kenmerk;voornaam;achternaam;geboortedatum;telefoon\n${rows.join('\n')}\n`),
  )
  expect(code).toBe(0)
  const { reports, largestGroup, groups, pairsCompared } = JSON.parse(said)
  expect({ reports, largestGroup, groups }).toEqual({ reports: 2402, largestGroup: 2000, groups: 1 })
  expect(pairsCompared).toBeLessThan(25 * 2402)
})

test('columns of another list are pointed out by name', async () => {
  const file = write('other.csv', list(50).replace('voornaam;achternaam', 'kolom a;kolom b'))
  const { said } = await run(file, { columns: { given: 'kolom a', surname: 'kolom b', birthDate: 'geboortedatum' } })
  expect(JSON.parse(said)).toMatchObject({ columns: { given: 'kolom a', surname: 'kolom b' }, groups: 10 })
})

test.each<readonly [keyof typeof REGISTRATION_REFUSALS, () => string, Partial<Parameters<typeof run>[1]>]>([
  ['registration-unreadable', () => join(folder, 'none.csv'), {}],
  ['registration-unreadable', () => folder, {}],
  ['registration-empty', () => write('empty.csv', 'voornaam;achternaam\n'), {}],
  [
    'registration-not-utf8',
    () => write('latin.csv', Buffer.from('voornaam;achternaam\nZo\xeb;Bakker\n', 'latin1')),
    {},
  ],
  ['registration-no-columns', () => write('strange.csv', 'a;b\n1;2\n'), {}],
  ['registration-column-missing', () => write('a.csv', list(5)), { columns: { given: 'nergens' } }],
  ['registration-field-unknown', () => write('b.csv', list(5)), { columns: { naampje: 'voornaam' } }],
])('%s is said in a sentence, with exit code 2', async (wanted, file, more) => {
  const { code, said, heard } = await run(file(), more)
  expect(code).toBe(2)
  expect(JSON.parse(said)).toMatchObject({ ok: false, refusal: { code: wanted } })
  expect(heard).toContain(REGISTRATION_REFUSALS[wanted].split(/[.{]/)[0])
})

test('a folder that cannot be written is a fault and not a mistake', async () => {
  const { code } = await run(write('c.csv', list(5)), { out: join(write('file', ''), 'inside') })
  expect(code).toBe(1)
})
