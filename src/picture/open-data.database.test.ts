/** What a stranger gets of the picture: signed numbers that stand, as they were signed, and nothing else. */
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { ROOT } from '../platform/config.ts'
import { publisherOf } from './open-data.ts'
import { noteFits, releaseSignerOf } from './release-note.crypto.ts'
import { readStanding } from './signed-release.store.ts'
import { drawReport } from './yearly-report.page.ts'
import { layReport } from './yearly-report.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const report = async (count: number, municipalityCode: string): Promise<void> => {
  const { actor, organisation, plane, function: work } = cast.coordinatorZaanstad
  const claim = { actor, organisation, plane, function: work, purpose: 'W02' }
  for (let each = 0; each < count; each += 1)
    await house.system.acts.run({ claim, operation: 'test' }, async ({ record, today }) => {
      const payload = { exploitation: each % 2 === 0 ? 'labour' : 'sexual', municipalityCode }
      await record({ slice: 'signal', stream: randomUUID(), kind: 'signal-recorded', happened: today, payload })
      return { ok: true, value: undefined }
    })
}
const release = async (): Promise<string> => {
  const made = await (await house.as(cast.analyst)).post('/v1/releases', { year: 2026 })
  expect(made.status, made.text).toBe(201)
  return (made.body as { id: string }).id
}
const bytesOf = async (path: string): Promise<Buffer> =>
  (await house.http.inject({ method: 'GET', url: path })).rawPayload
const drawnFrom = async (language: 'nl' | 'en'): Promise<Buffer> => {
  const { verifierKey } = releaseSignerOf(house.platform.secrets.master)
  const standing = await readStanding(house.platform.databases.picture, verifierKey)
  const publisher = publisherOf(house.platform.config)
  const laid = layReport(standing, { year: 2026, language, publisher, verifierKey })
  if (!laid.ok) throw new Error(laid.refusal.code)
  return drawReport(laid.value)
}
const REPORT = '/v1/yearly-reports/2026'
let first: string

test('before anything is public there is no catalogue and no report, and the refusal says what to do', async () => {
  expect((await house.nobody.get('/v1/open-data-catalogue')).status).toBe(404)
  const none = await house.nobody.get(`${REPORT}?language=nl`)
  expect(none.status).toBe(404)
  expect(none.body).toMatchObject({
    code: 'no-release-of-year',
    detail: expect.stringContaining('Over 2026 is er geen jaarverslag'),
  })
  expect((await house.nobody.get(`${REPORT}?language=fr`)).status).toBe(400)
})

test('P19 a stranger gets what was signed, can check it with the files alone, and gets nothing of the counts', async () => {
  await report(13, theCook.municipality)
  await report(2, 'GM0772')
  first = await release()
  const at = `/v1/releases/${first}`
  const shown = await house.nobody.get(at)
  // Thirteen and two, as multiples of 5; the small region is not shown by form.
  expect(shown.body).toMatchObject({
    id: first,
    withheld: { numbers: 2, of: 9, regions: [expect.stringMatching(/^VR/)] },
    definitions: expect.arrayContaining([expect.objectContaining({ code: 'denominator' })]),
    can: [expect.anything(), expect.anything()],
  })
  const signedText = await bytesOf(`${at}/files/signed-text`)
  const [note = '', verifierKey = ''] = String(await bytesOf(`${at}/files/signature`)).split(
    /\n\n(?=samenhang-releases-\w+\+)/,
  )
  const digest = createHash('sha256').update(signedText).digest('base64')
  expect(noteFits(`${note.trimEnd()}\n`, verifierKey.trim(), { id: first, digest })).toBe(true)
  const csv = await house.nobody.get(`${at}/files/csv`)
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="getallen-2026-\d{4}-\d\d-\d\d\.csv"$/),
  })
  const persons = csv.text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(',').at(-2))
  expect(persons.every((each) => each === '' || Number(each) % 5 === 0)).toBe(true)
  // Neither who released it nor a count of the cube.
  for (const path of ['', '/files/csv', '/files/description', '/files/signed-text', '/files/signature'])
    expect((await house.nobody.get(`${at}${path}`)).text).not.toContain(cast.analyst.actor)
  for (const path of ['/v1/counts?year=2026', '/v1/picture/desk?year=2026', '/v1/picture/cube?year=2026&by=form'])
    expect((await house.nobody.get(path)).status).toBe(401)
})

test('who works elsewhere gets the bytes of a stranger, and no counts', async () => {
  const irma = await house.as(cast.shelterWorkerHaven)
  for (const path of [`/v1/releases/${first}`, `/v1/releases/${first}/files/csv`, '/v1/open-data-catalogue'])
    expect((await irma.get(path)).text).toBe((await house.nobody.get(path)).text)
  expect((await irma.get('/v1/counts?year=2026')).status).toBe(403)
})

test('the description and the catalogue lead to files that are there', async () => {
  const catalogue = await house.nobody.get('/v1/open-data-catalogue')
  expect(catalogue.headers['content-type']).toBe('application/ld+json; charset=utf-8')
  const described: unknown = JSON.parse(catalogue.text)
  expect(described).toMatchObject({ 'dcat:dataset': [{ 'dct:identifier': `http://127.0.0.1/v1/releases/${first}` }] })
  const addresses = [...catalogue.text.matchAll(/"dcat:downloadURL": \{\s+"@id": "http:\/\/127\.0\.0\.1([^"]+)"/g)]
  expect(addresses).toHaveLength(2)
  const pages = [...catalogue.text.matchAll(/"@id": "http:\/\/127\.0\.0\.1(\/v1\/yearly-reports\/[^"]+)"/g)]
  expect(pages).toHaveLength(2)
  for (const [, path = ''] of [...addresses, ...pages]) expect((await house.nobody.get(path)).status).toBe(200)
})

test('P20 the report is the same bytes each time, in Dutch and English, and the same as the command writes', async () => {
  const dutch = await bytesOf(`${REPORT}?language=nl`)
  expect(dutch.subarray(0, 8).toString()).toBe('%PDF-1.7')
  expect(dutch.equals(await bytesOf(`${REPORT}?language=nl`))).toBe(true)
  expect(dutch.equals(await drawnFrom('nl'))).toBe(true)
  expect(dutch.equals(await bytesOf(`${REPORT}?language=en`))).toBe(false)
  const out = join(house.platform.config.dataFolder, 'verslag.pdf')
  const wrote = await command('--year', '2026', '--language', 'nl', '--out', out, '--json')
  expect(wrote).toMatchObject({ code: 0, said: { year: 2026, language: 'nl', file: out, bytes: dutch.length } })
  expect(readFileSync(out).equals(dutch)).toBe(true)
}, 60_000)

test('the command refuses a year without releases in words, and wrong use with another code', async () => {
  const out = join(house.platform.config.dataFolder, 'niets.pdf')
  const none = await command('--year', '2019', '--language', 'en', '--out', out, '--json')
  expect(none).toMatchObject({ code: 3, said: { refused: { code: 'no-release-of-year', params: { year: 2019 } } } })
  for (const wrong of [
    ['--year', '26', '--language', 'nl', '--out', out],
    ['--year', '2026', '--language', 'fr', '--out', out],
    ['--year', '2026', '--language', 'nl', '--out', join(out, 'nergens', 'verslag.pdf')],
    ['--year', '2026'],
  ])
    expect((await command(...wrong)).code, wrong.join(' ')).toBe(2)
  expect(await command('--help')).toMatchObject({ code: 0, text: expect.stringContaining('--language') })
}, 60_000)

/** `samenhang picture report` in a process of its own, on the same database and keys. */
const command = (...args: readonly string[]): Promise<{ code: number; text: string; said: unknown }> =>
  new Promise((resolve) => {
    const { databaseUrl = '', dataFolder, publicUrl } = house.platform.config
    const env = {
      ...process.env,
      ...{
        DATABASE_URL: databaseUrl,
        SAMENHANG_DATA: dataFolder,
        SAMENHANG_PUBLIC_URL: publicUrl,
        SAMENHANG_LOG: 'silent',
      },
    }
    execFile('node', [join(ROOT, 'bin/samenhang.js'), 'picture', 'report', ...args], { env }, (fault, text) => {
      const code = fault && typeof fault.code === 'number' ? fault.code : fault ? 1 : 0
      resolve({ code, text, said: text.startsWith('{') ? JSON.parse(text) : undefined })
    })
  })

test('what was withdrawn is named with its reason, is given to nobody any more, and is not in the report', async () => {
  const daan = await house.as(cast.analyst)
  expect((await daan.post(`/v1/releases/${first}/withdrawals`, { reason: 'numbers-wrong' })).status).toBe(201)
  for (const path of ['', '/files/csv', '/files/signed-text'])
    expect((await house.nobody.get(`/v1/releases/${first}${path}`)).body).toMatchObject({ code: 'release-withdrawn' })
  expect((await house.nobody.get(`${REPORT}?language=nl`)).body).toMatchObject({ code: 'no-release-of-year' })
  const gone = JSON.parse((await house.nobody.get('/v1/open-data-catalogue')).text) as { 'dcat:dataset': object[] }
  expect(gone['dcat:dataset'][0]).toMatchObject({ 'adms:status': { '@id': expect.stringMatching(/WITHDRAWN$/) } })
  expect(gone['dcat:dataset'][0]).not.toHaveProperty('dcat:distribution')
  // The clock of the house stands; of two of one moment neither is the newest.
  house.clock.advance({ minutes: 5 })
  await report(6, theCook.municipality)
  const second = await release()
  expect((await house.nobody.get('/v1/releases')).body).toMatchObject({
    releases: [
      { id: second, stands: true, signed: true },
      { id: first, stands: false, signed: true, withdrawn: { reason: { code: 'numbers-wrong' } } },
    ],
  })
  const { verifierKey } = releaseSignerOf(house.platform.secrets.master)
  const standing = await readStanding(house.platform.databases.picture, verifierKey)
  expect(standing.map(({ id }) => id)).toEqual([second])
  expect((await bytesOf(`${REPORT}?language=nl`)).equals(await drawnFrom('nl'))).toBe(true)
})

test('P19 numbers that were changed in the database are no longer public, and the list says that they are not as signed', async () => {
  const latest = (await house.nobody.get('/v1/releases/latest')).body as { id: string; total: number }
  const admin = await house.admin()
  const changed = await admin.query(
    `update picture.release set numbers = jsonb_set(numbers, '{total}', '1000') where id = $1`,
    [latest.id],
  )
  expect(changed.rowCount).toBe(1)
  for (const path of ['latest', latest.id, `${latest.id}/files/csv`])
    expect((await house.nobody.get(`/v1/releases/${path}`)).status, path).toBe(404)
  expect((await house.nobody.get(`${REPORT}?language=en`)).body).toMatchObject({ code: 'no-release-of-year' })
  const list = await house.nobody.get('/v1/releases')
  expect(list.body).toMatchObject({ releases: [{ id: latest.id, stands: true, signed: false }, expect.anything()] })
})
