/** The purposes of data/sharing speak the words of the directory; access reads the table, here it is held to its own vocabulary. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS, type OrganisationKind, PLANE_OF } from './organisation.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SHARING = join(ROOT, 'data', 'sharing')

type PurposeRow = Record<
  | 'id'
  | 'scope'
  | 'sender_kinds'
  | 'receiver_kinds'
  | 'purpose_nl'
  | 'purpose_en'
  | 'data_classes'
  | 'basis'
  | 'consent_required'
  | 'conditions'
  | 'certainty'
  | 'conditions_note'
  | 'functions'
  | 'acts',
  string
>
type Origin = {
  vocabulary: { otherPartyKinds: string[] } & Record<
    'scope' | 'dataClasses' | 'consent' | 'conditions' | 'certainty',
    Record<string, string>
  >
}
const purposes = parse<PurposeRow>(readFileSync(join(SHARING, 'purposes.csv'), 'utf8'), { columns: true })
const denied = parse<Record<'purpose' | 'phrase' | 'why_denied', string>>(
  readFileSync(join(SHARING, 'denied-phrases.csv'), 'utf8'),
  { columns: true },
)
// Safe: the tests below fail on any word that is not there.
const { vocabulary } = JSON.parse(readFileSync(join(SHARING, 'origin.json'), 'utf8')) as Origin

const words = (text: string): string[] => (text === '' ? [] : text.split(' '))
const across = purposes.filter(({ scope }) => scope === 'across')
const planesOf = (kinds: string): Set<string> =>
  new Set(
    words(kinds).flatMap((kind) =>
      (ORGANISATION_KINDS as readonly string[]).includes(kind) ? [PLANE_OF[kind as OrganisationKind]] : [],
    ), // Safe: the kind has just been found among the kinds.
  )

test('there are the 31 purposes of the matrix, our own eighteen and one for an emergency, each once and in order', () => {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, '0')}`)
  expect(purposes.map(({ id }) => id)).toEqual([...numbered('D', 31), ...numbered('W', 16), 'W19', 'W20', 'E01'])
})

test('every cell speaks a word of the vocabulary', () => {
  const kinds = [...ORGANISATION_KINDS, ...vocabulary.otherPartyKinds]
  for (const row of purposes) {
    for (const kind of [...words(row.sender_kinds), ...words(row.receiver_kinds)]) expect(kinds, row.id).toContain(kind)
    for (const one of words(row.data_classes)) expect(Object.keys(vocabulary.dataClasses), row.id).toContain(one)
    for (const one of words(row.conditions)) expect(Object.keys(vocabulary.conditions), row.id).toContain(one)
    for (const one of row.certainty.split('+')) expect(Object.keys(vocabulary.certainty), row.id).toContain(one)
    expect(Object.keys(vocabulary.consent), row.id).toContain(row.consent_required)
    expect(Object.keys(vocabulary.scope), row.id).toContain(row.scope)
  }
})

test('every purpose has a sender, a receiver, data, a basis and two sentences', () => {
  for (const row of purposes)
    for (const cell of [
      row.sender_kinds,
      row.receiver_kinds,
      row.data_classes,
      row.basis,
      row.purpose_nl,
      row.purpose_en,
    ])
      expect(cell.trim(), row.id).not.toBe('')
})

test('no purpose asks no consent for personal data between organisations without a recorded weighing', () => {
  for (const row of across.filter(({ consent_required }) => consent_required === 'no'))
    expect(
      words(row.conditions).some((one) => one === 'weighing-recorded' || one === 'no-identifying-data'),
      row.id,
    ).toBe(true)
})

test('only the named purposes cross from care to enforcement or back', () => {
  const crossing = (from: string, to: string) =>
    across
      .filter((row) => planesOf(row.sender_kinds).has(from) && planesOf(row.receiver_kinds).has(to))
      .map(({ id }) => id)
  expect(crossing('care', 'enforcement')).toEqual(['D25', 'D29'])
  expect(crossing('enforcement', 'care')).toEqual(['D02', 'D03', 'D08', 'D09', 'D10', 'D11', 'D13', 'D15'])
})

test('the numbers plane receives nothing that points at a person', () => {
  for (const row of across.filter((one) => planesOf(one.receiver_kinds).has('numbers')))
    for (const one of words(row.data_classes)) expect(['aggregate', 'anonymised-record'], row.id).toContain(one)
})

test('what works inside one organisation has the same senders and receivers', () => {
  for (const row of purposes.filter(({ id }) => id.startsWith('W'))) {
    expect(row.scope, row.id).toBe('inside')
    expect(row.receiver_kinds, row.id).toBe(row.sender_kinds)
  }
})

test('every denied phrase belongs to a purpose and says why', () => {
  const ids = new Set(purposes.map(({ id }) => id))
  for (const row of denied) {
    expect(ids.has(row.purpose), row.phrase).toBe(true)
    expect(row.why_denied.length, row.phrase).toBeGreaterThan(20)
  }
  expect(new Set(denied.map((row) => `${row.purpose} ${row.phrase}`)).size).toBe(denied.length)
})

const MATRIX = join(ROOT, '..', 'shared', 'data', 'nl', 'sharing-matrix.json')
test.skipIf(!existsSync(MATRIX))(
  'the denied phrases stand in the matrix they were taken from (skipped where the working papers are absent)',
  () => {
    const matrix = JSON.parse(readFileSync(MATRIX, 'utf8')) as Record<string, string>[] // Safe: a list of text rows; a wrong one fails below.
    for (const row of denied) {
      const source = matrix.find(({ id }) => id === row.purpose)
      expect(Object.values(source ?? {}).join(' | '), row.purpose).toContain(row.phrase)
    }
  },
)
