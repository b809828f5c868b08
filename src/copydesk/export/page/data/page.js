// origin: copydesk
// licence: Apache-2.0
// Everything can be read and followed without this script; it lights what a link rests on and keeps both sides in view.
(function () {
  "use strict";
  var root = document.documentElement;
  var segments = Array.prototype.slice.call(document.querySelectorAll(".seg")).map(function (element) {
    return { element: element, from: +element.dataset.from, to: +element.dataset.to };
  });
  var tray = document.getElementById("tray");
  var status = document.getElementById("status");
  var origin = null; // the control that lit what is lit
  var active = null; // the card it belongs to
  root.classList.add("js");

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), act);
  }

  function show(element, block) {
    var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: block || "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  function dim() {
    each(".lit", function (e) { e.classList.remove("lit"); });
    each(".on", function (e) { e.classList.remove("on"); });
    each("[aria-current]", function (e) { e.removeAttribute("aria-current"); });
    tray.hidden = true;
    root.classList.remove("lighting");
    origin = active = null;
  }

  // The first segment that begins at a character or after it.
  function first(at) {
    var low = 0, high = segments.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (segments[middle].from < at) low = middle + 1; else high = middle;
    }
    return low;
  }

  // Segments are cut at every boundary, so a range is a run of whole segments.
  function light(ranges) {
    var lit = [];
    ranges.split(" ").filter(Boolean).forEach(function (range) {
      var ends = range.split("-");
      for (var at = first(+ends[0]); at < segments.length && segments[at].to <= +ends[1]; at++) {
        segments[at].element.classList.add("lit");
        lit.push(segments[at].element);
      }
    });
    return lit;
  }

  function told(control, card) {
    if (control.dataset.told) return control.dataset.told;
    if (card && card.dataset.told) return card.dataset.told;
    if (card && card.dataset.item === "finding") return "Evidence for finding " + card.dataset.number;
    if (card) return "Claim " + card.dataset.number + " in the report";
    var words = (control.getAttribute("aria-label") || control.textContent).trim().replace(/\s+/g, " ");
    return "In the report: " + (words.length > 60 ? words.slice(0, 59) + "…" : words);
  }

  function activate(control, options) {
    var card = control.closest(".card");
    dim();
    origin = control;
    active = card;
    var lit = light(control.dataset.light || "");
    control.setAttribute("aria-current", "true");
    if (card) {
      card.classList.add("on");
      if (card.dataset.item === "finding") {
        each(".wrong", function (e) {
          if ((" " + e.dataset.findings + " ").indexOf(" " + card.dataset.number + " ") >= 0) e.classList.add("lit");
        });
      }
    }
    root.classList.add("lighting");
    status.textContent = lit.length ? told(control, card) : "The report has nothing to show for this";
    tray.hidden = false;
    if (options && options.from === "text") {
      if (card) show(card, "nearest");
      if (options.focus) control.focus({ preventScroll: true });
    } else if (lit.length) {
      show(lit[0]);
      if (options && options.keep && card) show(card, "nearest");
    }
  }

  function go(card) { return card && card.querySelector("a.go"); }

  function claim(number) { return go(document.getElementById("claim-" + number)); }

  document.addEventListener("click", function (event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var link = event.target.closest("a");
    if (link) {
      var to = link.getAttribute("href") || "";
      if (link.dataset.light !== undefined) {
        event.preventDefault();
        activate(link);
      } else if (/^#(claim|finding|sentence)-\d+$/.test(to)) {
        event.preventDefault();
        activate(go(document.getElementById(to.slice(1))), { from: "text", focus: true });
      }
      return;
    }
    if (event.target.closest("button, input, summary") || String(getSelection())) return;
    var spot = event.target.closest("[data-claims], [data-findings], [data-sentences]");
    if (spot) {
      var kind = spot.dataset.claims ? "claim" : spot.dataset.findings ? "finding" : "sentence";
      var numbers = spot.dataset[kind + "s"].split(" ");
      // A second click on the same words goes on to the claim around this one.
      var at = active && active.dataset.item === kind ? numbers.indexOf(active.dataset.number) : -1;
      activate(go(document.getElementById(kind + "-" + numbers[(at + 1) % numbers.length])), { from: kind === "finding" ? "" : "text" });
      if (kind === "sentence") {
        // All of the digest that rests on these words, not the first of it alone.
        numbers.forEach(function (number) { document.getElementById("sentence-" + number).classList.add("on"); });
        spot.classList.add("lit");
        status.textContent = (numbers.length > 1 ? "Digest sentences " + numbers.join(", ") + " rest" : "Digest sentence " + numbers[0] + " rests") + " on this";
      }
      return;
    }
    var card = event.target.closest(".card");
    if (go(card)) activate(go(card));
  });

  function step(by) {
    var items = Array.prototype.filter.call(document.querySelectorAll(".card"), go);
    if (!items.length) return;
    var at = items.indexOf(active);
    var next = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, at + by));
    var control = go(items[next]);
    control.focus({ preventScroll: true });
    activate(control, { keep: true });
  }

  document.addEventListener("keydown", function (event) {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest("input")) return;
    if (event.key === "Escape") dim();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });

  document.getElementById("clear").addEventListener("click", function () {
    var control = origin;
    dim();
    if (control) control.focus({ preventScroll: true });
  });

  document.getElementById("back").addEventListener("click", function () {
    if (!origin) return;
    show(active || origin);
    origin.focus({ preventScroll: true });
  });

  // The theme: what the system says, until the reader says otherwise. Storage may be refused to a file.
  var theme = document.getElementById("theme");
  function dark() {
    var chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function tell() { theme.setAttribute("aria-pressed", String(dark())); }
  try { if (/^(dark|light)$/.test(localStorage.getItem("copydesk-theme"))) root.dataset.theme = localStorage.getItem("copydesk-theme"); } catch (refused) { /* none */ }
  theme.hidden = false;
  tell();
  theme.addEventListener("click", function () {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("copydesk-theme", root.dataset.theme); } catch (refused) { /* none */ }
    tell();
  });

  if (/^#(claim|finding|sentence)-\d+$/.test(location.hash)) {
    var linked = go(document.getElementById(location.hash.slice(1)));
    if (linked) activate(linked, { keep: true });
  }
})();
