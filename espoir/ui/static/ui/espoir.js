/* Leave quickly: blank at once, tell the server without waiting, replace this page in the history. */
(() => {
  "use strict";
  const link = document.querySelector("[data-exit]");
  let presses = 0, timer;
  const leave = (event) => {
    if (event) event.preventDefault();
    const { exit, bye } = link.dataset;
    document.title = "…";
    document.documentElement.textContent = "";
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
    if (event.persisted) { document.documentElement.textContent = ""; location.reload(); }
  });
  /* After an error, the summary is read first. */
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
})();
