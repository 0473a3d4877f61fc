/** The page of a payer without an account: what is asked, how much, from when, three answers. No script, and nothing about whom (decisions 10, 11). */
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { centsInWords } from '../words/money.ts'
import { PAYER_PAGE_WORDS, refusalGroundWords } from '../words/payer.ts'
import { CLOSE_PAGE, plainPage } from '../words/plain.page.ts'
import type { Cost } from './cost.ts'
import { REFUSAL_GROUNDS } from './responsibility.schema.ts'

export type PayerPageView = {
  readonly address: string
  readonly asker: string
  /** Of the desk that asks: about whom is said by telephone. */
  readonly phone?: string
  readonly payer: string
  readonly cost?: Cost
  readonly answerBy?: string
  /** By which both tell this bed from another, and when it was promised. */
  readonly bed?: { readonly reference: string; readonly promisedOn: string }
  readonly demonstration: boolean
}

type Language = keyof typeof PAYER_PAGE_WORDS
const { nl, en } = PAYER_PAGE_WORDS
type Key = Exclude<keyof typeof nl, 'per'>
const both = (key: Key): Html => html`${nl[key]} <span lang="en">/ ${en[key]}</span>`

const costLine = ({ cents, per, from, until }: Cost, language: Language): string => {
  const words = PAYER_PAGE_WORDS[language]
  const end = until ? `${words.until} ${dayInWords(until, language)}` : words.open
  return `${centsInWords(cents, language)} ${words.per[per]}, ${words.from.toLowerCase()} ${dayInWords(from, language)}${until ? ' ' : ', '}${end}`
}

const facts = (
  view: PayerPageView,
): Html => html`<p class="utrecht-paragraph">${both('by')}: <strong>${view.asker}</strong>${
  view.phone
    ? html`<br>
${both('call')}: <a class="utrecht-link" href="tel:${view.phone.replaceAll(' ', '')}">${view.phone}</a>`
    : ''
}<br>
${both('payer')}: <strong>${view.payer}</strong></p>
<p class="utrecht-paragraph">${both('provision')}: ${both('shelter')}</p>
<p class="utrecht-paragraph">${both('cost')}: ${
  view.cost
    ? html`<strong>${costLine(view.cost, 'nl')}</strong> <span lang="en">/ ${costLine(view.cost, 'en')}</span>`
    : both('noCost')
}</p>
${
  view.bed
    ? html`<p class="utrecht-paragraph">${both('bed')}: <strong>${view.bed.reference}</strong>, ${both('promised')} ${dayInWords(view.bed.promisedOn, 'nl')} <span lang="en">/ ${dayInWords(view.bed.promisedOn, 'en')}</span></p>`
    : ''
}
${
  view.answerBy
    ? html`<p class="utrecht-paragraph">${both('answerBy')}: ${dayInWords(view.answerBy, 'nl')} <span lang="en">/ ${dayInWords(view.answerBy, 'en')}</span>. ${both('proposed')}</p>`
    : ''
}
<p class="utrecht-paragraph">${both('noWait')}</p>`

const form = (
  view: PayerPageView,
  answer: string,
  label: Html,
  { before = html``, after = html`` }: { readonly before?: Html; readonly after?: Html } = {},
): Html =>
  html`<form method="post" action="${view.address}"><input type="hidden" name="answer" value="${answer}">${before}<button type="submit" class="utrecht-button utrecht-button--secondary-action">${label}</button>${after}</form>`

const grounds = (): Html =>
  html`<label for="ground" class="utrecht-form-label">${both('ground')}</label> <select id="ground" name="ground" required class="utrecht-select"><option value="">${nl.chooseGround} / ${en.chooseGround}</option>${REFUSAL_GROUNDS.map((each) => html`<option value="${each}">${refusalGroundWords[each].nl} / ${refusalGroundWords[each].en}</option>`)}</select>`

/** Draws the question. */
export const payerPage = (view: PayerPageView): string =>
  plainPage({
    title: nl.title,
    leave: CLOSE_PAGE.nl,
    demonstration: view.demonstration,
    main: html`<h1 class="utrecht-heading-1">${both('title')}</h1>
<p class="utrecht-paragraph">${both('asked')}</p>
${facts(view)}
<p class="utrecht-paragraph">${both('once')}</p>
${form(view, 'accepts', both('accepts'))}
${form(view, 'provisional', both('provisional'), { after: html`<p class="utrecht-paragraph">${both('provisionalHint')}</p>` })}
${form(view, 'refuses', both('refuses'), { before: grounds() })}`,
  })

/** Draws the thanks; the link has ended. */
export const payerPageDone = (demonstration: boolean): string =>
  plainPage({
    title: nl.title,
    leave: CLOSE_PAGE.nl,
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${both('title')}</h1>
<p class="utrecht-paragraph">${both('thanks')}</p>`,
  })
