import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMunicipalities, readSmallMunicipalities, readTables, simulationData } from './tables.store.ts'
import { asTable, NoiseSchema, parseMunicipalities } from './tables.ts'

const { calibration, names, noise } = readTables()

test('the tables that decide how hard recognition is are frozen: a change needs a decision in docs/decisions', () => {
  const frozen: { sha256: Record<string, string> } = JSON.parse(readFileSync(simulationData('frozen.json'), 'utf8'))
  expect(Object.keys(frozen.sha256)).toEqual(['noise.json', 'names.csv'])
  for (const [file, hash] of Object.entries(frozen.sha256)) {
    const now = createHash('sha256')
      .update(readFileSync(simulationData(file)))
      .digest('hex')
    const why = `${file} has changed: write a decision in docs/decisions that reports old and new figures, then its new hash here`
    expect(now, why).toBe(hash)
  }
})

test('P8 the simulation imports the kernel and itself only, never what is measured against it', () => {
  for (const file of readdirSync(new URL('.', import.meta.url))) {
    if (!file.endsWith('.ts')) continue
    const code = readFileSync(new URL(file, import.meta.url), 'utf8')
    const outside = [...code.matchAll(/(?:from|import\()\s*'(\.\.\/[^']+)'/g)].map((found) => found[1])
    for (const imported of outside) expect(imported, file).toBe('../kernel/index.ts')
  }
})

test('a figure that no source gives is marked assumed, and all others name their source and year', () => {
  for (const [name, figure] of [...Object.entries(calibration.targets), ...Object.entries(calibration.parameters)]) {
    if (figure.status === 'assumed') expect(figure.source, name).toBeUndefined()
    else expect(figure.source, name).toBeTruthy()
    if (figure.status === 'sourced') expect(figure.year, name).toBeGreaterThan(2000)
  }
  expect(Object.values(calibration.targets).filter((figure) => figure.status === 'assumed')).toEqual([])
})

test('shares that divide a whole add up to one', () => {
  const { parameters } = calibration
  const wholes = [
    parameters.formOfRegistered.value,
    parameters.dutchNameOrigins.value,
    parameters.closingReason.value,
    parameters.looseReporter.value,
    ...Object.values(parameters.originOfRegistered.value),
    ...Object.values(parameters.reporterByForm.value),
    noise.happenedPrecision,
  ]
  for (const whole of wholes) {
    const shares: number[] = Object.values(whole)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
  }
})

test('every origin has at least twelve given names for women and for men and twenty family names', () => {
  const origins = Map.groupBy(names, (name) => name.origin)
  expect(origins.size).toBeGreaterThanOrEqual(20)
  for (const [origin, own] of origins) {
    const count = (kind: string, sex: string) =>
      own.filter((name) => name.kind === kind && (name.sex === sex || name.sex === '')).length
    expect([count('given', 'F') >= 12, count('given', 'M') >= 12], origin).toEqual([true, true])
    expect([count('surname', 'F') >= 20, count('surname', 'M') >= 20], origin).toEqual([true, true])
  }
})

test('every nationality of the calibration has names', () => {
  const origins = new Set(names.map((name) => name.origin))
  const needed = [
    calibration.parameters.dutchNameOrigins.value,
    ...Object.values(calibration.parameters.originOfRegistered.value),
  ]
  for (const shares of needed) for (const origin of Object.keys(shares)) expect(origins).toContain(origin)
})

test('a table with a rate above one is a fault that says where', () => {
  const broken = { ...noise, rates: { ...noise.rates, typo: 1.2 } }
  expect(() => asTable(NoiseSchema, broken, 'noise.json')).toThrow(/noise\.json: \/rates\/typo/)
})

test('municipalities are read with their regions, whatever else the file holds', () => {
  const csv = 'code,x,name,inhabitants,safety_region_code,police_unit_code\nGM1,"a,b",Ergens,10,VR1,RE1\n'
  expect(parseMunicipalities(csv)).toEqual([
    { code: 'GM1', name: 'Ergens', inhabitants: 10, safetyRegion: 'VR1', policeUnit: 'RE1' },
  ])
  expect(() => parseMunicipalities('code,name\nGM1,Ergens\n')).toThrow('no column')
  expect(readSmallMunicipalities()).toHaveLength(29)
  expect(readMunicipalities().municipalities.length).toBeGreaterThanOrEqual(29)
})
