/** The page behind a link for counting beds: open it, tap a number. No script, no region, no name of a house. */
import { BED_LANGUAGE_NAMES, BED_WORDS, type BedLanguage } from '../words/beds.ts'
import { placeKindWords, wishWords } from '../words/care.ts'
import { dayInWords, timeInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { CLOSE_PAGE, plainPage } from '../words/plain.page.ts'
import type { PlaceKind, Wish } from './wishes.ts'

export type BedsView = {
  readonly token: string
  readonly language: BedLanguage
  /** This visit has just counted. */
  readonly saved: boolean
  readonly kind: PlaceKind
  readonly suits: readonly Wish[]
  readonly bedsFree: number
  readonly capacity?: number
  readonly countedDay: string
  readonly countedAt: Date
  readonly stale: boolean
  readonly demonstration: boolean
}

/** So many numbers have a button of their own; above it a number is typed. */
const BUTTONS_MAX = 12

/** Where the page stands in a language; after a count it says so. */
export const bedAddress = (token: string, language: BedLanguage, saved = false): string =>
  `/bedden/${encodeURIComponent(token)}?taal=${language}${saved ? '&bewaard=ja' : ''}`

/** Draws the page in one language; the other is a tap away. */
export const bedsPage = (view: BedsView): string =>
  plainPage({
    title: BED_WORDS[view.language].title,
    language: view.language,
    leave: CLOSE_PAGE[view.language],
    demonstration: view.demonstration,
    main: form(view),
  })

const form = (view: BedsView): Html => {
  const { language } = view
  const words = BED_WORDS[language]
  const other = language === 'nl' ? 'en' : 'nl'
  const time = timeInWords(view.countedAt, language)
  const max = view.capacity ?? BUTTONS_MAX
  const numbers = Array.from({ length: Math.min(max, BUTTONS_MAX) + 1 }, (_, beds) => beds)
  const what = [placeKindWords[view.kind], ...view.suits.map((wish) => wishWords[wish])].map((each) => each[language])
  return html`<nav aria-label="${words.languages}"><ul class="plain-ways"><li><a class="utrecht-link" href="${bedAddress(view.token, other)}" lang="${other}">${BED_LANGUAGE_NAMES[other]}</a></li></ul></nav>
<h1 class="utrecht-heading-1">${words.title}</h1>
${view.saved ? html`<p role="status" class="utrecht-paragraph plain-told">${words.saved(time)}</p>` : ''}
<p class="utrecht-paragraph">${what.join(', ')}</p>
<p class="utrecht-paragraph">${words.now(view.bedsFree, view.capacity)} ${words.counted(dayInWords(view.countedDay, language), time)}</p>
${view.stale ? html`<p class="utrecht-paragraph"><strong>${words.old}</strong></p>` : ''}
<p class="utrecht-paragraph">${words.ask} ${words.held}</p>
<form method="post" action="${bedAddress(view.token, language)}">${numbers.map((beds) => html`<button type="submit" name="beds" value="${String(beds)}" class="utrecht-button utrecht-button--secondary-action">${words.free(beds)}</button> `)}</form>
${max > BUTTONS_MAX || view.capacity === undefined ? another(view) : ''}`
}

const another = (view: BedsView): Html => {
  const words = BED_WORDS[view.language]
  return html`<form method="post" action="${bedAddress(view.token, view.language)}"><label for="beds" class="utrecht-form-label">${words.other}</label> <input id="beds" name="beds" type="number" min="0" max="${String(view.capacity ?? 200)}" required class="utrecht-textbox"> <button type="submit" class="utrecht-button utrecht-button--secondary-action">${words.save}</button></form>`
}
