/* Leave quickly: blank at once, tell the server without waiting, replace this page in the history. */
(() => {
  "use strict";
  const all = document.documentElement, page = document.body.dataset, link = document.querySelector("[data-exit]");
  let presses = 0, timer;
  const leave = (event) => {
    if (event) event.preventDefault();
    const { exit, bye } = link.dataset;
    document.title = "…";
    all.textContent = "";
    try { navigator.sendBeacon(bye); } catch (_) { /* still leave */ }
    location.replace(exit);
  };
  if (link) {
    link.addEventListener("click", leave);
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift") { presses = 0; return; }
      clearTimeout(timer);
      timer = setTimeout(() => { presses = 0; }, 5000);
      if (++presses === 3) leave();
    }, true);
  }
  /* A page brought back by the back/forward cache is never shown: the server is asked again. */
  addEventListener("pageshow", (event) => {
    if (event.persisted) { all.textContent = ""; location.reload(); }
  });
  /* A page that nobody touches goes away with its session; while someone writes, the session stays. */
  if (page.idle) {
    let last = Date.now(), told = last;
    const touched = () => {
      last = Date.now();
      if (last - told < 6e4) return;
      told = last;
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      fetch(page.here, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
    };
    for (const name of ["input", "keydown", "pointerdown"]) addEventListener(name, touched, { passive: true });
    setInterval(() => { if (Date.now() - last > page.idle * 1e3) location.replace(page.closed); }, 5e3);
  }
  /* A page that shows what is open for a while leaves the screen as it closes. */
  const goes = document.querySelector("meta[name=goes]");
  if (goes) setTimeout(() => location.replace(goes.dataset.to), goes.content * 1e3);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  /* After an error, the summary is read first. */
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
})();
