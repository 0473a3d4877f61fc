/** The face of access that a browser may import too: the chapters that she chooses for. */
export { CHAPTERS, type Chapter, PRESENT } from './consent.ts'
