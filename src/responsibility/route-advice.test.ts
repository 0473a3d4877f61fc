import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { anyAnswers } from './arbitrary.fixture.ts'
import { COOK, COOK_DAY } from './cook.fixture.ts'
import { type RoutePage, routeAdvice } from './route-advice.ts'
import {
  type Answers,
  answersTo,
  factsOfAnswers,
  nextQuestion,
  QUESTION_IDS,
  QUESTIONS_MAX,
  type QuestionId,
  readAnswers,
} from './route-questions.ts'
import { RULES } from './rule-book.ts'

const idsOf = (rulings: RoutePage['certain']) => [...new Set(rulings.map(({ rule }) => rule.id))].sort()

/** Asks until nothing is left to ask; `choose` answers. */
const walk = (choose: (question: QuestionId, at: number) => string): { answers: Answers; asked: QuestionId[] } => {
  let answers: Answers = {}
  const asked: QuestionId[] = []
  for (;;) {
    const question = nextQuestion(RULES, answers, COOK_DAY)
    if (question === undefined || asked.length > QUESTION_IDS.length) return { answers, asked }
    answers = { ...answers, [question]: choose(question, asked.length) }
    asked.push(question)
  }
}

/** Everything Dutch that the page says, also in what is only possible or next. */
const textOf = (page: RoutePage): string =>
  JSON.stringify([page, page.certain, page.possible, page.next], (key, value) => (key === 'en' ? undefined : value))

test('P1 whatever is answered, there are at most seven questions and then a page with a desk to call', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (choices) => {
      const { answers, asked } = walk((question, at) => {
        const options = ['unknown', ...answersTo(question)]
        return options[(choices[at] ?? 0) % options.length] ?? 'unknown'
      })
      expect(asked.length).toBeLessThanOrEqual(QUESTIONS_MAX)
      expect(new Set(asked).size).toBe(asked.length)
      expect(routeAdvice(RULES, answers, COOK_DAY).call.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})

test('P1 any combination of answers on any day, sensible or not, ends in a page with a desk to call', () => {
  fc.assert(
    fc.property(anyAnswers, fc.integer({ min: 0, max: 5000 }), (answers, count) => {
      const page = routeAdvice(RULES, answers, addDays(day('2015-01-01'), count))
      expect(page.call.some(({ subjects }) => subjects.length > 0)).toBe(true)
      expect(page.what !== undefined || page.gap !== undefined).toBe(true)
      if (page.known.needShelter !== 'no') expect(page.provisional).toBeDefined()
    }),
    { numRuns: 300 },
  )
})

test('P1 who knows nothing answers seven times "don\'t know" at most and still gets a page', () => {
  const { answers, asked } = walk(() => 'unknown')
  expect(asked.length).toBeLessThanOrEqual(QUESTIONS_MAX)
  const page = routeAdvice(RULES, answers, COOK_DAY)
  expect(page.call.map(({ desk }) => desk)).toEqual(['care-coordinator', 'comensha', 'interpreter', 'legal-aid'])
  expect(page.gap).toBeUndefined()
  expect(page.possible.length).toBeGreaterThan(20)
  expect(page.provisional?.sentence.nl).toContain('gaat de opvang door')
})

test.each(COOK)('the page for cook $id ($about) says what the worked case says', (cook) => {
  const page = routeAdvice(RULES, cook.answers, COOK_DAY)
  const certain = idsOf(page.certain)
  const next = idsOf(page.next)
  expect(cook.speaks.filter((id) => !certain.includes(id))).toEqual([])
  expect(cook.speaksNext.filter((id) => !next.includes(id))).toEqual([])
  expect([...page.letters].sort()).toEqual([...cook.letters].sort())
  expect(page.state).toBe('unreviewed')
})

test.each(COOK)('the page for cook $id ($about) does not say what the worked case excludes', (cook) => {
  const page = routeAdvice(RULES, cook.answers, COOK_DAY)
  const named = [...idsOf(page.certain), ...idsOf(page.possible), ...idsOf(page.next)]
  expect(cook.silent.filter((id) => named.includes(id))).toEqual([])
  for (const word of cook.neverSays) expect(textOf(page)).not.toMatch(word)
})

test('the page for the cook with a valid permit is the Wmo, decided today by the college he turns to', () => {
  const page = routeAdvice(RULES, COOK.find(({ id }) => id === 'A')?.answers ?? {}, COOK_DAY)
  expect(page.what?.nl).toBe('Dit is de Wmo: dringende opvang door de gemeente')
  expect(page.who).toEqual({
    responsible: ['college'],
    municipality: 'where-he-turns-to',
    payer: 'centre-municipality',
  })
  expect(page.law[0]).toMatchObject({ name: 'Wmo 2015', article: '1.2.1(c), 1.2.2(1), 2.3.3', textOf: '2019' })
  expect(page.today[0]?.nl).toMatch(/regelt vandaag tijdelijke opvang/)
  expect(page.terms[0]).toMatchObject({ rule: 'R10', days: 0, kind: 'law' })
  expect(page.call[0]).toEqual({ desk: 'wmo-desk', subjects: ['shelter-woman', 'shelter-man'] })
  const never = page.never.map(({ nl }) => nl).join('\n')
  expect(never).toMatch(/niet als een vreemdelingenzaak/)
  expect(never).toMatch(/geen band met uw gemeente/)
  expect(never).toMatch(/geen bijstand aan vóór juridisch advies/)
  expect(never).toMatch(/nooit afhankelijk van aangifte/)
  expect(page.never.find(({ nl }) => nl.includes('bijstand'))?.certainty).toBe('believed')
})

test('the page for the cook without lawful stay offers the reflection period and says who shelters meanwhile', () => {
  const page = routeAdvice(RULES, COOK.find(({ id }) => id === 'C')?.answers ?? {}, COOK_DAY)
  expect(page.what?.nl).toBe('Bedenktijd aanbieden')
  expect(page.gap?.code).toBe('no-certain-shelter')
  expect(page.provisional?.state).toBe('proposed')
  const allowance = page.next.find(({ rule }) => rule.id === 'R27')
  expect(allowance?.rule.term).toEqual({ days: 14, kind: 'law' })
})

test('the walk of the first cook asks six questions and none about the letter of somebody else', () => {
  const said: Record<string, string> = COOK.find(({ id }) => id === 'A')?.answers ?? {}
  const { asked } = walk((question) => said[question] ?? 'unknown')
  expect(asked).toEqual(['placeTonight', 'age', 'papers', 'permit', 'address', 'asker'])
})

test('an answer that belongs to another road says nothing', () => {
  expect(factsOfAnswers({ papers: 'dutch', permit: 'victim', lapsed: 'no-objection' })).toEqual({
    residence: 'NL',
    nationality: 'nl',
  })
})

test('a child alone gets a guardian today', () => {
  const page = routeAdvice(RULES, { age: 'child', alone: 'yes', papers: 'never' }, COOK_DAY)
  expect(idsOf(page.certain)).toContain('R26')
  expect(page.call.map(({ desk }) => desk)).toContain('nidos')
})

test('answers from the line are read one by one; what is no answer is left out', () => {
  expect(readAnswers({ age: 'adult', papers: 'gold', name: 'x', permit: 'unknown', toString: 'yes' })).toEqual({
    age: 'adult',
    permit: 'unknown',
  })
})
