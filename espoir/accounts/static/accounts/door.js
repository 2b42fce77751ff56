/* Passkeys: what the server asks goes to the device, and what the device answers goes into the form. */
(() => {
  "use strict";
  const able = Boolean(window.PublicKeyCredential && navigator.credentials);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const answer = (found) => {
    const said = { id: found.id, rawId: text(found.rawId), type: found.type, response: {}, clientExtensionResults: {} };
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    for (const part of parts) if (found.response[part]) said.response[part] = text(found.response[part]);
    return JSON.stringify(said);
  };
  const asked = async (form, address) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const { publicKey } = await (await fetch(address, { method: "POST", body })).json();
    publicKey.challenge = bytes(publicKey.challenge);
    return publicKey;
  };
  const make = async (form) => {
    const publicKey = await asked(form, form.dataset.newPasskey);
    publicKey.user.id = bytes(publicKey.user.id);
    publicKey.excludeCredentials = known(publicKey.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  };
  const ask = async (form) => {
    const publicKey = await asked(form, form.dataset.passkey);
    publicKey.allowCredentials = known(publicKey.allowCredentials);
    return navigator.credentials.get({ publicKey });
  };
  const wire = (form, find) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const sorry = form.querySelector(".err");
      try {
        form.elements.credential.value = answer(await find(form));
        form.submit();
      } catch (_) { sorry.hidden = false; }
    });
  };
  if (!able) return;
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) wire(form, ask);
  for (const form of document.querySelectorAll("form[data-new-passkey]")) wire(form, make);
})();
