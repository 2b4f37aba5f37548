/* The look of every chart, once: page.js draws the page with it, the PDF its attachments. A
   figure's own settings come first. A plain script: `fazhiCharts.TEMPLATE`, `fazhiCharts.CONFIG`. */
window.fazhiCharts = (function () {
  "use strict";
  var SANS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",SimHei,sans-serif';
  var AXIS = {
    automargin: true, gridcolor: "#e8e5de", zerolinecolor: "#cfcbc2", linecolor: "#cfcbc2",
    ticks: "", ticklabelstandoff: 6, title: { standoff: 10 }, tickfont: { color: "#4d525b" }
  };
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
  return { TEMPLATE: TEMPLATE, CONFIG: CONFIG };
}());
