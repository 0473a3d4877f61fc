/** The page behind a link for counting beds: open it, tap a number. No script, no region, no name of a house. */
import { BED_WORDS } from '../words/beds.ts'
import { placeKindWords, wishWords } from '../words/care.ts'
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { plainPage } from '../words/plain.page.ts'
import type { PlaceKind, Wish } from './wishes.ts'

export type BedsView = {
  readonly address: string
  readonly kind: PlaceKind
  readonly suits: readonly Wish[]
  readonly bedsFree: number
  readonly capacity?: number
  readonly countedDay: string
  readonly stale: boolean
  readonly demonstration: boolean
}

/** So many numbers have a button of their own; above it a number is typed. */
const BUTTONS_MAX = 12

/** Draws the page in one language; the other is a tap away at the bottom. */
export const bedsPage = (view: BedsView): string =>
  plainPage({
    title: BED_WORDS.nl.title,
    demonstration: view.demonstration,
    main: html`${part(view, 'nl')}<hr>${part(view, 'en')}`,
  })

const part = (view: BedsView, language: 'nl' | 'en'): Html => {
  const words = BED_WORDS[language]
  const max = view.capacity ?? BUTTONS_MAX
  const numbers = Array.from({ length: Math.min(max, BUTTONS_MAX) + 1 }, (_, beds) => beds)
  const what = [placeKindWords[view.kind], ...view.suits.map((wish) => wishWords[wish])].map((each) => each[language])
  return html`<section lang="${language}">${language === 'nl' ? html`<h1 class="utrecht-heading-1">${words.title}</h1>` : html`<h2 class="utrecht-heading-1">${words.title}</h2>`}
<p class="utrecht-paragraph">${what.join(', ')}</p>
<p class="utrecht-paragraph">${words.now(view.bedsFree, view.capacity)} ${words.counted(dayInWords(view.countedDay, language))}</p>
${view.stale ? html`<p class="utrecht-paragraph"><strong>${words.old}</strong></p>` : ''}
<p class="utrecht-paragraph">${words.ask} ${words.held}</p>
<form method="post" action="${view.address}">${numbers.map((beds) => html`<button type="submit" name="beds" value="${String(beds)}" class="utrecht-button utrecht-button--secondary-action">${words.free(beds)}</button> `)}</form>
${max > BUTTONS_MAX || view.capacity === undefined ? other(view, language) : ''}</section>`
}

const other = (view: BedsView, language: 'nl' | 'en'): Html => {
  const words = BED_WORDS[language]
  return html`<form method="post" action="${view.address}"><label for="beds-${language}" class="utrecht-form-label">${words.other}</label> <input id="beds-${language}" name="beds" type="number" min="0" max="${String(view.capacity ?? 200)}" required class="utrecht-textbox"> <button type="submit" class="utrecht-button utrecht-button--secondary-action">${words.save}</button></form>`
}
