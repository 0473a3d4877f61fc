/** Open data in a real browser: somebody who is nobody reads signed numbers, takes them away, checks them; what was withdrawn is named. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, theCook } from '../../fixtures/cast.ts'
import { noteFits } from '../../src/picture/release-note.crypto.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import type { TestSystem } from '../support/system.ts'
import type { Hand } from './browser-hand.ts'
import {
  atScreen,
  closePlace,
  look,
  lookNarrow,
  openPlace,
  type Place,
  sticksOut,
  tellFailedScreens,
} from './browser-house.ts'

const words = nl.openData
const year = Number(castDay.slice(0, 4))
let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
}, 180_000)
afterAll(async () => {
  await closePlace(place)
})
tellFailedScreens(() => place.browser)

const report = async (count: number, municipalityCode: string, exploitation: string): Promise<void> => {
  const { actor, organisation, plane, function: work } = cast.coordinatorZaanstad
  const claim = { actor, organisation, plane, function: work, purpose: 'W02' }
  for (let each = 0; each < count; each += 1)
    await house.system.acts.run({ claim, operation: 'test' }, async ({ record, today }) => {
      const payload = { exploitation, municipalityCode }
      await record({ slice: 'signal', stream: randomUUID(), kind: 'signal-recorded', happened: today, payload })
      return { ok: true, value: undefined }
    })
}
const taken = async (hand: Hand, role: 'link' | 'button', name: string): Promise<{ name: string; bytes: Buffer }> => {
  const [file] = await Promise.all([
    hand.page.waitForEvent('download'),
    hand.page.getByRole(role, { name }).first().click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

test('before anything was published the page says so', async () => {
  const anybody = await atScreen(place)
  await anybody.page.goto('/app/open-data')
  await anybody.sees(words.none)
  await look(anybody, 'open-data-empty')
  await lookNarrow(anybody, 'open-data-empty')
  await anybody.page.context().close()
})

test('anybody reads a signed set, takes its numbers, description, figures and report, and checks the signature with the files alone', async () => {
  for (const [count, municipality, form] of [
    [13, theCook.municipality, 'labour'],
    [8, theCook.municipality, 'sexual'],
    [21, 'GM0363', 'criminal'],
    [3, 'GM0772', 'labour'],
  ] as const)
    await report(count, municipality, form)
  const daan = await house.as(cast.analyst)
  expect((await daan.post('/v1/releases', { year })).status).toBe(201)
  const anybody = await atScreen(place)
  await anybody.page.goto('/app/getallen')
  await anybody.follow(nl.numbers.release.all)
  await anybody.page.getByRole('img', { name: words.regions(year) }).waitFor()
  await look(anybody, 'open-data')
  await lookNarrow(anybody, 'open-data')
  expect(await sticksOut(anybody)).toEqual([])
  const csv = await taken(anybody, 'link', words.files.csv)
  expect(csv.name).toMatch(/^getallen-\d{4}-\d{4}-\d\d-\d\d\.csv$/)
  expect(csv.bytes.toString()).toContain('VR11,Zaanstreek-Waterland,all,alle,all,')
  const about: unknown = JSON.parse((await taken(anybody, 'link', words.files.description)).bytes.toString())
  expect(about).toMatchObject({ '@type': 'dcat:Dataset', 'adms:status': expect.anything() })
  const text = (await taken(anybody, 'link', words.files.signedText)).bytes
  const [note = '', key = ''] = (await taken(anybody, 'link', words.files.signature)).bytes
    .toString()
    .split(/\n\n(?=samenhang-releases-\w+\+)/)
  const [, id = ''] = note.split('\n')
  const digest = createHash('sha256').update(text).digest('base64')
  expect(noteFits(`${note.trimEnd()}\n`, key.trim(), { id, digest })).toBe(true)
  const svg = (await taken(anybody, 'button', words.figure.svg)).bytes.toString()
  for (const said of [words.figure.isPublic, words.figure.release(id), words.figure.invented])
    expect(svg).toContain(said)
  const png = (await taken(anybody, 'button', words.figure.png)).bytes
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const pdf = await taken(anybody, 'link', words.files.report)
  expect([pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual([`jaarverslag-${year}-nl.pdf`, '%PDF-'])
  await anybody.press('English')
  await anybody.sees(en.openData.check.title)
  await look(anybody, 'open-data-in-english')
  await anybody.page.context().close()
})

test('a set that was withdrawn is named with its reason, and nothing of it is given', async () => {
  const daan = await house.as(cast.analyst)
  const { id } = (await house.nobody.get('/v1/releases/latest')).body as { id: string }
  expect((await daan.post(`/v1/releases/${id}/withdrawals`, { reason: 'numbers-wrong' })).status).toBe(201)
  const anybody = await atScreen(place, { phone: true })
  await anybody.page.goto('/app/open-data')
  await anybody.sees(words.none)
  await anybody.sees(/ingetrokken .*: de getallen klopten niet/)
  expect(await anybody.page.getByRole('link', { name: words.files.csv }).count()).toBe(0)
  await look(anybody, 'open-data-withdrawn')
  await anybody.page.context().close()
})
