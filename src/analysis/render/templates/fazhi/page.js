/* What the page does beyond being read: draws charts, opens a figure's annex entry as a dialog,
   marks the current section. Without this script everything is still there. ES2018, no network. */
(function () {
  "use strict";
  var doc = document;
  var SANS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",SimHei,sans-serif';
  var AXIS = {
    automargin: true, gridcolor: "#e8e5de", zerolinecolor: "#cfcbc2", linecolor: "#cfcbc2",
    ticks: "", ticklabelstandoff: 6, title: { standoff: 10 }, tickfont: { color: "#4d525b" }
  };
  // The look of every chart, once; a figure's own settings come first.
  var TEMPLATE = {
    data: { bar: [{ textangle: 0, textposition: "outside", cliponaxis: false, constraintext: "none" }] },
    layout: {
      font: { family: SANS, size: window.innerWidth < 480 ? 11 : 13, color: "#22252a" },
      colorway: ["#2f5f8f", "#b3553a", "#6f8350", "#96763a", "#6b5b8a", "#4f8a8b", "#8c6470", "#7a7f87"],
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 36, r: 12, t: 16, b: 36 }, bargap: 0.38, bargroupgap: 0.08,
      xaxis: Object.assign({}, AXIS, { showgrid: false }), yaxis: AXIS,
      legend: { orientation: "h", x: 0, y: 1.02, xanchor: "left", yanchor: "bottom" },
      hoverlabel: { bgcolor: "#22252a", bordercolor: "#22252a", font: { color: "#fff", family: SANS } },
      separators: ".,", dragmode: false
    }
  };
  var CONFIG = { displayModeBar: false, responsive: true };
  var opened = [];

  doc.documentElement.classList.add("js");

  function each(selector, action, root) {
    Array.prototype.forEach.call((root || doc).querySelectorAll(selector), action);
  }

  function drawCharts() {
    each(".plot", function (plot) {
      if (!window.Plotly) {
        plot.hidden = true; // the bundle is missing: the data tables stay open
        return;
      }
      var figure = JSON.parse(doc.getElementById(plot.id + "-data").textContent);
      var layout = Object.assign({}, figure.layout, { template: TEMPLATE, autosize: true });
      delete layout.width; // a fixed width would not fit a phone
      if (layout.height) { plot.style.height = layout.height + "px"; }
      window.Plotly.newPlot(plot, figure.data, layout, CONFIG).then(function () {
        scalable(plot);
        plot.on("plotly_afterplot", function () { scalable(plot); });
        plot.classList.add("drawn");
        each("details.data", function (table) { table.open = false; }, plot.parentNode);
      });
    });
  }

  // Print needs no second drawing: with a viewBox the same picture fits the paper's width.
  function scalable(plot) {
    each(".main-svg", function (svg) {
      var width = svg.getAttribute("width");
      var height = svg.getAttribute("height");
      if (!width || !height) { return; }
      svg.setAttribute("viewBox", "0 0 " + width + " " + height);
      plot.style.setProperty("--ratio", width + " / " + height);
    }, plot);
  }

  function openDetails() {
    each("details.data:not([open])", function (table) {
      table.open = true;
      opened.push(table);
    });
  }

  function closeDetails() {
    opened.splice(0).forEach(function (table) { table.open = false; });
  }

  /* The dialog borrows the annex entry itself and puts it back where it stood. */
  function provenance() {
    var dialog = doc.createElement("dialog");
    if (!dialog.showModal) { return; } // a very old browser: links lead to the annex
    var place = doc.createComment("");
    var trail = [];
    var entry = null;
    var opener = null;
    dialog.className = "provenance";
    dialog.innerHTML = '<div class="bar"><button type="button" class="back">‹ 返回</button>' +
      '<a class="there">在附录中查看</a><button type="button" class="close">关闭</button></div>' +
      '<div class="holder"></div>';
    doc.body.appendChild(dialog);
    var holder = dialog.querySelector(".holder");
    var back = dialog.querySelector(".back");
    var there = dialog.querySelector(".there");

    function putBack() {
      if (entry) {
        entry.removeAttribute("tabindex");
        place.parentNode.replaceChild(entry, place);
      }
      entry = null;
    }

    function show(target) {
      putBack();
      entry = target;
      entry.tabIndex = -1;
      entry.parentNode.replaceChild(place, entry);
      holder.appendChild(entry);
      back.hidden = trail.length < 2;
      there.href = "#" + entry.id;
      dialog.setAttribute("aria-label", "数据来源：" + entry.querySelector("h3").firstChild.data);
      if (!dialog.open) { dialog.showModal(); }
      dialog.scrollTop = 0;
      entry.focus({ preventScroll: true });
    }

    function close() { dialog.close(); }

    doc.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
      var inside = dialog.contains(link);
      var target = link.hash.slice(0, 3) === "#f-" && link !== there
        ? doc.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
      if (target && (inside || !link.closest(".annex"))) {
        event.preventDefault();
        if (!inside) { opener = link; trail = []; }
        trail.push(target);
        show(target);
      } else if (inside) {
        opener = null; // going somewhere: focus follows the link
        close(); // puts the entry back before the browser follows the link
        putBack();
      }
    });
    back.addEventListener("click", function () {
      trail.pop();
      show(trail[trail.length - 1]);
    });
    dialog.querySelector(".close").addEventListener("click", close);
    dialog.addEventListener("click", function (event) { if (event.target === dialog) { close(); } });
    dialog.addEventListener("close", function () {
      putBack();
      if (opener) { opener.focus({ preventScroll: true }); }
    });
    window.addEventListener("beforeprint", function () { if (dialog.open) { close(); putBack(); } });
  }

  function followSections() {
    var links = {};
    var current = null;
    var waiting = false;
    each('.contents a', function (link) { links[link.hash.slice(1)] = link; });
    var headings = Object.keys(links).map(function (id) { return doc.getElementById(id); });

    function mark() {
      waiting = false;
      var found = null;
      headings.forEach(function (heading) {
        if (heading && heading.getBoundingClientRect().top < 100) { found = heading; }
      });
      var link = found ? links[found.id] : null;
      if (link === current) { return; }
      if (current) { current.removeAttribute("aria-current"); }
      if (link) { link.setAttribute("aria-current", "true"); }
      current = link;
    }

    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(mark); }
    }, { passive: true });
    mark();
  }

  /* Tables of some length can be sorted by a column and filtered by a word; 合计 stays below. */
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
    if ((a.number === null) !== (b.number === null)) { return a.number === null ? 1 : -1; }
    return collator ? collator.compare(a.text, b.text) : (a.text < b.text ? -1 : 1);
  }

  function sortable(table) {
    var body = table.tBodies[0];
    var original = Array.prototype.slice.call(body.rows);
    var heads = table.tHead.rows[0].cells;
    each("th", function (head) {
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
            var order = compare(sortKey(one, column), sortKey(other, column));
            return (next === "ascending" ? order : -order) || original.indexOf(one) - original.indexOf(other);
          });
        }
        rows.forEach(function (row) { body.appendChild(row); });
      });
    }, table.tHead);
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
    each(".scroll > table", function (table) {
      var rows = table.tHead && table.tBodies[0] ? table.tBodies[0].rows.length : 0;
      if (rows >= SORT_FROM && table.tHead.rows.length === 1) { sortable(table); }
      if (rows >= FILTER_FROM && !table.closest("details")) { filterable(table, table.parentNode); }
    });
  }

  /* Beside the page the contents stand open; above it, on a narrow screen, they fold away. */
  function foldContents() {
    var details = doc.querySelector(".contents details");
    var wide = window.matchMedia("(min-width: 62rem)");
    if (!details) { return; }
    function fit() { details.open = wide.matches; }
    fit();
    wide.addListener(fit);
    each("a", function (link) { link.addEventListener("click", fit); }, details);
  }

  doc.addEventListener("DOMContentLoaded", function () {
    provenance();
    followSections();
    foldContents();
    tables();
    window.addEventListener("beforeprint", openDetails);
    window.addEventListener("afterprint", closeDetails);
    drawCharts();
  });
}());
