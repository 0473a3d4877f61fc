/** Two pages behind a link, without an account: is this entry still right, and how is it arranged here. No script, no name of a person. */
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import {
  declaredWords,
  OWN_ENTRY_LANGUAGES,
  OWN_ENTRY_WORDS,
  type OwnEntryLanguage,
  practiceItemWords,
} from '../words/own-entry.ts'
import { CLOSE_PAGE, plainPage } from '../words/plain.page.ts'
import type { Bilingual, ContactPoint } from './organisation.ts'
import { DECLARED, type DeclaredItem } from './practice.ts'

type Visit = {
  readonly token: string
  readonly language: OwnEntryLanguage
  readonly demonstration: boolean
}
export const ENTRY_ANSWERS = ['confirmed', 'differs', 'ended'] as const
export type EntryAnswer = (typeof ENTRY_ANSWERS)[number]

export type EntryView = Visit & {
  readonly organisation: string
  readonly contact: Pick<ContactPoint, 'holder' | 'phone' | 'mail' | 'reachable'>
  /** Municipalities that agreed to call this one too. */
  readonly alsoFor: readonly string[]
  readonly confirmed?: string
  readonly saved?: EntryAnswer
}
export type PracticeView = Visit & {
  readonly organisation: string
  readonly items: readonly DeclaredItem[]
  readonly last?: string
  readonly saved: boolean
}

/** Where a page stands in a language; after an answer it says which. */
export const ownEntryAddress = (
  path: '/bevestigen' | '/opgave',
  { token, language }: Pick<Visit, 'token' | 'language'>,
  saved = '',
): string => `${path}/${encodeURIComponent(token)}?taal=${language}${saved ? `&bewaard=${saved}` : ''}`

const frame = (view: Visit, title: string, main: Html): string =>
  plainPage({
    ...{ title, language: view.language, leave: CLOSE_PAGE[view.language], demonstration: view.demonstration },
    main,
  })

const otherLanguage = (path: '/bevestigen' | '/opgave', view: Visit): Html => {
  const other = view.language === 'nl' ? 'en' : 'nl'
  return html`<nav aria-label="${OWN_ENTRY_WORDS[view.language].languages}"><ul class="plain-ways"><li><a class="utrecht-link" href="${ownEntryAddress(path, { token: view.token, language: other })}" lang="${other}">${OWN_ENTRY_LANGUAGES[other]}</a></li></ul></nav>`
}
const told = (text: string | undefined): Html | '' =>
  text ? html`<p role="status" class="utrecht-paragraph plain-told">${text}</p>` : ''
const line = (text: string): Html => html`<p class="utrecht-paragraph">${text}</p>`

/** Is this entry still right: three buttons. */
export const entryPage = (view: EntryView): string => {
  const { language, contact } = view
  const words = OWN_ENTRY_WORDS[language]
  const say = (text: Bilingual): string => text[language]
  const saved = { confirmed: words.savedConfirmed, differs: words.savedDiffers, ended: words.savedEnded }
  const labels = { confirmed: words.confirm, differs: words.differs, ended: words.ended }
  const button = (answer: EntryAnswer): Html =>
    html`<button type="submit" name="answer" value="${answer}" class="utrecht-button utrecht-button--secondary-action">${labels[answer]}</button> `
  return frame(
    view,
    words.entryTitle,
    html`${otherLanguage('/bevestigen', view)}
<h1 class="utrecht-heading-1">${words.entryTitle}</h1>
${told(view.saved && saved[view.saved])}
${line(words.entryLead)}
<p class="utrecht-paragraph">${words.organisation}: <strong>${view.organisation}</strong><br>
${words.holder}: <strong>${say(contact.holder)}</strong><br>
${words.phone}: <strong>${contact.phone}</strong><br>
E-mail: <strong>${contact.mail}</strong><br>
${words.reachable}: <strong>${say(contact.reachable)}</strong>${
      view.alsoFor.length > 0
        ? html`<br>
${words.also}: <strong>${view.alsoFor.join(', ')}</strong>`
        : ''
    }</p>
${line(view.confirmed ? words.last(dayInWords(view.confirmed, language)) : words.never)}
<form method="post" action="${ownEntryAddress('/bevestigen', view)}">${ENTRY_ANSWERS.map(button)}</form>
${line(words.differsMeans)}
${line(words.endedMeans)}
${line(words.noPerson)}`,
  )
}

/** How is it arranged here: six questions, filled in with what was said last. */
export const practicePage = (view: PracticeView): string => {
  const { language } = view
  const words = OWN_ENTRY_WORDS[language]
  const question = ({ item, answer: now }: DeclaredItem): Html =>
    html`<p class="utrecht-paragraph"><label for="${item}" class="utrecht-form-label">${practiceItemWords[item].ask[language]}</label><br><select id="${item}" name="${item}" class="utrecht-select utrecht-select--html-select">${DECLARED.map(
      (each) =>
        html`<option value="${each}"${each === now ? html` selected` : ''}>${declaredWords[each][language]}</option>`,
    )}</select></p>`
  return frame(
    view,
    words.practiceTitle,
    html`${otherLanguage('/opgave', view)}
<h1 class="utrecht-heading-1">${words.practiceTitle}</h1>
${told(view.saved ? words.savedPractice : undefined)}
<p class="utrecht-paragraph"><strong>${view.organisation}</strong></p>
${line(words.practiceLead)}
${line(view.last ? words.lastDeclared(dayInWords(view.last, language)) : words.firstTime)}
<form method="post" action="${ownEntryAddress('/opgave', view)}">${view.items.map(question)}<button type="submit" class="utrecht-button utrecht-button--primary-action">${words.save}</button></form>
${line(words.practiceUse)}
${line(words.sources)}`,
  )
}
