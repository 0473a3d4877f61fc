/**
 * The person's page: pure templates, no script needed, one column that fits 320 px. No part of it says what this is about: no story, no
 * shelter, no place (decision 7). What she reads of her file and her log stands on pages beside this one (person-more.page.ts).
 */
import { dayInWords } from '../words/days.ts'
import { type Html, html } from '../words/html.ts'
import { isolated } from '../words/line-order.ts'
import {
  DIRECTIONS,
  LANGUAGE_NAMES,
  PERSON_LANGUAGES,
  PERSON_WORDS,
  type PersonLanguage,
  type PersonWords,
} from '../words/person.ts'
import { plainPage } from '../words/plain.page.ts'

/** Her pages by the word in their address. The address says the language too: nothing is kept in the browser for it. */
export const PERSON_PAGES = { home: '', details: 'gegevens', log: 'logboek', requests: 'vragen' } as const
export type PersonPage = keyof typeof PERSON_PAGES

/** `/mijn`, `/mijn/gegevens`, `/mijn/gegevens/ar`. */
export const personAddress = (page: PersonPage, language: PersonLanguage): string =>
  ['/mijn', PERSON_PAGES[page], language === 'nl' ? '' : language].filter((each) => each !== '').join('/')

/** The address with the link in it, where the code is asked. */
export const linkAddress = (token: string, language: PersonLanguage): string =>
  `/mijn/${encodeURIComponent(token)}${language === 'nl' ? '' : `/${language}`}`

export type AgreedLine = {
  readonly consentId: string
  readonly partner: string
  readonly chapter: string
  readonly until: string
}
/** What happens now; `stoppable` is the handover that she can still stop. */
export type Ahead = { readonly what: 'nothing' | 'offered' | 'accepted' | 'landed'; readonly stoppable?: string }
/** A handover to a party without an account, without its name: a name can be nearly an address. */
export type OutsideAhead = { readonly id: string; readonly what: 'waits' | 'received' | 'over'; readonly since: string }
export type Contact = {
  readonly name: string
  readonly phone: string
  readonly reachable: string
  /** In which language the hours are written, when it is not that of the page. */
  readonly reachableIn?: string
}

export type Frame = { readonly language: PersonLanguage; readonly demonstration: boolean }
export type PersonView = Frame & {
  readonly contact?: Contact
  readonly agreed: readonly AgreedLine[]
  readonly ahead: Ahead
  readonly outside: readonly OutsideAhead[]
  /** What came of the last press of a button. */
  readonly told?: 'code-too-weak'
}

export const chapterWord = (words: PersonWords, chapter: string): string =>
  (words.chapters as Readonly<Record<string, string>>)[chapter] ?? chapter

const aheadText = (words: PersonWords, what: Ahead['what']): string =>
  ({ nothing: words.nextNothing, offered: words.nextOffered, accepted: words.nextAccepted, landed: words.nextLanded })[
    what
  ]

/** The frame of each of her pages: languages, ways to the other pages, and what stands on this one. */
export const drawn = (frame: Frame, page: PersonPage, main: Html): string => {
  const words = PERSON_WORDS[frame.language]
  const pages = Object.keys(PERSON_PAGES) as readonly PersonPage[]
  return bare(
    frame,
    (language) => personAddress(page, language),
    html`<h1 class="utrecht-heading-1">${page === 'home' ? words.title : words[page]}</h1>
<nav aria-label="${words.pages}"><ul class="plain-ways">${pages.map(
      (each) =>
        html`<li><a class="utrecht-link" href="${personAddress(each, frame.language)}"${each === page ? html` aria-current="page"` : ''}>${words[each]}</a></li>`,
    )}</ul></nav>
${main}`,
  )
}

const bare = (frame: Frame, addressIn: (language: PersonLanguage) => string, main: Html): string => {
  const words = PERSON_WORDS[frame.language]
  return plainPage({
    title: words.title,
    language: frame.language,
    direction: DIRECTIONS[frame.language],
    leave: words.leave,
    demonstration: frame.demonstration,
    main: html`<nav aria-label="${words.languages}"><ul class="plain-ways">${PERSON_LANGUAGES.filter(
      (each) => each !== frame.language,
    ).map(
      (each) =>
        html`<li><a class="utrecht-link" href="${addressIn(each)}" lang="${each}" dir="${DIRECTIONS[each]}">${LANGUAGE_NAMES[each]}</a></li>`,
    )}</ul></nav>
${main}`,
  })
}

/** A form that posts back to this page. */
export const form = (address: string, action: string, inside: Html): Html =>
  html`<form method="post" action="${address}" autocomplete="off"><input type="hidden" name="action" value="${action}">${inside}</form>`

export const press = (label: string, about?: string): Html =>
  html`<button type="submit" class="utrecht-button utrecht-button--secondary-action">${label}${about ? html`<span class="plain-hidden">: ${about}</span>` : ''}</button>`

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

const contactPart = (
  view: PersonView,
  words: PersonWords,
): Html => html`<h2 class="utrecht-heading-2">${words.contact}</h2>
${
  view.contact
    ? html`<p class="utrecht-paragraph">${view.contact.name}<br>${words.contactCall} <a class="utrecht-link" dir="ltr" href="tel:${view.contact.phone.replaceAll(' ', '')}">${view.contact.phone}</a><br>${
        view.contact.reachableIn
          ? html`<span lang="${view.contact.reachableIn}" dir="ltr">${view.contact.reachable}</span>`
          : view.contact.reachable
      }</p>`
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
        ) => html`<li><bdi>${each.partner}</bdi> ${words.mayRead} <strong>${chapterWord(words, each.chapter)}</strong> (${words.until} ${dayInWords(each.until, view.language)})
${form(personAddress('home', view.language), 'withdraw', html`${hidden('consentId', each.consentId)}${press(words.withdraw, chapterWord(words, each.chapter))}`)}</li>`,
      )}</ul>
<p class="utrecht-paragraph">${words.withdrawHelp}</p>`
}
<p class="utrecht-paragraph">${words.byLaw}</p>`

const aheadPart = (view: PersonView, words: PersonWords): Html => html`<h2 class="utrecht-heading-2">${words.next}</h2>
<p class="utrecht-paragraph">${aheadText(words, view.ahead.what)}</p>
${
  view.ahead.stoppable
    ? form(
        personAddress('home', view.language),
        'stop-handover',
        html`${hidden('handoverId', view.ahead.stoppable)}${press(words.stopHandover)}`,
      )
    : ''
}`

const outsidePart = (view: PersonView, words: PersonWords): Html =>
  view.outside.length === 0
    ? html``
    : html`<h2 class="utrecht-heading-2">${words.outside}</h2>
<ul class="plain-list">${view.outside.map(
        (
          each,
        ) => html`<li>${dayInWords(each.since, view.language)}. ${{ waits: words.outsideWaits, received: words.outsideReceived, over: words.outsideOver }[each.what]}
${each.what === 'over' ? '' : form(personAddress('home', view.language), 'stop-outside', html`${hidden('outsideId', each.id)}${press(words.stopHandover, dayInWords(each.since, view.language))}`)}</li>`,
      )}</ul>`

// No kind of password: a browser would offer to keep it, and that is a trace.
const codeField = (words: PersonWords, help: string, wrong?: string): Html =>
  html`<label for="code" class="utrecht-form-label">${words.code}</label>
<p id="code-help" class="utrecht-paragraph utrecht-paragraph--small">${help}</p>
${wrong ? html`<p id="code-wrong" role="alert" class="utrecht-paragraph plain-wrong">${wrong}</p>` : ''}
<input id="code" name="code" type="text" required maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto" class="utrecht-textbox" aria-describedby="code-help${wrong ? ' code-wrong' : ''}">`

const codePart = (
  view: PersonView,
  words: PersonWords,
): Html => html`<h2 class="utrecht-heading-2">${words.codeChange}</h2>
${form(
  personAddress('home', view.language),
  'change-code',
  html`${codeField(words, words.codeChangeHelp, view.told === 'code-too-weak' ? words.codeTooWeak : undefined)}${press(words.codeChangeSave)}`,
)}`

/** Draws the first page of hers. */
export const personPage = (view: PersonView): string => {
  const words = PERSON_WORDS[view.language]
  return drawn(
    view,
    'home',
    html`${contactPart(view, words)}
${agreedPart(view, words)}
${aheadPart(view, words)}
${outsidePart(view, words)}
${codePart(view, words)}
<h2 class="utrecht-heading-2">${words.stop}</h2>
<p class="utrecht-paragraph">${words.stopText}</p>
${form(personAddress('home', view.language), 'page-off', press(words.stopPage))}`,
  )
}

/** What stands behind the link: a field for the code, and nothing that says what is behind it. */
export const codePage = (frame: Frame, token: string, state: 'ask' | 'wrong' | 'locked'): string => {
  const words = PERSON_WORDS[frame.language]
  return bare(
    frame,
    (language) => linkAddress(token, language),
    html`<h1 class="utrecht-heading-1">${words.title}</h1>
${
  state === 'locked'
    ? html`<p role="alert" class="utrecht-paragraph">${words.codeLocked}</p>`
    : form(
        linkAddress(token, frame.language),
        'enter',
        html`${codeField(words, words.codeHelp, state === 'wrong' ? words.codeWrong : undefined)}${press(words.codeEnter)}`,
      )
}`,
  )
}

/** One sentence, when there is nothing more: the page was switched off, or the code changed. */
export const personNote = (frame: Frame, sentence: 'pageOff' | 'codeChanged'): string => {
  const words = PERSON_WORDS[frame.language]
  return plainPage({
    title: words.title,
    language: frame.language,
    direction: DIRECTIONS[frame.language],
    leave: words.leave,
    demonstration: frame.demonstration,
    main: html`<h1 class="utrecht-heading-1">${words.title}</h1>
<p class="utrecht-paragraph">${words[sentence]}</p>`,
  })
}

export type CardPart = { readonly title: string; readonly lines: readonly string[] }

/** The same on paper, for whoever has no phone of their own: four parts of a few lines. */
export const paperCard = (view: Pick<PersonView, 'language' | 'contact' | 'agreed' | 'ahead'>): readonly CardPart[] => {
  const words = PERSON_WORDS[view.language]
  // Names and numbers keep their own direction in a text of the other one.
  const own = (text: string): string => (DIRECTIONS[view.language] === 'rtl' ? isolated(text) : text)
  return [
    {
      title: words.contact,
      lines: view.contact
        ? [view.contact.name, own(view.contact.phone), own(view.contact.reachable)]
        : [words.contactNone],
    },
    {
      title: words.agreed,
      lines:
        view.agreed.length === 0
          ? [words.agreedNothing]
          : view.agreed.map(
              (each) =>
                `${own(each.partner)} ${words.mayRead} ${chapterWord(words, each.chapter)} (${words.until} ${dayInWords(each.until, view.language)})`,
            ),
    },
    { title: words.next, lines: [aheadText(words, view.ahead.what)] },
    { title: words.stop, lines: [words.withdrawHelp, words.cardAsk] },
  ]
}
