/**
 * What somebody signs in with at this house itself: an access key that is drawn, not thought up, with a code that changes (RFC 6238), and
 * passkeys (WebAuthn), of which only a challenge is ours. Both protocols are the libraries' (decision 0047).
 */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { Secret, TOTP } from 'otpauth'
import { openBytes, type SealPlace, sealBytes } from '../platform/sealing.ts'

/** More than 128, as ASVS 5.0 11.5.1 asks of what must not be guessed: 28 letters of five bits. */
const KEY_BITS = 140
const STEP_SECONDS = 30
/** A code of the step before or after is taken too: clocks differ, and people are slow. */
const STEPS_OFF = 1
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

// 32 letters without I, O, 0 and 1, in groups that can be read out: each byte gives one letter of five bits.
const readable = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, KEY_BITS / 5)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

/** A new invitation, in seven groups of four letters. */
export const newEnrolmentCode = (): string => readable(randomBytes(KEY_BITS / 5))

/** What was typed, as it was given out: capitals, no spaces, no strokes. Empty when it cannot be one. */
export const bareCode = (typed: string): string => {
  const bare = typed.toUpperCase().replace(/[\s-]/g, '')
  return bare.length === KEY_BITS / 5 && [...bare].every((letter) => LETTERS.includes(letter)) ? bare : ''
}

export const hashCode = (bare: string): Buffer => createHash('sha256').update(`enrolment ${bare}`).digest()

/** The access key and the secret of the code that an invitation leads to: the same each time the page is drawn, kept nowhere before it is used. */
export const meansOf = (bare: string): { readonly key: string; readonly secret: Buffer } => ({
  key: readable(Buffer.from(hkdfSync('sha256', bare, 'samenhang enrolment', 'access key', KEY_BITS / 5))),
  secret: Buffer.from(hkdfSync('sha256', bare, 'samenhang enrolment', 'code', 20)),
})

const totpOf = (secret: Buffer): TOTP =>
  new TOTP({
    issuer: 'Samenhang',
    label: 'werk',
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  })

/** As an app takes it: the secret in letters, and as one address. */
export const writtenSecret = (secret: Buffer): { readonly letters: string; readonly address: string } => {
  const totp = totpOf(secret)
  return { letters: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 '), address: totp.toString() }
}

/** The step of the code, when it is one of now, just before or just after. */
export const stepOfCode = (secret: Buffer, code: string, now: Date): number | undefined => {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: STEPS_OFF })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
}

const codePlace = (subject: string): SealPlace => `access.access_key.code_sealed:${subject}`

/** Finds and seals with keys of its own, derived from the master key of the house. */
export const openMeans = (master: Buffer) => {
  const derive = (what: string): Buffer => Buffer.from(hkdfSync('sha256', master, 'samenhang local accounts', what, 32))
  const [finding, sealing] = [derive('finding'), derive('sealing')]
  return {
    /** 140 random bits need no slow hash; the key of the house keeps a stolen table from being tried at all. */
    hashKey: (bare: string): Buffer => createHmac('sha256', finding).update(bare).digest(),
    seal: (secret: Buffer, subject: string): Buffer => sealBytes(sealing, codePlace(subject), secret),
    open: (sealed: Buffer, subject: string): Buffer => openBytes(sealing, codePlace(subject), sealed),
  }
}
export type Means = ReturnType<typeof openMeans>

/** What a passkey must sign: derived from the token that only this browser holds, so that nothing secret is kept. */
export const challengeOf = (token: string, what: 'sign-in' | 'enrol'): string =>
  Buffer.from(hkdfSync('sha256', token, 'samenhang passkey', what, 32)).toString('base64url')

/** Where passkeys are good for: this host, asked by a page of this very address. */
export type PasskeyPlace = { readonly origin: string; readonly host: string }
export const placeOfPasskeys = (publicUrl: string): PasskeyPlace => {
  const { origin, hostname } = new URL(publicUrl)
  return { origin, host: hostname }
}

export type NewPasskey = { readonly id: Buffer; readonly publicKey: Buffer; readonly counter: number }

const parsed = <T>(answer: string): T | undefined => {
  try {
    // Safe: the library checks every part of it before it believes any.
    return JSON.parse(answer) as T
  } catch {
    return undefined
  }
}

/** The passkey that a browser made for this challenge; nothing when any check fails. The user must have been verified (finger, face, PIN). */
export const readNewPasskey = async (
  answer: string,
  challenge: string,
  { origin, host }: PasskeyPlace,
): Promise<NewPasskey | undefined> => {
  const response = parsed<Parameters<typeof verifyRegistrationResponse>[0]['response']>(answer)
  if (!response) return undefined
  try {
    const seen = await verifyRegistrationResponse({
      ...{ response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: host },
      requireUserVerification: true,
    })
    if (!seen.verified) return undefined
    const { id, publicKey, counter } = seen.registrationInfo.credential
    return { id: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter }
  } catch {
    return undefined
  }
}

/** Which passkey an answer says to be of; nothing when it is no answer. */
export const idInAnswer = (answer: string): Buffer | undefined => {
  const id = parsed<{ readonly id?: unknown } | null>(answer)?.id
  return typeof id === 'string' && /^[\w-]{22,1364}$/.test(id) ? Buffer.from(id, 'base64url') : undefined
}

/** The counter of the device when the answer was signed by this passkey for this challenge; nothing when any check fails. */
export const readPasskeyAnswer = async (
  answer: string,
  challenge: string,
  { origin, host }: PasskeyPlace,
  passkey: NewPasskey,
): Promise<number | undefined> => {
  const response = parsed<Parameters<typeof verifyAuthenticationResponse>[0]['response']>(answer)
  if (!response) return undefined
  try {
    const seen = await verifyAuthenticationResponse({
      ...{ response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: host },
      requireUserVerification: true,
      credential: {
        id: passkey.id.toString('base64url'),
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    })
    return seen.verified ? seen.authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}
