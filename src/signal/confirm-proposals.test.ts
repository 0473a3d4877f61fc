import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmed, considerAll, groupOf, type Proposed, piecesOf, take, takeFirsts } from './confirm-proposals.ts'

const text = 'Hij heet Woe Tsjen-kwo, geboren op 6 maart 1985, in Landsmeer. Bel Kees Denkbeeldig.'
const at = (field: string, written: string, code?: string): Proposed => {
  const start = text.indexOf(written)
  return { field, written, start, end: start + written.length, ...(code === undefined ? {} : { code }) }
}
const proposals = [
  at('fullName', 'Woe Tsjen-kwo'),
  at('birthDate', '6 maart 1985', '1985-03-06'),
  at('town', 'Landsmeer', 'GM0415'),
  at('fullName', 'Kees Denkbeeldig'),
]

test('nothing goes into a signal that was not taken over', () => {
  expect(confirmed(considerAll(proposals))).toEqual({ person: {}, facts: [] })
})

test('what is taken over goes along with its code: a day as a day, a town with its municipality', () => {
  const considered = [0, 1, 2].reduce((all, index) => take(all, index, true), considerAll(proposals))
  expect(confirmed(considered)).toEqual({
    person: { fullName: 'Woe Tsjen-kwo', birthDate: '1985-03-06', town: 'Landsmeer' },
    municipalityCode: 'GM0415',
    facts: [],
  })
})

test('the writer of the e-mail does not become the victim: of two names only the last taken one stays', () => {
  const both = take(take(considerAll(proposals), 3, true), 0, true)
  expect(confirmed(both).person.fullName).toBe('Woe Tsjen-kwo')
  expect(both.filter(({ taken }) => taken)).toHaveLength(1)
})

test('taking everything over takes the surest of each field, and the first of equally sure ones', () => {
  expect(confirmed(takeFirsts(considerAll(proposals))).person.fullName).toBe('Woe Tsjen-kwo')
  const [first, ...others] = proposals
  const sure = [...(first ? [first] : []), ...others.map((each) => ({ ...each, confidence: 'labelled' as const }))]
  expect(confirmed(takeFirsts(considerAll(sure))).person.fullName).toBe('Kees Denkbeeldig')
})

test('what was told of the situation goes along as facts of a dossier, in its words', () => {
  const told = [at('language', 'Bel', 'x'), at('shelter-tonight', 'geboren', 'yes'), at('residence', 'op')]
  const considered = takeFirsts(considerAll(told))
  expect(considered.map(({ field }) => groupOf(field))).toEqual(['who', 'situation'])
  expect(confirmed(considered)).toEqual({
    person: {},
    facts: [
      { field: 'language', value: 'x' },
      { field: 'shelter-tonight', value: 'yes' },
    ],
  })
})

test('another town typed over the proposal does not keep the code of the first one', () => {
  const considered = take(considerAll(proposals), 2, true).map((each) =>
    each.field === 'town' ? { ...each, value: 'Purmerend' } : each,
  )
  expect(confirmed(considered)).toEqual({ person: { town: 'Purmerend' }, facts: [] })
})

test('the pieces of a text are together the text, whatever was proposed', () => {
  const spans = fc.array(fc.tuple(fc.nat(120), fc.nat(30)), { maxLength: 12 })
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), spans, (any, found) => {
      const considered = considerAll(
        found.map(([start, length]) => ({ field: 'phone', written: '', start, end: start + length })),
      )
      expect(
        piecesOf(any, considered)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(any)
    }),
  )
})
