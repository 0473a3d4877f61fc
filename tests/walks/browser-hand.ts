/**
 * The hand of somebody who works with the screens: presses, chooses and types by what is read there (role and label), never by
 * how it is built. It counts what it does, for the registration budget (decision 9).
 */
import type { Locator, Page } from 'playwright-core'

/** What one task cost: fields filled in, keys pressed, presses and choices with a finger or mouse. */
export type Effort = { readonly fields: number; readonly keys: number; readonly presses: number }
export const NO_EFFORT: Effort = { fields: 0, keys: 0, presses: 0 }

/** Adds up per task. What is done outside a task is not counted. */
export type Budget = {
  begin(task: string): void
  pause(): void
  spend(effort: Partial<Effort>): void
  readonly spent: () => ReadonlyMap<string, Effort>
}

/** Makes an empty budget. */
export const createBudget = (): Budget => {
  const spent = new Map<string, Effort>()
  let task: string | undefined
  return {
    begin: (name) => {
      task = name
    },
    pause: () => {
      task = undefined
    },
    spend: ({ fields = 0, keys = 0, presses = 0 }) => {
      if (task === undefined) return
      const before = spent.get(task) ?? NO_EFFORT
      spent.set(task, {
        fields: before.fields + fields,
        keys: before.keys + keys,
        presses: before.presses + presses,
      })
    },
    spent: () => spent,
  }
}

export type Hand = ReturnType<typeof handOn>

/** Ctrl and V; selecting and copying elsewhere is the same work whatever it is pasted into. */
const PASTE_KEYS = 2
/** A day is typed as eight digits. */
const DATE_KEYS = 8
/** A suggestion is taken with the arrow and Enter. */
const TAKE_KEYS = 2

/** A hand on one page. `budget` counts along when it is given. */
export const handOn = (page: Page, budget?: Budget) => {
  const spend = (effort: Partial<Effort>): void => budget?.spend(effort)
  // Nobody presses on while a button says that it is working.
  const press = async (target: Locator): Promise<void> => {
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    await target.click()
    spend({ presses: 1 })
  }
  const field = (label: string, within: Locator | Page = page): Locator => within.getByLabel(label, { exact: true })
  return {
    page,
    /** Presses a button; the name may go on with what only a screen reader says. */
    press: (name: string, within: Locator | Page = page): Promise<void> =>
      press(within.getByRole('button', { name: startsWith(name) }).first()),
    follow: (name: string, within: Locator | Page = page): Promise<void> =>
      press(within.getByRole('link', { name: startsWith(name) }).first()),
    unfold: (name: string, within: Locator | Page = page): Promise<void> =>
      press(within.locator('summary', { hasText: name }).first()),
    /** Types with the keyboard, letter by letter. */
    type: async (label: string, text: string, within?: Locator): Promise<void> => {
      await field(label, within).click()
      await page.keyboard.type(text)
      spend({ fields: 1, keys: text.length, presses: 1 })
    },
    paste: async (label: string, text: string): Promise<void> => {
      await field(label).click()
      await page.keyboard.insertText(text)
      spend({ fields: 1, keys: PASTE_KEYS, presses: 1 })
    },
    /** Types a few letters, waits for the suggestion and takes it. */
    suggest: async (label: string, letters: string, whole: string): Promise<void> => {
      await field(label).fill('')
      await field(label).click()
      await page.keyboard.type(letters)
      await page
        .locator('datalist option')
        .and(page.locator(`[value="${whole}"]`))
        .first()
        .waitFor({ state: 'attached' })
      await field(label).fill(whole)
      spend({ fields: 1, keys: letters.length + TAKE_KEYS, presses: 1 })
    },
    date: async (label: string, day: string): Promise<void> => {
      await field(label).fill(day)
      spend({ fields: 1, keys: DATE_KEYS, presses: 1 })
    },
    select: async (label: string, option: string): Promise<void> => {
      await field(label).selectOption({ label: option })
      spend({ fields: 1, presses: 2 })
    },
    /** One answer of a question with a few. */
    choose: async (question: string, answer: string, within: Locator | Page = page): Promise<void> => {
      await within
        .getByRole('group', { name: question, exact: true })
        .first()
        .getByRole('radio', { name: startsWith(answer) })
        .first()
        .click()
      spend({ fields: 1, presses: 1 })
    },
    tick: async (label: string, within: Locator | Page = page): Promise<void> => {
      await within.getByRole('checkbox', { name: label, exact: true }).check()
      spend({ fields: 1, presses: 1 })
    },
    /** Waits until this stands on the screen. */
    sees: async (text: string | RegExp, within: Locator | Page = page): Promise<void> => {
      await within.getByText(text).first().waitFor()
    },
    heading: async (text: string): Promise<void> => {
      await page.getByRole('heading', { name: text, exact: true }).first().waitFor()
    },
    /** What a reader finds in the main part of the page now. */
    text: (): Promise<string> => page.locator('main').innerText(),
  }
}

const startsWith = (name: string): RegExp => new RegExp(`^\\s*${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
