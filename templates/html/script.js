(function () {
  "use strict";
  var root = document.documentElement;
  var byId = function (id) { return document.getElementById(id); };
  var all = function (query, within) { return Array.prototype.slice.call((within || document).querySelectorAll(query)); };
  var issues = all(".issue");
  var search = byId("search");
  var chosen = null;
  var severities = [];
  var words = issues.map(function (issue) { return issue.textContent.toLowerCase().replace(/\s+/g, " "); });

  root.classList.add("script");
  issues.forEach(function (issue) { toggleOf(issue).setAttribute("aria-expanded", "false"); });
  ["filter", "keys", "theme"].forEach(function (id) { if (byId(id)) { byId(id).hidden = false; } });

  function toggleOf(issue) { return issue.querySelector("h3 button"); }
  function shown() { return issues.filter(function (issue) { return !issue.hidden; }); }

  /* The theme: what the system says until somebody says otherwise. */
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function theme() { return root.dataset.theme || (dark.matches ? "dark" : "light"); }
  function nameTheme() { byId("theme").textContent = theme() === "dark" ? "Light colours" : "Dark colours"; }
  byId("theme").addEventListener("click", function () {
    root.dataset.theme = theme() === "dark" ? "light" : "dark";
    nameTheme();
    try { localStorage.setItem("fixer-theme", root.dataset.theme); } catch (error) { /* kept for this page only */ }
  });
  try {
    var kept = localStorage.getItem("fixer-theme");
    if (kept === "dark" || kept === "light") { root.dataset.theme = kept; }
  } catch (error) { /* a page from a file may keep nothing */ }
  if (dark.addEventListener) { dark.addEventListener("change", nameTheme); }
  nameTheme();

  /* An issue and its lines. */
  function rows(number) { return all('.pane [data-i~="' + number + '"]'); }

  function into(row) {
    var pane = row.closest("pre");
    var reach = function () {
      var top = row.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += top - pane.clientHeight / 4;
    };
    reach();
    /* What is above is laid out only now, and may take another height than was guessed. */
    window.requestAnimationFrame(reach);
  }

  function linked(item) {
    return all("a", item).map(function (link) { return byId(link.hash.slice(1)); }).filter(Boolean);
  }

  /* Where to look for an issue: the first of its places that stands on both sides, else the first on either. */
  function spots(issue) {
    var places = all(".gaps li", issue).map(linked);
    var both = places.filter(function (rows) { return rows.length > 1; });
    return both.length ? both[0] : places.filter(function (rows) { return rows.length; })[0] || [];
  }

  function clear() {
    all(".picked").forEach(function (row) { row.classList.remove("picked"); });
    all(".tag[aria-current]").forEach(function (tag) { tag.removeAttribute("aria-current"); });
    if (chosen) {
      chosen.classList.remove("open");
      toggleOf(chosen).setAttribute("aria-expanded", "false");
    }
    chosen = null;
  }

  function choose(issue, from) {
    clear();
    chosen = issue;
    issue.classList.add("open");
    toggleOf(issue).setAttribute("aria-expanded", "true");
    var number = issue.id.slice(1);
    rows(number).forEach(function (row) { row.classList.add("picked"); });
    spots(issue).forEach(function (row) {
      if (!(from && from.closest("pre") === row.closest("pre"))) { into(row); }
    });
    all('.tag[href="#i' + number + '"]').forEach(function (tag) { tag.setAttribute("aria-current", "true"); });
    try { history.replaceState(null, "", "#i" + number); } catch (error) { /* not where the address is fixed */ }
  }

  function reveal(number, from) {
    var issue = byId("i" + number);
    if (!issue) { return; }
    if (issue.hidden) { reset(); }
    choose(issue, from);
    issue.scrollIntoView({ block: "start" });
    toggleOf(issue).focus({ preventScroll: true });
  }

  function step(by) {
    var list = shown();
    if (!list.length) { return; }
    var at = list.indexOf(chosen);
    var next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    choose(list[next]);
    toggleOf(list[next]).focus({ preventScroll: true });
    list[next].scrollIntoView({ block: "start" });
  }

  document.addEventListener("click", function (event) {
    var toggle = event.target.closest(".issue h3 button");
    var link = event.target.closest('a[href^="#"]');
    var row = event.target.closest(".pane [data-i]");
    if (toggle) {
      var issue = toggle.closest(".issue");
      var top = toggle.getBoundingClientRect().top;
      if (issue === chosen) { clear(); } else { choose(issue); }
      /* Another issue may have closed above: what was clicked stays under the pointer. */
      window.scrollBy(0, toggle.getBoundingClientRect().top - top);
    } else if (link && /^#i\d+$/.test(link.hash)) {
      event.preventDefault();
      reveal(link.hash.slice(2), link.closest(".pane code span"));
    } else if (link && link.closest(".gaps")) {
      goTo(event, link);
    } else if (row && !String(window.getSelection())) {
      reveal(nextOf(row), row);
    }
  });

  /* The issues of a row in turn. */
  function nextOf(row) {
    var numbers = row.dataset.i.split(" ");
    return numbers[(numbers.indexOf(chosen ? chosen.id.slice(1) : "") + 1) % numbers.length];
  }

  function goTo(event, link) {
    var row = byId(link.hash.slice(1));
    if (!row) { return; }
    event.preventDefault();
    linked(link.closest("li")).forEach(into);
    var pane = row.closest("pre");
    pane.focus({ preventScroll: true });
    if (getComputedStyle(byId("templates")).position !== "sticky") { pane.scrollIntoView({ block: "nearest" }); }
  }

  /* Filter and search. */
  function value(id) { return byId(id).value; }

  function filter() {
    var asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    issues.forEach(function (issue, at) {
      var data = issue.dataset;
      var fits = (!severities.length || severities.indexOf(data.severity) >= 0) &&
        ["category", "safety", "rule"].every(function (id) { return !value(id) || value(id) === data[id]; }) &&
        asked.every(function (word) { return words[at].indexOf(word) >= 0; });
      issue.hidden = !fits;
      count += fits ? 1 : 0;
    });
    if (chosen && chosen.hidden) { clear(); }
    byId("shown").textContent = count + " of " + issues.length + " shown";
    byId("none").hidden = count > 0;
    byId("clear").hidden = !(asked.length || severities.length || value("category") || value("safety") || value("rule"));
    all("[data-pick]").forEach(function (bar) {
      bar.setAttribute("aria-pressed", String(bar.dataset.pick === value("category")));
    });
    all(".chip").forEach(function (chip) {
      chip.setAttribute("aria-pressed", String(severities.indexOf(chip.dataset.severity) >= 0));
    });
  }

  function reset() {
    severities = [];
    search.value = "";
    ["category", "safety", "rule"].forEach(function (id) { byId(id).value = ""; });
    filter();
  }

  if (search) {
    byId("filter").addEventListener("submit", function (event) { event.preventDefault(); });
    byId("filter").addEventListener("input", filter);
    byId("clear").addEventListener("click", function () { reset(); search.focus(); });
    all(".chip").forEach(function (chip) {
      chip.addEventListener("click", function () {
        var at = severities.indexOf(chip.dataset.severity);
        if (at >= 0) { severities.splice(at, 1); } else { severities.push(chip.dataset.severity); }
        filter();
      });
    });
    all("[data-pick]").forEach(function (bar) {
      bar.addEventListener("click", function () {
        byId("category").value = value("category") === bar.dataset.pick ? "" : bar.dataset.pick;
        filter();
      });
    });
    filter();
  }

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !search) { return; }
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (event.target === search) { search.value = ""; filter(); search.blur(); }
      else if (chosen) { var issue = chosen; clear(); toggleOf(issue).focus(); }
    } else if (typing) {
      if (event.key === "Enter" && event.target === search && shown().length) { event.preventDefault(); step(1); }
    } else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
  });

  if (/^#i\d+$/.test(location.hash)) { reveal(location.hash.slice(2)); }
})();
