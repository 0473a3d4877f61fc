/** An answer as one page that needs nothing beside it: no script, no address, no picture, and a title that says nothing. Pure. */
import { ANSWER_WORDS, type AnswerLanguage } from '../words/answer.ts'
import { html } from '../words/html.ts'

export type AnswerDocument = {
  readonly title: string
  readonly madeAt: string
  readonly language: AnswerLanguage
  readonly organisation: string
  readonly about: readonly { readonly title: string; readonly text: string }[]
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly (readonly { readonly label: string; readonly text: string }[])[]
    readonly cut: boolean
  }[]
  readonly leftOut: readonly string[]
}

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:minmax(0,12rem) minmax(0,1fr);gap:.1rem 1rem;border-top:1px solid #767676;padding-top:.5rem}dt{font-weight:bold}dd{margin:0;white-space:pre-wrap}@media(max-width:30rem){dl{grid-template-columns:1fr}}'

/** Draws the page; whatever was written down is text in it and nothing else. */
export const answerPage = (document: AnswerDocument): string => {
  const words = ANSWER_WORDS[document.language]
  return html`<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${document.title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${document.title}</h1>
${document.about.map((each) => html`<h2>${each.title}</h2><p>${each.text}</p>`)}
${document.sections.map(
  (section) => html`<h2>${section.title}</h2>
${section.rows.length === 0 ? html`<p>${words.nothing}</p>` : ''}
${section.rows.map((row) => html`<dl>${row.map(({ label, text }) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`)}
`,
)}
<h2>${words.leftOutTitle}</h2>
<ul>${document.leftOut.map((each) => html`<li>${each}</li>`)}</ul>
</body>
</html>
`.text
}
