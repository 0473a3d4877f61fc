/** An answer as one page that needs nothing beside it: no script, no address, no picture, and a title that says nothing. Files that belong to it are in it, to keep. Pure. */
import { ANSWER_WORDS, type AnswerLanguage } from '../words/answer.ts'
import { html } from '../words/html.ts'

type Shown = { readonly name: string; readonly label: string; readonly value: string; readonly text: string }

export type AnswerDocument = {
  readonly title: string
  readonly madeAt: string
  readonly language: AnswerLanguage
  readonly organisation: string
  readonly about: readonly { readonly title: string; readonly text: string }[]
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly (readonly Shown[])[]
    readonly cut: boolean
  }[]
  readonly leftOut: readonly string[]
}

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:minmax(0,12rem) minmax(0,1fr);gap:.1rem 1rem;border-top:1px solid #767676;padding-top:.5rem}dt{font-weight:bold}dd{margin:0;white-space:pre-wrap}@media(max-width:30rem){dl{grid-template-columns:1fr}}'

/** By the first signs of what it is in base64: a photo, a picture, a letter. */
const FILES: readonly (readonly [begins: string, media: string, name: string])[] = [
  ['/9j/', 'image/jpeg', 'bestand.jpg'],
  ['iVBORw0KGgo', 'image/png', 'bestand.png'],
  ['JVBERi', 'application/pdf', 'bestand.pdf'],
]
const contentOf = ({ name, value, text }: Shown, save: string) => {
  const file = name === 'fileBase64' ? FILES.find(([begins]) => value.startsWith(begins)) : undefined
  return file ? html`<a download="${file[2]}" href="data:${file[1]};base64,${value}">${save}</a>` : text
}

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
${section.rows.map((row) => html`<dl>${row.map((each) => html`<dt>${each.label}</dt><dd>${contentOf(each, words.saveFile)}</dd>`)}</dl>`)}
`,
)}
<h2>${words.leftOutTitle}</h2>
<ul>${document.leftOut.map((each) => html`<li>${each}</li>`)}</ul>
</body>
</html>
`.text
}
