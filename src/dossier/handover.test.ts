import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asId, day, type HandoverId, type OrganisationId } from '../kernel/index.ts'
import {
  afterFact,
  HANDOVER_FACTS,
  type HandoverFact,
  handoverAbilities,
  heldBy,
  holding,
  isOverdue,
  MOVES,
  STAGES,
  tryMove,
} from './handover.ts'

const [zaanstad, eindhoven, haven] = ['1', '2', '3'].map((n) =>
  asId<OrganisationId>(`${n.repeat(8)}-0000-4000-8000-000000000000`),
) as [OrganisationId, OrganisationId, OrganisationId]
const handovers = ['a', 'b', 'c'].map((n) => asId<HandoverId>(`${n.repeat(8)}-0000-4000-8000-000000000000`))
const parties = [zaanstad, eindhoven, haven]

const anyFact: fc.Arbitrary<HandoverFact> = fc.record({
  kind: fc.constantFrom(...HANDOVER_FACTS),
  handover: fc.constantFrom(...handovers),
  from: fc.constantFrom(...parties),
  to: fc.constantFrom(...parties),
  by: fc.constantFrom(...parties),
})
// Random facts alone seldom get past an offer: half of the sequences follow one handover closely.
const likelyFact: fc.Arbitrary<HandoverFact> = fc.record({
  kind: fc.constantFrom(...HANDOVER_FACTS),
  handover: fc.constantFrom(handovers[0] as HandoverId),
  from: fc.constant(zaanstad),
  to: fc.constant(eindhoven),
  by: fc.constantFrom(zaanstad, eindhoven),
})
const facts = fc.array(fc.oneof(anyFact, likelyFact), { maxLength: 40 })
const RUNS = { numRuns: 2000 }

const aFact = (kind: HandoverFact['kind'], by: OrganisationId, more: Partial<HandoverFact> = {}): HandoverFact => ({
  kind,
  handover: handovers[0] as HandoverId,
  from: zaanstad,
  to: eindhoven,
  by,
  ...more,
})
const offered = aFact('handover-offered', zaanstad)
const accepted = aFact('handover-accepted', eindhoven)

test('P1 exactly one party holds at all times', () => {
  fc.assert(
    fc.property(facts, (all) => {
      for (let count = 0; count <= all.length; count += 1)
        expect(parties.filter((each) => holding(zaanstad, all.slice(0, count)).holder === each)).toHaveLength(1)
    }),
    RUNS,
  )
})

test('P2 nobody becomes holder without having accepted', () => {
  fc.assert(
    fc.property(facts, (all) => {
      let now = heldBy(zaanstad)
      for (const fact of all) {
        const next = afterFact(now, fact)
        if (next.holder !== now.holder) {
          expect(fact.kind).toBe('handover-accepted')
          expect(fact.by).toBe(next.holder)
          expect(now.current?.to).toBe(next.holder)
        }
        now = next
      }
    }),
    RUNS,
  )
})

test('P3 a stop is possible in every stage before landing, and the holder stays', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (all, bySender) => {
      const now = holding(zaanstad, all)
      if (!['offered', 'seen', 'accepted'].includes(now.stage) || !now.current) return
      const { from, to, handover } = now.current
      const next = afterFact(now, { kind: 'handover-stopped', handover, from, to, by: bySender ? from : to })
      expect(next.stage).toBe('stopped')
      expect(next.holder).toBe(now.holder)
    }),
    RUNS,
  )
})

test('P4 a repeat of a fact that counted changes nothing, whenever it comes', () => {
  fc.assert(
    fc.property(facts, fc.nat(), fc.nat(), (all, which, when) => {
      let now = heldBy(zaanstad)
      const counted = all.filter((fact) => {
        const next = afterFact(now, fact)
        const did = next !== now
        now = next
        return did
      })
      if (counted.length === 0) return
      const index = which % counted.length
      const at = index + 1 + (when % (counted.length - index))
      const repeated = counted.toSpliced(at, 0, counted[index] as HandoverFact)
      expect(holding(zaanstad, repeated)).toEqual(holding(zaanstad, counted))
    }),
    RUNS,
  )
})

test('the table answers every stage and every fact', () => {
  for (const stage of STAGES) expect(Object.keys(MOVES[stage]).toSorted()).toEqual(HANDOVER_FACTS.toSorted())
})

test('the receiver of an offer holds after accepting, and the sender sees that it landed', () => {
  expect(holding(zaanstad, [offered])).toMatchObject({ stage: 'offered', holder: zaanstad })
  expect(holding(zaanstad, [offered, accepted])).toMatchObject({ stage: 'accepted', holder: eindhoven })
  expect(holding(zaanstad, [offered, accepted, aFact('handover-landed', eindhoven)])).toMatchObject({
    stage: 'landed',
    holder: eindhoven,
  })
})

test('a sender cannot accept for the receiver, and a receiver cannot withdraw for the sender', () => {
  expect(tryMove(holding(zaanstad, [offered]), aFact('handover-accepted', zaanstad))).toMatchObject({
    ok: false,
    refusal: { code: 'handover-moved-on' },
  })
  expect(tryMove(holding(zaanstad, [offered]), aFact('handover-withdrawn', eindhoven))).toMatchObject({ ok: false })
})

test('a second offer waits until the first is finished', () => {
  const second = aFact('handover-offered', zaanstad, { handover: handovers[1] as HandoverId, to: haven })
  expect(tryMove(holding(zaanstad, [offered]), second)).toMatchObject({
    ok: false,
    refusal: { code: 'handover-stands' },
  })
  expect(tryMove(holding(zaanstad, [offered, aFact('handover-declined', eindhoven)]), second)).toMatchObject({
    ok: true,
  })
})

test('after a withdrawal an acceptance comes too late', () => {
  expect(holding(zaanstad, [offered, aFact('handover-withdrawn', zaanstad), accepted])).toMatchObject({
    stage: 'withdrawn',
    holder: zaanstad,
  })
})

test('what each side may do follows from the table', () => {
  expect(handoverAbilities('offered', 'to')).toEqual(['accept-handover', 'decline-handover', 'stop-handover'])
  expect(handoverAbilities('offered', 'from')).toEqual(['withdraw-handover', 'stop-handover'])
  expect(handoverAbilities('accepted', 'from')).toEqual(['stop-handover'])
  expect(handoverAbilities('closed', 'to')).toEqual([])
})

test('an offer is overdue on the day after its last day', () => {
  expect(isOverdue(day('2026-11-16'), day('2026-11-30'))).toBe(false)
  expect(isOverdue(day('2026-11-16'), day('2026-12-01'))).toBe(true)
})
