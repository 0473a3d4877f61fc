/**
 * How a name in another script than Latin is read aloud in Latin letters: not one way but several, each with a share. `ル` is
 * written `ru`, `lu`, `l` or `r`, and nobody can tell which from the sign alone; features of all likely readings go into the
 * encoding (features.ts). The shares per sign, and per sign before a certain other one, stand in data/linkage/readings.json;
 * a sign that is not there is romanised by the general table. Pure and bounded, whatever is typed.
 */
import anyAscii from 'any-ascii'
import table from '../../data/linkage/readings.json' with { type: 'json' }
import { KOREAN_WAYS, koreanSounds } from './korean.ts'
import { type Alternative, alternativesOf } from './name-customs.ts'

/** One way to write a name in Latin letters (lower case; may hold two words) and how much of the belief it has, 0 to 1. */
export type Reading = readonly [text: string, share: number]

const READINGS_MAX = 60
const UNITS_MAX = 24
const MEMO_MAX = 20_000

/** True when a text holds a letter that is not Latin. Marks and signs do not count. */
export const isForeign = (text: string): boolean => FOREIGN.test(text)
const FOREIGN = /[\p{Lo}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]/u

/** All likely readings of one word, likeliest first; shares add up to 1. Empty when nothing of it can be read. */
export type ReadWord = (word: string) => readonly Reading[]

/** Who reads by a table of ways per sign. The product has one table; a measurement may bring one that it learned on other names. */
export const readerOf = (table: Readonly<Record<string, string>>): ReadWord => {
  const waysWritten = waysIn(table)
  const memo = new Map<string, readonly Reading[]>()
  return (word) => {
    const known = memo.get(word)
    if (known) return known
    const read = merge(alternativesOf(word).flatMap((way) => readAlternative(way, waysWritten)))
    if (memo.size >= MEMO_MAX) memo.clear()
    memo.set(word, read)
    return read
  }
}

const readAlternative = (
  { parts, share, official, korean }: Alternative,
  waysWritten: WaysWritten,
): readonly Reading[] =>
  official
    ? [[parts.map(romaniseAll).join(' '), share]]
    : joinReadings(parts.map((part) => readUnits(korean ? koreanSounds(part) : soundUnits(part), waysWritten))).map(
        ([text, of]): Reading => [text, of * share],
      )

const romaniseAll = (text: string): string => [...text].map(romaniseSign).join('')

/** Every way to read signs one after the other, the likeliest kept. */
const readUnits = (all: readonly string[], waysWritten: WaysWritten): readonly Reading[] => {
  const units = all.slice(0, UNITS_MAX)
  let read: readonly Reading[] = [['', 1]]
  for (const at of units.keys()) {
    const ways = waysOf(units, at, waysWritten)
    if (ways.length === 1 && ways[0]?.[0] === '') continue
    read = merge(read.flatMap(([text, share]) => ways.map(([more, of]): Reading => [text + more, share * of])))
  }
  return read.filter(([text]) => text !== '')
}

const joinReadings = (parts: readonly (readonly Reading[])[]): readonly Reading[] => {
  const [first = [], second] = parts
  if (second === undefined) return first
  const few = 8
  return first
    .slice(0, few)
    .flatMap(([a, of]) => second.slice(0, few).map(([b, and]): Reading => [`${a} ${b}`, of * and]))
}

/** Equal texts add up; the likeliest are kept and their shares made to add up to 1. Ties fall by text, so that every house agrees. */
const merge = (readings: readonly Reading[]): readonly Reading[] => {
  const shares = new Map<string, number>()
  for (const [text, share] of readings) shares.set(text, (shares.get(text) ?? 0) + share)
  const kept = [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, READINGS_MAX)
  const all = kept.reduce((sum, [, share]) => sum + share, 0)
  return kept.map(([text, share]) => [text, share / all])
}

/**
 * The signs that are read as one: a Korean syllable is taken apart into its sounds, a small Japanese vowel belongs to the sign
 * before it, a Thai vowel that is written before its consonant goes behind it, and vowel points are left out.
 */
export const soundUnits = (text: string): readonly string[] => {
  const units: string[] = []
  for (const sign of arrange(text)) {
    const last = units.at(-1)
    if (isSyllable(sign)) readSyllable(sign, units)
    else if (/[ァィゥェォャュョ]/.test(sign) && last !== undefined && /^[ァ-ヶ]$/.test(last))
      units[units.length - 1] = last + sign
    else units.push(sign)
  }
  return units
}

/**
 * A Korean syllable as its consonant with vowel, and the consonant that closes it: 28 closings for each open syllable. A closing ᆯ before ᄅ is
 * heard with it as one l (`몰리`: Molly), where ᄅ alone is mostly an r (`모리`: Mori): the two make an open syllable of their own.
 */
const readSyllable = (sign: string, units: string[]): void => {
  const place = sign.charCodeAt(0) - 0xac00
  const open = String.fromCharCode(0xac00 + place - (place % 28))
  const [consonant, vowel = ''] = open.normalize('NFD')
  if (consonant === 'ᄅ' && units.at(-1) === 'ᆯ') units[units.length - 1] = `ᄙ${vowel}`
  else units.push(open)
  if (place % 28 !== 0) units.push(String.fromCharCode(0x11a7 + (place % 28)))
}

/** A Korean syllable, or one that begins with the double l. */
export const isSyllable = (unit: string): boolean => /^(?:[\uac00-\ud7a3]|ᄙ[ᅡ-ᅵ])$/.test(unit)

const arrange = (text: string): string =>
  REWRITTEN.reduce((read, [written, by]) => read.replace(written, by), text.toLowerCase().normalize('NFC'))
    .replace(/[\u3041-\u3096]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
    .replace(/[^\p{L}\p{M}\p{N}ー']/gu, '')

/** What the table per sign cannot say: signs that are read together, in another order, or not at all. */
const REWRITTEN: readonly (readonly [written: RegExp, by: string])[] = [
  [/[\u0591-\u05c7\u064b-\u0652\u0640]/g, ''],
  [/[\u05f3\u2019\u02bc]/g, "'"],
  [/\u06a9/g, '\u0643'],
  [/[\u06cc\u06d2]/g, '\u064a'],
  [/[\u06c0\u06d5\u06c1\u06be]/g, '\u0647'],
  [/([\u0e40-\u0e44])([\u0e01-\u0e2e])/g, '$2$1'],
  [/[\u12a5\u12d5]/g, 'i'],
  [/ο[υύ]/g, 'u'],
  [/([αεη])[υύ]/g, '$1v'],
  [/(?<!\p{L})μπ/gu, 'b'],
  [/(?<!\p{L})ντ/gu, 'd'],
  [/(?<!\p{L})γκ/gu, 'g'],
  [/γγ/g, 'ng'],
  [/ու/g, 'u'],
  [/ռ/g, 'ր'],
  [/[शष]/g, 'sh'],
  [/ृ/g, 'ri'],
  // Thai: a consonant under the mark of silence is not read, and two that nothing stands between have an o.
  [/[ก-ฮ]์/g, ''],
  [/[าั]ย/g, 'ai'],
  [/([ก-ฮ])(?=[ก-ฮ](?:[ก-ฮ]|$))/g, '$1o'],
]

/** The ways to read a sign where it stands, each with its share: by what stands on both sides, behind it, or by the sign alone. */
const waysOf = (units: readonly string[], at: number, waysWritten: WaysWritten): readonly Reading[] => {
  const unit = units[at] ?? ''
  return (
    waysWritten(betweenOthers(units, at)) ??
    waysWritten(beforeOther(unit, units[at + 1])) ??
    waysWritten(unit) ?? [[romaniseSign(unit), 1]]
  )
}

/**
 * The name of a sign before another one (`$`: it is the last one). Of a Korean syllable that follows only its consonant counts, or its vowel
 * when it begins with one.
 */
export const beforeOther = (unit: string, next: string | undefined): string =>
  `${unit}>${next === undefined ? '$' : isSyllable(next) ? beginningOf(next) : next}`

const beginningOf = (syllable: string): string => {
  const [consonant = '', vowel = ''] = syllable.normalize('NFD')
  return consonant === 'ᄋ' ? vowel : consonant
}

/** The same with what stands before it (`^`: nothing). Of a Korean syllable that goes before only its vowel counts. */
export const betweenOthers = (units: readonly string[], at: number): string => {
  const before = units[at - 1]
  const heard = before === undefined ? '^' : isSyllable(before) ? before.normalize('NFD').slice(1) : before
  return `${heard}<${beforeOther(units[at] ?? '', units[at + 1])}`
}

const romaniseSign = (sign: string): string =>
  anyAscii(sign)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** `"ル": "ru45 lu20 l10 r"` is four ways; the number is the share in percent. Read when a sign is met: most registers never need it. */
const waysIn = (table: Readonly<Record<string, string>>): WaysWritten => {
  const ways = new Map<string, readonly Reading[]>()
  return (sign) => {
    const known = ways.get(sign)
    if (known) return known
    const written = [HANGUL_WAYS, table].find((each) => Object.hasOwn(each, sign))?.[sign]
    if (written === undefined) return undefined
    const read = written.split(' ').map((way): Reading => {
      const [, text = '', percent = ''] = /^([a-z]*)(\d+)$/.exec(way) ?? []
      return [text, Number(percent) / 100]
    })
    ways.set(sign, read)
    return read
  }
}
type WaysWritten = (sign: string) => readonly Reading[] | undefined
const HANGUL_WAYS: Readonly<Record<string, string>> = KOREAN_WAYS

/** Reads by the table of the product. */
export const readWord: ReadWord = readerOf(table.ways)
