/** The page on which somebody with several functions chooses one; works without script. */

import { html } from '../words/html.ts'
import { plainPage } from '../words/plain.page.ts'
import { shellEn } from '../words/shell.en.ts'
import { shellNl } from '../words/shell.nl.ts'
import { SIGN_IN_WORDS } from '../words/sign-in.ts'
import type { OwnAccount } from './sign-in.store.ts'

const { nl, en } = SIGN_IN_WORDS

/** Draws the choice; each button posts back to `address`. */
export const choicePage = (address: string, accounts: readonly OwnAccount[]): string =>
  plainPage({
    title: nl.title,
    demonstration: false,
    main: html`<h1 class="utrecht-heading-1">${nl.choose} <span lang="en">/ ${en.choose}</span></h1>
<p class="utrecht-paragraph">${nl.why}</p>
<p class="utrecht-paragraph" lang="en">${en.why}</p>
${accounts.map(
  (each) =>
    html`<form method="post" action="${address}"><input type="hidden" name="account" value="${each.actor}"><button type="submit" class="utrecht-button utrecht-button--secondary-action">${functionOf(shellNl.functions, each)} <span lang="en">/ ${functionOf(shellEn.functions, each)}</span>, ${each.organisationName}</button></form>`,
)}`,
  })

const functionOf = (names: Readonly<Record<string, string>>, account: OwnAccount): string =>
  names[account.function] ?? account.function
