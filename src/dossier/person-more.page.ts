/** The other pages of hers: what was written down, who looked, what she asks. Pure templates, as person.page.ts. */

import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { PERSON_WORDS, type PersonLanguage, type PersonWords } from '../words/person.ts'
import { CHAPTERS } from './chapter.ts'
import type { OwnField } from './own-file.ts'
import { chapterWord, drawn, type Frame, form, personAddress, press } from './person.page.ts'

export type LookedLine = {
  readonly day: string
  readonly time?: string
  readonly who: string
  readonly what: string
  readonly why: string
  /** How often the same stands below each other; the time is of the newest. */
  readonly times?: number
}

/** The same of one day by the same party below each other is one line, with how often. */
export const together = (lines: readonly LookedLine[]): readonly LookedLine[] => {
  const found: LookedLine[] = []
  for (const line of lines) {
    const last = found.at(-1)
    const same = last && (['day', 'who', 'what', 'why'] as const).every((each) => last[each] === line[each])
    if (same) found[found.length - 1] = { ...last, times: (last.times ?? 1) + 1 }
    else found.push(line)
  }
  return found
}

export type OwnRequest = {
  readonly kind: 'correction' | 'objection'
  readonly chapter?: string
  readonly field?: string
  readonly text?: string
  readonly line?: string
  readonly madeOn: string
  readonly answerBy: string
  readonly outcome?: 'done' | 'partly' | 'not-done'
  readonly answer?: string
  readonly answeredOn?: string
}
export type Told = 'sent' | 'empty'

const fieldWord = (words: PersonWords, field: string): string =>
  (words.fields as Readonly<Record<string, string>>)[field] ?? field

const toldPart = (words: PersonWords, told?: Told): Html =>
  told
    ? html`<p role="${told === 'sent' ? 'status' : 'alert'}" class="utrecht-paragraph plain-told">${words[told]}</p>`
    : html``

const textField = (id: string, label: string): Html =>
  html`<label for="${id}" class="utrecht-form-label">${label}</label>
<textarea id="${id}" name="text" rows="3" required maxlength="4000" dir="auto" class="utrecht-textarea"></textarea>`

export type DetailsView = Frame & {
  readonly fields: readonly OwnField[]
  readonly requests: readonly OwnRequest[]
  readonly told?: Told
}

/** What was written down about her that she may see, with room to say that it is not right. */
export const detailsPage = (view: DetailsView): string => {
  const words = PERSON_WORDS[view.language]
  const address = personAddress('details', view.language)
  const saidAbout = (field: string): readonly string[] =>
    view.requests.flatMap((each) =>
      each.kind === 'correction' && each.field === field && each.text ? [each.text] : [],
    )
  return drawn(
    view,
    'details',
    html`${toldPart(words, view.told)}
<p class="utrecht-paragraph">${words.factsLead}</p>
${view.fields.length === 0 ? html`<p class="utrecht-paragraph">${words.factsNothing}</p>` : ''}
${view.fields.map(
  ({ chapter, field, value, since }) => html`<section><h2 class="utrecht-heading-3">${fieldWord(words, field)}</h2>
<p class="utrecht-paragraph"><strong dir="auto">${value ?? words.factHidden}</strong><br>${dayInWords(since, view.language)}</p>
${saidAbout(field).map((text) => html`<p class="utrecht-paragraph">${words.saidAlready} <q dir="auto">${text}</q></p>`)}
<details><summary>${words.correct}<span class="plain-hidden">: ${fieldWord(words, field)}</span></summary>
${form(
  address,
  'correct',
  html`<input type="hidden" name="chapter" value="${chapter}"><input type="hidden" name="field" value="${field}">${textField(`say-${field}`, words.correctText)}${press(words.send)}`,
)}</details></section>`,
)}
<section><h2 class="utrecht-heading-3">${words.addTitle}</h2>
${form(
  address,
  'correct',
  html`<label for="chapter" class="utrecht-form-label">${words.addAbout}</label>
<select id="chapter" name="chapter" class="utrecht-select">${CHAPTERS.map((each) => html`<option value="${each}">${chapterWord(words, each)}</option>`)}</select>
${textField('say', words.addText)}${press(words.send)}`,
)}</section>`,
  )
}

export type LogView = Frame & {
  readonly from: string
  readonly until: string
  readonly looked: readonly LookedLine[]
}

/** Who looked in a time that she chooses, newest first; and the same to take away. */
export const logPage = (view: LogView): string => {
  const words = PERSON_WORDS[view.language]
  const day = (id: string, label: string, value: string): Html =>
    html`<label for="${id}" class="utrecht-form-label">${label}</label> <input id="${id}" name="${id}" type="date" value="${value}" class="utrecht-textbox">`
  return drawn(
    view,
    'log',
    html`<form method="get" action="${personAddress('log', view.language)}">${day('van', words.from, view.from)}${day('tot', words.to, view.until)}${press(words.show)}</form>
<h2 class="utrecht-heading-2">${words.looked}</h2>
${
  view.looked.length === 0
    ? html`<p class="utrecht-paragraph">${words.lookedNothing}</p>`
    : html`<ul class="plain-list">${view.looked.map((each) => html`<li>${dayInWords(each.day, view.language)}${each.time ? html` <span dir="ltr">${each.time}</span>` : ''}: <bdi>${each.who}</bdi>${words.does}${each.what} (${each.why})${each.times ? html`, ${each.times} ${words.times}` : ''}</li>`)}</ul>`
}
<p class="utrecht-paragraph">${words.lookedMore} ${words.lookedLate}</p>
<p class="utrecht-paragraph"><a class="utrecht-link" href="${logTextAddress(view.language)}?van=${view.from}&amp;tot=${view.until}">${words.takeAway}</a></p>
<p class="utrecht-paragraph utrecht-paragraph--small">${words.takeAwayHelp}</p>`,
  )
}

/** Where the same stands as text. */
export const logTextAddress = (language: PersonLanguage): string =>
  `/mijn/tekst${language === 'nl' ? '' : `/${language}`}`

/** The log as text to keep: a line for each. */
export const logText = (view: LogView): string => {
  const words = PERSON_WORDS[view.language]
  const lines = view.looked.map(
    (each) =>
      `${[each.day, each.time].filter(Boolean).join(' ')}  ${each.who}${words.does}${each.what} (${each.why})${each.times ? `, ${each.times} ${words.times}` : ''}`,
  )
  return [
    words.looked,
    `${view.from} - ${view.until}`,
    '',
    ...(lines.length === 0 ? [words.lookedNothing] : lines),
    '',
  ].join('\r\n')
}

export type RequestsView = Frame & {
  readonly requests: readonly OwnRequest[]
  /** Lines of the log that she can name; those of authorities are not among them. */
  readonly lines: readonly { readonly value: string; readonly text: string }[]
  readonly told?: Told
}

/** What she does not agree with, what she asked, and what was answered. */
export const requestsPage = (view: RequestsView): string => {
  const words = PERSON_WORDS[view.language]
  return drawn(
    view,
    'requests',
    html`${toldPart(words, view.told)}
<p class="utrecht-paragraph">${words.requestsLead}</p>
<section>${form(
      personAddress('requests', view.language),
      'object',
      html`<label for="about" class="utrecht-form-label">${words.objectAbout}</label>
<select id="about" name="about" class="utrecht-select"><option value="use">${words.aboutUse}</option><option value="fact">${words.aboutFact}</option>${view.lines.map(
        ({ value, text }) => html`<option value="look ${value}">${words.aboutLook} ${text}</option>`,
      )}</select>
${textField('say', words.addText)}${press(words.send)}`,
    )}</section>
<h2 class="utrecht-heading-2">${words.requestsList}</h2>
${view.requests.length === 0 ? html`<p class="utrecht-paragraph">${words.requestsNothing}</p>` : ''}
${view.requests.map((each) => requestPart(view, words, each))}`,
  )
}

const OUTCOME_WORDS = { done: 'outcomeDone', partly: 'outcomePartly', 'not-done': 'outcomeNotDone' } as const

const requestPart = (view: RequestsView, words: PersonWords, request: OwnRequest): Html => {
  const about = request.field
    ? fieldWord(words, request.field)
    : request.chapter
      ? chapterWord(words, request.chapter)
      : request.line
  return html`<section><h3 class="utrecht-heading-3">${request.kind === 'correction' ? words.kindCorrection : words.kindObjection}${about ? html`: <bdi>${about}</bdi>` : ''}</h3>
<p class="utrecht-paragraph">${dayInWords(request.madeOn, view.language)}${request.text ? html`: <q dir="auto">${request.text}</q>` : ''}</p>
${
  request.outcome
    ? html`<p class="utrecht-paragraph"><strong>${words.answered}: ${words[OUTCOME_WORDS[request.outcome]]}</strong> ${request.answer ? html`<q dir="auto">${request.answer}</q>` : ''}<br>${words.decidedBy} ${dayInWords(request.answeredOn ?? '', view.language)}</p>
<p class="utrecht-paragraph utrecht-paragraph--small">${words.notAgreed}</p>`
    : html`<p class="utrecht-paragraph">${words.answerBy} ${dayInWords(request.answerBy, view.language)}</p>`
}</section>`
}
