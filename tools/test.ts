/** `npm test`: everything that `npm run check` does, then the screens are built and the walks are played in a real browser. Also what CI runs. */
import { runShown } from './steps.ts'

const node = (...args: string[]) => [process.execPath, ...args]

for (const step of [
  { name: 'check', command: node('tools/check.ts') },
  { name: 'gates and long runs', command: ['vitest', 'run', '--project', 'gates', '--project', 'long'] },
  { name: 'walks', command: ['vitest', 'run', '--project', 'walks'] },
]) {
  const code = await runShown(step)
  if (code !== 0) process.exit(code)
}
