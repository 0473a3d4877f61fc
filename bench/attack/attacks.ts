/** Each attack as numbers: against the product, and against a known-bad control that must fall. */
import type { SlotName } from '../../src/linkage/encoding.ts'
import { SLOTS } from '../../src/linkage/encoding.ts'
import {
  featuresOf,
  HARDENING,
  type Hardening,
  normalisePerson,
  type PersonDescription,
} from '../../src/linkage/index.ts'
import { withChaff } from './chaff.ts'
import { breakRows, breakTokens } from './dictionary.ts'
import { borneOutByRows, matchNodes, type RowPart, similarityGraph, tokenGraph } from './graph.ts'
import { singleAttributes, surnameBigrams, surnameOf, unhardened } from './known-bad.ts'
import { matchLengths } from './lengths.ts'
import { type TokenChoice, withTokens } from './long-tokens.ts'
import { oneBitEncoder, oneBitLikeness } from './one-bit.ts'
import { minePatterns, PATTERN_ATTACK } from './patterns.ts'
import { bloomRows, rowsPerToken, withKinChaff } from './per-token.ts'
import { inventedNames, inventPeople, type NameTables } from './population.ts'
import { falseAlarms, simulateProbing } from './probing.ts'
import { asProduct, type EncoderOf, makeScene, type Scene, type Seen, type Yield, yieldOf } from './scene.ts'
import { diceLikeness, type Spreading, spreadAttack } from './spread.ts'
import { attackTable, type Opaque, TABLE_ATTACK, tableOf } from './table.ts'
import { allValues, resemblingValues, SLOT_NAMES, slotValues, tokenValues } from './views.ts'

export type Setting = {
  readonly size: number
  readonly seed: number
  readonly overlaps: readonly number[]
  readonly hardening: Hardening
  readonly tables: NameTables
  /** Chaff tokens per record, shared by about four; 0 is what the product does. */
  readonly chaff: number
  /** Remedies that are not built in; 'product' is what the product does. */
  readonly tokens: TokenChoice
  readonly rows: RowChoice
  /** With rows under tokens: chaff that bears looking at, up to so many tokens in all; 0 is none. */
  readonly kinChaff: number
  readonly say: (line: string) => void
}
export const ROW_CHOICES = ['product', 'per-token', 'one-bit-per-token'] as const
export type RowChoice = (typeof ROW_CHOICES)[number]
export const SETTING: Setting = {
  size: 3_000,
  seed: 5,
  overlaps: [0.2, 0.5, 0.8, 1],
  hardening: HARDENING,
  tables: inventedNames(),
  chaff: 0,
  tokens: 'product',
  rows: 'product',
  kinChaff: 0,
  say: () => undefined,
}

export type Line = Yield & { readonly attack: string; readonly target: 'product' | 'control'; readonly overlap: number }

const sceneOf = (setting: Setting, overlap: number): Scene =>
  makeScene({ ...setting, overlap, encoderOf: withAnyChaff(setting) })

/** Of one who knows the scheme: he leaves out of his own list what means nothing. */
const knowingSceneOf = (setting: Setting, overlap: number): Scene =>
  makeScene({
    ...setting,
    overlap,
    encoderOf: withAnyChaff(setting),
    ownEncoderOf: withAnyChaff({ ...setting, chaff: 0, kinChaff: 0 }),
  })

const withAnyChaff = ({ hardening, tokens, rows, chaff, kinChaff, size, seed }: Setting): EncoderOf => {
  const product = asProduct(hardening)
  const chosen = tokens === 'product' ? product : withTokens(product, tokens)
  const rowsOf = rows === 'one-bit-per-token' ? oneBitEncoder : bloomRows
  if (kinChaff > 0 && rows !== 'product')
    return withKinChaff(chosen, rowsOf, {
      tokensInAll: kinChaff,
      values: Math.ceil((size * (kinChaff - TOKENS_MEANT)) / RECORDS_PER_KIN),
      people: inventPeople(KIN_PEOPLE, seed + 9),
    })
  const encoded = rows === 'product' ? chosen : rowsPerToken(chosen, rowsOf)
  const values = Math.ceil((size * chaff) / RECORDS_PER_CHAFF)
  return chaff === 0 ? encoded : withChaff(encoded, { tokensPerRecord: chaff, values })
}
const RECORDS_PER_CHAFF = 4
const RECORDS_PER_KIN = 2
/** About as many tokens mean something. */
const TOKENS_MEANT = 18
const KIN_PEOPLE = 5_000

type View = (seen: readonly Seen[]) => readonly (readonly Opaque[])[]
const each =
  (view: (seen: Seen) => readonly Opaque[]): View =>
  (seen) =>
    seen.map(view)

const tableLine = (scene: Scene, view: View, frequencyOnly: boolean): Yield =>
  yieldOf(scene, attackTable(tableOf(view(scene.index)), tableOf(view(scene.own)), TABLE_ATTACK, frequencyOnly))

/** 1. Frequency: values in order of how common they are beside those of the list; disjoint sample (overlap 0) and the same people (1) as well. */
export const frequencyAttack = (setting: Setting): readonly Line[] =>
  [0, ...setting.overlaps].flatMap((overlap) => {
    const bad = makeScene({ ...setting, overlap, encoderOf: singleAttributes })
    const scene = sceneOf(setting, overlap)
    setting.say(`frequency at overlap ${overlap}`)
    return [
      { attack: 'frequency, tokens', target: 'control' as const, overlap, ...tableLine(bad, each(tokenValues), true) },
      {
        attack: 'frequency, tokens',
        target: 'product' as const,
        overlap,
        ...tableLine(scene, each(tokenValues), true),
      },
      {
        attack: 'frequency, slots',
        target: 'product' as const,
        overlap,
        ...tableLine(scene, each(slotValues()), true),
      },
    ]
  })

/** 2. Pattern mining on the bits of a slot. */
export const patternAttack = (setting: Setting): readonly Line[] =>
  setting.overlaps
    .filter((overlap) => overlap >= 0.8)
    .flatMap((overlap) => {
      setting.say(`patterns at overlap ${overlap}`)
      const nameOf = (person: PersonDescription): string => surnameOf(person)
      const bad = makeScene({ ...setting, overlap, encoderOf: unhardened, nameOf })
      const bigrams = bad.plain.map((person) => surnameBigrams(person).map((text) => [text, 1] as const))
      const scene = sceneOf(setting, overlap)
      return [
        {
          attack: 'patterns, surname',
          target: 'control' as const,
          overlap,
          ...yieldOf(bad, minePatterns(bad.index, bigrams, { ...PATTERN_ATTACK, part: SLOTS.name })),
        },
        ...PATTERN_SLOTS.map((slot) => ({
          attack: `patterns, ${slot}`,
          target: 'product' as const,
          overlap,
          ...mined(scene, slot),
        })),
      ]
    })

const PATTERN_SLOTS = ['name', 'year', 'dayMonth', 'place', 'phone'] as const satisfies readonly SlotName[]

const mined = (scene: Scene, slot: SlotName): Yield => {
  const plain = scene.plain.map((person) => featuresOf(normalisePerson(person))[slot])
  return yieldOf(scene, minePatterns(scene.index, plain, { ...PATTERN_ATTACK, part: SLOTS[slot] }))
}

/** 3a. Graph matching on node figures. The control is the same people in both lists: there the graphs are the same. */
export const graphAttack = (setting: Setting): readonly Line[] =>
  setting.overlaps.flatMap((overlap) => {
    setting.say(`graphs at overlap ${overlap}`)
    const scene = sceneOf(setting, overlap)
    const target = 'product' as const
    const alike = (part: RowPart, least: number) => (seen: readonly Seen[]) => similarityGraph(seen, part, least)
    const tokens = (seen: readonly Seen[]) => tokenGraph(seen)
    const both = (seen: readonly Seen[]) => borneOutByRows(tokenGraph(seen), seen)
    const graphs = {
      names: alike(SLOTS.name, 0.3),
      'names half alike': alike(SLOTS.name, 0.5),
      'parts of names': alike(PARTS, 0.45),
      births: alike(BIRTHS, 0.55),
      tokens,
      'tokens borne out by rows': both,
    }
    return Object.entries(graphs).map(([name, graph]) => ({
      attack: `graph, ${name}`,
      target,
      overlap,
      ...yieldOf(scene, matchNodes(graph(scene.index), graph(scene.own), 0)),
    }))
  })

/** Slots that stand side by side, read as one. */
const PARTS: RowPart = { at: SLOTS.given.at, words: SLOTS.given.words + SLOTS.surname.words }
const BIRTHS: RowPart = { at: SLOTS.year.at, words: SLOTS.year.words + SLOTS.dayMonth.words }

/** 3b. Equality as a table: what is equal in two records joins them, frequencies start and co-occurrence spreads. */
export const tableAttack = (setting: Setting): readonly Line[] =>
  setting.overlaps.flatMap((overlap) => {
    setting.say(`tables at overlap ${overlap}`)
    const bad = makeScene({ ...setting, overlap, encoderOf: singleAttributes })
    const scene = sceneOf(setting, overlap)
    const views: Readonly<Record<string, View>> = {
      'table, tokens': each(tokenValues),
      'table, slots': each(slotValues()),
      'table, tokens and slots': each(allValues),
      'table, slots that resemble': (seen) => resemblingValues(seen, 0.45, SLOT_NAMES),
    }
    return [
      { attack: 'table, tokens', target: 'control' as const, overlap, ...tableLine(bad, each(tokenValues), false) },
      ...Object.entries(views).map(([attack, view]) => ({
        attack,
        target: 'product' as const,
        overlap,
        ...tableLine(scene, view, false),
      })),
    ]
  })

/** 4. How much each slot holds, by the bits that are set: no equality, no ties. */
export const lengthsAttack = (setting: Setting): readonly Line[] =>
  setting.overlaps.map((overlap) => {
    setting.say(`lengths at overlap ${overlap}`)
    const scene = sceneOf(setting, overlap)
    const named = matchLengths(scene.index, scene.own, scene.ownAgain(), MARGIN_BITS)
    return { attack: 'lengths of slots', target: 'product' as const, overlap, ...yieldOf(scene, named) }
  })

/** 5. Ties with their kinds, heard from neighbour to neighbour; with and without what rows and lengths show. */
export const spreadAttacks = (setting: Setting): readonly Line[] =>
  setting.overlaps.flatMap((overlap) => {
    setting.say(`spreading at overlap ${overlap}`)
    const scene = knowingSceneOf(setting, overlap)
    const likeness = setting.rows === 'one-bit-per-token' ? oneBitLikeness : diceLikeness
    const chaff = setting.kinChaff > 0 ? ('padded' as const) : setting.chaff
    const base = { rounds: 6, margin: MARGIN_BITS, chaff, likeness, lengths: false, rows: false }
    // Twenty rows for each person are made only where somebody asks for them.
    const kinds: Readonly<Record<string, Partial<Spreading>>> = {
      'spread, tokens': {},
      'spread, tokens and rows': { rows: true },
      ...(setting.rows === 'product' ? { 'spread, rows and lengths': { rows: true, lengths: true } } : {}),
    }
    return Object.entries(kinds).map(([attack, kind]) => {
      const again = kind.lengths ? scene.ownAgain() : scene.own
      const named = spreadAttack(scene.index, scene.own, again, { ...base, ...kind })
      return { attack, target: 'product' as const, overlap, ...yieldOf(scene, named) }
    })
  })
const MARGIN_BITS = 3

export const ATTACKS = {
  frequency: frequencyAttack,
  patterns: patternAttack,
  graph: graphAttack,
  table: tableAttack,
  lengths: lengthsAttack,
  spread: spreadAttacks,
  probing: ({ seed }: Setting) => ({ probers: simulateProbing(seed), honest: falseAlarms(seed) }),
  'epoch-key': ({ size, seed, tables, hardening }: Setting) => ({
    product: breakRows(size, seed, tables, hardening),
    unsalted: breakRows(size, seed, tables, { ...hardening, salts: {} }),
  }),
  'authority-key': ({ size, seed, tables }: Setting) => breakTokens(size, seed, tables),
} as const
export type AttackName = keyof typeof ATTACKS
