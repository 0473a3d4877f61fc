import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PERSON_LANGUAGES, PERSON_WORDS, type PersonLanguage } from '../words/person.ts'
import { drawPaperCard } from './paper-card.page.ts'
import { paperCard } from './person.page.ts'

const made = new Date('2026-11-16T00:00:00Z')
const card = (language: PersonLanguage, agreed = 2) =>
  paperCard({
    language,
    contact: { name: PERSON_WORDS[language].contactRole, phone: '099 000 00 00', reachable: 'ma-vr 9-17' },
    agreed: Array.from({ length: agreed }, () => ({
      ...{ consentId: '', partner: 'Zorgcoördinatie De Verzonnen Brug', chapter: 'contact', until: '2027-11-16' },
    })),
    ahead: { what: 'offered' },
  })

/** What stands in the file, with every stream unpacked. */
const plainOf = (bytes: Buffer): string => {
  const text = bytes.toString('latin1')
  const streams = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((found) => {
    try {
      return inflateSync(Buffer.from(found[1] ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [text, ...streams].join('\n')
}
/** A text as a PDF writes it: two bytes a sign. */
const written = (text: string): string =>
  `\u00fe\u00ff${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`.replaceAll(/[\\()]/g, '\\$&')

test.each(PERSON_LANGUAGES)('the card in %s says in the file what it is for who cannot see it', async (language) => {
  const bytes = await drawPaperCard(card(language), language, made)
  const file = plainOf(bytes)
  expect(file.startsWith('%PDF-1.7')).toBe(true)
  expect(file).toContain(`/Lang (${language})`)
  expect(file).toMatch(/\/MarkInfo \d+ 0 R|\/MarkInfo <</)
  expect(file).toContain('/Marked true')
  expect(file).toContain('/Type /StructTreeRoot')
  expect(file).toContain('/DisplayDocTitle true')
  expect(file).toContain('pdfuaid:part')
  for (const tag of ['Document', 'H1', 'H2', 'P']) expect(file).toContain(`/S /${tag}\n`)
  // The fonts are inside, as far as the card needs them.
  expect(file.match(/\/FontFile2/g)).toHaveLength(2)
  expect(file).not.toMatch(/\/BaseFont \/(?:Helvetica|Times|Courier)/)
  expect(bytes.length).toBeLessThan(60_000)
})

test('what is drawn from right to left is read in its own order', async () => {
  const file = plainOf(await drawPaperCard(card('ar'), 'ar', made))
  for (const text of [PERSON_WORDS.ar.contact, PERSON_WORDS.ar.nextOffered, PERSON_WORDS.ar.withdrawHelp])
    expect(file).toContain(`/ActualText (${written(text)})`)
})

test('a card with everything agreed goes on to a next page and loses no part', async () => {
  const file = plainOf(await drawPaperCard(card('nl', 11), 'nl', made))
  expect(
    Number(/\/Type \/Pages\n[^>]*?\/Count (\d+)/.exec(file)?.[1] ?? /\/Count (\d+)/.exec(file)?.[1]),
  ).toBeGreaterThan(1)
  expect(file.match(/\/S \/H2\n/g)).toHaveLength(4)
  expect(file.match(/\/S \/P\n/g)).toHaveLength(3 + 11 + 1 + 2)
})

test('nothing in the file tells where it comes from', async () => {
  for (const language of PERSON_LANGUAGES)
    expect(plainOf(await drawPaperCard(card(language), language, made))).not.toMatch(
      /Samenhang|PDFKit|mensenhandel|trafficking/i,
    )
})
