import fc from 'fast-check'
import { expect, test } from 'vitest'
import { theCook } from '../../fixtures/cast.ts'
import { day } from '../kernel/index.ts'
import { considerAll, takeFirsts } from './confirm-proposals.ts'
import { type Proposal, type ProposedField, proposeFacts } from './propose-facts.ts'

const today = day('2026-11-16')
const towns = [
  { code: 'GM0415', name: 'Landsmeer' },
  { code: 'GM0772', name: 'Eindhoven' },
  { code: 'GM0439', name: 'Purmerend' },
  { code: 'GM0361', name: 'Alkmaar' },
]
const propose = (text: string) => proposeFacts(text, { towns, today })
/** What is taken over when all is taken: field and value, in the order of the text. */
const taken = (found: readonly Proposal[]) =>
  takeFirsts(considerAll(found)).flatMap((each) => (each.taken ? [[each.field, each.value] as const] : []))

// What each expected fact of the cast is called here. His way to be reached is kept as it was told: a code would lose a condition.
const FIELD: Readonly<Record<(typeof theCook.expectedFacts)[number]['field'], ProposedField>> = {
  name: 'fullName',
  'birth-date': 'birthDate',
  nationality: 'nationality',
  language: 'language',
  phone: 'phone',
  'safe-contact': 'safe-contact',
  'found-on': 'happened',
  'found-in': 'town',
  work: 'occupation',
  workplace: 'workplace',
  'lives-at-work': 'lives-at-work',
  'hours-per-week': 'hours-per-week',
  'wage-per-month-eur': 'wage-per-month-eur',
  'debt-to-employer': 'debt-to-employer',
  permit: 'permit',
  'permit-until': 'permit-until',
  'document-held-by-employer': 'document-held-by-employer',
  'shelter-tonight': 'shelter-tonight',
  complaint: 'complaint',
}
const AS_TOLD: readonly string[] = ['safe-contact', 'permit']

test.each(theCook.expectedFacts)(
  'the e-mail about the cook proposes $field from "$quote"',
  ({ field, value, quote }) => {
    const { body } = theCook.email
    const found = propose(body).filter((each) => each.field === FIELD[field])
    expect(found).toHaveLength(1)
    const [only] = found
    const at = body.indexOf(quote)
    expect(only?.start).toBeGreaterThanOrEqual(at)
    expect(only?.end).toBeLessThanOrEqual(at + quote.length)
    if (!AS_TOLD.includes(field)) expect(only?.code ?? only?.written).toBe(value)
  },
)

test('nothing else in the e-mail about the cook is a fact about him: no restaurant and no sender is a name', () => {
  const expected = new Set(theCook.expectedFacts.map(({ field }) => FIELD[field]))
  const others = propose(theCook.email.body).filter((each) => !expected.has(each.field))
  expect(others.map(({ field, written, confidence }) => [field, written, confidence])).toEqual([
    ['exploitation', 'zijn baas kijkt mee', 'hint'],
  ])
})

const FROM_A_PRACTICE = `Beste mevrouw Verzonnen,

Ik ben assistente bij huisartsenpraktijk De Denkbeeldige Linde in Eindhoven. Vanochtend was hier een vrouw die zich
Ioana noemt. Volgens haar kaart heet ze Ioana Bedachtescu, geb. 12-04-2001, Roemeense nationaliteit. Zij spreekt alleen
Roemeens. Ze werkt in de prostitutie en haar vriend heet Viorel Nergensu; hij wachtte buiten. Ze heeft hoge schulden.
Ze heeft nog geen aangifte gedaan. Ze kan vanavond niet naar huis. Haar nummer is 06 00 00 12 12, alleen via een app.
U kunt mij bereiken op 099 000 00 01 of via balie@linde.example.

Met vriendelijke groet,
Els Verzinsel
Praktijk De Denkbeeldige Linde
Tel. 099 000 00 01`

test('a practice writes about a woman: she is named, the friend, the writer and the reader are not', () => {
  expect(taken(propose(FROM_A_PRACTICE))).toEqual([
    ['town', 'Eindhoven'],
    ['fullName', 'Ioana Bedachtescu'],
    ['birthDate', '2001-04-12'],
    ['nationality', 'RO'],
    ['language', 'Roemeens'],
    ['exploitation', 'sexual'],
    ['debt', 'yes'],
    ['complaint', 'no'],
    ['shelter-tonight', 'yes'],
    ['phone', '06 00 00 12 12'],
    ['safe-contact', 'alleen via een app'],
  ])
})

const FROM_A_SCHOOL = `Hallo,

Onze leerling maakt ons zorgen. Leerling: Sem van Fantasie, geboren 3 mei 2010, woont in Purmerend. Zijn mentor is meneer
Bedenksel. Sinds 2 november 2026 komt hij met dure schoenen. Hij zegt dat hij pakketjes wegbrengen moet voor een jongen
die zich Koning noemt. Zijn moeder heet Anna van Fantasie. Hij kan vannacht bij zijn tante blijven. Graag niet terugbellen
op het nummer van thuis; wij zijn bereikbaar op 099 000 00 02.

Groeten, 
Bart Bedenksel, Verzonnen College`

test('a school writes about a pupil: he is named, his mentor and his mother are not', () => {
  expect(taken(propose(FROM_A_SCHOOL))).toEqual([
    ['fullName', 'Sem van Fantasie'],
    ['birthDate', '2010-05-03'],
    ['town', 'Purmerend'],
    ['happened', '2026-11-02'],
    ['exploitation', 'criminal'],
    ['shelter-tonight', 'no'],
    ['safe-contact', 'niet terugbellen'],
  ])
})

const FROM_THE_POLICE = `Zie hieronder. Kunnen jullie dit oppakken?

Groet,
Lotte Schijn
099 000 00 03

---------- Doorgestuurd bericht ----------
Van: Ruben Luchtkasteel <ruben.luchtkasteel@politie.example>
Verzonden: 14-11-2026 09:12
Aan: Lotte Schijn <lotte@contactpunt.example>
Onderwerp: Controle 13-11-2026

Bij een controle op 13 november 2026 in een nagelstudio in Alkmaar troffen wij een vrouw aan.
Betrokkene: Thi Verzonnen
Geboortedatum: 1999-08-17
Nationaliteit: Vietnamese
Zij werkt in een kleine nagelstudio, 70 uur per week, en verdient 400 euro per maand. De eigenaar heet Jan Nepnaam.
Haar paspoort ligt bij de eigenaar. Zij slaapt achter de zaak. Haar vergunning is verlopen.

Met vriendelijke groet,
Ruben Luchtkasteel
Brigadier`

test('a forwarded message of the police: headers, signatures and the owner are not her', () => {
  expect(taken(propose(FROM_THE_POLICE))).toEqual([
    ['happened', '2026-11-13'],
    ['town', 'Alkmaar'],
    ['fullName', 'Thi Verzonnen'],
    ['birthDate', '1999-08-17'],
    ['nationality', 'VN'],
    ['workplace', 'nagelstudio'],
    ['hours-per-week', '70'],
    ['wage-per-month-eur', '400'],
    ['document-held-by-employer', 'yes'],
    ['lives-at-work', 'yes'],
  ])
})

test.each([
  ['the cook', theCook.email.body, 'Woe Tsjen-kwo'],
  ['a practice', FROM_A_PRACTICE, 'Ioana Bedachtescu'],
  ['a school', FROM_A_SCHOOL, 'Sem van Fantasie'],
  ['the police', FROM_THE_POLICE, 'Thi Verzonnen'],
])('in the message of %s nobody else is proposed as the person, not even as a second choice', (_, mail, name) => {
  expect(propose(mail).flatMap(({ field, written }) => (field === 'fullName' ? [written] : []))).toEqual([name])
})

test.each([
  ['Zij betaalt 300 euro per maand voor een bed.', 'wage-per-month-eur'],
  ['Hij heeft geen schulden.', 'debt'],
  ['Hij spreekt geen Nederlands.', 'language'],
  ['Hij heeft geen werkvergunning.', 'permit'],
  ['Hij werkt als een slaaf.', 'occupation'],
  ['Hij werkt 200 uur per week.', 'hours-per-week'],
  ['Hij werkt bij een Chinees restaurant.', 'fullName'],
  ['Groeten van Kees Denkbeeldig', 'fullName'],
  ['Ik heet Kees Denkbeeldig.', 'fullName'],
  ['Van: Kees Denkbeeldig <kees@gemeente.example>', 'email'],
])('"%s" proposes no %s', (text, field) => {
  expect(propose(text).filter((each) => each.field === field)).toEqual([])
})

test('a line of a mail that is broken in the middle of a sentence is read as one', () => {
  expect(taken(propose('Hij werkt zes dagen per\nweek, elf uur per dag.'))).toEqual([['hours-per-week', '66']])
})

const LINES = [theCook.email.body, FROM_A_PRACTICE, FROM_A_SCHOOL, FROM_THE_POLICE].flatMap((mail) =>
  mail.split(/(?<=[.\n])/),
)

test('P1 every proposed value stands in the text, to the letter, however mails are cut and pasted together', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 40 }), (lines) => {
      const text = lines.join('')
      for (const { written, start, end } of propose(text)) {
        expect(text.slice(start, end)).toBe(written)
        expect(written.trim()).not.toBe('')
      }
    }),
    { numRuns: 300 },
  )
})
