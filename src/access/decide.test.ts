import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerOf, FACTS } from '../../tests/policy/oracle/oracle.ts'
import { drawQuestion } from '../../tests/policy/oracle/questions.ts'
import { CHAPTER_DATA, PLANES, WORKS } from '../../tests/policy/oracle/sharing-facts.ts'
import { ACTS, day, type Question, randomFrom, type WorkFunction } from '../kernel/index.ts'
import { ACT_OF } from './acts.ts'
import { BREAK_GLASS } from './break-glass.ts'
import { decide, GIVES, PLANES_OF } from './decide.ts'
import { readPolicy } from './policy.store.ts'
import { CLASSES_OF } from './purpose.ts'

const { policy, version } = readPolicy()
const told = (question: Question): string => {
  const decision = decide(policy, question)
  return decision.ok ? 'yes' : decision.refusal.code
}
const questions = fc.integer().map((seed) => drawQuestion(randomFrom(seed)))

/** A co-ordinator of the house that holds the file reads what that house wrote: the plainest yes there is. */
const OWN_WORK: Question = {
  ...{ act: 'note', organisation: 'house-1', kind: 'care-coordination', actor: 'hanna', function: 'care-coordinator' },
  ...{ plane: 'care', purpose: 'W01', dossier: 'file-1', relations: ['holder'], chapter: 'safety' },
  ...{ at: '2026-11-29T09:00:00.000Z', today: day('2026-11-29') },
}

test('P22 the rule and an oracle that was written apart from it answer alike, code by code', () => {
  fc.assert(
    fc.property(questions, (question) => {
      expect(told(question)).toBe(answerOf(question))
    }),
    { numRuns: 20_000 },
  )
})

test('the questions that are drawn meet every answer that the rule can give', () => {
  const random = randomFrom(7)
  const met = new Map<string, number>()
  for (let i = 0; i < 40_000; i += 1) {
    const answer = told(drawQuestion(random))
    met.set(answer, (met.get(answer) ?? 0) + 1)
  }
  const codes = [
    ...['yes', 'purpose-unknown', 'purpose-not-for-sharing', 'purpose-not-for-function', 'function-not-on-plane'],
    ...['purpose-not-for-house', 'purpose-not-for-act', 'no-ground', 'not-found', 'not-consented', 'not-the-holder'],
    ...['unknown-receiver', 'purpose-not-for-receiver', 'purpose-needs-no-such-chapter', 'condition-not-shown'],
  ]
  expect([...met.keys()].sort()).toEqual([...codes].sort())
  for (const code of codes) expect(met.get(code), code).toBeGreaterThan(40)
  expect((met.get('yes') ?? 0) / 40_000).toBeGreaterThan(0.15)
})

test('the oracle knows the same purposes, functions, planes, chapters and acts, from its own table', () => {
  expect([...FACTS.keys()]).toEqual(Object.keys(policy.purposes))
  const planes = Object.values(WORKS).map(([name, letters]) => [name, [...letters].map((each) => PLANES[each]).sort()])
  expect(Object.fromEntries(planes)).toEqual(
    Object.fromEntries(Object.entries(PLANES_OF).map(([name, each]) => [name, [...each].sort()])),
  )
  expect(Object.keys(CHAPTER_DATA)).toEqual(Object.keys(CLASSES_OF))
  for (const { may } of FACTS.values()) for (const act of may) expect(ACTS).toContain(act)
})

test('P23 a purpose that does not fit the function opens nothing, whatever else is right', () => {
  expect(told(OWN_WORK)).toBe('yes')
  for (const role of Object.keys(PLANES_OF) as WorkFunction[])
    if (!policy.purposes['W01']?.functions.includes(role))
      expect(told({ ...OWN_WORK, function: role }), role).toBe('purpose-not-for-function')
  expect(told({ ...OWN_WORK, purpose: 'W99' })).toBe('purpose-unknown')
  expect(told({ ...OWN_WORK, plane: 'enforcement' })).toBe('function-not-on-plane')
  expect(told({ ...OWN_WORK, kind: 'interpreter-service' })).toBe('purpose-not-for-house')
  expect(told({ ...OWN_WORK, purpose: 'E01' })).toBe('purpose-not-for-act')
})

test('P24 who has no part in a file gets the answer of a file that is not there', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const stranger: Question = { ...question, dossier: 'file-1', relations: [], row: {}, openings: [] }
      const answer = told(stranger)
      if (['search', 'destroy'].includes(question.act)) return
      expect(answer).not.toBe('yes')
      expect(['not-the-holder', 'not-consented', 'condition-not-shown', 'unknown-receiver']).not.toContain(answer)
    }),
    { numRuns: 5_000 },
  )
})

test('P25 taking a yes back, or its end, only ever closes', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const without: Question = {
        ...question,
        consents: (question.consents ?? []).map((each) => ({ ...each, withdrawn: true })),
      }
      if (told(without) === 'yes') expect(told(question)).toBe('yes')
    }),
    { numRuns: 5_000 },
  )
})

test('P26 police read nothing of a file that another house holds, whatever purpose they name', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const police: Question = {
        ...question,
        ...{ function: 'investigator', plane: 'enforcement', kind: 'police-avim', dossier: 'file-1', row: {} },
        relations: ['participant', 'offered', 'overlap'],
      }
      if (['search', 'destroy'].includes(police.act)) return
      expect(told(police)).not.toBe('yes')
    }),
    { numRuns: 5_000 },
  )
})

test('under the purpose of an emergency the standing opening gives its chapter, to who opened it, until its end', () => {
  const opening = {
    ...{ id: 'opening-1', dossier: 'file-1', organisation: 'house-1', actor: 'hanna', chapters: ['safety'] },
    ...{ until: '2026-11-29T10:00:00.000Z', ended: false },
  }
  const reading: Question = { ...OWN_WORK, act: 'read', purpose: 'E01', ground: 'opening-1', openings: [opening] }
  expect(told(reading)).toBe('yes')
  const spoiled: Partial<Question>[] = [
    { actor: 'nadia' },
    { chapter: 'story' },
    { ground: 'opening-2' },
    { dossier: 'file-2' },
    { at: '2026-11-29T10:00:00.000Z' },
    { openings: [{ ...opening, ended: true }] },
    { openings: [] },
  ]
  for (const each of spoiled) expect(told({ ...reading, ...each }), JSON.stringify(each)).toBe('not-found')
  expect(policy.purposes['E01']?.functions).toEqual(BREAK_GLASS.functions)
})

test('another row, table or line of the rule is another version of the policy', () => {
  expect(version).toMatch(/^[0-9a-f]{64}$/)
  expect(readPolicy().version).toBe(version)
})

test('each relation gives acts that there are, and every act of an operation too', () => {
  for (const acts of Object.values(GIVES)) for (const act of acts) expect(ACTS).toContain(act)
  for (const act of Object.values(ACT_OF)) expect(ACTS).toContain(act)
})
