/* What the page does beyond being read: draws charts, opens a figure's annex entry as a dialog,
   marks the current section. Without this script everything is still there. ES2018, no network. */
(function () {
  "use strict";
  var doc = document;
  var charts = window.fazhiCharts;
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
      var layout = Object.assign({}, figure.layout, { template: charts.TEMPLATE, autosize: true });
      delete layout.width; // a fixed width would not fit a phone
      if (layout.height) { plot.style.height = layout.height + "px"; }
      window.Plotly.newPlot(plot, figure.data, layout, charts.CONFIG).then(function () {
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
    window.addEventListener("beforeprint", openDetails);
    window.addEventListener("afterprint", closeDetails);
    drawCharts();
  });
}());
