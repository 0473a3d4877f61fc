import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import surroundings from '../../data/picture/region-context.json' with { type: 'json' }

const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(new URL(`../../data/geo/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  // A comma inside quotes is part of a name.
  const cells = (line: string) => line.trim().split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const names = cells(head)
  return lines.map((line) => Object.fromEntries(cells(line).map((value, place) => [names[place] ?? '', value])))
}

test('what surrounds a region is what the tables of places add up to', () => {
  const municipalities = rowsOf('municipalities.csv')
  const centres = rowsOf('centre-municipalities.csv')
  for (const region of surroundings.regions) {
    const here = municipalities.filter((each) => each['safety_region_code'] === region.code)
    const centresOf = (kind: string) =>
      centres.filter((each) => each['kind'] === kind && here.some(({ code }) => code === each['municipality_code']))
        .length
    expect(region).toEqual({
      code: region.code,
      inhabitants: here.reduce((sum, each) => sum + Number(each['inhabitants']), 0),
      municipalities: here.length,
      'women-shelter-centres': centresOf('women-shelter'),
      'homeless-shelter-centres': centresOf('homeless-shelter'),
    })
  }
  expect(surroundings.regions).toHaveLength(25)
  for (const { origin, year } of surroundings.variables) expect(origin.length > 0 && year > 2000).toBe(true)
})
