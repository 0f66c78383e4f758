/* Draws an app's history. The same numbers stand in the table below it. */
(() => {
  "use strict";
  const place = document.getElementById("chart");
  if (!place) return;
  const data = JSON.parse(place.dataset.points);
  const short = (text, most) => (text.length <= most ? text : text.slice(0, most - 1) + "…");
  const color = (i) => `var(--c${i % 8})`;
  const MEBI = 1048576;
  const axis = {
    ms: (v) => (v >= 1000 ? `${+(v / 1000).toPrecision(3)} s` : `${+v.toPrecision(3)} ms`),
    s: (v) => `${+v.toPrecision(3)} s`,
    bytes: (v) => (v >= MEBI ? `${+(v / MEBI).toPrecision(3)} MiB` : `${+(v / 1024).toPrecision(3)} KiB`),
    count: (v) => `${+v.toPrecision(3)}`,
  }[data.unit];

  function draw(width) {
    const narrow = width < 560;
    const margin = { top: 46, right: narrow ? 12 : 128, bottom: 34, left: 58 };
    const height = narrow ? 300 : 360;
    const count = data.commits.length;
    const all = data.series.flatMap((s) => s.values.filter((v) => v).flatMap((v) => [v.low ?? v.median, v.high ?? v.median]));
    const low = d3.min(all), high = d3.max(all);
    const log = high / Math.max(low, 1e-9) > 5 && low > 0;
    const x = d3.scaleLinear([0, Math.max(1, count - 1)], [margin.left, width - margin.right]);
    const y = (log ? d3.scaleLog() : d3.scaleLinear())
      .domain(log ? [low * 0.85, high * 1.15] : [Math.max(0, low - (high - low) * 0.3), high * 1.05])
      .range([height - margin.bottom, margin.top]);
    const svg = d3.create("svg").attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`);

    const ticks = log ? y.ticks(5).filter((t) => /^[125]/.test(t.toExponential())) : y.ticks(5);
    for (const t of ticks) {
      svg.append("line").attr("class", "rule").attr("x1", margin.left).attr("x2", width - margin.right).attr("y1", y(t)).attr("y2", y(t));
      svg.append("text").attr("class", "axis").attr("x", margin.left - 8).attr("y", y(t) + 4).attr("text-anchor", "end").text(axis(t));
    }
    const dates = d3.ticks(0, count - 1, Math.max(1, Math.min(count - 1, narrow ? 3 : 6))).filter((t) => Number.isInteger(t));
    for (const t of count === 1 ? [0] : dates) {
      const day = new Date(data.commits[t].at).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
      svg.append("text").attr("class", "axis").attr("x", x(t)).attr("y", height - 10)
        .attr("text-anchor", t === 0 ? "start" : "middle").text(day);
    }

    // Releases and upgrades: labels in two rows, none over another.
    const ends = [-Infinity, -Infinity];
    data.commits.forEach((commit, i) => {
      const text = commit.release ?? commit.upgrade;
      if (!text) return;
      svg.append("line").attr("class", "mark").attr("x1", x(i)).attr("x2", x(i)).attr("y1", 30).attr("y2", height - margin.bottom)
        .append("title").text(commit.release ? `release ${text}` : `now ${text}`);
      const label = short(commit.release ? text : `↑ ${text}`, narrow ? 12 : 22);
      const wide = label.length * 6.4 + 8;
      const left = Math.min(x(i), width - wide);
      const row = ends.findIndex((end) => left > end);
      if (row < 0) return;
      ends[row] = left + wide;
      svg.append("text").attr("class", "note").attr("x", left + 2).attr("y", 12 + 14 * row).text(label);
    });

    data.series.forEach((series, s) => {
      const points = series.values.map((v, i) => ({ v, i }));
      const there = points.filter((p) => p.v);
      const defined = (p) => p.v !== null && p.v !== undefined;
      svg.append("path").attr("class", "area").attr("fill", color(s)).attr("d",
        d3.area().defined((p) => defined(p) && p.v.low !== undefined && p.v.low !== null).x((p) => x(p.i)).y0((p) => y(p.v.low)).y1((p) => y(p.v.high))(points));
      svg.append("path").attr("class", "line").attr("stroke", color(s)).attr("d",
        d3.line().x((p) => x(p.i)).y((p) => y(p.v.median))(there));
      for (const p of there) {
        // For a mouse; whoever has none finds the same links in the table.
        svg.append("circle").on("click", () => location.assign(data.commits[p.i].address)).attr("cx", x(p.i)).attr("cy", y(p.v.median)).attr("r", count > 80 ? 2.2 : 3.2).attr("fill", color(s))
          .append("title").text(`${series.form}, ${data.commits[p.i].label}: ${p.v.text}`);
      }
    });

    // Names at the right end, each as near to its line as the others let it; below the picture where there is no room.
    if (!narrow) {
      const names = data.series.map((series, s) => {
        const last = [...series.values].reverse().find((v) => v);
        return { s, form: series.form, at: last ? y(last.median) : height / 2, text: last ? last.text : "" };
      }).sort((a, b) => a.at - b.at);
      let above = -Infinity;
      for (const n of names) above = n.at = Math.max(n.at, above + 30);
      for (const n of names) {
        svg.append("text").attr("class", "name").attr("fill", color(n.s)).attr("x", width - margin.right + 10).attr("y", n.at).text(short(n.form, 15));
        svg.append("text").attr("class", "axis").attr("x", width - margin.right + 10).attr("y", n.at + 14).text(n.text);
      }
    }
    svg.attr("aria-hidden", "true");
    const out = document.createDocumentFragment();
    if (narrow) {
      const legend = d3.create("div").attr("class", "legend");
      data.series.forEach((series, s) => {
        const item = legend.append("span");
        item.append("i").style("background", color(s));
        item.append("span").text(short(series.form, 24));
      });
      out.append(legend.node());
    }
    out.append(svg.node());
    return out;
  }

  function render() {
    const width = Math.floor(place.clientWidth);
    if (width < 50 || place.dataset.width === String(width)) return;
    place.dataset.width = String(width);
    place.replaceChildren(draw(width));
  }
  render();
  new ResizeObserver(() => requestAnimationFrame(render)).observe(place);
})();
