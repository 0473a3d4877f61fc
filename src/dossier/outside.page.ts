/** The page of a party without an account: works without script, one column that fits 320 px, printable, nothing kept in the browser. */
import { type Html, html } from '../words/html.ts'
import {
  OUTSIDE_LANGUAGE_NAMES,
  OUTSIDE_LANGUAGES,
  OUTSIDE_WORDS,
  type OutsideLanguage,
  type OutsideWords,
} from '../words/outside.ts'
import { plainPage } from '../words/plain.page.ts'
import type { Given } from './outside.store.ts'
import { OUTSIDE_DECLINES } from './outside.ts'
import type { ReferralPoint } from './outside-book.ts'

export type OutsideFrame = {
  readonly token: string
  readonly language: OutsideLanguage
  readonly demonstration: boolean
}
export type OutsideView = OutsideFrame & {
  readonly visit: string
  readonly from: string
  readonly call?: string
  readonly to?: { readonly name: string; readonly function: string }
  readonly given: readonly Given[]
  readonly until?: string
  readonly receipt?: { readonly on: string; readonly by?: string }
  readonly readsLeft?: number
  /** In the own country no point of a referral mechanism is needed. */
  readonly home: boolean
  readonly points: readonly ReferralPoint[]
  readonly central: { readonly name: string; readonly web: string }
  readonly told?: 'alreadyReceived' | 'functionMissing' | 'whyMissing'
}

const LOCALES: Readonly<Record<OutsideLanguage, string>> = { nl: 'nl-NL', en: 'en-GB', fr: 'fr-FR', de: 'de-DE' }
const dayIn = (day: string, language: OutsideLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )

const addressIn = (token: string, language: OutsideLanguage): string =>
  `/ontvangst/${encodeURIComponent(token)}?taal=${language}`

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`
const form = (frame: OutsideFrame, action: string, inside: Html, language = frame.language): Html =>
  html`<form method="post" action="${addressIn(frame.token, language)}" autocomplete="off">${hidden('action', action)}${inside}</form>`
const press = (label: string, main = false): Html =>
  html`<button type="submit" class="utrecht-button utrecht-button--${main ? 'primary' : 'secondary'}-action">${label}</button>`

const drawn = (frame: OutsideFrame, heading: string, ways: Html, main: Html): string => {
  const words = OUTSIDE_WORDS[frame.language]
  return plainPage({
    title: words.title,
    language: frame.language,
    leave: words.leave,
    demonstration: frame.demonstration,
    main: html`<nav aria-label="${words.languages}"><ul class="plain-ways">${ways}</ul></nav>
<h1 class="utrecht-heading-1">${heading}</h1>
${main}`,
  })
}

const others = (frame: OutsideFrame) => OUTSIDE_LANGUAGES.filter((each) => each !== frame.language)
const ofDoor = (frame: OutsideFrame): Html =>
  html`${others(frame).map(
    (each) =>
      html`<li><a class="utrecht-link" href="${addressIn(frame.token, each)}" lang="${each}">${OUTSIDE_LANGUAGE_NAMES[each]}</a></li>`,
  )}`

/** Before the code: a field, and no word that says what is behind it. */
export const outsideDoor = (frame: OutsideFrame, state: 'ask' | 'wrong' | 'locked' | 'ended'): string => {
  const words = OUTSIDE_WORDS[frame.language]
  const wrong = state === 'wrong' ? words.codeWrong : state === 'ended' ? words.ended : undefined
  const field = html`<label for="code" class="utrecht-form-label">${words.code}</label>
<p id="code-help" class="utrecht-paragraph utrecht-paragraph--small">${words.codeHelp}</p>
${wrong ? html`<p id="code-wrong" role="alert" class="utrecht-paragraph plain-wrong">${wrong}</p>` : ''}
<input id="code" name="code" type="text" required maxlength="100" inputmode="numeric" autocomplete="off" spellcheck="false" class="utrecht-textbox" aria-describedby="code-help${wrong ? ' code-wrong' : ''}">${press(words.codeEnter, true)}`
  return drawn(
    frame,
    words.title,
    ofDoor(frame),
    state === 'locked'
      ? html`<p role="alert" class="utrecht-paragraph">${words.codeLocked}</p>`
      : form(frame, 'enter', field),
  )
}

/** After a no: the link has ended. */
export const outsideAnswered = (frame: OutsideFrame): string => {
  const words = OUTSIDE_WORDS[frame.language]
  return drawn(frame, words.title, html``, html`<p role="status" class="utrecht-paragraph">${words.declined}</p>`)
}

/** Inside a visit: who, what goes along, until when, and the answer. */
export const outsidePage = (view: OutsideView): string => {
  const words = OUTSIDE_WORDS[view.language]
  const languages = html`${others(view).map(
    (each) =>
      html`<li>${form(view, 'read', html`${hidden('visit', view.visit)}<button type="submit" lang="${each}" class="utrecht-button utrecht-button--subtle">${OUTSIDE_LANGUAGE_NAMES[each]}</button>`, each)}</li>`,
  )}`
  return drawn(
    view,
    words.heading,
    languages,
    html`${view.told === 'alreadyReceived' ? html`<p role="status" class="utrecht-paragraph">${words.alreadyReceived}</p>` : ''}
${receiptPart(view, words)}
${partiesPart(view, words)}
<p class="utrecht-paragraph">${words.agreed}</p>
${givenPart(view, words)}
${view.home ? '' : pointsPart(view, words)}
${view.receipt ? '' : answerPart(view, words)}`,
  )
}

const receiptPart = ({ receipt, language }: OutsideView, words: OutsideWords): Html =>
  receipt
    ? html`<h2 class="utrecht-heading-2">${words.receipt}</h2>
<p role="status" class="utrecht-paragraph">${words.receiptOn} ${dayIn(receipt.on, language)}${receipt.by ? html`, ${words.receiptBy} <bdi>${receipt.by}</bdi>` : ''}. ${words.receiptNext}</p>`
    : html``

const partiesPart = (view: OutsideView, words: OutsideWords): Html => html`<dl class="plain-facts">
${view.to ? html`<dt>${words.to}</dt><dd><bdi>${view.to.name}</bdi>, <bdi>${view.to.function}</bdi></dd>` : ''}
<dt>${words.from}</dt><dd>${view.from}</dd>
${view.call ? html`<dt>${words.call}</dt><dd><a class="utrecht-link" href="tel:${view.call.replaceAll(' ', '')}">${view.call}</a></dd>` : ''}
${view.until ? html`<dt>${words.until}</dt><dd>${dayIn(view.until, view.language)}</dd>` : ''}
${view.readsLeft === undefined ? '' : html`<dt>${words.timesLeft}</dt><dd>${view.readsLeft}</dd>`}
</dl>`

/** Hers to tell, whatever was written down (decision 6). */
const HERS: readonly string[] = ['story', 'safety', 'health']

const givenPart = (view: OutsideView, words: OutsideWords): Html => {
  if (view.given.length === 0) return html`<p class="utrecht-paragraph">${words.nothing}</p>`
  return html`<p class="utrecht-paragraph">${words.asWritten} ${words.notAsked}</p>
${view.given.map(
  (each) => html`<h2 class="utrecht-heading-2">${words.chapters[each.chapter]}</h2>
${HERS.includes(each.chapter) ? html`<p class="utrecht-paragraph">${words.hers}</p>` : ''}
${each.fields.length === 0 && each.texts.length === 0 ? html`<p class="utrecht-paragraph">${words.emptyChapter}</p>` : ''}
${
  each.fields.length === 0
    ? ''
    : html`<dl class="plain-facts">${each.fields.map(
        ({ field, value }) => html`<dt>${fieldWord(words, field)}</dt><dd><bdi>${value}</bdi></dd>`,
      )}</dl>`
}
${each.texts.map((text) => html`<blockquote lang="nl" class="plain-quote"><p class="utrecht-paragraph">${text}</p></blockquote>`)}`,
)}`
}

const fieldWord = (words: OutsideWords, field: string): string =>
  (words.fields as Readonly<Record<string, string>>)[field] ?? field

const pointsPart = (
  view: OutsideView,
  words: OutsideWords,
): Html => html`<h2 class="utrecht-heading-2">${words.points}</h2>
${
  view.points.length === 0
    ? html`<p class="utrecht-paragraph">${words.pointsNone}: <a class="utrecht-link" rel="noreferrer" href="${view.central.web}">${view.central.name}</a>.</p>`
    : html`<p class="utrecht-paragraph">${words.pointsLead}</p>
<ul class="plain-list">${view.points.map(
        (each) =>
          html`<li><a class="utrecht-link" rel="noreferrer" href="${each.web}">${each.name}</a> (${words.isA[each.is]}; ${words.yearKnown} ${each.year})</li>`,
      )}</ul>`
}`

const answerPart = (view: OutsideView, words: OutsideWords): Html => {
  const wrong = (place: 'functionMissing' | 'whyMissing') =>
    view.told === place
      ? html`<p id="${place}" role="alert" class="utrecht-paragraph plain-wrong">${words[place]}</p>`
      : ''
  const visit = hidden('visit', view.visit)
  return html`<h2 class="utrecht-heading-2">${words.answer}</h2>
<p class="utrecht-paragraph">${words.answerLead}</p>
${form(
  view,
  'receive',
  html`${visit}<label for="function" class="utrecht-form-label">${words.function}</label>
<p id="function-help" class="utrecht-paragraph utrecht-paragraph--small">${words.functionHelp}</p>
${wrong('functionMissing')}
<input id="function" name="function" type="text" maxlength="80" autocomplete="off" class="utrecht-textbox" aria-describedby="function-help${view.told === 'functionMissing' ? ' functionMissing' : ''}">${press(words.receive, true)}`,
)}
${form(
  view,
  'decline',
  html`${visit}<label for="why" class="utrecht-form-label">${words.why}</label>
${wrong('whyMissing')}
<select id="why" name="why" class="utrecht-select"${view.told === 'whyMissing' ? html` aria-describedby="whyMissing"` : ''}><option value=""></option>${OUTSIDE_DECLINES.map(
    (each) => html`<option value="${each}">${words.declines[each]}</option>`,
  )}</select>${press(words.decline)}`,
)}`
}
