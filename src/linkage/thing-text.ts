/** Things that are texts: mail addresses, handles, adverts, addresses, companies. Tables of words stand in data/linkage/things.json. */
import words from '../../data/linkage/things.json' with { type: 'json' }
import { romanise } from './normalise.ts'

const LEGAL_FORMS = new Set(words.legalForms)
const STREET_WORDS = new Set(words.streetWords)
const TRACKING = new Set(words.trackingParameters)
const PROFILE_STEPS = new Set(words.profileSteps)
const PLATFORMS = Object.entries(words.platforms)
const ADVERT_WORDS_MAX = 200
const PIECE_WORDS = 3
/** Of all runs of three words the few with the smallest sum stand for the text: a changed sentence leaves most of them. */
const PIECES_MAX = 6

/** Small letters, without the part behind a plus sign: that is the same box. */
export const readEmail = (written: string): string | undefined => {
  const found = /^(?:mailto:)?([^\s@<>"]{1,64})@([a-z0-9.-]{3,190}\.[a-z]{2,20})$/i.exec(written.replace(/^<|>$/g, ''))
  const [box, domain] = [found?.[1]?.toLowerCase().replace(/(?<=.)\+.*$/, ''), found?.[2]?.toLowerCase()]
  return box === undefined || domain === undefined ? undefined : `${box}@${domain}`
}

/** `https://www.instagram.com/Jan.Verzonnen/?hl=nl`, `insta: @jan.verzonnen` and `@jan.verzonnen (Instagram)` give `instagram:jan.verzonnen`. */
export const readHandle = (written: string): string | undefined => {
  const text = written.slice(0, 300)
  const [, known, named] = /^([a-z]+):([a-z0-9._-]+)$/.exec(text) ?? []
  if (known !== undefined && named !== undefined && isPlatform(known)) return nameOn(known, named)
  const address = readAddressOnWeb(text)
  if (address) return handleOfAddress(address)
  const spoken = romanise(text).replace(/[^a-z0-9._@:-]+/g, ' ')
  const parts = spoken.split(/[\s:]+|(?=@)/).filter((part) => part !== '' && part !== 'op' && part !== 'on')
  const platform = parts.flatMap((part) => platformNamed(part) ?? [])[0]
  const rest = parts.filter((part) => platform === undefined || platformNamed(part) !== platform)
  const name = (rest.find((part) => part.startsWith('@')) ?? rest[0] ?? '').replace(/[.:-]+$/, '')
  return nameOn(platform ?? 'any', name)
}

const isPlatform = (name: string): boolean => name === 'any' || PLATFORMS.some(([platform]) => platform === name)

const platformNamed = (name: string): string | undefined =>
  name === 'any' ? 'any' : PLATFORMS.find(([, { names }]) => names.includes(name))?.[0]

const nameOn = (platform: string, written: string): string | undefined => {
  const name = written.replace(/^[@+]+/, '')
  return /^[a-z0-9._-]{2,60}$/.test(name) && /[a-z0-9]/.test(name) ? `${platform}:${name}` : undefined
}

const handleOfAddress = (address: URL): string | undefined => {
  const host = address.hostname.replace(/^(www|m|mobile|nl|en)\./, '')
  const platform = PLATFORMS.find(([, { hosts }]) => hosts.includes(host))?.[0]
  const byNumber = address.searchParams.get('id')
  const steps = address.pathname.split('/').filter((step) => step !== '' && !PROFILE_STEPS.has(step))
  const name = byNumber !== null && steps[0] === 'profile.php' ? byNumber : (steps[0] ?? '')
  return platform === undefined ? undefined : nameOn(platform, romanise(name))
}

const readAddressOnWeb = (text: string): URL | undefined => {
  const bare = text.trim()
  if (bare.length > 2_000 || /\s/.test(bare)) return undefined
  if (!/^(https?:\/\/)?([a-z0-9-]{1,63}\.)+[a-z]{2,24}(:\d{1,5})?([/?#]|$)/i.test(bare)) return undefined
  const whole = /^https?:\/\//i.test(bare) ? bare : `https://${bare}`
  return URL.canParse(whole) ? new URL(whole) : undefined
}

/** An address on the web without what follows who clicks; any other text as its words, with the pieces by which a changed copy is found. */
export const readAdvert = (
  written: string,
): { readonly value: string; readonly pieces: readonly string[] } | undefined => {
  const address = readAddressOnWeb(written)
  if (address) return { value: addressText(address), pieces: [] }
  const all = plainWords(written).slice(0, ADVERT_WORDS_MAX)
  // A shorter text is a phrase that anybody may use.
  return all.length < 5 ? undefined : { value: all.join(' '), pieces: piecesOf(all) }
}

const addressText = (address: URL): string => {
  const kept = [...address.searchParams].filter(([name]) => !isTracking(name.toLowerCase()))
  const query = kept
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&')
  const host = address.hostname.replace(/^(www|m|mobile)\./, '')
  const path = address.pathname.replace(/\/+$/, '').toLowerCase()
  return `${host}${path}${query === '' ? '' : `${path === '' ? '/' : ''}?${query}`}`
}

const isTracking = (name: string): boolean =>
  TRACKING.has(name) || words.trackingPrefixes.some((prefix) => name.startsWith(prefix))

const piecesOf = (all: readonly string[]): readonly string[] => {
  const runs = all.slice(0, -(PIECE_WORDS - 1)).map((_, at) => all.slice(at, at + PIECE_WORDS).join(' '))
  return [...new Set(runs)]
    .map((run) => ({ run, sum: sumOf(run) }))
    .sort((one, other) => one.sum - other.sum || (one.run < other.run ? -1 : 1))
    .slice(0, PIECES_MAX)
    .map(({ run }) => run)
}

/** FNV-1a: spreads runs evenly and hides nothing; hiding is the work of the keyed function. */
const sumOf = (text: string): number => {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** In pieces, because one reading takes no more than a cell: an advert is longer. */
const plainWords = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .flatMap((word) =>
      romanise(word)
        .replace(/['`"]/g, '')
        .split(/[^a-z0-9]+/),
    )
    .filter((word) => word !== '')

/** Postcode and number where both are there: `1234AB 12`. Otherwise the number with the words that not every street has. */
export const readAddress = (written: string): string | undefined => {
  const text = written.slice(0, 300)
  const postcode = /(?<![A-Za-z0-9])([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z0-9])/.exec(text)
  const rest = postcode ? text.replace(postcode[0], ' ') : text
  const all = plainWords(rest)
  const number = all
    .filter((word) => /^\d{1,5}[a-z]?$/.test(word))
    .at(-1)
    ?.replace(/^0+(?=\d)|[a-z]$/g, '')
  if (postcode && number !== undefined) return `${postcode[1]}${postcode[2]?.toUpperCase()} ${number}`
  const stems = all.filter((word) => !/\d/.test(word)).map(stemOfStreet)
  const telling = [...new Set(stems.filter((word) => word.length > 2 && !STREET_WORDS.has(word)))]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .slice(0, 3)
    .sort()
  return number === undefined || telling.length < 2 ? undefined : `${telling.join(' ')} ${number}`
}

/** `kerkstraat` and `kerkstr` are one street. */
const stemOfStreet = (word: string): string =>
  word.replace(/(?<=..)(straat|str|strasse|laan|ln|weg|plein|gracht|singel)+$/, '')

/** `kvk:12345678` where a number of the trade register is given, else the name without its legal form, and the town behind the last comma. */
export const readCompany = (written: string): string | undefined => {
  const text = written.slice(0, 300)
  const joinedDigits = text.replace(/(?<=\d)[ .](?=\d)/g, '')
  const alone = joinedDigits.replace(/[^A-Za-z0-9]/g, '')
  // A stroke parts a name from its town: then the digits are words.
  const number =
    /^\d{8}$/.test(alone) && !text.includes('|')
      ? alone
      : /(?<![A-Za-z0-9])kvk\D{0,12}(\d{8})(?!\d)/i.exec(joinedDigits)?.[1]
  if (number !== undefined) return `kvk:${number}`
  const [name, town] = /^(.*)[,|]([^,|]*)$/.exec(text)?.slice(1) ?? [text, '']
  const joined = (name ?? '').replace(/(?<=\b[A-Za-z])\.\s?(?=[A-Za-z]\b)/g, '')
  const telling = [...new Set(plainWords(joined).filter((word) => word !== 'kvk' && !LEGAL_FORMS.has(word)))]
    .slice(0, 6)
    .sort()
  const place = plainWords(town ?? '')
    .slice(0, 4)
    .join(' ')
  // A number that only a legal form stood beside is the number.
  if (telling.length === 1 && /^\d{8}$/.test(telling[0] ?? '')) return `kvk:${telling[0]}`
  return telling.join('').length < 3 ? undefined : `${telling.join(' ')}|${place}`
}
