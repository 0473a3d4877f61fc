/**
 * A remedy that is measured here and not built in: tokens that fewer strangers share. `longer` has no three letters with a year and
 * no name with a year alone; in their place a name, a year and the initial of another name, and the beginnings of two names with a
 * year. `longest` also has no birth date with an initial, and three letters of the other name where the product has two.
 */
import { hmacSha512, normalisePerson } from '../../src/linkage/index.ts'
import { callSound } from '../../src/linkage/nicknames.ts'
import type { NormalPerson } from '../../src/linkage/normalise.ts'
import { skeleton } from '../../src/linkage/phonetic.ts'
import { describeTokens, type TokenKind, tokenText } from '../../src/linkage/tokens.ts'
import type { EncoderOf } from './scene.ts'

export const TOKEN_CHOICES = ['product', 'longer', 'longest'] as const
export type TokenChoice = (typeof TOKEN_CHOICES)[number]

const LEFT_OUT: Readonly<Record<TokenChoice, readonly TokenKind[]>> = {
  product: [],
  longer: ['prefix-year', 'name-year'],
  longest: ['prefix-year', 'name-year', 'name-prefix', 'birth-initial'],
}

/** The clear texts of a person's tokens under this choice. */
export const textsOf = (person: NormalPerson, choice: TokenChoice): readonly string[] => [
  ...new Set([
    ...describeTokens(person).flatMap((token) => (LEFT_OUT[choice].includes(token.kind) ? [] : [tokenText(token)])),
    ...(choice === 'product' ? [] : nameYearInitial(person)),
    ...(choice === 'longer' ? beginningsYear(person) : []),
    ...(choice === 'longest' ? nameBeginning(person) : []),
  ]),
]

/** Tokens alone, keyed as the product keys them, and the rows of `rows`. */
export const withTokens =
  (rows: EncoderOf, choice: TokenChoice): EncoderOf =>
  (key) => {
    const encode = rows(key)
    const keyed = hmacSha512(key.toReversed())
    return (person) => ({
      ...encode(person),
      tokens: textsOf(normalisePerson(person), choice)
        .map((text) => keyed(text).toString('base64url', 0, 16))
        .sort(),
    })
  }

const wordsOf = ({ words }: NormalPerson): readonly string[] => [...new Set(words)].slice(0, 4)
const initialOf = (word: string): string => (skeleton(word) || word).slice(0, 1)

/** Each word with each other one. */
const besides = (person: NormalPerson, least: number): readonly (readonly [string, string])[] => {
  const words = wordsOf(person).filter((word) => word.length >= least)
  return words.slice(0, 3).flatMap((word) => words.flatMap((other) => (other === word ? [] : [[word, other] as const])))
}

const nameYearInitial = (person: NormalPerson): readonly string[] =>
  person.birth.year === undefined
    ? []
    : besides(person, 2).map(
        ([word, other]) => `name-year-initial|${callSound(word)}|${person.birth.year}|${initialOf(other)}`,
      )

const beginningsYear = (person: NormalPerson): readonly string[] =>
  person.birth.year === undefined
    ? []
    : besides(person, 1).map(
        (pair) =>
          `beginnings-year|${pair
            .map((word) => word.slice(0, 2))
            .sort()
            .join('|')}|${person.birth.year}`,
      )

const nameBeginning = (person: NormalPerson): readonly string[] =>
  besides(person, 3).flatMap(([word, other]) =>
    skeleton(word).length > 1 ? [`name-beginning|${skeleton(word)}|${other.slice(0, 3)}`] : [],
  )
