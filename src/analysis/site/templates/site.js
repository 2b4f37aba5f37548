/* The first page: one year alone, one state alone, by the two lists or by a click on a number.
   Without this script all years and towns stand there. ES2018, no network. */
(function () {
  "use strict";
  var doc = document;

  function all(selector, root) {
    return Array.prototype.slice.call((root || doc).querySelectorAll(selector));
  }

  function switchable(form) {
    var year = form.elements.year;
    var state = form.elements.state;
    var told = form.querySelector("[role=status]");
    var tables = all("table.towns").map(function (table) {
      var heads = all("thead th", table);
      return {
        heads: heads,
        years: heads.map(function (head) { return head.getAttribute("data-year"); }),
        rows: all("tbody tr", table)
      };
    });

    function shows(table, row) {
      return table.years.some(function (own, column) {
        return own && (!year.value || own === year.value) &&
          row.cells[column].firstElementChild.textContent === state.value;
      });
    }

    function apply() {
      var total = 0;
      var shown = 0;
      tables.forEach(function (table) {
        var hidden = table.years.map(function (own) { return Boolean(own && year.value && own !== year.value); });
        table.heads.forEach(function (head, column) { head.classList.toggle("off", hidden[column]); });
        table.rows.forEach(function (row) {
          var off = Boolean(state.value) && !shows(table, row);
          row.classList.toggle("off", off);
          hidden.forEach(function (away, column) { row.cells[column].classList.toggle("off", away); });
          total += 1;
          shown += off ? 0 : 1;
        });
      });
      told.textContent = state.value ? "共" + total + "个乡镇，显示" + shown + "个" : "";
    }

    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("pageshow", apply); // the lists keep what was chosen when one comes back
    window.addEventListener("beforeprint", function () { form.reset(); apply(); });
    doc.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-state]");
      if (!link) { return; }
      year.value = link.getAttribute("data-year");
      state.value = link.getAttribute("data-state");
      apply();
    });
  }

  doc.addEventListener("DOMContentLoaded", function () { all("form.switch").forEach(switchable); });
}());
