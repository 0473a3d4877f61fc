import { expect, test } from 'vitest'
import { serialDay, stylesPart, textsPart } from './workbook-parts.ts'
import { UnreadableXml, xmlScanner } from './xml-scan.ts'

const scan = <Answer>(part: { events: Parameters<typeof xmlScanner>[0]; answer(): Answer }, xml: string): Answer => {
  const scanner = xmlScanner(part.events)
  for (const piece of xml.match(/[\s\S]{1,5}/g) ?? []) scanner.push(piece)
  scanner.end()
  return part.answer()
}
const texts = (xml: string) => scan(textsPart({ sharedStrings: 10, cell: 100 }), xml)

test('texts are joined from their runs, without reading aids; only the five entities and numbers are known [V1.5.1]', () => {
  const xml =
    '<?xml version="1.0"?><sst><si><t>A&amp;&#233;</t></si><si/><si><r><t>An</t></r><r><t xml:space="preserve">a </t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si></sst>'
  expect(texts(xml)).toEqual(['A&é', '', 'Ana ', 'a\rb'])
  for (const bad of [
    '<!DOCTYPE a><sst/>',
    '<sst><si><t>&xxe;</t></si></sst>',
    '<sst',
    `<sst>${'<si/>'.repeat(12)}</sst>`,
  ])
    expect(() => texts(bad), bad).toThrow(UnreadableXml)
})

test('a style shows a day when its format asks for a year or a day outside quotes and brackets', () => {
  const xml =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/><numFmt numFmtId="165" formatCode="0.0 &quot;dyn&quot;"/><numFmt numFmtId="166" formatCode="[Red]0"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>'
  expect(scan(stylesPart(), xml)).toEqual([false, true, true, false, false, false])
})

test('a day number is the day on the sheet; where two days could be meant there is none', () => {
  expect([serialDay(61, false), serialDay(45_292.99, false), serialDay(0, true)]).toEqual([
    '1900-03-01',
    '2024-01-01',
    '1904-01-01',
  ])
  expect([serialDay(60, false), serialDay(0, false), serialDay(-1, true), serialDay(2_958_466, false)]).toEqual(
    Array(4).fill(undefined),
  )
})
