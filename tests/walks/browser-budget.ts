/**
 * The registration budget (decision 9): what the co-ordinator's own steps cost beside the same work with telephone and word
 * processor. Seconds are modelled, not clocked: a machine types faster than anybody. The model is the Keystroke-Level Model
 * (Card, Moran and Newell, 1980): 0.28 s for a key of an average typist, 1.1 s to point, 0.2 s to press, 0.4 s to move a hand
 * between mouse and keyboard, 1.35 s to think before each field.
 */
import { type Effort, NO_EFFORT } from './browser-hand.ts'

const KEY_S = 0.28
const PRESS_S = 1.1 + 0.2
const FIELD_S = 1.35 + 0.4

export type Cost = Effort & { readonly seconds: number }

/** Seconds that this effort takes an average person. */
export const costOf = (effort: Effort): Cost => ({
  ...effort,
  seconds: effort.keys * KEY_S + effort.presses * PRESS_S + effort.fields * FIELD_S,
})

const sum = (efforts: Iterable<Effort>): Effort =>
  [...efforts].reduce(
    (all, each) => ({
      fields: all.fields + each.fields,
      keys: all.keys + each.keys,
      presses: all.presses + each.presses,
    }),
    NO_EFFORT,
  )

export type Baseline = {
  /** The letters and reports that came out, without sources and notice: those nobody would type. */
  readonly produced: readonly { readonly title: string; readonly text: string }[]
  /** The e-mail that came in. */
  readonly forwarded: string
}

/** Prints one table and gives both sums. */
export const reportBudget = (
  spent: ReadonlyMap<string, Effort>,
  { produced, forwarded }: Baseline,
): { readonly walk: Cost; readonly baseline: Cost } => {
  const walk = costOf(sum(spent.values()))
  const typed = produced.map(({ title, text }) => ({
    name: title,
    effort: { fields: 1, keys: text.length, presses: 0 },
  }))
  const baseline = costOf(sum(typed.map(({ effort }) => effort)))
  console.log(
    [
      row('registration budget', 'fields', 'keys', 'presses', 'seconds'),
      ...[...spent].map(([task, effort]) => line(task, costOf(effort))),
      line('all with Samenhang', walk),
      ...typed.map(({ name, effort }) => line(`typed: ${name}`, costOf(effort))),
      line('all with a word processor', baseline),
      `documents that came out: ${produced.length}; the e-mail of ${forwarded.length} characters was pasted`,
    ].join('\n'),
  )
  return { walk, baseline }
}

const line = (name: string, { fields, keys, presses, seconds }: Cost): string =>
  row(name, String(fields), String(keys), String(presses), seconds.toFixed(0))

const row = (name: string, ...cells: readonly string[]): string =>
  [name.padEnd(40), ...cells.map((cell) => cell.padStart(8))].join('')
