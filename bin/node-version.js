// Says in one sentence that this Node is too old, before anything is read that it would not understand.
const WANTED = [22, 12]

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(`referral-sandbox needs Node ${WANTED.join('.')} or newer, this is ${process.versions.node}.`)
  process.exit(1)
}
