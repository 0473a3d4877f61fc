// Asks the device for a passkey when a form of signing in is sent, and sends its answer along. Plain script of a page that the server draws.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.querySelector('[data-without]').hidden = true
  form.querySelector('[data-with]').hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(form)
  })
}

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

async function ask(form) {
  const problem = form.querySelector('.plain-problem')
  problem.hidden = true
  try {
    const answer = form.dataset.passkey === 'create' ? await create(form.dataset) : await get(form.dataset)
    form.elements.passkeyAnswer.value = JSON.stringify(answer)
    form.submit()
  } catch {
    problem.hidden = false
  }
}

async function create({ challenge, host, handle }) {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { id: host, name: 'Samenhang' },
      user: { id: bytes(handle), name: 'werk', displayName: 'Werk' },
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -8 },
        { type: 'public-key', alg: -257 },
      ],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    },
  })
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    },
  }
}

async function get({ challenge, host }) {
  const found = await navigator.credentials.get({
    publicKey: { challenge: bytes(challenge), rpId: host, userVerification: 'required' },
  })
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(found.response.clientDataJSON),
      authenticatorData: text(found.response.authenticatorData),
      signature: text(found.response.signature),
      ...(found.response.userHandle ? { userHandle: text(found.response.userHandle) } : {}),
    },
  }
}
