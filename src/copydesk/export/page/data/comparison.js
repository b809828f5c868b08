// origin: copydesk
// licence: Apache-2.0
// The filter of incidents: all words typed must stand in an incident's line of the list.
(function () {
  "use strict";
  var box = document.getElementById("filter");
  if (!box) return;
  var status = document.getElementById("filtered");
  var items = Array.prototype.map.call(document.querySelectorAll("[data-incident]"), function (item) {
    return { item: item, section: document.getElementById("incident-" + item.dataset.incident), words: item.textContent.toLowerCase() };
  });
  box.parentNode.hidden = false;
  box.addEventListener("input", function () {
    var wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    items.forEach(function (one) {
      var fits = wanted.every(function (word) { return one.words.indexOf(word) >= 0; });
      one.item.hidden = one.section.hidden = !fits;
      shown += fits;
    });
    status.textContent = wanted.length ? shown + " of " + items.length : "";
  });
})();
