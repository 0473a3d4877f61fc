/** What messages say of epochs: which one a message belongs to, and the message that an epoch is over. */
import { MESSAGE_VERSION } from './messages.ts'

const CLOSED = /^\{"version":1,"kind":"epoch","act":"closed","epoch":"([a-z0-9-]{1,40})"\}$/
const NAMED = /"epoch":"([a-z0-9-]{1,40})"/

/** Tells the matcher that an epoch is over: it forgets what it holds of it and takes nothing of it in again. */
export const epochClosedMessage = (epoch: string): string =>
  JSON.stringify({ version: MESSAGE_VERSION, kind: 'epoch', act: 'closed', epoch })

/** The epoch that is over; undefined for every other message. */
export const readEpochClosed = (message: string): string | undefined => CLOSED.exec(message)?.[1]

/** The epoch that a message names. Not checked: whoever parses the message under this name finds out whether it is so. */
export const epochNamedIn = (message: string): string | undefined => NAMED.exec(message)?.[1]
