/** Who does which task against trafficking: one list, with what each may and may not, where two overlap and where nobody is (data/directory/tasks.json). Pure. */
import file from '../../data/directory/tasks.json' with { type: 'json' }
import type { Bilingual } from './organisation.ts'

export const TASKS = ['prevention', 'detection', 'shelter', 'care', 'investigation'] as const
export type Task = (typeof TASKS)[number]

export type Part = 'main' | 'part'
/** How sure a row is. */
export const CERTAIN = ['law', 'page', 'law and page', 'page, partly believed', 'believed'] as const
export type Certain = (typeof CERTAIN)[number]
export type ForestRow = Bilingual & {
  readonly key: string
  readonly tasks: Readonly<Partial<Record<Task, Part>>>
  readonly may: Bilingual
  readonly mayNot: Bilingual
  readonly source: string
  readonly certain: Certain
}
export type Overlap = Bilingual & { readonly task: Task; readonly between: readonly string[]; readonly source: string }
export type Gap = Bilingual & { readonly task: Task; readonly source: string }
export type Forest = {
  readonly rows: readonly ForestRow[]
  readonly overlaps: readonly Overlap[]
  readonly gaps: readonly Gap[]
}

const taskOf = (word: string): Task => {
  const task = TASKS.find((each) => each === word)
  if (!task) throw new RangeError(`task ${word}`)
  return task
}
const partOf = (word: string): Part => {
  if (word === 'main' || word === 'part') return word
  throw new RangeError(`part ${word}`)
}

const certainOf = (word: string): Certain => {
  const certain = CERTAIN.find((each) => each === word)
  if (!certain) throw new RangeError(`certain ${word}`)
  return certain
}

/** The list as it stands in its table; a word that is none of ours stops the build, not the reader. */
export const FOREST: Forest = {
  rows: file.rows.map(({ key, nl, en, tasks, may, mayNot, source, certain }) => ({
    ...{ key, nl, en, may, mayNot, source, certain: certainOf(certain) },
    tasks: Object.fromEntries(Object.entries(tasks).map(([task, part]) => [taskOf(task), partOf(part)])),
  })),
  overlaps: file.overlaps.map((each) => ({ ...each, task: taskOf(each.task) })),
  gaps: file.gaps.map((each) => ({ ...each, task: taskOf(each.task) })),
}

/** Who has a task, those for whom it is the main one first. */
export const doersOf = (forest: Forest, task: Task): readonly ForestRow[] =>
  forest.rows
    .filter(({ tasks }) => tasks[task] !== undefined)
    .sort((a, b) => Number(b.tasks[task] === 'main') - Number(a.tasks[task] === 'main'))
