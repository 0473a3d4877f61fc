import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asId, type ConsentId, type Day, day, randomFrom } from '../kernel/index.ts'
import {
  CHAPTERS,
  type ConsentFact,
  checkConsent,
  consentPlace,
  factKindOf,
  foldConsents,
  isOpenOn,
  type NewConsent,
  reachUntil,
  shouldAskAgainAlone,
} from './consent.ts'

const today = day('2026-11-16')
const aConsent = (more: Partial<NewConsent> = {}): NewConsent => ({
  chapter: 'residence',
  partner: 'eindhoven',
  purpose: 'D26',
  answer: 'given',
  language: 'vi',
  present: ['nobody-else'],
  takerHoldsHerBed: false,
  helpDoesNotDependOnIt: true,
  understood: 'Zij mogen mijn brief lezen.',
  ageGroup: '18-plus',
  givenOn: today,
  ...more,
})

test('a yes stands a year when nobody says until when', () => {
  expect(checkConsent(aConsent(), today)).toEqual({
    ok: true,
    value: { givenOn: today, validUntil: addDays(today, 365), ageGroup: '18-plus', decidedBy: ['herself'] },
  })
})

test.each([
  ['help depends on it', { helpDoesNotDependOnIt: false }, 'help-must-not-depend'],
  ['nobody wrote what was understood', { understood: ' ' }, 'not-understood'],
  ['the one who gives the bed asks alone', { takerHoldsHerBed: true }, 'taken-by-bed-holder-alone'],
  ['it would be given tomorrow', { givenOn: addDays(today, 1) }, 'given-in-future'],
  ['it ends before it begins', { validUntil: addDays(today, -1) }, 'period-reversed'],
  ['it stands so long that nobody asks again', { validUntil: addDays(today, 732) }, 'period-too-long'],
] as const)('not recorded when %s', (_why, more, code) => {
  expect(checkConsent(aConsent(more), today)).toMatchObject({ ok: false, refusal: { code } })
})

test('who gives the bed may ask beside somebody who stands with her', () => {
  expect(checkConsent(aConsent({ takerHoldsHerBed: true, present: ['lawyer'] }), today).ok).toBe(true)
  expect(checkConsent(aConsent({ takerHoldsHerBed: true, present: ['requesting-partner'] }), today).ok).toBe(false)
})

const uuids = randomFrom(7)
const ids = Array.from({ length: 8 }, () => asId<ConsentId>(uuids.uuid()))
const aDay = fc.integer({ min: -800, max: 800 }).map((count): Day => addDays(today, count))
const aFact: fc.Arbitrary<ConsentFact> = fc
  .record({
    kind: fc.constantFrom('consent-given', 'consent-refused', 'consent-not-now', 'consent-withdrawn' as const),
    consentId: fc.constantFrom(...ids),
    chapter: fc.constantFrom(...CHAPTERS.slice(0, 2)),
    partner: fc.constantFrom('eindhoven', 'haven'),
    purpose: fc.constantFrom('D26', 'D20'),
    givenOn: aDay,
    length: fc.integer({ min: 0, max: 400 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, validUntil: addDays(rest.givenOn, length) }))
const aStory = fc.array(aFact, { maxLength: 30 })

test('P1 nothing is open without a yes that was given and stands on the day', () => {
  fc.assert(
    fc.property(aStory, aDay, (story, on) => {
      for (const [place, now] of foldConsents(story)) {
        if (!isOpenOn(now, on)) continue
        const last = story.findLast((fact) => consentPlace(fact) === place && fact.kind !== 'consent-withdrawn')
        expect(last?.kind).toBe('consent-given')
        expect(last && 'givenOn' in last && last.givenOn <= on && on <= last.validUntil).toBe(true)
      }
    }),
  )
})

test('P2 a withdrawal closes at once, whatever was said before', () => {
  fc.assert(
    fc.property(aStory, aFact, aDay, (story, given, on) => {
      const yes: ConsentFact = { ...given, kind: 'consent-given', validUntil: addDays(on, 1), givenOn: addDays(on, -1) }
      const { consentId, chapter, partner, purpose } = yes
      const stop: ConsentFact = { kind: 'consent-withdrawn', consentId, chapter, partner, purpose }
      expect(isOpenOn(foldConsents([...story, yes]).get(consentPlace(yes)), on)).toBe(true)
      expect(isOpenOn(foldConsents([...story, yes, stop]).get(consentPlace(yes)), on)).toBe(false)
    }),
  )
})

test('P3 a later answer takes the place of an earlier one, and of no other', () => {
  fc.assert(
    fc.property(aStory, aFact, (story, later) => {
      fc.pre(later.kind !== 'consent-withdrawn')
      const [before, after] = [foldConsents(story), foldConsents([...story, later])]
      expect(after.get(consentPlace(later))?.consentId).toBe(later.consentId)
      expect(factKindOf(after.get(consentPlace(later))?.answer as 'given')).toBe(later.kind)
      for (const [place, standing] of before)
        if (place !== consentPlace(later)) expect(after.get(place)).toEqual(standing)
    }),
  )
})

test('P4 no and not-now are answers: they need no reason, and nobody is asked again because of who was there', () => {
  fc.assert(
    fc.property(fc.constantFrom('refused', 'not-now' as const), fc.boolean(), (answer, takerHoldsHerBed) => {
      const { understood: _none, ...bare } = aConsent({ answer, takerHoldsHerBed, present: ['police', 'family'] })
      expect(checkConsent(bare, today).ok).toBe(true)
      expect(shouldAskAgainAlone(answer, bare.present)).toBe(false)
    }),
  )
  expect(shouldAskAgainAlone('given', ['requesting-partner'])).toBe(true)
})

test('P5 reach is never longer than the consent, and nobody has it without an accepted handover', () => {
  const party = fc.constantFrom('a', 'b', 'c')
  const acceptances = fc.array(
    fc.record({ from: party, to: party, overlapUntil: aDay }, { requiredKeys: ['from', 'to'] }),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(party, acceptances, party, aDay, (partner, accepted, holder, on) => {
      const consent = { partner, givenOn: addDays(on, -1), validUntil: addDays(on, 30) }
      const reach = reachUntil(consent, accepted, { holder, day: on })
      if (!reach.ok) return
      expect(reach.value.until <= consent.validUntil).toBe(true)
      expect(accepted.some((each) => each.from === partner || each.to === partner)).toBe(true)
      if (holder !== partner)
        expect(accepted.some((each) => each.from === partner && (each.overlapUntil ?? '') >= on)).toBe(true)
    }),
  )
})
