/**
 * An invented registration of any size with known truth: about a third Dutch names, the rest from the countries of the invented
 * cast, births, towns, postcodes, phones; one in five rows is a second report of somebody, as another clerk wrote it. Same seed,
 * same file. Nobody in it exists: surnames are put together from halves, phones come from the ranges that no operator gives out.
 */
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Random, randomFrom } from '../../src/kernel/index.ts'

const TABLE = join(import.meta.dirname, '../../data/simulation/names.csv')
const SURNAMES_PER_ORIGIN = 6000
const GIVEN_PER_ORIGIN = 900
const DOUBLES = 0.2

type Pools = ReadonlyMap<string, { readonly given: readonly string[]; readonly surname: readonly string[] }>
type Person = {
  readonly person: number
  readonly given: string
  readonly surname: string
  readonly birth: readonly [year: number, month: number, day: number]
  readonly sex: string
  readonly nationality: string
  readonly town: string
  readonly postcode: string
  readonly phone: string
}

export const HEADER = 'id,person,voornaam,achternaam,geboortedatum,geslacht,nationaliteit,woonplaats,postcode,telefoon'

/** Writes `rows` rows to a file; gives the number of persons. */
export const inventRegistration = async (file: string, rows: number, seed: number): Promise<number> => {
  const random = randomFrom(seed)
  const pools = readPools(random)
  const origins = weighOrigins([...pools.keys()])
  const towns = inventTowns(random)
  const persons = Math.round(rows * (1 - DOUBLES))
  const out = createWriteStream(file, { highWaterMark: 1 << 20 })
  out.write(`${HEADER}\n`)
  let waiting: Person[] = []
  let written = 0
  const write = async (line: string): Promise<void> => {
    written += 1
    if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', resolve))
  }
  for (let person = 0; person < persons; person += 1) {
    const one = inventPerson(person, random, pools, origins, towns)
    if (written < rows)
      await write(
        lineOf(`r${random.below(2 ** 31).toString(36)}${person.toString(36)}`, spoil(one, random, towns, 0.3)),
      )
    // A second report comes later in the file, among others; some people are reported three times.
    if (random.chance(DOUBLES / (1 - DOUBLES))) waiting.push(one)
    if (waiting.length >= 500 || person === persons - 1) {
      for (const again of waiting) {
        const id = `s${random.below(2 ** 31).toString(36)}${again.person.toString(36)}`
        if (written < rows) await write(lineOf(id, spoil(again, random, towns, 1)))
      }
      waiting = waiting.filter(() => random.chance(0.08))
    }
  }
  await new Promise<void>((resolve) => out.end(() => resolve()))
  return persons
}

const readPools = (random: Random): Pools => {
  const rows: Readonly<Record<string, string>>[] = parse(readFileSync(TABLE, 'utf8'), { columns: true })
  const origins = [...new Set(rows.map((row) => row['origin'] ?? ''))]
  const pools = new Map<string, { given: readonly string[]; surname: readonly string[] }>()
  for (const origin of origins) {
    const of = (kind: string): readonly string[] =>
      rows.filter((row) => row['origin'] === origin && row['kind'] === kind).map((row) => row['name'] ?? '')
    pools.set(origin, {
      given: widened(of('given'), GIVEN_PER_ORIGIN, random),
      surname: widened(of('surname'), SURNAMES_PER_ORIGIN, random),
    })
  }
  return pools
}

/** More names of the same sound: pieces of two or three letters of three names, in order of first making. */
const widened = (names: readonly string[], count: number, random: Random): readonly string[] => {
  const known = new Set(names)
  const piece = (): string => {
    const name = random.pick(names)
    const at = random.below(Math.max(1, name.length - 2))
    return name.slice(at, at + 2 + random.below(2)).toLowerCase()
  }
  for (let tries = 0; known.size < count && tries < count * 20; tries += 1) {
    const made = piece() + piece() + random.pick(names).slice(-2 - random.below(3))
    if (made.length > 4 && !/[\s-]/.test(made)) known.add(made.charAt(0).toUpperCase() + made.slice(1))
  }
  return [...known]
}

const weighOrigins = (origins: readonly string[]): readonly string[] => [
  ...origins,
  ...Array.from({ length: Math.round(origins.length / 2) }, () => 'NL'),
]

type Town = { readonly name: string; readonly code: number }
const inventTowns = (random: Random): readonly Town[] => {
  const [heads, tails] = [
    'Ol Win Har Zee Veld Kruis Molen Oost Berg Linde Water Noord Eik Heide Vaart Bos'.split(' '),
    'dam dorp veen burg kerk wijk haven sluis horst rade beek laar stede meer'.split(' '),
  ]
  return heads.flatMap((head) => tails.map((tail) => ({ name: head + tail, code: 1000 + random.below(8999) })))
}

/** Early places are drawn far more often than late ones: names and towns are not evenly spread. */
const skewed = <Item>(items: readonly Item[], random: Random, steepness: number): Item => {
  const item = items[Math.floor(items.length * random.next() ** steepness)]
  if (item === undefined) throw new RangeError('nothing to draw from')
  return item
}

const inventPerson = (
  person: number,
  random: Random,
  pools: Pools,
  origins: readonly string[],
  towns: readonly Town[],
): Person => {
  const nationality = random.pick(origins)
  const pool = pools.get(nationality)
  if (!pool) throw new RangeError('no names of this origin')
  const given = skewed(pool.given, random, 3)
  const surname = skewed(pool.surname, random, 2.2)
  const prefix = nationality === 'NL' && random.chance(0.25) ? random.pick(['van ', 'de ', 'van der ', 'ten ']) : ''
  const town = skewed(towns, random, 2.5)
  return {
    person,
    given: random.chance(0.3) ? `${given} ${skewed(pool.given, random, 3)}` : given,
    surname: prefix + surname,
    birth: random.chance(0.05)
      ? [1955 + random.below(50), 1, 1]
      : [1955 + random.below(50), 1 + random.below(12), 1 + random.below(28)],
    sex: random.chance(0.6) ? 'V' : 'M',
    nationality,
    town: town.name,
    postcode: `${town.code + random.below(20)} ${letters(random)}${letters(random)}`,
    phone: `06 00 ${String(random.below(1_000_000)).padStart(6, '0')}`,
  }
}
const letters = (random: Random): string => 'ABCDEGHJKLMNPRSTVWXZ'.charAt(random.below(20))

/** A report as a clerk leaves it; `carelessness` 1 is a second clerk who heard the name over the telephone. */
const spoil = (one: Person, random: Random, towns: readonly Town[], carelessness: number): Person => {
  const often = (share: number): boolean => random.chance(share * carelessness)
  let [given, surname] = [one.given, one.surname]
  if (often(0.25)) given = given.split(' ')[0] ?? given
  if (often(0.35)) given = mistype(given, random)
  if (often(0.4)) surname = mistype(surname, random)
  if (often(0.06)) [given, surname] = [surname, given]
  let [year, month, day] = one.birth
  if (often(0.05)) [month, day] = day <= 12 ? [day, month] : [month, day]
  if (often(0.06)) year += random.pick([-10, -1, 1, 10])
  if (often(0.05)) [month, day] = [1, 1]
  const moved = often(0.35)
  const town = skewed(towns, random, 2.5)
  return {
    ...one,
    given: often(0.04) ? '' : given,
    surname,
    birth: random.chance(0.12) ? [0, 0, 0] : [year, month, day],
    sex: random.chance(0.05) ? '' : one.sex,
    nationality: random.chance(0.15) ? '' : one.nationality,
    town: random.chance(0.15) ? '' : moved ? town.name : one.town,
    postcode: random.chance(0.5) || moved ? '' : one.postcode,
    phone: random.chance(0.6) || often(0.4) ? '' : one.phone,
  }
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ij/, 'y'],
  [/ou/, 'u'],
  [/oe/, 'u'],
  [/sh/, 'sj'],
  [/ch/, 'g'],
  [/k/, 'c'],
  [/ee/, 'e'],
  [/v/, 'w'],
  [/z/, 's'],
  [/th/, 't'],
  [/ks/, 'x'],
  [/i$/, 'y'],
]
const mistype = (name: string, random: Random): string => {
  if (random.chance(0.4)) {
    const [from, to] = random.pick(SPELLINGS)
    const spelled = name.replace(from, to)
    if (spelled !== name) return spelled
  }
  const at = 1 + random.below(Math.max(1, name.length - 1))
  const letter = 'aeionrstlkdm'.charAt(random.below(12))
  const kind = random.below(4)
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1)
  if (kind === 1) return name.slice(0, at) + letter + name.slice(at)
  if (kind === 2) return name.slice(0, at) + letter + name.slice(at + 1)
  return name.slice(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.slice(at + 1)
}

const two = (value: number): string => String(value).padStart(2, '0')
const lineOf = (id: string, one: Person): string => {
  const [year, month, day] = one.birth
  const birth = year === 0 ? '' : `${year}-${two(month)}-${two(day)}`
  return `${id},${one.person},${one.given},${one.surname},${birth},${one.sex},${one.nationality},${one.town},${one.postcode},${one.phone}\n`
}
