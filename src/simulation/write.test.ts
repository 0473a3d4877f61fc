import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aCountry, told, toldOf } from './sample.fixture.ts'
import { EXIT_DONE, EXIT_NOT_WRITTEN, EXIT_REFUSED, type SimulateOptions, simulate } from './simulate.command.ts'
import { COUNTRY_FILES, writeCountry } from './write.store.ts'

const made: string[] = []
const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'country-'))
  made.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

const input = aCountry({ persons: 3000 })
const options = { municipalitiesFrom: 'a test' }
const linesOf = (folder: string, file: string): string[] =>
  readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')

test('P1 the same seed writes the same bytes, and country.json carries their hashes', async () => {
  const [one, other] = [aFolder(), aFolder()]
  const written = await writeCountry(input, { ...options, out: one })
  await writeCountry(input, { ...options, out: other })
  if (!written.ok) throw new Error(written.refusal.code)
  for (const file of [...COUNTRY_FILES, 'country.json', 'signals.set.json']) {
    expect(readFileSync(join(one, file)).equals(readFileSync(join(other, file))), file).toBe(true)
  }
  for (const [file, described] of Object.entries(written.value.files)) {
    const bytes = readFileSync(join(one, file))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(described.sha256)
    expect(bytes.length).toBe(described.bytes)
  }
})

test('the files hold all that the country tells, and the signals do not tell the truth', async () => {
  const out = aFolder()
  await writeCountry(input, { ...options, out })
  const events = told({ persons: 3000 })
  const signals = toldOf(events, 'signal')
  expect(linesOf(out, 'persons.jsonl').map((line) => JSON.parse(line))).toEqual(
    toldOf(events, 'person').map((event) => event.person),
  )
  expect(linesOf(out, 'truth-signals.csv').slice(1).sort()).toEqual(
    signals.map((event) => `${event.signal.id},${event.person}`).sort(),
  )
  expect(linesOf(out, 'truth-pairs.csv')).toHaveLength(1 + toldOf(events, 'pair').length)
  const written: { id: string }[] = linesOf(out, 'signals.jsonl').map((line) => JSON.parse(line))
  expect(new Set(written.map((signal) => signal.id))).toEqual(new Set(signals.map((event) => event.signal.id)))
  expect(readFileSync(join(out, 'signals.jsonl'), 'utf8')).not.toMatch(/"P\d+"/)
})

test('row by row the signals, their CSV and their truth are about the same signal, dealt out of the order of persons', async () => {
  const out = aFolder()
  // More signals than the buffer holds, so that both ways out of it are used.
  await writeCountry(aCountry({ persons: 8000 }), { ...options, out })
  const truth = linesOf(out, 'truth-signals.csv')
    .slice(1)
    .map((line) => line.split(','))
  const ids = linesOf(out, 'signals.jsonl').map((line) => JSON.parse(line).id)
  expect(truth.map(([signal]) => signal)).toEqual(ids)
  expect(
    linesOf(out, 'signals.csv')
      .slice(1)
      .map((line) => line.slice(0, 36)),
  ).toEqual(ids)
  const together = truth.filter(([, person], index) => person === truth[index + 1]?.[1]).length
  expect(together / truth.length).toBeLessThan(0.02)
})

test('a folder with other things in it is left as it was', async () => {
  const out = aFolder()
  writeFileSync(join(out, 'minutes.txt'), 'ours')
  expect(await writeCountry(input, { ...options, out })).toEqual({
    ok: false,
    refusal: { code: 'simulation-folder-taken' },
  })
  expect(readdirSync(out)).toEqual(['minutes.txt'])
})

test('a country may be made again over an earlier or unfinished one', async () => {
  const out = aFolder()
  writeFileSync(join(out, 'persons.jsonl'), 'unfinished')
  const small = aCountry({ persons: 10 })
  expect((await writeCountry(small, { ...options, out })).ok).toBe(true)
  expect(linesOf(out, 'persons.jsonl')).toHaveLength(10)
})

const run = async (given: Partial<SimulateOptions>, now: () => number = () => 0) => {
  const said = { stdout: '', stderr: '' }
  const exit = await simulate(
    { persons: 50, years: 2, seed: 1, ...given },
    {
      stdout: (text) => {
        said.stdout += text
      },
      stderr: (text) => {
        said.stderr += text
      },
      now,
    },
  )
  return { exit, ...said }
}

test('the command counts without writing, in words or as JSON', async () => {
  const words = await run({})
  expect(words).toMatchObject({ exit: EXIT_DONE, stderr: '' })
  expect(words.stdout).toContain('niemand hierin bestaat')
  expect(words.stdout).toContain('50 personen')
  const json = JSON.parse((await run({ json: true })).stdout)
  expect(json).toMatchObject({ ok: true, invented: true, seed: 1, counts: { persons: 50 }, files: {} })
})

test('the command says every second how far it is', async () => {
  let clock = 0
  const slow = await run({ persons: 4000 }, () => {
    clock += 600
    return clock
  })
  expect(slow.stderr).toMatch(/^\d+ van 4000 personen\n/)
})

test('a refused request ends with code 2, a sentence and, when asked, JSON', async () => {
  const refused = await run({ persons: 0, json: true })
  expect(refused.exit).toBe(EXIT_REFUSED)
  expect(refused.stderr).toContain('van 1 tot en met 10000000')
  expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, refusal: { code: 'simulation-persons-out-of-range' } })
})

test('a folder that cannot be made ends with code 1 and says why', async () => {
  const file = join(aFolder(), 'a-file')
  writeFileSync(file, '')
  const failed = await run({ out: join(file, 'below') })
  expect(failed.exit).toBe(EXIT_NOT_WRITTEN)
  expect(failed.stderr).toContain('ENOTDIR')
})
