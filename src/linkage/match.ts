/**
 * The matcher: compares encodings and tells both sides the same at the same moment. It knows handles, planes, keyed tokens
 * and bits; it holds no name, no key of the authority and no epoch key. It never says which attribute agreed, nor how
 * many matched.
 */

import { type Calibration, type Recalibrated, recalibrate } from './match-calibration.ts'
import { INDEX_LIMITS, type IndexLimits, MatchIndex } from './match-index.ts'
import { type Compared, patternOf } from './match-levels.ts'
import {
  bitsOfChance,
  chanceOf,
  evidenceUnder,
  type Grades,
  levelBitsUnder,
  type Parameters,
  PERSONAL,
  priorBits,
} from './match-model.ts'
import type { LevelBits } from './match-sieve.ts'
import type { LinkagePlane } from './messages.ts'

export type MatchableRecord = {
  readonly handle: string
  readonly plane: LinkagePlane
  readonly tokens: readonly string[]
  readonly row: Uint32Array
}
export type Grade = 'hit' | 'look-closer'

/**
 * What one side hears. A side without a match hears an answer of the same shape with grade `nothing`, so that the length
 * of a message tells nothing. `probability` is calibrated and rounded to tenths: finer steps would tell what agreed.
 */
export type Answer = { readonly handle: string; readonly grade: Grade | 'nothing'; readonly probability: number }

/** For the contact desk alone: which two handles belong together. `acrossPlanes` pairs are told to nobody else. */
export type Introduction = {
  readonly asking: string
  readonly held: string
  readonly grade: Grade
  readonly probability: number
  readonly acrossPlanes: boolean
  /** What the model itself expected, in tenths and before outcomes were heard: stored to be held against them, told to no house. */
  readonly model: { readonly tenths: number; readonly parameters: string; readonly calibration: number }
}
export type MatchOutcome = {
  readonly answers: readonly Answer[]
  readonly introductions: readonly Introduction[]
}
export type MatcherSetting = {
  readonly parameters: Parameters
  readonly grades: Grades
  readonly limits?: IndexLimits
  readonly introductionsMax?: number
  /** Up to so many records are compared in JavaScript, more with the kernel; the answers are the same. */
  readonly smallRows?: number
}

const INTRODUCTIONS_MAX = 20

export class Matcher {
  readonly #index: MatchIndex
  readonly #setting: MatcherSetting
  readonly #planes = new Map<string, LinkagePlane>()
  readonly #evidence: (pattern: number) => number
  readonly #personal: (pattern: number) => number
  readonly #levelBits: LevelBits
  #populationLeast = 0
  #calibration: { readonly version: number; readonly curve: Recalibrated } = { version: 0, curve: (chance) => chance }

  constructor(setting: MatcherSetting) {
    this.#setting = setting
    this.#index = new MatchIndex(setting.limits ?? INDEX_LIMITS, setting.smallRows)
    this.#evidence = evidenceUnder(setting.parameters)
    this.#levelBits = levelBitsUnder(setting.parameters)
    this.#personal = evidenceUnder(setting.parameters, PERSONAL)
  }

  get size(): number {
    return this.#index.size
  }

  /** Weighs as if at least so many were held: an index that is being filled again is not a small country. */
  countAtLeast(population: number): void {
    this.#populationLeast = population
  }

  /** Looks up, then adds. The next look-up sees it, from whichever side. */
  insert(record: MatchableRecord): MatchOutcome {
    const outcome = this.lookUp(record)
    this.restore(record)
    return outcome
  }

  /** Adds without telling anybody: for reading a stored index back at start. */
  restore({ handle, plane, tokens, row }: MatchableRecord): void {
    this.#index.insert(handle, { tokens, row })
    this.#planes.set(handle, plane)
  }

  /** Compares and leaves nothing behind. The asking handle itself is never an answer. */
  lookUp(record: MatchableRecord): MatchOutcome {
    const introductions = this.#introduce(record)
    const open = introductions.filter(({ acrossPlanes }) => !acrossPlanes)
    const told = open.map(({ held, grade, probability }): Answer => ({ handle: held, grade, probability }))
    const best = open[0]
    const own: Answer = best
      ? { handle: record.handle, grade: best.grade, probability: best.probability }
      : { handle: record.handle, grade: 'nothing', probability: 0 }
    return { answers: [own, ...told], introductions }
  }

  /** Uses what outcomes say of these parameters; a curve of other parameters, or an older one, is passed over. */
  calibrate({ version, parameters, counts }: Calibration): void {
    if (parameters !== this.#setting.parameters.version || version <= this.#calibration.version) return
    this.#calibration = { version, curve: recalibrate(counts) }
  }

  /** Takes out every handle that is not among these: what was removed elsewhere. */
  keepOnly(handles: ReadonlySet<string>): void {
    for (const handle of [...this.#planes.keys()]) if (!handles.has(handle)) this.remove(handle)
  }

  /** Takes a handle out; afterwards no look-up finds it. True when it was there. */
  remove(handle: string): boolean {
    this.#planes.delete(handle)
    return this.#index.remove(handle)
  }

  #introduce(record: MatchableRecord): readonly Introduction[] {
    const probe = this.#index.probe(record.row)
    const candidates = this.#index.candidates(record.tokens)
    const prior = priorBits(this.#setting.parameters, Math.max(this.#index.size, this.#populationLeast))
    const { lookCloser } = this.#setting.grades
    const found: Found[] = []
    const take = (candidate: number, held: Compared): void => {
      const pattern = patternOf(held, probe, candidate)
      const bits = prior + this.#evidence(pattern)
      // First whether it is told at all: who somebody is lies far apart in memory, and hardly any candidate is told.
      const chance = chanceOf(bits)
      if (chance < lookCloser) return
      const handle = this.#index.handleOf(candidate)
      const plane = handle === undefined ? undefined : this.#planes.get(handle)
      if (handle === undefined || plane === undefined || handle === record.handle) return
      found.push({ handle, plane, bits, chance, personal: this.#personal(pattern) })
    }
    this.#index.compareProbe(candidates, take, {
      levelBits: this.#levelBits,
      bitsLeast: bitsOfChance(lookCloser) - prior,
    })
    return this.#graded(found, record)
  }

  /**
   * Several handles may stand for one person, in several houses, so answers do not compete with each other. Strongest
   * first, at most a fixed number. Without personal evidence the chance stays below that of a hit: the sets that the
   * weights were learned on know no households and no phone that belongs to an exploiter. Outcomes move a pair between the
   * grades, never out of sight: who is told at all stays with the model.
   */
  #graded(found: Found[], asking: MatchableRecord): readonly Introduction[] {
    const { hit, personalBitsLeast } = this.#setting.grades
    return found
      .sort((x, y) => y.bits - x.bits || (x.handle < y.handle ? -1 : 1))
      .slice(0, this.#setting.introductionsMax ?? INTRODUCTIONS_MAX)
      .map(({ handle, plane, chance: expected, personal }): Introduction => {
        const chance = this.#calibration.curve(expected)
        const grade = chance >= hit && personal >= personalBitsLeast ? 'hit' : 'look-closer'
        const bound = grade === 'hit' ? chance : Math.min(chance, hit - 0.1)
        return {
          asking: asking.handle,
          held: handle,
          grade,
          probability: Math.round(bound * 10) / 10,
          acrossPlanes: plane !== asking.plane,
          model: {
            tenths: Math.round(expected * 10),
            parameters: this.#setting.parameters.version,
            calibration: this.#calibration.version,
          },
        }
      })
  }
}

type Found = {
  readonly handle: string
  readonly plane: LinkagePlane
  readonly bits: number
  readonly chance: number
  readonly personal: number
}
