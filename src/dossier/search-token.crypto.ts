/** A word as a keyed token of one house. Who has the table and not the key learns which facts share a word, and no word. */
import { createHmac } from 'node:crypto'

const TOKEN_BYTES = 8

/** Short enough to keep many; a false meeting is found out when the dossier is read. */
export const tokenOf = (key: Buffer, word: string): Buffer =>
  createHmac('sha256', key).update('search-token/1\n').update(word).digest().subarray(0, TOKEN_BYTES)
