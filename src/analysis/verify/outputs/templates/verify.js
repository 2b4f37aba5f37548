/* What the page does beyond being read: shows a figure's row beside the text, and only those of one
   verdict. Without this script everything is still there. ES2018, no network. */
(function () {
  "use strict";
  var doc = document;
  var root = doc.documentElement;
  var marks = []; // figures and notes as they stand in the text
  var places = new Map(); // mark → its index in marks
  var current = -1;
  var filter = "all";
  var panel, body, told, heading;

  root.classList.add("js");

  function all(selector, within) {
    return Array.prototype.slice.call((within || doc).querySelectorAll(selector));
  }

  function make(tag, className, text) {
    var made = doc.createElement(tag);
    if (className) { made.className = className; }
    if (text) { made.textContent = text; }
    return made;
  }

  function button(words, action, className) {
    var made = make("button", className, words);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  /* only those of one verdict */

  function fits(element, wanted) {
    if (wanted === "all") { return true; }
    if (wanted === "problem") { return element.hasAttribute("data-problem"); }
    return element.getAttribute("data-verdict") === wanted;
  }

  function rowsOf(mark) {
    return mark.getAttribute("data-n").split("、").map(function (number) {
      return doc.getElementById("r" + number);
    });
  }

  function only(wanted) {
    filter = wanted;
    var rows = all(".figures tbody tr");
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row, wanted);
      shown += row.hidden ? 0 : 1;
    });
    all(".figure").forEach(function (mark) {
      mark.classList.toggle("off", rowsOf(mark).every(function (row) { return row.hidden; }));
    });
    all(".filters [data-show]").forEach(function (one) {
      one.setAttribute("aria-pressed", String(one.getAttribute("data-show") === wanted));
    });
    doc.querySelector(".shown").textContent = wanted === "all" ? ""
      : "只列“" + nameOf(wanted) + "”" + shown + "处，共" + rows.length + "处";
    if (current >= 0) { tell(); }
  }

  function nameOf(wanted) {
    var one = doc.querySelector('.filters [data-show="' + wanted + '"]');
    return one.firstElementChild.tagName === "I"
      ? one.childNodes[1].textContent.trim() : one.firstChild.textContent.trim();
  }

  /* the panel: copies of a row's cells, so that table and panel never say two things */

  function copy(element) {
    var made = element.cloneNode(true);
    made.removeAttribute("id");
    return made;
  }

  function fill(target, cell) {
    Array.prototype.forEach.call(cell.childNodes, function (node) {
      target.appendChild(node.cloneNode(true));
    });
    return target;
  }

  function entry(list, words, cell) {
    if (cell.textContent.trim() === "—") { return; }
    list.appendChild(make("dt", "", words));
    list.appendChild(fill(make("dd"), cell));
  }

  function title(words) {
    var made = make("h2", "", words);
    made.tabIndex = -1;
    heading = heading || made;
    return made;
  }

  function figure(row) {
    var one = make("div", "one");
    var list = make("dl");
    var cells = row.cells; // number, text, verdict, the ledgers' value, reason, sources
    var indicator = row.querySelector(".named a");
    var verdict = row.querySelector(".badge").cloneNode(true);
    var link = make("a", "", "在表中查看");
    one.setAttribute("data-verdict", row.getAttribute("data-verdict"));
    one.appendChild(title("第" + row.id.slice(1) + "号　" + cells[1].querySelector("b").textContent));
    one.appendChild(verdict);
    one.appendChild(fill(make("div", "says"), cells[4]));
    entry(list, "台账数", cells[3]);
    entry(list, "出处", cells[5]);
    if (indicator) {
      list.appendChild(make("dt", "", "指标口径"));
      list.appendChild(make("dd")).appendChild(
        copy(doc.getElementById(indicator.getAttribute("href").slice(1))));
    }
    if (list.firstChild) { one.appendChild(list); }
    link.href = "#" + row.id;
    one.appendChild(make("p", "more")).appendChild(link);
    return one;
  }

  function note(item) {
    var one = make("div", "one");
    one.appendChild(title("提醒" + item.id.slice(1)));
    one.appendChild(fill(make("div"), item.lastElementChild));
    return one;
  }

  function isNote(mark) { return mark.classList.contains("note"); }

  function show(mark) {
    if (current >= 0) { marks[current].removeAttribute("aria-current"); }
    current = places.get(mark);
    mark.setAttribute("aria-current", "true");
    heading = null;
    body.textContent = "";
    if (isNote(mark)) {
      body.appendChild(note(doc.getElementById("m" + mark.getAttribute("data-n"))));
    } else {
      rowsOf(mark).forEach(function (row) { body.appendChild(figure(row)); });
    }
    panel.classList.remove("idle");
    root.classList.add("open");
    panel.scrollTop = 0;
    tell();
    heading.focus({ preventScroll: true });
    uncover(mark);
  }

  /* the mark stays in sight: neither off the screen nor under the panel */
  function uncover(mark) {
    var box = mark.getBoundingClientRect();
    var from = panel.getBoundingClientRect();
    var below = from.left === 0 ? from.top : window.innerHeight;
    if (box.top < 0 || box.bottom > below) { mark.scrollIntoView({ block: "start" }); }
  }

  function close() {
    if (current < 0) { return; }
    var mark = marks[current];
    mark.removeAttribute("aria-current");
    current = -1;
    idle();
    mark.focus({ preventScroll: true });
  }

  function idle() {
    root.classList.remove("open");
    panel.classList.add("idle");
    body.textContent = "";
    body.appendChild(make("p", "source", "点文中的数字，这里写明它的判定、台账数和出处。打开之后，按 j 看下一处，按 k 看上一处，按 Esc 关闭。"));
  }

  /* from one to the next: the problems, or what the filter shows */

  function wanted(mark) {
    if (isNote(mark)) { return filter === "all" || filter === "problem"; }
    if (filter === "all") { return mark.hasAttribute("data-problem"); }
    return !mark.classList.contains("off");
  }

  function step(by, from) {
    for (var index = from + by; index >= 0 && index < marks.length; index += by) {
      if (wanted(marks[index])) { show(marks[index]); return; }
    }
    if (current >= 0) { told.textContent = by > 0 ? "后面没有了" : "前面没有了"; }
  }

  function tell() {
    var stops = marks.filter(wanted);
    var place = stops.indexOf(marks[current]);
    told.textContent = place < 0 ? "另有" + stops.length + "处要看"
      : "第" + (place + 1) + "处，共" + stops.length + "处";
  }

  function build() {
    var bar = make("div", "bar");
    panel = make("div", "panel");
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "数字说明");
    panel.tabIndex = 0; // scrolls by keyboard
    told = make("span");
    told.setAttribute("role", "status");
    bar.appendChild(told);
    bar.appendChild(button("上一处", function () { step(-1, current); }));
    bar.appendChild(button("下一处", function () { step(1, current); }));
    bar.appendChild(button("关闭", close));
    body = make("div", "body");
    panel.appendChild(bar);
    panel.appendChild(body);
    doc.querySelector(".reading").appendChild(panel);
    idle();
  }

  function onClick(event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    if (places.has(link)) {
      event.preventDefault();
      show(link);
      return;
    }
    var target = doc.getElementById(link.getAttribute("href").slice(1));
    if (target && target.hidden) { only("all"); } // a row that the filter hides
  }

  /* Single letters do nothing until a mark has the focus or the panel is open (WCAG 2.1.4). */
  function onKey(event) {
    var own = places.has(event.target) || panel.contains(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || (!own && current < 0)) { return; }
    var from = places.has(event.target) ? places.get(event.target) : current;
    if (event.key === "j" || (own && event.key === "ArrowRight")) { step(1, from); }
    else if (event.key === "k" || (own && event.key === "ArrowLeft")) { step(-1, from); }
    else if (event.key === "Escape") { close(); }
    else { return; }
    event.preventDefault();
  }

  doc.addEventListener("DOMContentLoaded", function () {
    var filters = doc.querySelector(".filters");
    marks = all(".figure, .note");
    marks.forEach(function (mark, index) { places.set(mark, index); });
    build();
    doc.addEventListener("click", onClick);
    doc.addEventListener("keydown", onKey);
    if (!filters) { return; }
    all("button", filters).forEach(function (one) {
      one.disabled = false;
      one.addEventListener("click", function () {
        var pressed = one.getAttribute("aria-pressed") === "true";
        only(pressed ? "all" : one.getAttribute("data-show"));
      });
    });
    if (marks.some(wanted)) {
      filters.appendChild(button("逐处查看有问题的", function () { step(1, -1); }, "begin"));
    }
  });
}());
