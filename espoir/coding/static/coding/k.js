/* Selecting words with a mouse or a finger: a convenience. Without it, each turn has its own page to code. */
(() => {
  "use strict";
  const box = document.querySelector("[data-coding]");
  if (!box || !window.getSelection) return;
  const said = box.querySelector("[data-words]"), form = box.querySelector("form"), buttons = form.querySelectorAll("button[name=code]");
  let place = null;
  const count = (text) => Array.from(text).length;
  const at = (node, offset) => {
    const turn = (node.nodeType === 1 ? node : node.parentElement).closest("[data-s]");
    if (!turn) return null;
    const before = document.createRange();
    before.setStart(turn, 0);
    before.setEnd(node, offset);
    return Number(turn.dataset.s) + count(before.toString());
  };
  const look = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    let start = at(range.startContainer, range.startOffset), end = at(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const words = chosen.toString();
    if (!words.trim()) return;
    start += count(words) - count(words.trimStart());
    place = { start, end };
    said.textContent = words.trim().length > 80 ? words.trim().slice(0, 79) + "…" : words.trim();
    box.hidden = false;
  };
  document.addEventListener("selectionchange", () => { clearTimeout(look.soon); look.soon = setTimeout(look, 250); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!place) return;
    const body = new FormData(form);
    body.set("start", place.start);
    body.set("end", place.end);
    if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
    for (const button of buttons) button.disabled = true;
    fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { "X-Requested-With": "fetch" } })
      .then((answer) => { if (answer.status === 204 || answer.redirected) location.reload(); else return answer.text().then((text) => { said.textContent = text.slice(0, 200); for (const button of buttons) button.disabled = false; }); })
      .catch(() => { for (const button of buttons) button.disabled = false; });
  });
})();
