/**
 * The yearly report as a PDF that a screen reader reads too: headings, lists, tables with cells that name rows and columns, figures with their text,
 * a list of contents that leads to its pages. Drawn twice, as the contents name pages that are known after the first time; the same blocks give the same bytes.
 */
import { breakLines } from '../words/line-order.ts'
import { openTaggedPdf, type TaggedPdf } from '../words/tagged-pdf.page.ts'
import type { Report, ReportBlock } from './yearly-report.ts'

const MARGIN = 56
const PAGE = { width: 595.28, height: 841.89 } as const
const WIDTH = PAGE.width - 2 * MARGIN
const BOTTOM = PAGE.height - MARGIN - 22
const LINE = 1.4
const SIZES = { H1: 20, H2: 15, H3: 11.5, text: 10.5, cell: 9, narrow: 8, signs: 8, foot: 8 } as const
const INK = '#17252e'
const BAR_INK = '#0b4f5c'
const FAINT = '#b9b5aa'
const HEAD_SURFACE = '#eeece5'

type Structure = TaggedPdf['root']
/** On which page each heading of the contents stands. */
type Pages = { readonly ofHeading: ReadonlyMap<string, number>; readonly count: number }

/** Draws the report. */
export const drawReport = async (report: Report): Promise<Buffer> => {
  const first = await drawOnce(report, { ofHeading: new Map(), count: 0 })
  return (await drawOnce(report, first.pages)).bytes
}

const drawOnce = async (report: Report, known: Pages): Promise<{ readonly bytes: Buffer; readonly pages: Pages }> => {
  const { language, title, made } = report
  const pdf = openTaggedPdf({ size: 'A4', margin: MARGIN, language, title, made })
  const sheet = openSheet(pdf, report, known.count)
  const { root } = pdf
  root.add(drawLines(sheet, 'H1', title))
  for (const line of report.lead) root.add(drawLines(sheet, 'P', line))
  root.add(drawLines(sheet, 'H2', report.contents))
  root.add(drawContents(sheet, report, known))
  sheet.turn()
  const ofHeading = new Map<string, number>()
  report.blocks.forEach((block, place) => {
    if (block.kind === 'heading') sheet.keep(roomAfter(report.blocks.slice(place)))
    if (block.kind === 'heading' && block.level === 2) {
      ofHeading.set(block.text, sheet.page())
      pdf.document.addNamedDestination(placeOf(block.text), 'XYZ', MARGIN, sheet.y - 4, null)
      pdf.document.outline.addItem(block.text)
    }
    for (const structure of drawBlock(sheet, block)) root.add(structure)
  })
  const count = sheet.page()
  return { bytes: await pdf.end(), pages: { ofHeading, count } }
}
const placeOf = (heading: string): string => encodeURIComponent(heading)

// A heading does not stay behind at the foot of a page, and a figure stands below its own.
const roomAfter = (blocks: readonly ReportBlock[]): number => {
  const next = blocks.slice(1).find(({ kind }) => kind !== 'text')
  return next?.kind === 'bars' ? 80 + heightOfBars(next.bars.length) : 90
}

/** Where is drawn next. A page that is turned gets its foot at once, which a screen reader passes over. */
type Sheet = {
  readonly document: TaggedPdf['document']
  y: number
  page(): number
  turn(): void
  /** Turns the page when less than this is left of it. */
  keep(height: number): void
}
const openSheet = ({ document }: TaggedPdf, report: Report, count: number): Sheet => {
  let page = 1
  const foot = (): void => {
    document.markContent('Artifact', { type: 'Pagination' })
    document.font('text').fontSize(SIZES.foot).fillColor(INK)
    const number = report.page(page, count)
    const right = PAGE.width - MARGIN - document.widthOfString(number)
    document.text(number, right, PAGE.height - MARGIN - 8, { lineBreak: false })
    report.foot.forEach((line, place) => {
      document.text(line, MARGIN, PAGE.height - MARGIN - 8 + place * SIZES.foot * LINE, { lineBreak: false })
    })
    document.endMarkedContent()
  }
  const sheet: Sheet = {
    document,
    y: MARGIN,
    page: () => page,
    turn: () => {
      document.addPage()
      page += 1
      sheet.y = MARGIN
      foot()
    },
    keep: (height) => {
      if (sheet.y > MARGIN && sheet.y + height > BOTTOM) sheet.turn()
    },
  }
  foot()
  return sheet
}

type Look = { readonly font: 'text' | 'bold'; readonly size: number; readonly before: number; readonly after: number }
const LOOKS = {
  H1: { font: 'bold', size: SIZES.H1, before: 0, after: 12 },
  H2: { font: 'bold', size: SIZES.H2, before: 16, after: 6 },
  H3: { font: 'bold', size: SIZES.H3, before: 8, after: 2 },
  P: { font: 'text', size: SIZES.text, before: 0, after: 7 },
} as const satisfies Readonly<Record<string, Look>>

/** A heading or a paragraph. */
const drawLines = (sheet: Sheet, tag: keyof typeof LOOKS, text: string): Structure => {
  const { font, size, before, after } = LOOKS[tag]
  const structure = sheet.document.struct(tag)
  if (sheet.y > MARGIN) sheet.y += before
  drawText(sheet, structure, text, { tag, font, size, x: MARGIN, width: WIDTH })
  sheet.y += after
  structure.end()
  return structure
}

type Written = { tag: string; font: 'text' | 'bold'; size: number; x: number; width: number }
// Line by line into this element, over pages where it must; the space at the end keeps the last word of a line from the first of the next.
const drawText = (sheet: Sheet, structure: Structure, text: string, { tag, font, size, x, width }: Written): void => {
  const { document } = sheet
  const height = size * LINE
  const lines = linesOf(document, text, { font, size, width })
  lines.forEach((line, place) => {
    sheet.keep(height)
    document.font(font).fontSize(size).fillColor(INK)
    structure.add(document.markStructureContent(tag))
    document.text(place < lines.length - 1 ? `${line} ` : line, x, sheet.y, { lineBreak: false })
    document.endMarkedContent()
    sheet.y += height
  })
}

// A word that is longer than a line, as of a signature, is broken anywhere.
const linesOf = (
  document: TaggedPdf['document'],
  text: string,
  { font, size, width }: { font: 'text' | 'bold'; size: number; width: number },
): readonly string[] => {
  document.font(font).fontSize(size)
  const widthOf = (each: string): number => document.widthOfString(each)
  return breakLines(text, width, widthOf).flatMap((line) => brokenAnywhere(line, width, widthOf))
}
const brokenAnywhere = (line: string, width: number, widthOf: (text: string) => number): readonly string[] => {
  if (widthOf(line) <= width) return [line]
  const lines = ['']
  for (const sign of line) {
    const longer = `${lines.at(-1)}${sign}`
    if (widthOf(longer) > width) lines.push(sign)
    else lines[lines.length - 1] = longer
  }
  return lines
}

const drawContents = (sheet: Sheet, report: Report, known: Pages): Structure => {
  const { document } = sheet
  const contents = document.struct('TOC')
  const height = SIZES.text * LINE + 4
  for (const block of report.blocks) {
    if (block.kind !== 'heading' || block.level !== 2) continue
    const [item, link] = [document.struct('TOCI'), document.struct('Link')]
    const page = String(known.ofHeading.get(block.text) ?? '')
    sheet.keep(height)
    document.font('text').fontSize(SIZES.text).fillColor(INK)
    link.add(document.markStructureContent('Link'))
    document.text(`${block.text} `, MARGIN, sheet.y, { lineBreak: false })
    document.text(page, PAGE.width - MARGIN - document.widthOfString(page), sheet.y, { lineBreak: false })
    document.endMarkedContent()
    document.goTo(
      ...([MARGIN, sheet.y, WIDTH, SIZES.text * LINE, placeOf(block.text)] as const),
      // The library writes a text only when it is an object of text.
      beyondTypes({ structParent: link, Contents: new String(block.text) }),
    )
    item.add(link)
    contents.add(item)
    sheet.y += height
  }
  contents.end()
  return contents
}
/** The library reads more than its types know: whose a link is, where a figure lies, what a cell of a table names. */
const beyondTypes = (options: Readonly<Record<string, unknown>>): object => options

const drawBlock = (sheet: Sheet, block: ReportBlock): readonly Structure[] => {
  switch (block.kind) {
    case 'heading':
      return [drawLines(sheet, block.level === 2 ? 'H2' : 'H3', block.text)]
    case 'text':
      return [drawLines(sheet, 'P', block.text)]
    case 'list':
      return [drawList(sheet, block)]
    case 'bars':
      return [drawBars(sheet, block)]
    case 'table':
      return [drawTable(sheet, block)]
    case 'signs':
      return block.lines.map((line) => drawSigns(sheet, line))
  }
}

const INDENT = 16
const drawList = (sheet: Sheet, { items, ordered }: Extract<ReportBlock, { kind: 'list' }>): Structure => {
  const { document } = sheet
  const list = document.struct('L')
  items.forEach((text, place) => {
    const [item, label, body] = [document.struct('LI'), document.struct('Lbl'), document.struct('LBody')]
    sheet.keep(SIZES.text * LINE)
    const top = sheet.y
    drawText(sheet, label, ordered ? `${place + 1}.` : '•', {
      tag: 'Lbl',
      font: 'text',
      size: SIZES.text,
      x: MARGIN + 2,
      width: INDENT,
    })
    sheet.y = top
    drawText(sheet, body, text, {
      tag: 'LBody',
      font: 'text',
      size: SIZES.text,
      x: MARGIN + INDENT,
      width: WIDTH - INDENT,
    })
    sheet.y += 3
    item.add(label).add(body)
    list.add(item)
  })
  sheet.y += 5
  list.end()
  return list
}

const drawSigns = (sheet: Sheet, line: string): Structure => {
  const structure = sheet.document.struct('P')
  drawText(sheet, structure, line, { tag: 'P', font: 'text', size: SIZES.signs, x: MARGIN, width: WIDTH })
  sheet.y += 2
  structure.end()
  return structure
}

const BAR = { row: 17, height: 10, names: 150, says: 70 } as const
const heightOfBars = (bars: number): number => bars * BAR.row + 8
/** One figure on one page, with its text; what is withheld has no bar and says so. */
const drawBars = (sheet: Sheet, { alt, bars, most }: Extract<ReportBlock, { kind: 'bars' }>): Structure => {
  const { document } = sheet
  const height = heightOfBars(bars.length)
  sheet.keep(height)
  const top = sheet.y
  const figure = document.struct('Figure', beyondTypes({ alt, bbox: [MARGIN, top, MARGIN + WIDTH, top + height] }))
  figure.add(document.markStructureContent('Figure'))
  const whole = WIDTH - BAR.names - BAR.says
  bars.forEach(({ name, value, says }, place) => {
    const y = top + 4 + place * BAR.row
    const long = value === null ? 0 : (value / most) * whole
    document.font('text').fontSize(SIZES.cell).fillColor(INK)
    document.text(name, MARGIN, y, { lineBreak: false })
    if (long > 0) document.rect(MARGIN + BAR.names, y, long, BAR.height).fill(BAR_INK)
    document.fillColor(INK).text(says, MARGIN + BAR.names + long + 5, y, { lineBreak: false })
  })
  document.endMarkedContent()
  sheet.y = top + height + 8
  figure.end()
  return figure
}

type TableBlock = Extract<ReportBlock, { kind: 'table' }>
const PAD = 3
const ROW = SIZES.cell * LINE

const drawTable = (sheet: Sheet, { caption, head, rows, numeric }: TableBlock): Structure => {
  const { document } = sheet
  const widths = widthsOf(sheet, { head, rows, numeric })
  const table = document.struct('Table')
  const cells = { widths, numeric }
  const headHeight = heightOf(sheet, head, { ...cells, is: 'head' })
  sheet.keep(2 * ROW + headHeight + 3 * ROW)
  const named = document.struct('Caption')
  drawText(sheet, named, caption, { tag: 'Caption', font: 'bold', size: SIZES.cell, x: MARGIN, width: WIDTH })
  sheet.y += 3
  table.add(named)
  const [headPart, body] = [document.struct('THead'), document.struct('TBody')]
  headPart.add(drawRow(sheet, head, { ...cells, is: 'head' }))
  table.add(headPart)
  for (const row of rows) {
    if (sheet.y + heightOf(sheet, row, { ...cells, is: 'row' }) > BOTTOM) {
      sheet.turn()
      repeatHead(sheet, head, cells)
    }
    body.add(drawRow(sheet, row, { ...cells, is: 'row' }))
  }
  table.add(body)
  sheet.y += 10
  table.end()
  return table
}

type Cells = { readonly widths: readonly number[]; readonly numeric: boolean }
type CellLook = { readonly font: 'text' | 'bold'; readonly size: number }
/** With many columns their names are smaller, so that no word is broken. */
const MANY = 4
const lookOf = (is: 'head' | 'row', columns: number): CellLook => {
  if (is === 'row') return { font: 'text', size: SIZES.cell }
  return columns > MANY ? { font: 'text', size: SIZES.narrow } : { font: 'bold', size: SIZES.cell }
}

// The first column is as wide as its widest text, others share what is left; where texts are no numbers they get what they need.
const widthsOf = (
  { document }: Sheet,
  { head, rows, numeric }: { head: readonly string[]; rows: readonly (readonly string[])[]; numeric: boolean },
): readonly number[] => {
  const widest = head.map((name, column) => {
    document.font('bold').fontSize(SIZES.cell)
    const ofName = document.widthOfString(name)
    document.font('text')
    return Math.max(ofName, ...rows.map((row) => document.widthOfString(row[column] ?? ''))) + 2 * PAD
  })
  const [first = 0] = widest
  if (numeric) {
    const names = Math.min(first, head.length > MANY ? 122 : 170)
    return head.map((_, column) => (column === 0 ? names : Math.min(110, (WIDTH - names) / (head.length - 1))))
  }
  const all = widest.reduce((sum, each) => sum + each, 0)
  return all <= WIDTH ? widest : widest.map((each) => (each / all) * WIDTH)
}

type OneRow = Cells & { readonly is: 'head' | 'row' }
const heightOf = ({ document }: Sheet, row: readonly string[], { widths, is }: OneRow): number => {
  const look = lookOf(is, row.length)
  const lines = row.map(
    (cell, column) => linesOf(document, cell, { ...look, width: (widths[column] ?? 0) - 2 * PAD }).length,
  )
  return Math.max(...lines) * ROW + 2 * PAD
}

const drawRow = (sheet: Sheet, row: readonly string[], cells: OneRow): Structure => {
  const { document } = sheet
  const { is } = cells
  const structure = document.struct('TR')
  drawGround(sheet, row, cells)
  const top = sheet.y
  const bottom = top + heightOf(sheet, row, cells)
  row.forEach((text, column) => {
    const names = is === 'head' || column === 0
    const tag = names ? 'TH' : 'TD'
    const cell = document.struct(tag, names ? beyondTypes({ scope: is === 'head' ? 'Column' : 'Row' }) : {})
    for (const draw of cellLines(sheet, { text, column, columns: row.length }, cells)) {
      cell.add(document.markStructureContent(tag))
      draw()
      document.endMarkedContent()
    }
    structure.add(cell)
  })
  sheet.y = bottom
  return structure
}

/** The lines of one cell, each to be drawn where it belongs; the sheet stays where it is. */
const cellLines = (
  { document, y }: Sheet,
  { text, column, columns }: { readonly text: string; readonly column: number; readonly columns: number },
  { widths, numeric, is }: OneRow,
): readonly (() => void)[] => {
  const look = lookOf(is, columns)
  const width = widths[column] ?? 0
  const x = MARGIN + widths.slice(0, column).reduce((sum, each) => sum + each, 0)
  const lines = linesOf(document, text, { ...look, width: width - 2 * PAD })
  return lines.map((line, place) => () => {
    document.font(look.font).fontSize(look.size).fillColor(INK)
    const left = numeric && column > 0 ? x + width - PAD - document.widthOfString(line) : x + PAD
    document.text(place < lines.length - 1 ? `${line} ` : line, left, y + PAD + place * ROW, { lineBreak: false })
  })
}

// The ground and line of a row are drawn for the eye alone.
const drawGround = (sheet: Sheet, row: readonly string[], cells: OneRow): void => {
  const { document, y } = sheet
  const [width, height] = [cells.widths.reduce((sum, each) => sum + each, 0), heightOf(sheet, row, cells)]
  document.markContent('Artifact', { type: 'Layout' })
  if (cells.is === 'head') document.rect(MARGIN, y, width, height).fill(HEAD_SURFACE)
  document
    .moveTo(MARGIN, y + height)
    .lineTo(MARGIN + width, y + height)
    .lineWidth(0.5)
    .stroke(FAINT)
  document.endMarkedContent()
}

// On a next page the names of columns stand again for the eye; a screen reader knows them from the first time.
const repeatHead = (sheet: Sheet, head: readonly string[], cells: Cells): void => {
  const { document } = sheet
  const asHead = { ...cells, is: 'head' } as const
  drawGround(sheet, head, asHead)
  document.markContent('Artifact', { type: 'Layout' })
  head.forEach((text, column) => {
    for (const draw of cellLines(sheet, { text, column, columns: head.length }, asHead)) draw()
  })
  document.endMarkedContent()
  sheet.y += heightOf(sheet, head, asHead)
}
