/**
 * Everything that was ever released as one system: every released number as the sum of finest cells, so that numbers of several tables and
 * several releases that stand for the same people are one unknown. The attack on it asks what all of them together tell.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { auditShown, type Bound, boundsOf, type Known } from './audit.ts'
import { type Addition, type Branch, CELLS_MAX, codesOf, type Dimension } from './cells.ts'
import { pick, type Solver } from './solver.ts'

/** A table as it was released: what is shown of each cell, never what is true. */
export type ReleasedTable = {
  readonly id: string
  readonly dimensions: readonly Dimension[]
  /** By key (codes joined with a bar). A cell that is not named was withheld. */
  readonly shown: ReadonlyMap<string, Known>
}
/** What only the maker has: the true counts of the finest cells at that moment. */
export type MadeTable = ReleasedTable & { readonly truth: ReadonlyMap<string, number> }

export type Recovered = { readonly cell: string; readonly value: number }
/** A number that changed between two releases by so few that the change itself is a small number. */
export type Changed = { readonly cell: string; readonly change: number; readonly between: readonly [string, string] }
export type Together = {
  readonly releases: number
  readonly cells: number
  /** Withheld or rounded numbers that follow exactly. */
  readonly recovered: readonly Recovered[]
  readonly differences: readonly Changed[]
  /** Categories of two releases that are one under two names. */
  readonly renamed: readonly { readonly dimension: string; readonly from: string; readonly to: string }[]
  /** No table fits all that is shown, also when it may have changed in between. */
  readonly contradiction: boolean
}

const FAR = 1e9
const UNKNOWN: Known = { least: 0, most: FAR }
const RENAMED_MAX = 12
const NEAR = 1e-6
const isOutright = ({ least, most }: Known): boolean => most - least < NEAR

type Cell = {
  readonly label: string
  readonly finest: readonly string[]
  readonly release: string
  readonly known: Known
}
type Laid = {
  readonly id: string
  readonly cells: readonly Cell[]
  readonly additions: readonly { readonly total: number; readonly parts: readonly number[] }[]
  readonly leaves: readonly number[]
}

/** What anybody can tell from these releases together, without knowing what is true. Changes of less than `threshold` are small numbers. */
export const attackReleases = (
  solver: Solver,
  released: readonly ReleasedTable[],
  { threshold = 5 } = {},
): Outcome<Together, 'table-too-big'> => {
  const { tables, renamed } = underOneName(released)
  const laid = layOut(tables)
  if (!laid) return refuse('table-too-big', { most: CELLS_MAX })
  const { versions, changes } = whatChanged(laid, threshold)
  const system = systemOf(laid, versions)
  const hidden = system.known.flatMap((known, cell) => (isOutright(known) ? [] : [cell]))
  // Only what was in a release counts as found; a cell nobody published is looked at for its sums alone.
  const wanted = hidden.filter((cell) => pick(system.released, cell))
  const { bounds, contradiction } = boundsOf(solver, system, wanted)
  const recovered = bounds.flatMap((bound) => (exactValue(bound) === undefined ? [] : [bound]))
  return accept({
    releases: released.length,
    cells: system.known.length,
    recovered: recovered.map((bound) => ({ cell: pick(system.labels, bound.cell), value: exactValue(bound) ?? 0 })),
    differences: changes,
    renamed,
    contradiction,
  })
}
const exactValue = ({ least, most }: Bound): number | undefined => {
  const value = Math.ceil(least - NEAR)
  return value >= Math.floor(most + NEAR) ? value : undefined
}

/** What a maker must know before releasing the last of these: which small numbers, and which small changes, all of them together would tell exactly. */
export const attackMade = (
  solver: Solver,
  made: readonly MadeTable[],
  { threshold }: { threshold: number },
): Outcome<Together, 'table-too-big'> => {
  const laid = layOut(made)
  if (!laid) return refuse('table-too-big', { most: CELLS_MAX })
  const { versions, truths } = byTruth(made, laid)
  const system = systemOf(laid, versions)
  const values = system.finest.map((finest) => finest.reduce((sum, each) => sum + (truths.get(each) ?? 0), 0))
  const changes = changesOf(laid, versions, system, values, threshold)
  const small = values.flatMap((value, cell) => (value > 0 && value < threshold ? [{ cell, value }] : []))
  const all = {
    known: [...system.known, ...changes.map(() => ({ least: -FAR, most: FAR }))],
    additions: [
      ...system.additions,
      ...changes.map(({ after, before }, index) => ({ total: after, parts: [before, system.known.length + index] })),
    ],
  }
  const hidden = [
    ...small,
    ...changes.map(({ change }, index) => ({ cell: system.known.length + index, value: change })),
  ].map(({ cell, value }) => ({ cell, least: value - 1, most: value + 1 }))
  const { exact, contradiction } = auditShown(solver, all, hidden)
  const differences = exact.flatMap(({ cell }) => {
    const change = changes[cell - system.known.length]
    return change ? [{ cell: change.label, change: change.change, between: change.between }] : []
  })
  const recovered = exact.flatMap(({ cell }) =>
    cell < system.known.length ? [{ cell: pick(system.labels, cell), value: pick(values, cell) }] : [],
  )
  return accept({
    ...{ releases: made.length, cells: system.known.length, recovered, differences, renamed: [], contradiction },
  })
}

// ---- Laying out: each cell as its finest cells, over the dimensions of all releases together.

const layOut = (tables: readonly ReleasedTable[]): readonly Laid[] | undefined => {
  const names = [...new Set(tables.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)))].sort()
  const trees = (name: string): readonly Branch[] =>
    tables.flatMap(({ dimensions }) => dimensions.flatMap((each) => (each.name === name ? [each.tree] : [])))
  const inner = new Map(names.map((name) => [name, innerOf(trees(name))]))
  const whole = new Map(
    names.map((name) => [name, [...new Set(trees(name).flatMap((tree) => finestUnder(tree, inner.get(name))))]]),
  )
  let size = 0
  const laid: Laid[] = []
  for (const table of tables) {
    const under = table.dimensions.map(({ name, tree }) => setsOf(tree, inner.get(name)))
    const keys = across(table.dimensions.map(({ tree }) => codesOf(tree)))
    const cells = keys.map((codes): Cell => {
      const sets = names.map((name) => {
        const index = table.dimensions.findIndex((each) => each.name === name)
        return index < 0 ? (whole.get(name) ?? []) : (pick(under, index).get(pick(codes, index)) ?? [])
      })
      const finest = across(sets).map((each) => each.join('|'))
      const label = codes.join('|')
      size += finest.length
      return { label, finest, release: table.id, known: table.shown.get(label) ?? UNKNOWN }
    })
    if (size > 100 * CELLS_MAX || cells.length > CELLS_MAX) return undefined
    laid.push({ id: table.id, cells, ...additionsOf(table.dimensions, keys) })
  }
  return laid
}

const across = (lists: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  lists.reduce<readonly (readonly string[])[]>(
    (made, list) => made.flatMap((each) => list.map((code) => [...each, code])),
    [[]],
  )

/** Codes that some release takes apart: what they are made of, whatever release shows them whole. */
const innerOf = (trees: readonly Branch[]): ReadonlyMap<string, Branch> => {
  const inner = new Map<string, Branch>()
  const open = (branch: Branch): void => {
    if (!branch.children?.length) return
    if (!inner.has(branch.code)) inner.set(branch.code, branch)
    branch.children.forEach(open)
  }
  trees.forEach(open)
  return inner
}
const finestUnder = (branch: Branch, inner: ReadonlyMap<string, Branch> | undefined, depth = 0): readonly string[] => {
  const children = branch.children?.length
    ? branch.children
    : depth < 20
      ? inner?.get(branch.code)?.children
      : undefined
  return children ? children.flatMap((child) => finestUnder(child, inner, depth + 1)) : [branch.code]
}
const setsOf = (tree: Branch, inner: ReadonlyMap<string, Branch> | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map([
    [tree.code, [...finestUnder(tree, inner)].sort()],
    ...(tree.children ?? []).flatMap((child) => [...setsOf(child, inner)]),
  ])

const additionsOf = (
  dimensions: readonly Dimension[],
  keys: readonly (readonly string[])[],
): Pick<Laid, 'additions' | 'leaves'> => {
  const place = new Map(keys.map((codes, index) => [codes.join('|'), index]))
  const branches = dimensions.map(({ tree }) => branchesOf(tree))
  const additions = keys.flatMap((codes, total) =>
    codes.flatMap((code, dimension) => {
      const children = pick(branches, dimension).get(code)?.children
      if (!children?.length) return []
      const parts = children.map((child) => place.get(codes.with(dimension, child.code).join('|')) ?? -1)
      return [{ total, parts }]
    }),
  )
  const leaves = keys.flatMap((codes, index) =>
    codes.every((code, dimension) => !pick(branches, dimension).get(code)?.children?.length) ? [index] : [],
  )
  return { additions, leaves }
}
const branchesOf = (tree: Branch): ReadonlyMap<string, Branch> =>
  new Map([[tree.code, tree] as const, ...(tree.children ?? []).flatMap((child) => [...branchesOf(child)])])

// ---- One system: the same finest cells are one unknown.

type System = {
  readonly labels: readonly string[]
  readonly finest: readonly (readonly string[])[]
  readonly known: readonly Known[]
  readonly additions: readonly Addition[]
  readonly released: readonly boolean[]
  place(finest: readonly string[]): number | undefined
}
/** Which version of a finest cell a release speaks of: the same number until it changed. */
type Versions = ReadonlyMap<string, ReadonlyMap<string, number>>
const versioned = (versions: Versions, release: string, finest: readonly string[]): readonly string[] =>
  finest.map((each) => {
    const version = versions.get(release)?.get(each) ?? 0
    return version === 0 ? each : `${each}#${version}`
  })

const systemOf = (laid: readonly Laid[], versions: Versions): System => {
  const place = new Map<string, number>()
  const cells: { label: string; finest: readonly string[]; known: Known; released: boolean }[] = []
  const put = (label: string, finest: readonly string[], known: Known, released: boolean): number => {
    const key = identity(finest)
    const index = place.get(key) ?? cells.length
    const before = cells[index]
    place.set(key, index)
    if (before) {
      before.known = meet(before.known, known)
      before.released ||= released
    } else cells.push({ label, finest, known, released })
    return index
  }
  const additions = new Map<string, Addition>()
  const add = (addition: Addition): void => {
    if (addition.parts.length === 1 && addition.parts[0] === addition.total) return
    additions.set(`${addition.total}=${[...addition.parts].sort((one, other) => one - other).join()}`, addition)
  }
  const places = laid.map(({ cells: own, id }) =>
    own.map(({ label, finest, known }) => put(label, versioned(versions, id, finest), known, true)),
  )
  for (const [index, { additions: own }] of laid.entries()) {
    const here = pick(places, index)
    for (const { total, parts } of own) add({ total: pick(here, total), parts: parts.map((part) => pick(here, part)) })
  }
  // What is finest in its own release and not in others hangs together with them through cells that nobody published.
  const totals = new Set([...additions.values()].map(({ total }) => total))
  for (const [index, { leaves }] of laid.entries())
    for (const leaf of leaves) {
      const cell = pick(pick(places, index), leaf)
      const { finest } = pick(cells, cell)
      if (finest.length < 2 || totals.has(cell) || laid.length < 2) continue
      add({ total: cell, parts: finest.map((each) => put(each, [each], UNKNOWN, false)) })
    }
  return {
    labels: cells.map((each) => each.label),
    finest: cells.map((each) => each.finest),
    known: cells.map((each) => each.known),
    released: cells.map((each) => each.released),
    additions: [...additions.values()],
    place: (finest) => place.get(identity(finest)),
  }
}
const identity = (finest: readonly string[]): string => [...finest].sort().join('\n')
const meet = (one: Known, other: Known): Known => ({
  least: Math.max(one.least, other.least),
  most: Math.min(one.most, other.most),
})

// ---- What changed between releases.

/** By what is shown: a number that can no longer be what it was has changed, and with it what is under it and not known to be the same. */
const whatChanged = (laid: readonly Laid[], threshold: number): { versions: Versions; changes: readonly Changed[] } => {
  const versions = new Map<string, Map<string, number>>()
  const changes: Changed[] = []
  const last = new Map<string, { readonly known: Known; readonly release: string }>()
  const now = new Map<string, number>()
  for (const { id, cells } of laid) {
    const differs = cells.filter(({ finest, known }) => {
      const before = last.get(identity(finest))
      return (
        before !== undefined &&
        Math.max(before.known.least, known.least) > Math.min(before.known.most, known.most) + NEAR
      )
    })
    const under = new Set(differs.flatMap(({ finest }) => finest))
    const stays = new Set(
      cells.flatMap(({ finest, known }) => {
        const before = finest.length === 1 ? last.get(identity(finest)) : undefined
        return before && isOutright(before.known) && isOutright(known) && before.known.least === known.least
          ? finest
          : []
      }),
    )
    for (const each of under) if (!stays.has(each)) now.set(each, (now.get(each) ?? 0) + 1)
    versions.set(id, new Map(now))
    for (const { label, finest, known } of differs) {
      const before = last.get(identity(finest))
      if (!before || !isOutright(before.known) || !isOutright(known)) continue
      const change = known.least - before.known.least
      if (Math.abs(change) < threshold) changes.push({ cell: label, change, between: [before.release, id] })
    }
    for (const { finest, known } of cells) {
      const key = identity(finest)
      const before = last.get(key)
      const same = before && !finest.some((each) => under.has(each) && !stays.has(each))
      last.set(key, { known: same ? meet(before.known, known) : known, release: id })
    }
  }
  return { versions, changes }
}

/** By what is true: a finest cell has a new version when its number is another one than in the release before. */
const byTruth = (made: readonly MadeTable[], laid: readonly Laid[]) => {
  const versions = new Map<string, Map<string, number>>()
  const truths = new Map<string, number>()
  const now = new Map<string, { version: number; value: number }>()
  for (const [index, { id, truth }] of made.entries()) {
    const finest = new Set(pick(laid, index).cells.flatMap((cell) => cell.finest))
    for (const each of finest) {
      const value = truth.get(each) ?? 0
      const before = now.get(each)
      const version = before === undefined ? 0 : before.value === value ? before.version : before.version + 1
      now.set(each, { version, value })
      truths.set(version === 0 ? each : `${each}#${version}`, value)
    }
    versions.set(id, new Map([...now].map(([each, { version }]) => [each, version])))
  }
  return { versions, truths }
}

type SmallChange = Changed & { readonly before: number; readonly after: number; readonly label: string }
const changesOf = (
  laid: readonly Laid[],
  versions: Versions,
  system: System,
  values: readonly number[],
  threshold: number,
): readonly SmallChange[] => {
  const found = new Map<string, SmallChange>()
  const last = new Map<string, { readonly cell: number; readonly release: string }>()
  for (const { id, cells } of laid)
    for (const { label, finest } of cells) {
      const cell = system.place(versioned(versions, id, finest))
      if (cell === undefined) continue
      const key = identity(finest)
      const before = last.get(key)
      last.set(key, { cell, release: id })
      if (!before || before.cell === cell) continue
      const change = pick(values, cell) - pick(values, before.cell)
      if (change === 0 || Math.abs(change) >= threshold) continue
      const between = [before.release, id] as const
      found.set(`${before.cell}-${cell}`, { cell: label, label, change, between, before: before.cell, after: cell })
    }
  return [...found.values()]
}

// ---- One category under two names.

const underOneName = (
  released: readonly ReleasedTable[],
): { readonly tables: readonly ReleasedTable[]; readonly renamed: Together['renamed'] } => {
  const renamed: { dimension: string; from: string; to: string }[] = []
  const tables: ReleasedTable[] = []
  for (const table of released) {
    let mine = table
    for (const earlier of tables)
      for (const { dimension, from, to } of renamesOf(earlier, mine)) {
        renamed.push({ dimension, from, to })
        mine = renameIn(mine, dimension, from, to)
      }
    tables.push(mine)
  }
  return { tables, renamed }
}

/** Codes that only the one and only the other has, where nothing that both show speaks against their being the same and something speaks for it. */
const renamesOf = (earlier: ReleasedTable, later: ReleasedTable): Together['renamed'] =>
  later.dimensions.flatMap(({ name, tree }, dimension) => {
    const other = earlier.dimensions.find((each) => each.name === name)
    const same = earlier.dimensions.length === later.dimensions.length && other === earlier.dimensions[dimension]
    if (!other || !same) return []
    const [mine, theirs] = [codesOf(tree), codesOf(other.tree)]
    const news = mine.filter((code) => !theirs.includes(code))
    const olds = theirs.filter((code) => !mine.includes(code))
    if (news.length === 0 || news.length > RENAMED_MAX || olds.length > RENAMED_MAX) return []
    const pairs = news.flatMap((from) => {
      const fitting = olds.flatMap((to) => {
        const agree = agreement(earlier, later, dimension, to, from)
        return agree > 0 ? [{ to, agree }] : []
      })
      const best = fitting.sort((one, two) => two.agree - one.agree)[0]
      return best ? [{ dimension: name, from, to: best.to }] : []
    })
    return pairs.filter((pair, index) => pairs.findIndex((each) => each.to === pair.to) === index)
  })

const agreement = (
  earlier: ReleasedTable,
  later: ReleasedTable,
  dimension: number,
  to: string,
  from: string,
): number => {
  let agree = 0
  for (const [key, known] of later.shown) {
    const codes = key.split('|')
    if (codes[dimension] !== from) continue
    const before = earlier.shown.get(codes.with(dimension, to).join('|'))
    if (!before) continue
    if (Math.max(before.least, known.least) > Math.min(before.most, known.most)) return 0
    if (isOutright(known) && isOutright(before) && known.least > 0) agree += 1
  }
  return agree
}

const renameIn = (table: ReleasedTable, dimension: string, from: string, to: string): ReleasedTable => {
  const place = table.dimensions.findIndex(({ name }) => name === dimension)
  const rename = (branch: Branch): Branch => ({
    code: branch.code === from ? to : branch.code,
    ...(branch.children ? { children: branch.children.map(rename) } : {}),
  })
  return {
    ...table,
    dimensions: table.dimensions.map((each) => (each.name === dimension ? { ...each, tree: rename(each.tree) } : each)),
    shown: new Map(
      [...table.shown].map(([key, known]) => {
        const codes = key.split('|')
        return [codes[place] === from ? codes.with(place, to).join('|') : key, known]
      }),
    ),
  }
}
