/** Can somebody find out where a house is by asking? A short attack here; `npm run verify:places` asks ten thousand times. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { PURPOSE_OF } from '../../tests/support/purposes.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { asId, randomFrom, type TraceId } from '../kernel/index.ts'
import { asClaim } from '../platform/database.ts'
import { AREA_MUNICIPALITIES_MIN, areaOf, JOINED, type Spot } from './areas.ts'
import { findOptions, whatIsAsked } from './care.routes.ts'
import { byArea, byDistance, byRegion, locate, type Predict, type Question } from './locate-attack.fixture.ts'
import { AGES, FORMS, type HouseWord, SPOKEN, STAYS } from './needs.ts'

/** One house is looked for in each of the 25 regions. */
const QUESTIONS = Number(process.env['SAMENHANG_LOCATE_QUESTIONS'] ?? 1_000)

let house: TestSystem
let spots: readonly Spot[]
type Hidden = { readonly id: string; readonly spot: Spot; readonly offers: readonly HouseWord[] }
let hidden: readonly Hidden[]

/** No two houses have the same words, so that each is known again: the worst that can be. */
const wordsOf = (number: number): readonly HouseWord[] => {
  const take = <T>(words: readonly T[], index: number): T => {
    const word = words[index % words.length]
    if (word === undefined) throw new Error('no word')
    return word
  }
  return [take(SPOKEN, number), take(AGES, Math.floor(number / 15)), take(FORMS, 1), take(STAYS, 1)]
}

beforeAll(async () => {
  house = await openTestSystem()
  spots = house.reference.municipalities.map(({ code, safetyRegion: region, longitude, latitude }) => ({
    ...{ code, region, longitude, latitude },
  }))
  const random = randomFrom(20_261_129)
  const regions = [...new Set(spots.map(({ region }) => region))]
  hidden = regions.map((region, number) => {
    const here = spots.filter((spot) => spot.region === region)
    const spot = here[Math.floor(random.next() * here.length)]
    if (!spot) throw new Error('a region without municipalities')
    return { id: randomUUID(), spot, offers: wordsOf(number) }
  })
  const admin = await house.admin()
  await admin.query('delete from care.place')
  for (const { id, spot, offers } of hidden)
    await admin.query(
      `insert into care.place (id, organisation_id, kind, suits, offers, region_code, beds_free, counted_at)
       values ($1, gen_random_uuid(), 'men', '{man}', $2, $3, 1, $4)`,
      [id, offers, spot.region, house.clock.now()],
    )
  // Full ones, others for other people, and many that do all the same: what an answer may be confused with.
  await admin.query(
    `insert into care.place (id, organisation_id, kind, suits, offers, region_code, beds_free, counted_at)
     select gen_random_uuid(), gen_random_uuid(), 'women', array[case n % 3 when 0 then 'woman' else 'family' end], '{speaks-en,speaks-nl}',
       'VR' || lpad((1 + n % 25)::text, 2, '0'), n % 2, now() from generate_series(1, 300) n`,
  )
  await admin.end()
})
afterAll(async () => {
  await house.close()
})

/** The answer of the service to a question of one account; the budget of a day is not in the way. */
const answerOf = (asked: { must: readonly HouseWord[] } & Question) => {
  const { organisation, actor, plane, function: role } = cast.coordinatorZaanstad
  const trace = asId<TraceId>(randomUUID())
  const claim = { organisation, actor, plane, function: role, purpose: PURPOSE_OF[role], trace, at: house.clock.now() }
  const body = {
    ...{ wanted: ['man' as const], must: [...asked.must], regionsAvoided: [...asked.regionsAvoided] },
    dangers: asked.dangers.map(({ municipality: municipalityCode, km }) => ({ municipalityCode, km })),
  }
  const what = whatIsAsked({ spots }, body)
  if (!what.ok) throw new Error(what.refusal.code)
  return asClaim(house.platform.databases.worker, house.platform.secrets.claim, claim, (trx) =>
    findOptions({ trx }, what.value),
  )
}

const attackAll = async (predict: Predict, ask: (target: Hidden, question: Question) => Promise<boolean>) => {
  const random = randomFrom(7)
  const left: number[] = []
  for (const target of hidden) {
    const found = await locate({
      ...{ spots, predict, questions: Math.ceil(QUESTIONS / hidden.length), random: () => random.next() },
      ask: (question) => ask(target, question),
    })
    // An attacker who loses the house has a wrong idea of the answers, and proves nothing.
    expect(found.map(({ code }) => code)).toContain(target.spot.code)
    left.push(found.length)
  }
  return left
}

test('P7 adaptive questions of one account leave ten municipalities or more for every hidden house', async () => {
  const left = await attackAll(byArea(spots), async ({ offers }, question) => {
    const { options } = await answerOf({ must: offers, ...question })
    return options.length > 0
  })
  // biome-ignore lint/suspicious/noConsole: the figure that verify:places is asked for
  console.log(
    `${QUESTIONS} questions, municipalities left by house:`,
    [...left].sort((one, other) => one - other).join(' '),
  )
  expect(Math.min(...left)).toBeGreaterThanOrEqual(AREA_MUNICIPALITIES_MIN)
  // And it is an attack: it does find the area of each.
  hidden.forEach(({ spot }, index) => {
    expect(left[index]).toBe(spots.filter(({ region }) => areaOf(region) === areaOf(spot.region)).length)
  })
})

test('the same attacker finds a house to within six municipalities by region, and to one by distance', async () => {
  for (const [design, most] of [
    [byRegion, 6],
    [byDistance, 1],
  ] as const) {
    const predict = design(spots)
    const left = await attackAll(predict, async ({ spot }, question) => predict(question)(spot))
    expect(Math.min(...left)).toBe(most)
  }
})

test('P7 a house that moves within its area changes not one word of any answer', async () => {
  const random = randomFrom(11)
  const one = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random.next() * items.length)]
    if (item === undefined) throw new Error('nothing')
    return item
  }
  const questions = Array.from({ length: 60 }, () => ({
    must: one(hidden).offers.slice(0, Math.floor(random.next() * 5)),
    regionsAvoided: random.next() < 0.5 ? [one(spots).region] : [one(spots).region, one(JOINED.flat())],
    dangers: random.next() < 0.5 ? [{ municipality: one(spots).code, km: 25 as const }] : [],
  }))
  const answers = async (): Promise<readonly string[]> => {
    const all: string[] = []
    for (const question of questions) all.push(JSON.stringify(await answerOf(question)))
    return all
  }
  const before = await answers()
  const admin = await house.admin()
  for (const together of JOINED)
    for (const { id, spot } of hidden.filter((each) => together.includes(each.spot.region)))
      await admin.query('update care.place set region_code = $2 where id = $1', [
        id,
        together.find((region) => region !== spot.region),
      ])
  await admin.end()
  expect(await answers()).toEqual(before)
  expect(new Set(before).size).toBeGreaterThan(20)
})
