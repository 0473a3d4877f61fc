/**
 * The person's page and paper card: pure templates, no script, one column that fits 320 px. Neither says what this is about;
 * no name of hers, no story, no shelter, no place (decision 7).
 */
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { PERSON_WORDS, type PersonLanguage, type PersonWords } from '../words/person.ts'
import { plainPage } from '../words/plain.page.ts'

export type AgreedLine = {
  readonly consentId: string
  readonly partner: string
  readonly chapter: string
  readonly until: string
}
export type LookedLine = { readonly day: string; readonly who: string; readonly what: string; readonly why: string }
/** What happens now; `stoppable` is the handover that she can still stop. */
export type Ahead = { readonly what: 'nothing' | 'offered' | 'accepted' | 'landed'; readonly stoppable?: string }

export type PersonView = {
  /** Where forms post back to: the address of the page itself. */
  readonly address: string
  readonly otherAddress: string
  readonly language: PersonLanguage
  readonly demonstration: boolean
  readonly contact?: { readonly name: string; readonly phone: string; readonly reachable: string }
  readonly agreed: readonly AgreedLine[]
  readonly ahead: Ahead
  readonly looked: readonly LookedLine[]
}

const chapterWord = (words: PersonWords, chapter: string): string =>
  (words.chapters as Readonly<Record<string, string>>)[chapter] ?? chapter

const aheadText = (words: PersonWords, what: Ahead['what']): string =>
  ({ nothing: words.nextNothing, offered: words.nextOffered, accepted: words.nextAccepted, landed: words.nextLanded })[
    what
  ]

const button = (view: PersonView, action: string, label: string, more: Readonly<Record<string, string>> = {}): Html =>
  html`<form method="post" action="${view.address}"><input type="hidden" name="action" value="${action}">${Object.entries(
    more,
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button type="submit" class="utrecht-button utrecht-button--secondary-action">${label}</button></form>`

const contactPart = (
  view: PersonView,
  words: PersonWords,
): Html => html`<h2 class="utrecht-heading-2">${words.contact}</h2>
${
  view.contact
    ? html`<p class="utrecht-paragraph">${view.contact.name}<br>${words.contactCall} <a class="utrecht-link" href="tel:${view.contact.phone.replaceAll(' ', '')}">${view.contact.phone}</a><br>${view.contact.reachable}</p>`
    : html`<p class="utrecht-paragraph">${words.contactNone}</p>`
}`

const agreedPart = (
  view: PersonView,
  words: PersonWords,
): Html => html`<h2 class="utrecht-heading-2">${words.agreed}</h2>
${
  view.agreed.length === 0
    ? html`<p class="utrecht-paragraph">${words.agreedNothing}</p>`
    : html`<ul class="plain-list">${view.agreed.map(
        (
          each,
        ) => html`<li>${each.partner} ${words.mayRead} <strong>${chapterWord(words, each.chapter)}</strong> (${words.until} ${dayInWords(each.until, view.language)})
${button(view, 'withdraw', words.withdraw, { consentId: each.consentId })}</li>`,
      )}</ul>
<p class="utrecht-paragraph">${words.withdrawHelp}</p>`
}`

const aheadPart = (view: PersonView, words: PersonWords): Html => html`<h2 class="utrecht-heading-2">${words.next}</h2>
<p class="utrecht-paragraph">${aheadText(words, view.ahead.what)}</p>
${view.ahead.stoppable ? button(view, 'stop-handover', words.stopHandover, { handoverId: view.ahead.stoppable }) : ''}`

const lookedPart = (
  view: PersonView,
  words: PersonWords,
): Html => html`<h2 class="utrecht-heading-2">${words.looked}</h2>
${
  view.looked.length === 0
    ? html`<p class="utrecht-paragraph">${words.lookedNothing}</p>`
    : html`<ul class="plain-list">${view.looked.map((each) => html`<li>${dayInWords(each.day, view.language)}: ${each.who} ${each.what} (${each.why})</li>`)}</ul>
<p class="utrecht-paragraph">${words.lookedMore}</p>`
}`

/** Draws the whole page. */
export const personPage = (view: PersonView): string => {
  const words = PERSON_WORDS[view.language]
  return plainPage({
    title: words.title,
    language: view.language,
    demonstration: view.demonstration,
    main: html`<h1 class="utrecht-heading-1">${words.title}</h1>
<p class="utrecht-paragraph"><a class="utrecht-link" href="${view.otherAddress}" lang="${view.language === 'nl' ? 'en' : 'nl'}">${words.otherLanguage}</a></p>
${contactPart(view, words)}
${agreedPart(view, words)}
${aheadPart(view, words)}
${lookedPart(view, words)}
<h2 class="utrecht-heading-2">${words.stop}</h2>
<p class="utrecht-paragraph">${words.stopText}</p>
${button(view, 'page-off', words.stopPage)}`,
  })
}

/** What is left when the page was switched off: nothing that says what it was. */
export const personPageOff = (language: PersonLanguage, demonstration: boolean): string => {
  const words = PERSON_WORDS[language]
  return plainPage({
    title: words.title,
    language,
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${words.title}</h1>
<p class="utrecht-paragraph">${words.pageOff}</p>`,
  })
}

/** The same on paper, for whoever has no phone of their own: one line each. */
export const paperCardLines = (
  view: Pick<PersonView, 'language' | 'contact' | 'agreed' | 'ahead'>,
): readonly string[] => {
  const words = PERSON_WORDS[view.language]
  return [
    words.contact,
    ...(view.contact ? [view.contact.name, view.contact.phone, view.contact.reachable] : [words.contactNone]),
    words.agreed,
    ...(view.agreed.length === 0
      ? [words.agreedNothing]
      : view.agreed.map(
          (each) =>
            `${each.partner} ${words.mayRead} ${chapterWord(words, each.chapter)} (${words.until} ${dayInWords(each.until, view.language)})`,
        )),
    words.next,
    aheadText(words, view.ahead.what),
    words.stop,
    words.withdrawHelp,
    words.cardAsk,
  ]
}
