/**
 * The matcher's index of things: keyed tokens to handles, and which handles hold the same or nearly the same thing. Everything is a
 * function of what is held now, so the order of arrival changes nothing. A token that too many hold means nothing and links nobody.
 */
export type HeldThing = { readonly handle: string; readonly exact: string; readonly near: readonly string[] }
export type ThingGrade = 'exact' | 'near'
/** Two handles of things, the smaller first. */
export type ThingPair = { readonly one: string; readonly other: string; readonly grade: ThingGrade }
/** How many hold the same thing, as a class: an exact count would tell more than anybody needs. */
export type ThingSpread = 'alone' | 'few' | 'several' | 'wide'
export type ThingChange = {
  readonly found: readonly ThingPair[]
  readonly ended: readonly ThingPair[]
  readonly spread: readonly { readonly handle: string; readonly spread: ThingSpread }[]
}

export const SPREAD = { fewMost: 5, severalMost: 20 } as const
/** A token with more holders links nobody: a shelter's phone, a taxi, an office. Bounds the work of one thing too. */
export const HOLDERS_MOST = SPREAD.severalMost

export const NO_CHANGE: ThingChange = { found: [], ended: [], spread: [] }

export class ThingIndex {
  readonly #things = new Map<string, HeldThing>()
  readonly #holders = new Map<string, Set<string>>()

  get size(): number {
    return this.#things.size
  }

  /** Adds a thing, or replaces the one under the same handle; the same again changes nothing. */
  insert(thing: HeldThing): ThingChange {
    const held = this.#things.get(thing.handle)
    if (held && sameThing(held, thing)) return NO_CHANGE
    return held ? together(this.remove(held.handle), this.#changed(thing, 1)) : this.#changed(thing, 1)
  }

  remove(handle: string): ThingChange {
    const held = this.#things.get(handle)
    return held ? this.#changed(held, -1) : NO_CHANGE
  }

  spreadOf(handle: string): ThingSpread {
    const held = this.#things.get(handle)
    return spreadFor(held ? this.#holdersOf(held.exact).size : 0)
  }

  /** What holds now for one thing: its pairs and how widely it is shared. */
  around(handle: string): ThingChange {
    const held = this.#things.get(handle)
    if (!held) return NO_CHANGE
    const others = new Set<string>()
    for (const token of tokensOf(held)) {
      const holders = this.#holdersOf(token)
      for (const other of holders.size > HOLDERS_MOST ? [] : holders) if (other !== handle) others.add(other)
    }
    const found = [...others].flatMap((other) => this.#pairsOf([handle, other]))
    return { found, ended: [], spread: [{ handle, spread: this.spreadOf(handle) }] }
  }

  /** How widely each thing is shared. */
  spreads(): ThingChange['spread'] {
    return [...this.#things.keys()].map((handle) => ({ handle, spread: this.spreadOf(handle) }))
  }

  /** Every pair that holds now: what all changes together must have told. */
  pairs(): readonly ThingPair[] {
    const all = new Map<string, ThingPair>()
    for (const holders of this.#holders.values())
      for (const pair of holders.size > HOLDERS_MOST ? [] : this.#pairsOf([...holders])) all.set(keyOf(pair), pair)
    return [...all.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }

  #holdersOf(token: string): ReadonlySet<string> {
    return this.#holders.get(token) ?? new Set()
  }

  // Only pairs of the thing itself can change, and those of a token that passes the bound, one way or the other.
  #changed(thing: HeldThing, by: 1 | -1): ThingChange {
    const tokens = tokensOf(thing)
    const passes = by === 1 ? HOLDERS_MOST : HOLDERS_MOST + 1
    const touched = new Map<string, readonly [string, string]>()
    const touch = (a: string, b: string) => touched.set(a < b ? `${a} ${b}` : `${b} ${a}`, a < b ? [a, b] : [b, a])
    for (const token of tokens) {
      const holders = [...this.#holdersOf(token)]
      if (holders.length > passes) continue
      for (const holder of holders) if (holder !== thing.handle) touch(thing.handle, holder)
      for (const [i, a] of holders.length === passes ? holders.entries() : [])
        for (const b of holders.slice(i + 1)) touch(a, b)
    }
    const watched = [...touched.values()]
    const before = watched.map(([a, b]) => this.#gradeOf(a, b))
    const spreadBefore = spreadFor(this.#holdersOf(thing.exact).size)
    if (by === 1) this.#hold(thing, tokens)
    else this.#let(thing, tokens)
    const found: ThingPair[] = []
    const ended: ThingPair[] = []
    watched.forEach(([one, other], i) => {
      const [was, is] = [before[i], this.#gradeOf(one, other)]
      if (was === is) return
      if (was) ended.push({ one, other, grade: was })
      if (is) found.push({ one, other, grade: is })
    })
    return { found, ended, spread: this.#spreadAfter(thing, spreadBefore, by) }
  }

  #spreadAfter(thing: HeldThing, before: ThingSpread, by: 1 | -1): ThingChange['spread'] {
    const holders = this.#holdersOf(thing.exact)
    const spread = spreadFor(holders.size)
    const told = spread === before ? (by === 1 ? [thing.handle] : []) : [...holders]
    return told.map((handle) => ({ handle, spread }))
  }

  #gradeOf(one: string, other: string): ThingGrade | undefined {
    const [a, b] = [this.#things.get(one), this.#things.get(other)]
    if (!a || !b) return undefined
    if (a.exact === b.exact) return this.#holdersOf(a.exact).size > HOLDERS_MOST ? undefined : 'exact'
    const shared = a.near.some((token) => {
      const holders = this.#holdersOf(token)
      return holders.size <= HOLDERS_MOST && holders.has(other)
    })
    return shared ? 'near' : undefined
  }

  #pairsOf(handles: readonly string[]): readonly ThingPair[] {
    return handles.flatMap((a, i) =>
      handles.slice(i + 1).flatMap((b) => {
        const grade = this.#gradeOf(a, b)
        return grade ? [{ one: a < b ? a : b, other: a < b ? b : a, grade }] : []
      }),
    )
  }

  #hold(thing: HeldThing, tokens: readonly string[]): void {
    this.#things.set(thing.handle, thing)
    for (const token of tokens) {
      const holders = this.#holders.get(token)
      if (holders) holders.add(thing.handle)
      else this.#holders.set(token, new Set([thing.handle]))
    }
  }

  #let(thing: HeldThing, tokens: readonly string[]): void {
    this.#things.delete(thing.handle)
    for (const token of tokens) {
      const holders = this.#holders.get(token)
      holders?.delete(thing.handle)
      if (holders?.size === 0) this.#holders.delete(token)
    }
  }
}

/** Two changes as one: what the second undoes was never there, and what came later is how it is now. */
const together = (first: ThingChange, second: ThingChange): ThingChange => {
  const without = (pairs: readonly ThingPair[], others: readonly ThingPair[]) => {
    const undone = new Set(others.map(gradedKeyOf))
    return pairs.filter((pair) => !undone.has(gradedKeyOf(pair)))
  }
  return {
    found: [...without(first.found, second.ended), ...without(second.found, first.ended)],
    ended: [...without(first.ended, second.found), ...without(second.ended, first.found)],
    spread: [...new Map([...first.spread, ...second.spread].map((each) => [each.handle, each])).values()],
  }
}

const tokensOf = (thing: HeldThing): readonly string[] => [...new Set([thing.exact, ...thing.near])]
const keyOf = ({ one, other }: ThingPair): string => `${one} ${other}`
const gradedKeyOf = (pair: ThingPair): string => `${keyOf(pair)} ${pair.grade}`
const sameThing = (a: HeldThing, b: HeldThing): boolean =>
  a.exact === b.exact && [...a.near].sort().join() === [...b.near].sort().join()
const spreadFor = (holders: number): ThingSpread => {
  if (holders > SPREAD.severalMost) return 'wide'
  if (holders > SPREAD.fewMost) return 'several'
  return holders > 1 ? 'few' : 'alone'
}
