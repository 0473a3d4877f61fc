/** The frame of a page that the server draws: no script, one style sheet, neutral title, quick way out. */
import { type Html, html } from './html.ts'

export type PlainPage = {
  /** Shown in the tab and in the history: never says what this is about. */
  readonly title: string
  readonly main: Html
  readonly language?: string
  readonly demonstration: boolean
  /** A file of ours, for what a browser does by script alone; the page works without it where that can be. */
  readonly script?: `/${string}.js`
}

const BANNER = 'Verzonnen gegevens, regels niet beoordeeld'
const BANNER_EN = 'Invented data, rules not reviewed'

/** Draws the whole document. */
export const plainPage = (page: PlainPage): string =>
  html`<!doctype html>
<html lang="${page.language ?? 'nl'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="stylesheet" href="/plain.css">
<link rel="icon" href="data:,">${page.script ? html`<script src="${page.script}" defer></script>` : ''}
</head>
<body class="plain">
${page.demonstration ? html`<p class="plain-banner" role="note">${BANNER} <span lang="en">· ${BANNER_EN}</span></p>` : ''}
<p class="plain-exit"><a href="https://www.buienradar.nl/" rel="noreferrer">Weg hier</a></p>
<main>${page.main}</main>
</body>
</html>
`.text
