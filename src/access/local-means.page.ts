/** Pages of signing in at this house itself. They work without script, but for the passkey, which only a script can ask of a device. */
import { type Html, html } from '../words/html.ts'
import { plainPage } from '../words/plain.page.ts'
import { SIGN_IN_HERE as words } from '../words/sign-in.ts'

type Bilingual = { readonly nl: string; readonly en: string }
type Addresses = { readonly passkey: string; readonly code: string }

const page = (title: Bilingual, main: Html, script = false): string =>
  plainPage({
    title: words.title.nl,
    demonstration: false,
    main: html`${heading(title)}${main}`,
    ...(script ? { script: '/passkey.js' as const } : {}),
  })

const heading = ({ nl, en }: Bilingual): Html =>
  html`<h1 class="utrecht-heading-1">${nl} <span lang="en">/ ${en}</span></h1>`
const section = ({ nl, en }: Bilingual): Html =>
  html`<h2 class="utrecht-heading-2">${nl} <span lang="en">/ ${en}</span></h2>`
const paragraph = ({ nl, en }: Bilingual): Html =>
  html`<p class="utrecht-paragraph">${nl}</p><p class="utrecht-paragraph" lang="en">${en}</p>`
const button = ({ nl, en }: Bilingual, look: 'primary' | 'secondary' = 'primary'): Html =>
  html`<button type="submit" class="utrecht-button utrecht-button--${look}-action">${nl} <span lang="en">/ ${en}</span></button>`
const link = (address: string, { nl, en }: Bilingual): Html =>
  html`<p class="utrecht-paragraph"><a class="utrecht-link" href="${address}">${nl} <span lang="en">/ ${en}</span></a></p>`

const field = (
  name: string,
  { nl, en }: Bilingual,
  more: { readonly complete: string; readonly numeric?: boolean; readonly secret?: boolean },
): Html =>
  html`<p class="utrecht-form-field"><label class="utrecht-form-label" for="${name}-veld">${nl} <span lang="en">/ ${en}</span></label>
<input class="utrecht-textbox utrecht-textbox--html-input" id="${name}-veld" name="${name}" type="${more.secret ? 'password' : 'text'}" required maxlength="40" autocomplete="${more.complete}" autocapitalize="characters" spellcheck="false"${more.numeric ? html` inputmode="numeric"` : ''}></p>`

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

type PasskeyAsked = { readonly challenge: string; readonly host: string; readonly handle?: string }

// The script fills in the answer and sends the form; without it a sentence says why nothing happens.
const passkeyForm = (address: string, asked: PasskeyAsked, label: Bilingual, more?: Html): Html =>
  html`<form method="post" action="${address}" data-passkey="${asked.handle === undefined ? 'get' : 'create'}" data-challenge="${asked.challenge}" data-host="${asked.host}" data-handle="${asked.handle ?? ''}">
${more}${hidden('passkeyAnswer', '')}
<p class="utrecht-paragraph plain-problem" role="alert" hidden>${words.stopped.nl} <span lang="en">/ ${words.stopped.en}</span></p>
<p class="utrecht-paragraph" data-without>${words.noScript.nl} <span lang="en">/ ${words.noScript.en}</span></p>
<div data-with hidden>${button(label)}</div></form>`

/** Signing in: a passkey, or a key and a code. */
export const signInHerePage = (addresses: Addresses, asked: PasskeyAsked): string =>
  page(
    words.title,
    html`${section(words.passkeyTitle)}${paragraph(words.passkeyLead)}${passkeyForm(addresses.passkey, asked, words.passkeyButton)}
${section(words.codeTitle)}<form method="post" action="${addresses.code}">
${field('key', words.key, { complete: 'current-password', secret: true })}
${field('code', words.code, { complete: 'one-time-code', numeric: true })}
${button(words.codeButton, 'secondary')}</form>
${link('/aanmelden/inschrijven', words.enrolLink)}`,
    true,
  )

/** Asks for the invitation; it never stands in an address. */
export const askCodePage = (address: string): string =>
  page(
    words.inviteTitle,
    html`${paragraph(words.inviteLead)}<form method="post" action="${address}">
${field('invitation', words.invitation, { complete: 'off' })}${button(words.goOn)}</form>`,
  )

export type Enrolment = {
  readonly invitation: string
  readonly key: string
  readonly letters: string
  readonly address: string
  readonly passkey: PasskeyAsked & { readonly handle: string }
}

/** The two ways to enrol, side by side. */
export const enrolPage = (addresses: Addresses, enrolment: Enrolment): string => {
  const invitation = hidden('invitation', enrolment.invitation)
  return page(
    words.enrolTitle,
    html`${section(words.passkeyTitle)}${paragraph(words.enrolPasskeyLead)}
${passkeyForm(addresses.passkey, enrolment.passkey, words.enrolPasskeyButton, invitation)}
${section(words.codeTitle)}${paragraph(words.enrolCodeLead)}
<dl><dt>${words.yourKey.nl} <span lang="en">/ ${words.yourKey.en}</span></dt><dd><code>${enrolment.key}</code></dd>
<dt>${words.yourSecret.nl} <span lang="en">/ ${words.yourSecret.en}</span></dt><dd><code>${enrolment.letters}</code></dd></dl>
${link(enrolment.address, words.openApp)}
<form method="post" action="${addresses.code}">${invitation}
${field('code', words.code, { complete: 'one-time-code', numeric: true })}${button(words.enrolCodeButton, 'secondary')}</form>`,
    true,
  )
}

/** Enrolled: what now. */
export const enrolledPage = (signInAddress: string): string =>
  page(words.doneTitle, html`${paragraph(words.done)}${link(signInAddress, words.signIn)}`)
