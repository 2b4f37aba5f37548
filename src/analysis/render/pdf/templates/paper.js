/* What a page can say about itself before it is printed: charts drawn, faces and gaps found. */
window.fazhi = (function () {
  "use strict";
  // A chart that holds data but shows none of it has failed, though plotly.js says nothing.
  const DATA = ["x", "y", "z", "values", "labels", "r", "open"];
  // Drawn by nobody: spaces, marks, what only steers its neighbours.
  const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}]/u;
  const SIZE = 48;
  // Code points that Unicode leaves empty: a face draws its box, or nothing.
  const NOWHERE = "\u0378";

  function full(part) { return Boolean(part && (part.length || part.bdata)); }

  function fails(plot, data) {
    if (plot.querySelector(".no-webgl") || !plot.querySelector(".main-svg")) { return true; }
    return plot._fullData.some((drawn) => {
      const given = data[drawn.index] || {};
      return drawn.visible === false && given.visible !== false && DATA.some((d) => full(given[d]));
    });
  }

  async function drawOne(plot, figure, look) {
    const known = window.Plotly.PlotSchema.get().traces;
    const data = figure.data || [];
    if (data.some((trace) => trace.type && !(trace.type in known))) { return false; }
    const given = figure.layout || {};
    const small = plot.parentNode.classList.contains("beside");
    const layout = Object.assign({}, given, {
      template: look.TEMPLATE, autosize: false, width: plot.clientWidth,
      font: Object.assign({ size: small ? 10.5 : 12 }, given.font)
    });
    delete layout.title; // stands above the picture
    // Heights are chosen for the page's 13 px; the categories of a bar chart need theirs.
    const wanted = Math.min(600, (given.height || 0) * (small ? 0.56 : 0.9));
    layout.height = Math.max(plot.clientHeight, wanted);
    plot.style.height = layout.height + "px";
    try {
      await window.Plotly.newPlot(plot, data, layout,
        Object.assign({}, look.CONFIG, { staticPlot: true, responsive: false }));
    } catch (error) { return false; }
    return !fails(plot, data);
  }

  /* Draw all charts; the numbers of those that failed. */
  async function draw(figures) {
    const plots = Array.from(document.querySelectorAll(".plot"));
    const failed = [];
    for (let i = 0; i < plots.length; i += 1) {
      if (!await drawOne(plots[i], figures[i], window.fazhiCharts)) { failed.push(i); }
    }
    await document.fonts.ready;
    return failed;
  }

  function charactersOf(role) {
    const nodes = Array.from(document.querySelectorAll("." + role));
    return new Set(nodes.map((node) => node.textContent).join(""));
  }

  function drawn(context, text) {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillText(text, 8, 36);
    return context.getImageData(0, 0, SIZE, SIZE).data;
  }

  function same(one, other) { return one.every((value, i) => value === other[i]); }

  /* Characters of the probe that come out as its face's box for "no such character". */
  function gaps(probe) {
    const canvas = new OffscreenCanvas(SIZE, SIZE);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.font = getComputedStyle(probe).font;
    const box = drawn(context, NOWHERE);
    return Array.from(probe.textContent).filter((character) =>
      !INVISIBLE.test(character) && same(drawn(context, character), box));
  }

  /* For each role one element holding all its characters, for DevTools to ask about. */
  function probe(roles) {
    const found = {};
    roles.forEach((role) => {
      const characters = charactersOf(role);
      if (role === "song") { Array.from("— 0123456789").forEach((c) => characters.add(c)); }
      if (!characters.size) { return; }
      const element = document.createElement("div");
      element.id = "probe-" + role;
      element.className = role + " probe";
      element.textContent = Array.from(characters).join("");
      document.body.appendChild(element);
      found[role] = gaps(element);
    });
    return found;
  }

  function unprobe() { document.querySelectorAll(".probe").forEach((node) => node.remove()); }

  function push(millimetres) {
    document.querySelector(".colophon").style.paddingTop = millimetres + "mm";
  }

  return { draw, probe, unprobe, push };
}());
