/** The frame of a page that the server draws: no script needed, one style sheet, neutral title, quick way out. */
import { type Html, html } from './html.ts'

export type PlainPage = {
  /** Shown in the tab and in the history: never says what this is about. */
  readonly title: string
  readonly main: Html
  readonly language?: string
  readonly direction?: 'ltr' | 'rtl'
  /** What the way out is called; Dutch when nothing is said. */
  readonly leave?: string
  readonly demonstration: boolean
  /** A file of ours, for what a browser does by script alone; the page works without it where that can be. */
  readonly script?: `/${string}.js`
}

/** The way out of a page that says nothing of a person to whoever is at work. */
export const CLOSE_PAGE = { nl: 'Sluit deze pagina', en: 'Close this page' } as const
const BANNER = 'Verzonnen gegevens, regels niet beoordeeld'
const BANNER_EN = 'Invented data, rules not reviewed'
/** Ends a visit and goes on to the weather. With script the entry in the history is replaced as well (src/web/public/leave.js). */
export const LEAVE_PATH = '/weg'

/** Draws the whole document. */
export const plainPage = (page: PlainPage): string =>
  html`<!doctype html>
<html lang="${page.language ?? 'nl'}" dir="${page.direction ?? 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="stylesheet" href="/plain.css">
<link rel="icon" href="data:,">${page.script ? html`<script src="${page.script}" defer></script>` : ''}
<script src="/leave.js" defer></script>
</head>
<body class="plain">
${page.demonstration ? html`<p class="plain-banner" role="note" lang="nl" dir="ltr">${BANNER} <span lang="en">· ${BANNER_EN}</span></p>` : ''}
<p class="plain-exit"><a href="${LEAVE_PATH}" rel="noreferrer" data-leave>${page.leave ?? 'Weg hier'}</a></p>
<main>${page.main}</main>
</body>
</html>
`.text
