// Part of the preview only: waits for the next build, reloads the page, and shows what is wrong.
// Faults quote articles, so they are only ever set as text.
(function () {
  "use strict";
  var site = Number(document.currentScript.dataset.site);
  var seen = 0;
  var box = null;

  function show(fault) {
    if (box) { box.remove(); box = null; }
    if (!fault) { return; }
    box = document.createElement("div");
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", left: "0", right: "0", bottom: "0", maxHeight: "60vh", overflow: "auto", zIndex: "99999",
      padding: "1rem 1.25rem", background: "#1c1b22", color: "#fff", borderTop: "4px solid #e5484d",
    });
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    Object.assign(close.style, { float: "right" });
    close.addEventListener("click", function () { show(null); });
    var text = document.createElement("pre");
    text.textContent = fault;
    Object.assign(text.style, { margin: "0", whiteSpace: "pre-wrap", background: "none", color: "inherit" });
    box.append(close, text);
    document.body.append(box);
  }

  async function wait() {
    for (;;) {
      try {
        var answer = await fetch("/__guidepost/state?seen=" + seen, { cache: "no-store" });
        var state = await answer.json();
        if (state.site !== site) { location.reload(); return; }
        if (state.version !== seen) { seen = state.version; show(state.fault); }
      } catch (e) {
        // The server is gone or the page is being left: ask again in a while.
        await new Promise(function (go) { setTimeout(go, 1000); });
      }
    }
  }
  wait();
})();
