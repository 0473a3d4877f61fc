/**
 * `npm run bench:places`: one need against many places in the whole country, with reasons: what the service does for a search, from the words
 * that came in to the answer as it goes out, in a transaction with its claim and under the row policies. `--places N`, `--searches N`.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { findOptions, whatIsAsked } from '../../src/care/care.routes.ts'
import { HOUSE_WORDS } from '../../src/care/needs.ts'
import { AUDIENCES, PREFERENCES } from '../../src/care/wishes.ts'
import { readReference, readReferenceTables } from '../../src/directory/index.ts'
import { accept, randomFrom } from '../../src/kernel/index.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      places: { type: 'string', default: '5000' },
      searches: { type: 'string', default: '1000' },
      'no-flush': { type: 'boolean', default: false },
    },
  })
  const [places, searches] = [Number(values.places), Number(values.searches)]
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new Error(JSON.stringify(reference.refusal))
  const spots = reference.value.municipalities.map(({ code, safetyRegion: region, longitude, latitude }) => ({
    ...{ code, region, longitude, latitude },
  }))
  const house = await openBenchHouse('places', { flush: !values['no-flush'] })
  try {
    const random = randomFrom(41)
    const some = <T>(words: readonly T[], share: number): readonly T[] => words.filter(() => random.chance(share))
    const admin = new pg.Client({ connectionString: house.platform.urls.admin })
    await admin.connect()
    const providers = Array.from({ length: Math.ceil(places / 4) }, () => random.uuid())
    for (let number = 0; number < places; number += 1)
      await admin.query(
        `insert into care.place (id, organisation_id, kind, suits, offers, region_code, beds_free, counted_at) values ($1, $2, 'men', $3, $4, $5, $6, now() - $7 * interval '1 hour')`,
        [
          ...[random.uuid(), random.pick(providers)],
          ...[[random.pick(AUDIENCES), ...some(PREFERENCES, 0.4)], some(HOUSE_WORDS, 0.3)],
          ...[random.pick(spots).region, random.chance(0.4) ? 1 + random.below(4) : 0, random.below(240)],
        ],
      )
    await admin.query('analyze care.place')
    await admin.end()
    const claim = { ...cast.coordinatorZaanstad, purpose: 'W01' } as const
    const found = { options: 0, reasons: 0, none: 0 }
    const search = async (): Promise<number> => {
      const body = {
        wanted: [random.pick(AUDIENCES), ...some(PREFERENCES, 0.3).slice(0, 2)],
        ...{ must: some(HOUSE_WORDS, 0.05).slice(0, 3), nice: some(HOUSE_WORDS, 0.12).slice(0, 6) },
        regionsAvoided: Array.from({ length: random.below(4) }, () => random.pick(spots).region),
        dangers: Array.from({ length: random.below(3) }, () => ({
          ...{ municipalityCode: random.pick(spots).code, km: random.pick([25, 50] as const) },
        })),
      }
      const began = performance.now()
      const answer = await house.system.acts.run({ claim, operation: 'searchPlaces' }, async (work) => {
        const asked = whatIsAsked({ spots }, body)
        return asked.ok ? accept(await findOptions(work, asked.value)) : asked
      })
      const took = performance.now() - began
      if (!answer.ok) throw new Error(answer.refusal.code)
      found.options += answer.value.options.length
      found.reasons += answer.value.whyNot.length
      if (answer.value.options.length === 0) found.none += 1
      return took
    }
    for (let warm = 0; warm < 50; warm += 1) await search()
    Object.assign(found, { options: 0, reasons: 0, none: 0 })
    const times: number[] = []
    for (let number = 0; number < searches; number += 1) times.push(await search())
    const load = round(loadavg()[0] ?? 0)
    console.log(JSON.stringify({ places, searches, ...percentiles(times), load, ...found }))
    // A search that finds nothing measures nothing.
    if (found.none > searches / 2) process.exitCode = 1
  } finally {
    await house.close()
  }
}

await main()
