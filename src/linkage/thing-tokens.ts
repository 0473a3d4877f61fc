/**
 * The keys by which two things find each other. The plane is part of every key: what care holds and what enforcement holds become
 * other tokens, so that the matcher could not join them if it would. What comes out is clear text and may only go to the keyed function.
 */
import type { LinkagePlane } from './messages.ts'
import type { NormalThing } from './thing.ts'

/** `exact` is the thing itself; `near` are the keys of its writing errors, or the pieces of a text. */
export type ThingTokens = { readonly exact: string; readonly near: readonly string[] }

/** A shorter word has too many neighbours, a longer one too many keys. */
const SPELLED_LEAST = 5
const SPELLED_MOST = 40

/**
 * Both sides give themselves and themselves without one character. So one changed, left out or added character is found, and two
 * that changed places; now and then a pair with two errors as well, which the index cannot tell: the grade says *near*, never *exact*.
 */
export const describeThing = (thing: NormalThing, plane: LinkagePlane): ThingTokens => {
  const kind = `thing-${plane}-${thing.kind}`
  const near = thing.spelled ? withoutOne(thing.value) : thing.pieces
  return { exact: `${kind}|${thing.value}`, near: near.map((each) => `${kind}-near|${each}`) }
}

const withoutOne = (value: string): readonly string[] => {
  // The platform of a handle and the register of a company are chosen from a list, not typed.
  const head = /^[a-z]+:/.exec(value)?.[0] ?? ''
  const body = value.slice(head.length)
  if (body.length < SPELLED_LEAST || body.length > SPELLED_MOST) return []
  const shorter = [...body].map((_, at) => head + body.slice(0, at) + body.slice(at + 1))
  return [...new Set([value, ...shorter])]
}
