/**
 * Walks through the XML of a workbook part in pieces: tags, attributes, text. It knows no document types and no entities
 * but the five of XML and numbers, so nothing can be fetched or blown up; a DOCTYPE is refused. Pure.
 */

export type XmlEvents = {
  /** A start tag; the name without prefix. `selfClosed` tags get no `close`. */
  open(name: string, attributes: string, selfClosed: boolean): void
  text(text: string): void
  close(name: string): void
}

export type XmlScanner = { push(chunk: string): void; end(): void }

/** Thrown for a part that is not the XML of a workbook; the reader of the file turns it into a refusal. */
export class UnreadableXml extends Error {}

// A cell of a workbook holds 32,767 characters at most (18.3.1.96), each up to six as an entity.
const MAX_WAITING = 1_000_000

export const xmlScanner = (events: XmlEvents): XmlScanner => {
  let waiting = ''
  const step = (atEnd: boolean): void => {
    let at = 0
    for (;;) {
      const tag = waiting.indexOf('<', at)
      // Text is given whole per piece; an entity may be cut in two, so the last bit waits for its tag.
      if (tag === -1) break
      if (tag > at) events.text(unescapeXml(waiting.slice(at, tag)))
      const next = readTag(waiting, tag, events)
      if (next === undefined) {
        at = tag
        break
      }
      at = next
    }
    waiting = waiting.slice(at)
    if (waiting.length > MAX_WAITING) throw new UnreadableXml('tag or text without end')
    if (atEnd && waiting.trim() !== '') throw new UnreadableXml('text after the end')
  }
  return {
    push: (chunk) => {
      waiting += chunk
      step(false)
    },
    end: () => step(true),
  }
}

/** Handles the tag at `at`; gives where it ends, or undefined when its end is not there yet. */
const readTag = (xml: string, at: number, events: XmlEvents): number | undefined => {
  const second = xml[at + 1]
  if (second === undefined) return undefined
  if (second === '!') return readBang(xml, at, events)
  if (second === '?') return after(xml, '?>', at)
  const end = tagEnd(xml, at + 1)
  if (end === undefined) return undefined
  if (second === '/') events.close(localName(xml.slice(at + 2, end).trim()))
  else startTag(xml.slice(at + 1, end), events)
  return end + 1
}

const readBang = (xml: string, at: number, events: XmlEvents): number | undefined => {
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at)
  if (xml.startsWith('<![CDATA[', at)) {
    const end = after(xml, ']]>', at)
    if (end !== undefined) events.text(xml.slice(at + 9, end - 3))
    return end
  }
  if (xml.length - at < 9) return undefined
  throw new UnreadableXml('document type')
}

const startTag = (tag: string, events: XmlEvents): void => {
  const selfClosed = tag.endsWith('/')
  const body = selfClosed ? tag.slice(0, -1) : tag
  const blank = body.search(/\s/)
  events.open(localName(blank === -1 ? body : body.slice(0, blank)), blank === -1 ? '' : body.slice(blank), selfClosed)
}

/** The `>` that closes the tag; one inside a quoted attribute does not count. */
const tagEnd = (xml: string, from: number): number | undefined => {
  let quote = ''
  for (let at = from; at < xml.length; at += 1) {
    const char = xml[at]
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
  }
  return undefined
}

const after = (xml: string, mark: string, from: number): number | undefined => {
  const at = xml.indexOf(mark, from)
  return at === -1 ? undefined : at + mark.length
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of one attribute, with or without a prefix. */
export const attribute = (attributes: string, name: string): string | undefined => {
  const found = patternOf(name).exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

// Built once per name: a sheet asks for the same four names a million times.
const patterns = new Map<string, RegExp>()
const patternOf = (name: string): RegExp => {
  const known = patterns.get(name)
  if (known) return known
  const made = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, made)
  return made
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (_, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) {
          const char = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
          if (char === undefined) throw new UnreadableXml('unknown entity')
          return char
        }
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
      })
    : text
