/** Numbers of rows that only the installation can make again. */
import { createHmac } from 'node:crypto'

/** The number of the row that a fact made: the same for the same fact, and without the key no way from the one to the other. */
export const rowIdOf = (master: Buffer): ((fact: string) => string) => {
  const key = createHmac('sha256', master).update('samenhang rows of the picture').digest()
  return (fact) => {
    const hex = createHmac('sha256', key).update(fact).digest('hex')
    // Shaped as any other random number (version 4), so that nothing tells the two kinds apart.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}
