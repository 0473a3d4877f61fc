/**
 * Other tokens than those of the product, to measure what they give away and save. `shorter` has a word of the name with a year alone, and three letters
 * with a year, as the product had until decision 0091: a control. `longest` has no birth date with an initial and no beginnings with a
 * year, and three letters of the other name where the product has two: a remedy that is not built in.
 */
import { hmacSha512, normalisePerson } from '../../src/linkage/index.ts'
import { callSound } from '../../src/linkage/nicknames.ts'
import type { NormalPerson } from '../../src/linkage/normalise.ts'
import { skeleton } from '../../src/linkage/phonetic.ts'
import { describeTokens, type TokenKind, tokenText } from '../../src/linkage/tokens.ts'
import type { EncoderOf } from './scene.ts'

export const TOKEN_CHOICES = ['shorter', 'product', 'longest'] as const
export type TokenChoice = (typeof TOKEN_CHOICES)[number]

const LEFT_OUT: Readonly<Record<TokenChoice, readonly TokenKind[]>> = {
  shorter: ['name-year-initial', 'beginnings-year'],
  product: [],
  longest: ['beginnings-year', 'name-prefix', 'birth-initial'],
}

/** The clear texts of a person's tokens under this choice. */
export const textsOf = (person: NormalPerson, choice: TokenChoice): readonly string[] => [
  ...new Set([
    ...describeTokens(person).flatMap((token) => (LEFT_OUT[choice].includes(token.kind) ? [] : [tokenText(token)])),
    ...(choice === 'shorter' ? yearAlone(person) : []),
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

/** A word by sound, or its first three letters, with the year of birth and nothing else. */
const yearAlone = ({ words, birth: { year } }: NormalPerson): readonly string[] =>
  year === undefined
    ? []
    : [
        ...words
          .filter((word) => word.length > 1)
          .slice(0, 3)
          .map((word) => `name-year|${callSound(word)}|${year}`),
        ...words
          .filter((word) => word.length > 3)
          .slice(0, 3)
          .map((word) => `prefix-year|${word.slice(0, 3)}|${year}`),
      ]

/** A word by sound with three letters of another. */
const nameBeginning = ({ words }: NormalPerson): readonly string[] => {
  const long = [...new Set(words)].slice(0, 4).filter((word) => word.length >= 3)
  return long
    .slice(0, 3)
    .flatMap((word) =>
      long.flatMap((other) =>
        other === word || skeleton(word).length < 2 ? [] : [`name-beginning|${skeleton(word)}|${other.slice(0, 3)}`],
      ),
    )
}
