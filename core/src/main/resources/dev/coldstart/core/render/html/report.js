/* Draws the report's pictures from the data in the page. Every picture's numbers stand in a table below it as well. */
(() => {
  "use strict";
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const forms = data.variants.map((variant, index) => ({
    ...variant,
    index,
    // The baseline is grey; seven accents then come round again.
    color: index === 0 ? "var(--c0)" : `var(--c${((index - 1) % 7) + 1})`,
  }));
  const MUTED = "var(--muted)";
  const INK = "var(--ink)";
  const RULE = "var(--rule)";
  const HALO = { stroke: "var(--paper)", strokeWidth: 4 };

  const digits = (value) => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  const ms = (value) => (value >= 999.5 ? `${digits(value / 1000)} s` : `${digits(value)} ms`);
  const shorten = (text, pixels) => {
    const most = Math.max(3, Math.floor(pixels / 7));
    const letters = Array.from(text);
    if (letters.length <= most) return text;
    const tail = Math.floor((most - 1) / 2);
    return letters.slice(0, most - 1 - tail).join("") + "…" + letters.slice(letters.length - tail).join("");
  };

  /** Rows are placed by pixels from the top: y is no scale but a place. */
  function draw(width, height, options) {
    return Plot.plot({
      width,
      height: height + (options.marginTop ?? 4) + (options.marginBottom ?? 40),
      marginLeft: 1,
      marginRight: 1,
      marginTop: 4,
      marginBottom: 40,
      ...options,
      y: { domain: [0, height], range: [options.marginTop ?? 4, height + (options.marginTop ?? 4)], axis: null },
      style: { fontFamily: "inherit", fontSize: "12px", background: "none", color: MUTED, overflow: "visible" },
    });
  }

  const left = (rows, text, more = {}) =>
    Plot.text(rows, { frameAnchor: "left", textAnchor: "start", y: "y", text, fontSize: 13, fontWeight: 600, fill: "color", ...more });
  const right = (rows, text, more = {}) =>
    Plot.text(rows, { frameAnchor: "right", textAnchor: "end", y: "y", text, fontSize: 12, fill: MUTED, ...more });

  /** A swarm: each dot as near to the line as its neighbours let it; gives each its distance from the line in pixels. */
  function swarm(points, x, radius) {
    const reach = 2 * radius + 0.4;
    const placed = [];
    for (const point of [...points].sort((a, b) => x(a) - x(b))) {
      const px = x(point);
      const near = placed.filter((other) => px - other.px < reach);
      const places = [0];
      for (const other of near) {
        const away = Math.sqrt(reach * reach - (px - other.px) ** 2);
        places.push(other.off + away, other.off - away);
      }
      const free = (off) => near.every((other) => Math.hypot(px - other.px, off - other.off) >= reach - 1e-6);
      const off = places.sort((a, b) => Math.abs(a) - Math.abs(b)).find(free);
      placed.push({ ...point, px, off });
    }
    return placed;
  }

  function starts(width) {
    const shown = forms.filter((f) => f.first || f.starts.length);
    const good = forms.filter((f) => f.first);
    const values = good.flatMap((f) => f.starts.filter(([block, v]) => block > 0 && v !== undefined).map(([, v]) => v));
    const all = values.concat(good.flatMap((f) => [f.first.low, f.first.high]));
    const low = Math.min(...all);
    const high = Math.max(...all);
    const log = high / low > 4;
    const domain = log ? [low * 0.88, high * 1.12] : [Math.max(0, low - (high - low) * 0.06), high + (high - low) * 0.06];
    const scale = log ? d3.scaleLog(domain, [1, width - 1]) : d3.scaleLinear(domain, [1, width - 1]);
    const radius = forms.length > 8 ? 2 : width < 520 ? 2.4 : 3.6;
    const dots = [];
    const rows = [];
    let top = 0;
    for (const form of shown) {
      const points = form.starts
        .filter(([block, v]) => block > 0 && v !== undefined)
        .map(([block, v]) => ({ block, v, color: form.color, label: form.label }));
      const placed = swarm(points, (p) => scale(p.v), radius);
      const half = Math.max(10, d3.max(placed, (p) => Math.abs(p.off)) ?? 0) + radius;
      const y = top + 18 + half;
      for (const p of placed) dots.push({ ...p, y: y + p.off });
      const failed = form.starts.filter(([block, v]) => block > 0 && v === undefined).length;
      const text = form.first ? `median ${form.first.text}` : "no good start";
      rows.push({ ...form.first, text: failed ? `${failed} failed, ${text}` : text, y, half: half + 4, top: top + 8, label: form.label, color: form.color });
      top = y + half + 12;
    }
    const measured = rows.filter((r) => r.median !== undefined);
    return draw(width, top - 6, {
      x: {
        type: log ? "log" : "linear", domain, label: log ? "milliseconds, logarithmic" : "milliseconds",
        labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0, ...logTicks(log, domain),
      },
      marks: [
        Plot.gridX({ stroke: RULE, strokeOpacity: 1, ...logTicks(log, domain) }),
        Plot.ruleY(rows, { y: "y", stroke: RULE }),
        Plot.rect(measured, { x1: "low", x2: "high", y1: (d) => d.y - d.half, y2: (d) => d.y + d.half, fill: "color", fillOpacity: 0.16 }),
        Plot.dot(dots, { x: "v", y: "y", r: radius, fill: "color", fillOpacity: 0.75,
          title: (d) => `${d.label}, block ${d.block}: ${ms(d.v)}` }),
        Plot.ruleX(measured, { x: "median", y1: (d) => d.y - d.half, y2: (d) => d.y + d.half, stroke: INK, strokeWidth: 1.6 }),
        left(rows.map((r) => ({ ...r, y: r.top })), (d) => shorten(d.label, width * 0.5)),
        right(rows.map((r) => ({ ...r, y: r.top })), "text", { fill: INK }),
      ],
    });
  }

  /** Dashes tell the lines apart where colour does not. */
  const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "14 4", "4 2"];

  const goodTimes = (form) => form.starts.filter(([block, v]) => block > 0 && v !== undefined).map(([, v]) => v).sort((a, b) => a - b);

  function distribution(width) {
    const shown = forms.map((form) => ({ ...form, times: goodTimes(form) })).filter((form) => form.times.length);
    const low = Math.min(...shown.map((f) => f.times[0]));
    const high = Math.max(...shown.map((f) => f.times[f.times.length - 1]));
    const log = high / low > 4;
    const domain = log ? [low * 0.88, high * 1.12] : [Math.max(0, low - (high - low) * 0.06), high + (high - low) * 0.06 || 1];
    const height = width < 520 ? 170 : 220;
    const y = (share) => 8 + (height - 16) * (1 - share);
    const quarters = [0, 0.25, 0.5, 0.75, 1];
    const line = (form) => [{ v: domain[0], y: y(0) }, ...form.times.map((v, i) => ({ v, y: y((i + 1) / form.times.length) })), { v: domain[1], y: y(1) }];
    const chart = draw(width, height, {
      marginLeft: 44,
      x: {
        type: log ? "log" : "linear", domain, label: log ? "milliseconds, logarithmic" : "milliseconds",
        labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0, ...logTicks(log, domain),
      },
      marks: [
        Plot.gridX({ stroke: RULE, strokeOpacity: 1, ...logTicks(log, domain) }),
        Plot.ruleY(quarters, { y: (q) => y(q), stroke: RULE }),
        Plot.text(quarters, { frameAnchor: "left", textAnchor: "end", dx: -6, y: (q) => y(q), text: (q) => `${q * 100} %`, fill: MUTED }),
        ...shown.map((form) => Plot.line(line(form), { x: "v", y: "y", curve: "step-after", stroke: form.color, strokeWidth: 2,
          strokeDasharray: DASHES[form.index % DASHES.length] })),
      ],
    });
    const legend = d3.create("div").attr("class", "legend");
    for (const form of shown) {
      const item = legend.append("span");
      item.append("svg").attr("width", 34).attr("height", 10).append("line")
        .attr("x1", 1).attr("x2", 33).attr("y1", 5).attr("y2", 5).attr("stroke-width", 2)
        .style("stroke", form.color).style("stroke-dasharray", DASHES[form.index % DASHES.length]);
      item.append("span").text(shorten(form.label, width * 0.6));
    }
    return d3.create("div").call((div) => div.append(() => legend.node())).call((div) => div.append(() => chart)).node();
  }

  const TONES = { better: "var(--better)", worse: "var(--worse)", neutral: MUTED };

  function revisions(width) {
    const longest = Math.max(1e-9, ...data.revisions.flatMap((r) => [r.base?.high ?? 0, r.head?.high ?? 0]));
    const bars = [], rows = [], ends = [];
    let top = 0;
    for (const r of data.revisions) {
      const color = forms.find((f) => f.label.replace(/@head$/, "") === r.form)?.color ?? MUTED;
      rows.push({ y: top + 8, label: r.form, text: r.change, color, tone: TONES[r.tone] });
      [["base", r.base, r["base-text"], 0.35], ["head", r.head, r["head-text"], 0.85]].forEach(([name, span, text, opacity], i) => {
        const y = top + 28 + i * 20;
        bars.push({ name, y, y1: y - 7, y2: y + 7, value: span?.median ?? 0, end: span?.high ?? 0, text, color, opacity, label: r.form });
        if (span) ends.push({ y, low: span.low, high: span.high });
      });
      top += 76;
    }
    return draw(width, top - 18, {
      marginLeft: 44,
      marginRight: 70,
      marginBottom: 6,
      x: { domain: [0, longest], axis: null },
      marks: [
        left(rows, (d) => shorten(d.label, width * 0.35), { dx: -44 }),
        right(rows, "text", { fill: "tone", dx: 70 }),
        Plot.text(bars, { frameAnchor: "left", dx: -44, textAnchor: "start", y: "y", text: "name", fill: MUTED }),
        Plot.rect(bars, { x1: 0, x2: "value", y1: "y1", y2: "y2", fill: "color", fillOpacity: "opacity", stroke: "color", strokeWidth: 0.75,
          title: (d) => `${d.label} at ${d.name}: ${d.text}` }),
        Plot.ruleY(ends, { y: "y", x1: "low", x2: "high", stroke: INK, strokeWidth: 1.4 }),
        Plot.text(bars, { x: "end", y: "y", dx: 8, textAnchor: "start", text: "text", fill: INK, ...HALO }),
      ],
    });
  }

  function logTicks(log, domain) {
    if (!log) return { ticks: 6 };
    const steps = domain[1] / domain[0] > 60 ? [1, 3] : [1, 2, 5];
    const ticks = d3.range(-3, 7).flatMap((e) => steps.map((s) => s * 10 ** e)).filter((t) => t >= domain[0] && t <= domain[1]);
    return { ticks, tickFormat: (t) => `${t}` };
  }

  function ratios(width) {
    const beside = width >= 680;
    const perForm = new Set(data.ratios.map((r) => r.variant)).size;
    const shown = perForm > 8 ? data.ratios.filter((r) => r.measure === data.ratios[0].measure) : data.ratios;
    const headers = [];
    const rows = [];
    let top = 0;
    for (const [variant, list] of d3.group(shown, (r) => r.variant)) {
      headers.push({ y: top + 8, label: forms[variant].label, color: forms[variant].color });
      top += beside ? 22 : 24;
      for (const r of list) {
        const counted = r.counted === "YES";
        rows.push({ ...r, name: top + 8, y: top + (beside ? 8 : 25), color: counted ? forms[variant].color : MUTED, dash: counted ? null : "3 3" });
        top += beside ? 25 : 40;
      }
      top += 10;
    }
    const ends = rows.flatMap((r) => [{ ...r, x: r.low }, { ...r, x: r.high }]);
    const low = Math.min(data.threshold, ...rows.map((r) => r.low));
    const high = Math.max(1, ...rows.map((r) => r.high));
    const wide = high / low > 2.2;
    const domain = [low / (wide ? 1.18 : 1.03), high * (wide ? 1.18 : 1.03)];
    const ticks = (wide ? [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] : d3.range(40, 221, 5).map((p) => p / 100))
      .filter((t) => t >= domain[0] && t <= domain[1]);
    const percent = (t) => (t === 1 ? "0 %" : `${t > 1 ? "+" : "-"}${+(Math.abs(t - 1) * 100).toPrecision(3)} %`);
    return draw(width, top - 6, {
      marginTop: 24,
      marginLeft: beside ? 150 : 1,
      marginRight: beside ? 224 : 1,
      x: { type: "log", domain, ticks, tickFormat: percent, tickSize: 0, label: `change against ${shorten(forms[0].label, 160)}, logarithmic`,
        labelAnchor: "center", labelArrow: "none", labelOffset: 36 },
      marks: [
        Plot.rect([0], { x1: domain[0], x2: data.threshold, y1: 0, y2: top, fill: "var(--better)", fillOpacity: 0.06 }),
        Plot.gridX({ stroke: RULE, strokeOpacity: 1, ticks }),
        Plot.ruleX([1], { stroke: INK, strokeWidth: 1.2 }),
        Plot.ruleX([data.threshold], { stroke: "var(--better)", strokeWidth: 1.4, strokeDasharray: "4 3" }),
        Plot.text(beside ? ["no change"] : [], { x: 1, frameAnchor: "top", textAnchor: "start", dx: 2, dy: -16, fill: INK }),
        Plot.text([`gain of ${data.gain} `], { x: data.threshold, frameAnchor: "top", textAnchor: "end", dx: -2, dy: -16, fill: "var(--better)" }),
        left(headers, (d) => shorten(d.label, width * 0.8), { dx: beside ? -150 : 0, ...HALO }),
        left(rows, "measure", { y: "name", dx: beside ? -150 : 0, fill: MUTED, fontSize: 12, fontWeight: 400, ...HALO }),
        right(rows, "text", { y: "name", dx: beside ? 224 : 0, fill: INK, ...HALO }),
        ...[null, "3 3"].map((dash) =>
          Plot.ruleY(rows.filter((r) => r.dash === dash), { y: "y", x1: "low", x2: "high", stroke: "color", strokeWidth: 2, strokeDasharray: dash ?? undefined })),
        Plot.ruleX(ends, { x: "x", y1: (d) => d.y - 5, y2: (d) => d.y + 5, stroke: "color", strokeWidth: 2 }),
        Plot.dot(rows, { x: "ratio", y: "y", r: 3.6, fill: (d) => (d.dash ? "var(--paper)" : d.color), stroke: (d) => (d.dash ? d.color : "var(--paper)"), strokeWidth: 1, title: (d) => `${d.measure}: ${d.text}` }),
      ],
    });
  }

  const PHASES = [
    { name: "to the program", opacity: 0.9 },
    { name: "to an open port", opacity: 0.38 },
    { name: "to the first answer", opacity: 0.75 },
    { name: "second answer", opacity: 0.2 },
  ];

  function phases(width) {
    const shown = forms.filter((f) => f.phases.length === 4);
    const parts = [];
    const rows = [];
    const longest = Math.max(...shown.map((f) => d3.sum(f.phases)));
    const perPixel = longest / (width - 8);
    let top = 0;
    for (const form of shown) {
      rows.push({ y: top + 8, label: form.label, color: form.color,
        text: width < 520 ? form.phases.slice(0, 3).map(digits).join(" + ") + " ms" : form.phases.slice(0, 3).map(ms).join(" + ") + `, then ${ms(form.phases[3])}` });
      let at = 0;
      form.phases.forEach((value, i) => {
        if (i === 3) at += 3 * perPixel;
        parts.push({ x1: at, x2: at + Math.max(value, perPixel), y1: top + 20, y2: top + 38, i, color: form.color, value, label: form.label });
        at += value;
      });
      top += 54;
    }
    const chart = draw(width, top - 10, {
      x: { domain: [0, longest + 8 * perPixel], label: "milliseconds since the gate was opened", labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0, ticks: 6 },
      marks: [
        Plot.gridX({ stroke: RULE, strokeOpacity: 1, ticks: 6 }),
        Plot.rect(parts, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: "color", fillOpacity: (d) => PHASES[d.i].opacity,
          stroke: (d) => (d.i === 3 ? d.color : "none"), strokeWidth: 0.75, title: (d) => `${d.label}, ${PHASES[d.i].name}: ${ms(d.value)}` }),
        Plot.text(parts.filter((p) => p.i < 3 && (p.x2 - p.x1) / perPixel > 64), {
          x: (d) => (d.x1 + d.x2) / 2, y: (d) => (d.y1 + d.y2) / 2, text: (d) => ms(d.value), fontSize: 11,
          fill: (d) => (PHASES[d.i].opacity > 0.5 ? "var(--paper)" : INK) }),
        left(rows, (d) => shorten(d.label, width < 520 ? width * 0.3 : width * 0.5)),
        right(rows, "text"),
      ],
    });
    const legend = d3.create("div").attr("class", "legend");
    for (const phase of PHASES) {
      const item = legend.append("span");
      item.append("i").style("opacity", phase.opacity);
      item.append("span").text(phase.name);
    }
    return d3.create("div").call((div) => div.append(() => legend.node())).call((div) => div.append(() => chart)).node();
  }

  function bars(of) {
    return (width) => {
      const measures = [...new Set(forms.flatMap((f) => of(f).map((b) => b.measure)))];
      const thick = forms.length > 8 ? 9 : 14;
      const names = Math.min(width * 0.3, 12 + 7.8 * Math.max(...forms.map((f) => Array.from(f.label).length)));
      const longest = Math.max(...forms.flatMap((f) => of(f).map((b) => b.value)));
      const rows = [];
      const headers = [];
      let top = 0;
      for (const measure of measures) {
        const header = { y: top + 8, label: measure };
        headers.push(header);
        top += 22;
        for (const form of forms) {
          const bar = of(form).find((b) => b.measure === measure);
          if (!bar) continue;
          rows.push({ ...bar, y: top + thick / 2, y1: top, y2: top + thick, color: form.color, label: form.label });
          top += thick + 5;
        }
        header.end = top - 3;
        top += 12;
      }
      return draw(width, top - 12, {
        marginLeft: names,
        marginRight: 66,
        marginBottom: 6,
        x: { domain: [0, longest || 1], axis: null },
        marks: [
          Plot.text(headers, { frameAnchor: "left", dx: -names, textAnchor: "start", y: "y", text: "label", fill: MUTED, fontSize: 12 }),
          Plot.text(rows, { frameAnchor: "left", dx: -names, textAnchor: "start", y: "y", text: (d) => shorten(d.label, names - 8), fontSize: 12, fill: "color", fontWeight: 600 }),
          Plot.rect(rows, { x1: 0, x2: "value", y1: "y1", y2: "y2", fill: "color", fillOpacity: 0.85, title: (d) => `${d.label}, ${d.measure}: ${d.text}` }),
          Plot.text(rows, { x: "value", y: "y", dx: 6, textAnchor: "start", text: "text", fill: INK, fontSize: 12 }),
          Plot.ruleX(headers, { x: 0, y1: (d) => d.y + 12, y2: "end", stroke: MUTED }),
        ],
      });
    };
  }

  function drift(width) {
    const shown = forms.filter((f) => f.starts.length);
    const last = Math.max(1, ...shown.flatMap((f) => f.starts.map(([block]) => block)));
    const change = (f, v) => v / f.first.median - 1;
    const changes = shown.filter((f) => f.first)
      .flatMap((f) => f.starts.filter(([block, v]) => block > 0 && v !== undefined).map(([, v]) => Math.abs(change(f, v))));
    // One far outlier shall not press all others flat: beyond the edge a mark points outwards.
    const spread = 1.4826 * (d3.median(changes) ?? 0.03);
    const edge = Math.min(1, Math.max(0.05, Math.ceil(4.5 * spread * 20) / 20));
    const half = forms.length > 8 ? 15 : 24;
    const rows = [], points = [], failures = [], beyond = [];
    let top = 0;
    for (const form of shown) {
      const y = top + 24 + half;
      rows.push({ y, top: top + 6, label: form.label, color: form.color });
      for (const [block, v] of form.starts) {
        if (v === undefined || !form.first) {
          failures.push({ block, y, color: form.color, label: form.label });
          continue;
        }
        const c = change(form, v);
        const p = { block, v, c, y: y - half * Math.max(-1, Math.min(1, c / edge)), color: form.color, label: form.label, warm: block === 0 };
        (Math.abs(c) > edge ? beyond : points).push(p);
      }
      top = y + half + 10;
    }
    const title = (d) => `${d.label}, ${d.block === 0 ? "warm-up" : `block ${d.block}`}: ${ms(d.v)}`;
    const counted = points.filter((p) => !p.warm);
    return draw(width, top, {
      marginLeft: 8,
      marginRight: 8,
      x: { domain: [0, last], label: "block", labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0,
        ticks: d3.ticks(0, last, Math.min(last, 10)).filter(Number.isInteger), tickFormat: (t) => `${t}` },
      marks: [
        Plot.rect(rows, { x1: 0, x2: last, y1: (d) => d.y - half, y2: (d) => d.y + half, fill: "var(--faint)", insetLeft: -8, insetRight: -8 }),
        Plot.ruleY(rows, { y: "y", stroke: "color", strokeOpacity: 0.6, insetLeft: -8, insetRight: -8 }),
        Plot.line(counted, { x: "block", y: "y", z: "label", stroke: "color", strokeOpacity: 0.35, strokeWidth: 1 }),
        Plot.dot(counted, { x: "block", y: "y", r: 2.4, fill: "color", title }),
        Plot.dot(points.filter((p) => p.warm), { x: "block", y: "y", r: 3, stroke: "color", fill: "var(--paper)", title }),
        Plot.dot(beyond, { x: "block", y: "y", r: 4, symbol: "triangle", rotate: (d) => (d.c > 0 ? 0 : 180), stroke: "color",
          fill: (d) => (d.warm ? "var(--paper)" : d.color), title }),
        Plot.dot(failures, { x: "block", y: "y", r: 4, symbol: "times", stroke: "var(--worse)", strokeWidth: 1.8,
          title: (d) => `${d.label}, block ${d.block}: failed` }),
        left(rows.map((r) => ({ ...r, y: r.top })), (d) => shorten(d.label, width * 0.5), { dx: -7 }),
        right(rows.map((r) => ({ ...r, y: r.top })), (d, i) => `±${Math.round(edge * 100)} %` + (i === 0 ? " around its median" : ""), { dx: 7 }),
      ],
    });
  }

  /** The pattern of what is new; a mark that draws nothing by itself. */
  function hatch() {
    const pattern = d3.create("svg:pattern").attr("id", "hatch").attr("width", 6).attr("height", 6)
      .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("width", 3).attr("height", 6).attr("fill", "var(--worse)");
    return pattern.node();
  }

  function warnings(width) {
    const names = Math.min(280, Math.floor(width * 0.45));
    const most = Math.max(...data.warnings.map((w) => w.known + w.added));
    const headers = [], rows = [];
    let top = 0;
    for (const [variant, list] of d3.group(data.warnings, (w) => w.variant)) {
      headers.push({ y: top + 8, label: forms[variant].label, color: forms[variant].color });
      top += 24;
      for (const w of list) {
        rows.push({ ...w, y: top + 7, y1: top, y2: top + 14, color: forms[variant].color, fresh: w.known, all: w.known + w.added });
        top += 20;
      }
      top += 10;
    }
    return draw(width, top - 8, {
      marginLeft: names,
      marginRight: 80,
      marginBottom: 6,
      x: { domain: [0, most], axis: null },
      marks: [
        left(headers, (d) => shorten(d.label, width * 0.8), { dx: -names }),
        Plot.text(rows, { frameAnchor: "left", dx: -names, textAnchor: "start", y: "y", text: (d) => shorten(d.name, names - 8), fontSize: 12, fill: INK }),
        Plot.rect(rows, { x1: 0, x2: "known", y1: "y1", y2: "y2", fill: "color", fillOpacity: 0.85 }),
        Plot.rect(rows.filter((d) => d.added), { x1: "fresh", x2: "all", y1: "y1", y2: "y2", fill: "url(#hatch)", stroke: "var(--worse)", strokeWidth: 1.4 }),
        Plot.text(rows, { x: "all", y: "y", dx: 6, textAnchor: "start", text: "text", fill: INK, fontSize: 12 }),
        hatch,
      ],
    });
  }

  function cost(width) {
    const { currency, most, lines, crossings } = data.cost;
    const beside = width >= 620;
    const edge = beside ? Math.min(260, 16 + 7 * Math.max(...lines.map((l) => Array.from(l.label).length))) : 8;
    const height = 300;
    const top = 14;
    const high = Math.max(...lines.flatMap((l) => l.points.map((p) => p[3]))) || 1;
    const y = d3.scaleLinear([0, high * 1.04], [height, 0]);
    const amount = (v) => (currency === "USD" ? `$${v.toLocaleString("en-US")}` : `${v.toLocaleString("en-US")} ${currency}`);
    const count = d3.format("~s");
    const requests = (n) => (n === 0 ? "0" : count(n).replace(/([kMGTP])$/, " $1"));
    const shown = lines.map((l) => ({ ...l, color: forms[l.variant].color, dash: l.kind === "CONTAINER" ? "6 4" : null,
      points: l.points.map(([n, v, lo, hi]) => ({ n, y: y(v), lo: y(lo), hi: y(hi) })) }));
    // Labels at the right end, each as near to its line as the one above lets it.
    const labels = shown.map((l) => ({ at: l.points.at(-1).y, label: l.label, color: l.color })).sort((a, b) => a.at - b.at);
    let last = -Infinity;
    for (const l of labels) last = l.y = Math.max(l.at, last + 15);
    const over = Math.max(0, last - (height + 4));
    for (const l of labels) l.y -= over;
    const ticks = y.ticks(5);
    const marks = [
      Plot.ruleY(ticks, { y: (t) => y(t), stroke: RULE }),
      ...shown.flatMap((l) => [
        Plot.areaY(l.points, { x: "n", y1: "lo", y2: "hi", fill: l.color, fillOpacity: 0.16 }),
        Plot.line(l.points, { x: "n", y: "y", stroke: l.color, strokeWidth: 2, strokeDasharray: l.dash ?? undefined, title: () => l.label }),
      ]),
      Plot.text(ticks.filter((t) => t > 0), { frameAnchor: "left", textAnchor: "start", dx: 2, dy: -7, y: (t) => y(t), text: amount, fontSize: 11, fill: MUTED, ...HALO }),
      Plot.dot(crossings, { x: "requests", y: (c) => y(c.cost), r: 4.5, fill: "var(--paper)", stroke: (c) => forms[c.variant].color, strokeWidth: 2,
        title: (c) => `${forms[c.variant].label}: ${c.text} requests a month` }),
      Plot.text(crossings, { x: "requests", y: (c) => y(c.cost), text: "text", dy: 14, dx: 4, textAnchor: "start", fill: INK, fontSize: 11.5, ...HALO }),
    ];
    if (beside) marks.push(Plot.text(labels, { frameAnchor: "right", textAnchor: "start", dx: 8, y: "y", text: (l) => shorten(l.label, edge - 12), fill: "color", fontWeight: 600, fontSize: 12.5 }));
    const chart = draw(width, height, {
      marginTop: top,
      marginRight: edge,
      x: { domain: [0, most], label: "requests a month", labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0, ticks: beside ? 6 : 4, tickFormat: requests },
      marks,
    });
    if (beside) return chart;
    const legend = d3.create("div").attr("class", "legend");
    for (const l of shown) {
      const item = legend.append("span").style("color", l.color);
      item.append("b").text(l.dash ? "- - " : "— ");
      item.append("span").text(l.label);
    }
    return d3.create("div").call((div) => div.append(() => legend.node())).call((div) => div.append(() => chart)).node();
  }

  const LINES = Object.fromEntries(data.lines.map((chart) => [chart.id, lines(chart)]));

  /** A measure of each form against time or size. */
  function lines(chart) {
    return (width) => {
      const shown = chart.lines.map((line) => ({ ...forms[line.variant], points: line.points.map(([x, v]) => ({ x, v })) }));
      const all = shown.flatMap((form) => form.points);
      const height = width < 520 ? 190 : 250;
      const top = 12;
      const range = (of, log) => {
        const low = Math.min(...all.map(of)), high = Math.max(...all.map(of));
        return log ? [low * 0.9, high * 1.1] : [0, high * 1.05 || 1];
      };
      const logUp = chart.up === "LOG", logAcross = chart.across === "LOG";
      const yDomain = range((p) => p.v, logUp);
      const xDomain = logAcross ? range((p) => p.x, true) : [0, Math.max(...all.map((p) => p.x))];
      const y = (logUp ? d3.scaleLog : d3.scaleLinear)(yDomain, [height, 0]);
      const ticks = logUp ? logTicks(true, yDomain).ticks : y.ticks(5);
      const sizes = [...new Set(all.map((p) => p.x))].sort((a, b) => a - b);
      const across = logAcross ? { ticks: sizes, tickFormat: (t) => `${t}` } : { ticks: width < 520 ? 4 : 7 };
      const text = (v) => (v >= 1000 ? v.toLocaleString("en-US", { maximumFractionDigits: 0 }) : `${+v.toPrecision(3)}`);
      const drawn = draw(width, height, {
        marginTop: top,
        marginLeft: 48,
        marginRight: 10,
        x: { type: logAcross ? "log" : "linear", domain: xDomain, label: chart.x + (logAcross ? ", logarithmic" : ""),
          labelAnchor: "center", labelArrow: "none", labelOffset: 36, tickSize: 0, ...across },
        marks: [
          Plot.gridX({ stroke: RULE, strokeOpacity: 1, ...across }),
          Plot.ruleY(ticks, { y: (t) => y(t), stroke: RULE }),
          Plot.text(ticks, { frameAnchor: "left", textAnchor: "end", dx: -6, y: (t) => y(t), text, fill: MUTED }),
          ...shown.flatMap((form) => [
            Plot.line(form.points, { x: "x", y: (p) => y(p.v), stroke: form.color, strokeWidth: 2, strokeDasharray: DASHES[form.index % DASHES.length] }),
            Plot.dot(form.points.length > 40 ? [] : form.points, { x: "x", y: (p) => y(p.v), r: 3, fill: form.color,
              title: (p) => `${form.label}: ${text(p.v)} ${chart.y} at ${text(p.x)}` }),
          ]),
        ],
      });
      const legend = d3.create("div").attr("class", "legend");
      for (const form of shown) {
        const item = legend.append("span");
        item.append("svg").attr("width", 34).attr("height", 10).append("line")
          .attr("x1", 1).attr("x2", 33).attr("y1", 5).attr("y2", 5).attr("stroke-width", 2)
          .style("stroke", form.color).style("stroke-dasharray", DASHES[form.index % DASHES.length]);
        item.append("span").text(shorten(form.label, width * 0.6));
      }
      legend.append("span").text(chart.y + (logUp ? ", logarithmic" : ""));
      return d3.create("div").call((div) => div.append(() => legend.node())).call((div) => div.append(() => drawn)).node();
    };
  }

  const charts = { ...LINES, revisions, starts, distribution, ratios, phases, memory: bars((f) => f.memory), sizes: bars((f) => f.sizes), drift, warnings, cost };

  function render(place) {
    const width = Math.floor(place.clientWidth);
    if (width < 50 || place.dataset.width === String(width)) return;
    place.dataset.width = String(width);
    const drawn = charts[place.dataset.chart](width);
    // The place itself is the image and carries its text.
    drawn.setAttribute("aria-hidden", "true");
    place.replaceChildren(drawn);
  }

  root.classList.remove("no-js");
  const observer = new ResizeObserver((entries) => requestAnimationFrame(() => entries.forEach((e) => render(e.target))));
  for (const place of document.querySelectorAll(".plot")) {
    render(place);
    observer.observe(place);
  }
})();
