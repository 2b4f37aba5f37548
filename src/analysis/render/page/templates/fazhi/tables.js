/* Tables of some length can be sorted by a column and filtered by a word; 合计 stays below.
   Without this script they stand as they were written. ES2018. */
(function () {
  "use strict";
  var doc = document;
  var SORT_FROM = 4;
  var FILTER_FROM = 10;
  var collator = window.Intl ? new Intl.Collator("zh-CN", { numeric: true }) : null;

  function sortKey(row, column) {
    var cell = row.cells[column];
    var given = cell.getAttribute("data-sort") || cell.getAttribute("data-value");
    var text = cell.textContent.trim();
    var number = parseFloat((given || text).replace(/,/g, ""));
    return { number: isNaN(number) ? null : number, text: text };
  }

  function compare(a, b) {
    if (a.number !== null && b.number !== null) { return a.number - b.number; }
    return collator ? collator.compare(a.text, b.text) : (a.text < b.text ? -1 : 1);
  }

  function sortable(table) {
    var body = table.tBodies[0];
    var original = Array.prototype.slice.call(body.rows);
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head) {
      var column = head.cellIndex;
      var button = doc.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var before = head.getAttribute("aria-sort");
        // numbers: the largest first; words: from the first letter; a third click: as it was
        var steps = head.className === "num" ? ["descending", "ascending"] : ["ascending", "descending"];
        var next = before ? steps[steps.indexOf(before) + 1] : steps[0];
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        var rows = original.slice();
        if (next) {
          head.setAttribute("aria-sort", next);
          rows.sort(function (one, other) {
            var a = sortKey(one, column);
            var b = sortKey(other, column);
            if ((a.number === null) !== (b.number === null)) { return a.number === null ? 1 : -1; } // words stay below
            var order = compare(a, b);
            return (next === "ascending" ? order : -order) || original.indexOf(one) - original.indexOf(other);
          });
        }
        rows.forEach(function (row) { body.appendChild(row); });
      });
    });
  }

  function filterable(table, region) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var bar = doc.createElement("p");
    var box = doc.createElement("input");
    var told = doc.createElement("span");
    bar.className = "filter";
    box.type = "search";
    box.placeholder = "筛选";
    box.setAttribute("aria-label", "筛选：" + region.getAttribute("aria-label"));
    told.setAttribute("role", "status");
    bar.appendChild(box);
    bar.appendChild(told);
    region.parentNode.insertBefore(bar, region);

    function filter() {
      var word = box.value.trim().toLowerCase();
      var shown = 0;
      rows.forEach(function (row) {
        row.hidden = word !== "" && row.textContent.toLowerCase().indexOf(word) < 0;
        shown += row.hidden ? 0 : 1;
      });
      told.textContent = word ? "共" + rows.length + "行，显示" + shown + "行" : "";
      if (table.tFoot) { table.tFoot.hidden = word !== ""; } // the sum is of all rows
    }

    box.addEventListener("input", filter);
    window.addEventListener("beforeprint", function () { box.value = ""; filter(); });
  }

  function tables() {
    Array.prototype.forEach.call(doc.querySelectorAll(".scroll > table"), function (table) {
      var rows = table.tHead && table.tBodies[0] ? table.tBodies[0].rows.length : 0;
      if (rows >= SORT_FROM && table.tHead.rows.length === 1) { sortable(table); }
      if (rows >= FILTER_FROM && !table.closest("details")) { filterable(table, table.parentNode); }
    });
  }

  doc.addEventListener("DOMContentLoaded", tables);
}());
