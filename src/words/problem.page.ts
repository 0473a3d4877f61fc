/** The page that says what went wrong, for pages without script. Tells what happened, why and what now; never what it was about. */
import type { Problem } from '../platform/http.ts'
import { html } from './html.ts'
import { PERSON_WORDS } from './person.ts'
import { CLOSE_PAGE, plainPage } from './plain.page.ts'
import { shellEn } from './shell.en.ts'
import { shellNl } from './shell.nl.ts'
import { SIGN_IN_WORDS } from './sign-in.ts'

/** A visit that is over says so on a page like the others of that visit, in each of its languages. */
const VISIT_OVER_AR = 'هذه الصفحة مغلقة. خرجت منها أو مرّ وقت طويل. افتح رابطك من جديد.'
const visitOver = (problem: Problem, demonstration: boolean): string =>
  plainPage({
    title: PERSON_WORDS.nl.title,
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${PERSON_WORDS.nl.title}</h1>
<p class="utrecht-paragraph">${problem.detail}</p>
<p class="utrecht-paragraph" lang="en">${problem.detailEn}</p>
<p class="utrecht-paragraph" lang="ar" dir="rtl">${VISIT_OVER_AR}</p>`,
  })

/** What is hidden and what is absent are the same page, whatever kind of link it was. It names nothing and leads nowhere: it may be somebody's own link. */
const notFound = (problem: Problem, demonstration: boolean): string =>
  plainPage({
    title: 'Melding',
    leave: CLOSE_PAGE.nl,
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${shellNl.deadLink.title} <span lang="en">/ ${shellEn.deadLink.title}</span></h1>
<p class="utrecht-paragraph">${shellNl.deadLink.text}</p>
<p class="utrecht-paragraph" lang="en">${shellEn.deadLink.text}</p>
<p class="utrecht-paragraph utrecht-paragraph--small">${shellNl.deadLink.number} <span lang="en">/ ${shellEn.deadLink.number}</span> ${problem.instance}</p>`,
  })

/** Draws a problem as a page, Dutch first. */
export const problemPage = (problem: Problem, demonstration: boolean): string => {
  if (problem.code === 'not-found') return notFound(problem, demonstration)
  return problem.code === 'visit-over' ? visitOver(problem, demonstration) : anyProblem(problem, demonstration)
}

const anyProblem = (problem: Problem, demonstration: boolean): string =>
  plainPage({
    title: 'Melding',
    demonstration,
    main: html`<h1 class="utrecht-heading-1">${problem.title}</h1>
<p class="utrecht-paragraph">${problem.detail}</p>
<p class="utrecht-paragraph" lang="en">${problem.detailEn}</p>
${
  problem.code.startsWith('sign-in-')
    ? html`<p class="utrecht-paragraph"><a class="utrecht-link" href="/app/aanmelden">${SIGN_IN_WORDS.nl.again} <span lang="en">/ ${SIGN_IN_WORDS.en.again}</span></a></p>`
    : ''
}
<p class="utrecht-paragraph utrecht-paragraph--small">${problem.instance}</p>`,
  })
