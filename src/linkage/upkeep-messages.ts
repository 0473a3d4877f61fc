/**
 * Messages that keep what the matcher holds right: `removed` takes handles out, `calibration` brings counts of outcomes. Handles
 * and counts only. They name no epoch: what must go, goes whatever the key it was made with.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Calibration, TENTHS, type TenthCounts } from './match-calibration.ts'
import { isHandle, MESSAGE_VERSION, type MessageRefusal, RECORDS_PER_MESSAGE_MAX } from './messages.ts'

export type UpkeepMessage =
  | { readonly kind: 'removed'; readonly handles: readonly string[] }
  | { readonly kind: 'calibration'; readonly calibration: Calibration }

/** The text of a message; the reverse of `parseUpkeep`. */
export const upkeepMessage = (message: UpkeepMessage): string =>
  JSON.stringify({ version: MESSAGE_VERSION, ...message })

/** Reads an upkeep message; undefined when the text is another kind of message, or none. */
export const parseUpkeep = (text: string): Outcome<UpkeepMessage, MessageRefusal> | undefined => {
  const value = read(text)
  if (value === undefined || (value['kind'] !== 'removed' && value['kind'] !== 'calibration')) return undefined
  if (value['version'] !== MESSAGE_VERSION) return refuse('linkage-version-unknown')
  return value['kind'] === 'removed' ? parseRemoved(value['handles']) : parseCalibration(value['calibration'])
}

const parseRemoved = (handles: unknown): Outcome<UpkeepMessage, MessageRefusal> => {
  if (!Array.isArray(handles) || handles.length === 0 || !handles.every(isHandleText))
    return refuse('linkage-message-unreadable')
  if (handles.length > RECORDS_PER_MESSAGE_MAX)
    return refuse('linkage-message-too-large', { most: RECORDS_PER_MESSAGE_MAX })
  return accept({ kind: 'removed', handles })
}

const parseCalibration = (value: unknown): Outcome<UpkeepMessage, MessageRefusal> => {
  const written = isObject(value) ? value : {}
  const { version, parameters, counts } = written
  if (!isCount(version) || typeof parameters !== 'string' || parameters.length > 40 || !Array.isArray(counts))
    return refuse('linkage-message-unreadable')
  if (counts.length > TENTHS || !counts.every(isTenthCounts)) return refuse('linkage-message-unreadable')
  return accept({ kind: 'calibration', calibration: { version, parameters, counts } })
}

const isHandleText = (value: unknown): value is string => typeof value === 'string' && isHandle(value)
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isTenthCounts = (value: unknown): value is TenthCounts =>
  isObject(value) &&
  isCount(value['tenth']) &&
  value['tenth'] < TENTHS &&
  isCount(value['same']) &&
  isCount(value['other'])
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const read = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
