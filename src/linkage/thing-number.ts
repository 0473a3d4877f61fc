/** Things that are numbers: plates, accounts, documents, and the number that may not be one. Check digits are those of the issuer. */

/**
 * Shapes of Dutch number plates ("sidecodes" 1 to 14 of the RDW): L a letter, D a digit. Where a shape fits, a letter that
 * looks like a digit is read as the shape says.
 */
const DUTCH_SHAPES = [
  ...['LLDDDD', 'DDDDLL', 'DDLLDD', 'LLDDLL', 'LLLLDD', 'DDLLLL', 'DDLLLD'],
  ...['DLLLDD', 'LLDDDL', 'LDDDLL', 'LLLDDL', 'LDDLLL', 'DLLDDD', 'DDDLLD'],
]
/** Belgium since 2010 (1-ABC-234) and before (ABC-123, 123-ABC). Of other countries no shape is known: they are only folded. */
const BELGIAN_SHAPES = ['DLLLDDD', 'LLLDDD', 'DDDLLL']
const AS_DIGIT: Readonly<Record<string, string>> = { O: '0', I: '1', B: '8' }
const AS_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B' }

/** `vb-123-x`, `VB 123 X` and `V8-123-X` give `VB123X`; undefined for what no plate can be. */
export const readPlate = (written: string): string | undefined => {
  const bare = written
    .slice(0, 40)
    .toUpperCase()
    .normalize('NFD')
    .replace(/[^A-Z0-9]/g, '')
  if (bare.length < 4 || bare.length > 10 || !/\d|[OIB]/.test(bare)) return undefined
  const fits = [...DUTCH_SHAPES, ...BELGIAN_SHAPES]
    .flatMap((shape) => fitShape(bare, shape) ?? [])
    .sort((one, other) => one.changed - other.changed)
  return fits[0]?.plate ?? bare.replace(/[OIB]/g, (letter) => AS_DIGIT[letter] ?? letter)
}

const fitShape = (bare: string, shape: string): { readonly plate: string; readonly changed: number } | undefined => {
  if (bare.length !== shape.length) return undefined
  let [plate, changed] = ['', 0]
  for (let at = 0; at < shape.length; at += 1) {
    const written = bare[at] ?? ''
    const wantsDigit = shape[at] === 'D'
    const isDigit = /\d/.test(written)
    const read = wantsDigit === isDigit ? written : (wantsDigit ? AS_DIGIT : AS_LETTER)[written]
    if (read === undefined) return undefined
    if (read !== written) changed += 1
    plate += read
  }
  return { plate, changed }
}

/** An IBAN with a sound check (ISO 13616, mod 97), else an account or wallet of another kind as written without blanks. */
export const readAccount = (written: string): string | 'wrong-check-digit' | undefined => {
  const bare = written.slice(0, 100).replace(/^\s*(iban|rekening(nummer)?|account)\b[\s:.]*/i, '')
  const compact = bare.replace(/[\s.\-/]/g, '')
  // Wallets tell capitals from small letters; nothing else does.
  if (/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(compact) && /[a-z]/.test(compact)) return compact
  const upper = compact.toUpperCase()
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(upper)) return isSoundIban(upper) ? upper : 'wrong-check-digit'
  return /^[A-Z0-9]{5,64}$/.test(upper) && /\d{3}/.test(upper) ? upper : undefined
}

const isSoundIban = (iban: string): boolean => {
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** The eleven-test of the citizen service number (Regeling BSN): nine digits, weights 9 to 2 and -1. */
export const isServiceNumber = (written: string): boolean => {
  const bare = written.slice(0, 60).replace(/bsn|burgerservicenummer|sofi(nummer)?/i, '')
  const digits = bare.replace(/[\s\p{P}\p{S}]/gu, '')
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0
}

/** The number of a travel or identity document: from a machine-readable line with its check digit (ICAO 9303), or as written. */
export const readDocument = (written: string): string | 'wrong-check-digit' | undefined => {
  const line = written.slice(0, 120).toUpperCase().replace(/[\s-]/g, '')
  if (line.includes('<') || line.length >= 30) return readMachineLine(line)
  const bare = line.replace(/[^A-Z0-9]/g, '')
  // The letter O is not used in numbers of Dutch documents, and elsewhere it is mostly a zero.
  return bare.length >= 5 && bare.length <= 20 && /\d/.test(bare) ? bare.replaceAll('O', '0') : undefined
}

/** Second line of a passport (number first), or first line of a card (`I<NLD` and then the number). */
const readMachineLine = (line: string): string | 'wrong-check-digit' | undefined => {
  const card = /^[IAC][A-Z<][A-Z<]{3}([A-Z0-9<]{9})([0-9<])/.exec(line)
  const found = card ?? /^([A-Z0-9<]{9})([0-9])[A-Z<]{3}\d{6}\d[MFX<]\d{6}/.exec(line)
  const number = found?.[1]
  if (number === undefined) return undefined
  if (machineCheck(number) !== Number(found?.[2] === '<' ? 0 : found?.[2])) return 'wrong-check-digit'
  const bare = number.replaceAll('<', '')
  return bare.length >= 5 && /\d/.test(bare) ? bare.replaceAll('O', '0') : undefined
}

/** Weights 7, 3, 1; A is 10, `<` is nothing. */
export const machineCheck = (field: string): number =>
  [...field].reduce(
    (sum, character, at) => sum + (character === '<' ? 0 : Number.parseInt(character, 36)) * ([7, 3, 1][at % 3] ?? 0),
    0,
  ) % 10
