/** The page behind an answer link: three buttons, no script, nothing that says about whom (decision 10). */
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { plainPage } from '../words/plain.page.ts'
import { SEAT_WORDS } from '../words/seat.ts'

export type SeatView = {
  readonly address: string
  readonly heldOn: string
  readonly organiser: string
  readonly demonstration: boolean
}

const { nl, en } = SEAT_WORDS

const both = (key: keyof typeof nl): Html => html`${nl[key]} <span lang="en">/ ${en[key]}</span>`

const answerForm = (view: SeatView, answer: string, label: Html, extra: Html = html``): Html =>
  html`<form method="post" action="${view.address}"><input type="hidden" name="answer" value="${answer}">${extra}<button type="submit" class="utrecht-button utrecht-button--secondary-action">${label}</button></form>`

/** Draws the question. */
export const seatPage = (view: SeatView): string =>
  plainPage({
    title: nl.title,
    demonstration: view.demonstration,
    main: html`<h1 class="utrecht-heading-1">${both('title')}</h1>
<p class="utrecht-paragraph">${both('asked')}</p>
<p class="utrecht-paragraph">${both('on')}: ${dayInWords(view.heldOn, 'nl')} <span lang="en">/ ${dayInWords(view.heldOn, 'en')}</span><br>${both('by')}: ${view.organiser}</p>
${answerForm(view, 'attending', both('attending'))}
${answerForm(view, 'follows', both('follows'), html`<label for="followsDate" class="utrecht-form-label">${both('followsOn')}</label> <input id="followsDate" name="followsDate" type="date" required class="utrecht-textbox">`)}
${answerForm(view, 'cannot-say', both('cannotSay'))}`,
  })

/** Draws the thanks; the link has ended. */
export const seatPageDone = (demonstration: boolean): string =>
  plainPage({
    title: nl.title,
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${both('title')}</h1>
<p class="utrecht-paragraph">${both('thanks')}</p>`,
  })
