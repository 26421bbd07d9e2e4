// Passkeys. A form marked data-passkey="create|get|login" is filled by the device and sent; without this file it stays hidden.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const known = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }))

async function create(options, passwordless) {
  const publicKey = structuredClone(options.publicKey)
  publicKey.challenge = bytes(publicKey.challenge)
  publicKey.user.id = bytes(publicKey.user.id)
  publicKey.excludeCredentials = known(publicKey.excludeCredentials)
  if (passwordless !== null && publicKey.authenticatorSelection) {
    Object.assign(publicKey.authenticatorSelection, { residentKey: passwordless ? "required" : "discouraged", requireResidentKey: passwordless })
    if (passwordless) publicKey.authenticatorSelection.userVerification = "required"
  }
  const made = await navigator.credentials.create({ publicKey })
  return plain(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports ? made.response.getTransports() : [],
  })
}

async function get(options) {
  const publicKey = structuredClone(options.publicKey)
  publicKey.challenge = bytes(publicKey.challenge)
  publicKey.allowCredentials = known(publicKey.allowCredentials)
  const found = await navigator.credentials.get({ publicKey })
  return plain(found, {
    authenticatorData: text(found.response.authenticatorData),
    signature: text(found.response.signature),
    userHandle: found.response.userHandle ? text(found.response.userHandle) : null,
  })
}

function plain(credential, response) {
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

async function answer(form) {
  const here = document.getElementById("js_data")
  const data = here ? JSON.parse(here.textContent) : null
  if (form.dataset.passkey === "create") {
    const box = form.querySelector("input[type=checkbox]")
    return create(data.creation_options, box ? box.checked : null)
  }
  if (form.dataset.passkey === "get") return get(data.request_options)
  const asked = await fetch(form.action, { headers: { Accept: "application/json" } })
  if (!asked.ok) throw new Error(asked.statusText)
  return get((await asked.json()).request_options)
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  const wrong = form.querySelector("[role=alert]")
  form.querySelector("[data-passkey-go]").addEventListener("click", async () => {
    wrong.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await answer(form))
      form.submit()
    } catch {
      wrong.textContent = form.dataset.failed
      wrong.hidden = false
    }
  })
}
