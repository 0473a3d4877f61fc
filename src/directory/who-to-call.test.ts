import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asId, type Day, day } from '../kernel/index.ts'
import { findMunicipality, type MunicipalityCode } from './municipality.ts'
import { type ContactPoint, isValidOn, type Organisation, type Validity } from './organisation.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'
import {
  CALL_STEPS,
  type Directory,
  deskOf,
  ROUTES,
  SUBJECTS,
  type Subject,
  type WhoToCall,
  whoToCall,
} from './who-to-call.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const directory: Directory = read.value

const MONDAY = day('2026-11-16')
const codeOf = (name: string): MunicipalityCode => {
  const municipality = findMunicipality(directory.municipalities, name, 1)[0]
  if (!municipality) throw new Error(name)
  return municipality.code
}
const asked = (name: string, subject: Subject, on: Day = MONDAY): WhoToCall => {
  const answer = whoToCall(directory, codeOf(name), subject, on)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}
const inShort = ({ contacts }: WhoToCall) =>
  contacts.map(({ step, grade, organisation }) => `${step} ${grade} ${organisation.name}`)

test('a man in Landsmeer: own officer, co-ordinator, own desk, centre for homeless shelter with its grade, helpdesk', () => {
  const answer = asked('Landsmeer', 'shelter-man')
  expect(inShort(answer)).toEqual([
    'own-focal-officer A Gemeente Landsmeer',
    'region-care-coordinator A Zorgcoördinatie De Verzonnen Brug, regio Zaanstad',
    'own-wmo-desk A Gemeente Landsmeer',
    'homeless-shelter-centre C Gemeente Purmerend',
    'national-helpdesk A CoMensha',
  ])
  expect(answer.holes).toEqual([])
})

test('a woman in Landsmeer goes by the centre for women’s shelter', () => {
  expect(inShort(asked('Landsmeer', 'shelter-woman'))).toContain('women-shelter-centre A Gemeente Zaanstad')
})

test('in a centre municipality the Wmo desk is named once', () => {
  const steps = asked('Zaanstad', 'shelter-woman').contacts.map(({ step }) => step)
  expect(steps).toEqual(['own-focal-officer', 'region-care-coordinator', 'own-wmo-desk', 'national-helpdesk'])
})

test('a municipality whose focal officer left says so, with the last day', () => {
  expect(asked('Oirschot', 'victim-found').holes).toEqual([
    { step: 'own-focal-officer', code: 'no-focal-officer', territory: 'GM0823', lastFilled: '2025-06-30' },
  ])
  expect(asked('Oirschot', 'victim-found', day('2025-06-30')).holes).toEqual([])
})

test('a region that never had a care co-ordinator says so, and the helpdesk still answers', () => {
  const answer = asked('Den Helder', 'victim-found')
  expect(answer.holes).toEqual([{ step: 'region-care-coordinator', code: 'no-care-coordinator', territory: 'VO0400' }])
  expect(answer.contacts.at(-1)?.step).toBe('national-helpdesk')
})

test('care co-ordination that changed hands answers from the right organisation on each day', () => {
  const coordinator = (on: Day) =>
    asked('Emmen', 'victim-found', on).contacts.find(({ step }) => step === 'region-care-coordinator')?.organisation
      .name
  expect(coordinator(day('2025-12-31'))).toBe('Zorgcoördinatie De Vroegere Verzinsels, regio Emmen')
  expect(coordinator(day('2026-01-01'))).toBe('Zorgcoördinatie De Denkbeeldige Wijkpost, regio Emmen')
})

test('investigators stand only in the routes about a complaint or about work', () => {
  for (const subject of SUBJECTS) {
    const planes = asked('Landsmeer', subject).contacts.map(({ organisation }) => organisation.plane)
    expect(planes.includes('enforcement')).toBe(subject === 'criminal-complaint' || subject === 'labour-exploitation')
  }
  expect(inShort(asked('Landsmeer', 'criminal-complaint'))).toContain(
    'police-unit-avim A Politie-eenheid Noord-Holland, AVIM',
  )
})

test('every route ends at the helpdesk, and no route names a step twice', () => {
  for (const route of Object.values(ROUTES)) {
    expect(route.at(-1)).toBe('national-helpdesk')
    expect(new Set(route).size).toBe(route.length)
  }
  expect(new Set(Object.values(ROUTES).flat())).toEqual(new Set(CALL_STEPS))
})

test('a code that is no municipality is refused, and so is a day before the directory begins', () => {
  const unknown = whoToCall({ ...directory, municipalities: [] }, codeOf('Landsmeer'), 'victim-found', MONDAY)
  expect(unknown).toMatchObject({ ok: false, refusal: { code: 'municipality-unknown' } })
  const early = whoToCall(directory, codeOf('Landsmeer'), 'victim-found', day('2022-12-31'))
  expect(early).toMatchObject({ ok: false, refusal: { code: 'nobody-to-call' } })
})

const anyDay = fc.integer({ min: 0, max: 365 * 20 }).map((later) => addDays(day('2023-01-01'), later))

test('P1 every one of the 342 municipalities answers "who do I call" for every subject', () => {
  expect(directory.municipalities).toHaveLength(342)
  fc.assert(
    fc.property(fc.constantFrom(...SUBJECTS), anyDay, (subject, on) => {
      for (const { code } of directory.municipalities) {
        const answer = whoToCall(directory, code, subject, on)
        expect(answer.ok && answer.value.contacts.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 25, examples: SUBJECTS.map((subject): [Subject, Day] => [subject, MONDAY]) },
  )
})

const anyValidity = fc
  .tuple(anyDay, fc.option(fc.nat(4000), { nil: undefined }))
  .map(([from, days]): Validity => (days === undefined ? { from } : { from, until: addDays(from, days) }))

/** The real directory with other days of validity: who comes and goes is drawn, where they work is not. */
const anyDirectory = fc.array(anyValidity, { minLength: 7, maxLength: 31 }).map((validities): Directory => {
  const at = (index: number): Validity => validities[index % validities.length] ?? { from: MONDAY }
  return {
    municipalities: directory.municipalities,
    organisations: directory.organisations.map((one, index): Organisation => ({ ...one, valid: at(index * 3) })),
    contactPoints: directory.contactPoints.map((one, index): ContactPoint => ({ ...one, valid: at(index * 5 + 1) })),
  }
})
const anyMunicipality = fc.constantFrom(...directory.municipalities)
const anySubject = fc.constantFrom(...SUBJECTS)

test('P2 the answer never names an organisation or contact point that is not valid on that day', () => {
  fc.assert(
    fc.property(anyDirectory, anyMunicipality, anySubject, anyDay, (drawn, { code }, subject, on) => {
      const answer = whoToCall(drawn, code, subject, on)
      if (!answer.ok) return
      for (const { organisation, contactPoint } of answer.value.contacts) {
        expect(contactPoint.organisation).toBe(organisation.id)
        for (const valid of [organisation.valid, contactPoint.valid]) {
          expect(valid.from <= on).toBe(true)
          expect((valid.until ?? '9999-12-31') >= on).toBe(true)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('P3 a hole is named, never hidden: each step of the route has a contact of that day or a hole, not both', () => {
  fc.assert(
    fc.property(anyDirectory, anyMunicipality, anySubject, anyDay, (drawn, { code }, subject, on) => {
      const answer = whoToCall(drawn, code, subject, on)
      if (!answer.ok) return
      const { contacts, holes } = answer.value
      const holed = holes.map(({ step }) => step)
      const reached = contacts.map(({ step }) => step)
      // A step whose desk an earlier step already named is filled by it: only the centre's desk can be one's own.
      const own = contacts.some(({ step }) => step === 'own-wmo-desk')
      const shared = (step: string) => own && step.endsWith('shelter-centre')
      for (const step of ROUTES[subject]) {
        const filled = reached.includes(step) || (shared(step) && !holed.includes(step))
        expect([filled, holed.includes(step)].sort()).toEqual([false, true])
      }
      for (const { lastFilled } of holes) expect(lastFilled === undefined || lastFilled < on).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('P3 a municipality without a focal officer on that day has the hole in every route that would start there', () => {
  const officers = new Set(
    directory.contactPoints
      .filter((point) => point.function === 'focal-officer' && isValidOn(point.valid, MONDAY))
      .map(({ organisation }) => organisation),
  )
  const without = directory.organisations.filter(({ kind, id }) => kind === 'municipality' && !officers.has(id))
  expect(without).toHaveLength(23)
  for (const { municipality } of without)
    for (const subject of SUBJECTS.filter((one) => ROUTES[one].includes('own-focal-officer'))) {
      const answer = municipality && whoToCall(directory, municipality, subject, MONDAY)
      expect(answer?.ok && answer.value.holes.map(({ code }) => code)).toContain('no-focal-officer')
    }
})

test('an organisation with an id that the directory does not know is never called', () => {
  const stranger = asId<Organisation['id']>('00000000-0000-4000-8000-000000000000')
  const points = directory.contactPoints.map((one) => ({ ...one, organisation: stranger }))
  const answer = whoToCall({ ...directory, contactPoints: points }, codeOf('Landsmeer'), 'victim-found', MONDAY)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'nobody-to-call' } })
})

test('an organisation that is known is called at its care co-ordinator, else at its first contact point of that day', () => {
  const of = (kind: string) => directory.organisations.find((each) => each.kind === kind)?.id ?? ''
  const [care, municipality] = [of('care-coordination'), of('municipality')]
  expect(deskOf(directory, care, MONDAY)?.function).toBe('care-coordinator')
  const first = directory.contactPoints.find(
    ({ organisation, valid }) => organisation === municipality && isValidOn(valid, MONDAY),
  )
  expect(deskOf(directory, municipality, MONDAY)).toEqual(first)
  expect(deskOf(directory, care, day('1990-01-01'))).toBeUndefined()
  const later = directory.contactPoints.toReversed()
  expect(deskOf({ contactPoints: later }, care, MONDAY)?.function).toBe('care-coordinator')
})
