import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { routeFinderEn } from '../words/route-finder.en.ts'
import { routeFinderNl } from '../words/route-finder.nl.ts'
import { fieldsIn, LETTER_FIELDS, type LetterFacts, type LetterRequest, writeLetter } from './letter.ts'
import { LETTER_KINDS } from './rule.ts'
import { RULES } from './rule-book.ts'

const ON = day('2026-12-01')
const shared = (text: string) => ({ text, shared: true })
const facts: LetterFacts = {
  organisation: shared('Gemeente Voorbeelddam'),
  writer: shared('M. de Vries'),
  phone: shared('099 000 00 12'),
  municipality: shared('Voorbeelddam'),
  person: shared('W. (verzonnen)'),
  birth: shared('1985'),
  residence: shared('vergunning voor werk, geldig (letter a)'),
  need: shared('slaapplek voor vannacht'),
  language: { text: 'Kantonees', shared: false },
}
const request = (change: Partial<LetterRequest> = {}): LetterRequest => ({
  kind: 'wmo-report',
  facts,
  on: ON,
  ground: 'consent',
  ...change,
})
const written = (of: LetterRequest, words = routeFinderNl) => {
  const letter = writeLetter(of, RULES, words.letters)
  if (!letter.ok) throw new Error(letter.refusal.code)
  return letter.value
}

test('the Wmo report asks for shelter today, names its articles and says that the rules are unreviewed', () => {
  const letter = written(request())
  expect(letter.title).toContain('2.3.2')
  expect(letter.paragraphs.join('\n')).toMatch(/W\. \(verzonnen\).*slaapplek voor vannacht/)
  expect(letter.paragraphs.join('\n')).toContain('2.3.3')
  expect(letter.notice).toMatch(/niet nagekeken/)
  expect(letter.sources.some(({ name }) => name === 'Wmo 2015')).toBe(true)
})

test('what he did not agree to share stays out of the letter and is named as missing', () => {
  const letter = written(request())
  expect(JSON.stringify(letter)).not.toContain('Kantonees')
  expect(letter.missing).toEqual([{ field: 'language', why: 'not-shared' }])
  expect(letter.paragraphs.join('\n')).toContain('[taal: niet gedeeld]')
})

test('P8 nothing that a person did not agree to share stands in any letter, and every letter carries notice and sources', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LETTER_KINDS),
      fc.uniqueArray(fc.constantFrom(...LETTER_FIELDS)),
      fc.constantFrom(routeFinderNl, routeFinderEn),
      (kind, open, words) => {
        const secret = (field: string) => `<<${field}>>`
        const all: LetterFacts = Object.fromEntries(
          LETTER_FIELDS.map((field) => [field, { text: secret(field), shared: open.includes(field) }]),
        )
        const letter = written(request({ kind, facts: all }), words)
        const text = [letter.title, ...letter.paragraphs].join('\n')
        const own = ['organisation', 'writer', 'phone', 'municipality']
        for (const field of LETTER_FIELDS.filter((one) => !open.includes(one) && !own.includes(one))) {
          expect(text).not.toContain(secret(field))
        }
        expect(letter.notice).toBe(words.letters.unreviewed)
        expect(letter.sources.length).toBeGreaterThan(0)
      },
    ),
  )
})

test('a letter without anything known is a form with every gap named', () => {
  const letter = written(request({ kind: 'comensha-report', facts: {} }))
  expect(letter.missing.every(({ why }) => why === 'unknown')).toBe(true)
  expect(letter.paragraphs.join('\n')).toContain('[naam: nog invullen]')
})

test('no ground, no letter; a legal duty is one for the report to CoMensha only', () => {
  const refused = { refusal: { code: 'letter-needs-ground' } }
  expect(writeLetter(request({ ground: 'none' }), RULES, routeFinderNl.letters)).toMatchObject(refused)
  expect(writeLetter(request({ ground: 'legal-duty' }), RULES, routeFinderNl.letters)).toMatchObject(refused)
  expect(written(request({ ground: 'legal-duty', kind: 'comensha-report' })).paragraphs.join()).toContain('Kantonees')
})

test('a story is no field, and a day without rules offers no letter', () => {
  const long = request({ facts: { need: shared('x'.repeat(301)) } })
  expect(writeLetter(long, RULES, routeFinderNl.letters)).toMatchObject({ refusal: { code: 'letter-field-too-long' } })
  const early = request({ on: day('2010-01-01') })
  expect(writeLetter(early, RULES, routeFinderNl.letters)).toMatchObject({ refusal: { code: 'letter-not-offered' } })
})

test('text of a person is never read as a template', () => {
  const letter = written(request({ facts: { ...facts, person: shared('{phone}') } }))
  expect(letter.paragraphs[1]).toContain('{phone}')
})

test.each(LETTER_KINDS)(
  'the Dutch and the English %s ask for the same fields in the same number of paragraphs',
  (kind) => {
    const [nl, en] = [routeFinderNl.letters.templates[kind], routeFinderEn.letters.templates[kind]]
    expect(en.paragraphs.length).toBe(nl.paragraphs.length)
    nl.paragraphs.forEach((paragraph, at) => {
      expect([...fieldsIn([en.paragraphs[at] ?? ''])].sort()).toEqual([...fieldsIn([paragraph])].sort())
    })
  },
)
