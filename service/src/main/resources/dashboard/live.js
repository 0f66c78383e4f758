/* Shows a comparison while it is measured: its place in the queue, every start as it happens, and how long it may still take. */
(() => {
  "use strict";
  const root = document.getElementById("live");
  if (!root) return;
  const settings = JSON.parse(root.dataset.live);
  const by = (id) => document.getElementById(id);
  const forms = new Map(settings.variants.map((name, i) => [name, { name, i, starts: [], failed: 0, latest: "" }]));
  const seen = new Set();
  let began = null, before = 0, total = 0, pending = false, settled = false, last = Infinity;

  const digits = (v) => v.toFixed(v < 9.995 ? 2 : v < 99.95 ? 1 : 0);
  const ms = (v) => (v >= 999.5 ? `${digits(v / 1000)} s` : `${digits(v)} ms`);
  const say = (text) => { if (by("now").textContent !== text) by("now").textContent = text; };
  const form = (name) => {
    if (!forms.has(name)) forms.set(name, { name, i: forms.size, starts: [], failed: 0, latest: "" });
    return forms.get(name);
  };

  function chip(text, tone) {
    const span = document.createElement("span");
    span.className = `chip ${tone}`;
    span.textContent = text;
    by("state").replaceChildren(span);
  }

  function table() {
    by("starts").replaceChildren(...[...forms.values()].map((f) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = f.name;
      const counted = f.starts.filter((s) => s.block > 0).map((s) => s.v);
      const cells = [f.starts.length, f.failed, counted.length ? ms(d3.median(counted)) : "-", f.latest || "-"];
      row.append(head, ...cells.map((c) => {
        const cell = document.createElement("td");
        cell.textContent = c;
        return cell;
      }));
      return row;
    }));
  }

  function swarm() {
    const place = by("swarm");
    const width = Math.floor(place.clientWidth);
    const values = [...forms.values()].flatMap((f) => f.starts.filter((s) => s.block > 0).map((s) => s.v));
    if (width < 50 || values.length === 0) return;
    const low = d3.min(values), high = d3.max(values);
    const log = high / low > 4;
    const domain = log ? [low * 0.88, high * 1.12] : [Math.max(0, low - (high - low) * 0.1 - 0.5), high + (high - low) * 0.1 + 0.5];
    const x = (log ? d3.scaleLog : d3.scaleLinear)(domain, [8, width - 8]);
    const height = forms.size * 46 + 26;
    const svg = d3.create("svg").attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`).attr("aria-hidden", "true");
    for (const t of x.ticks(5).filter((t) => !log || /^[125]/.test(t.toExponential()))) {
      svg.append("line").attr("class", "rule").attr("x1", x(t)).attr("x2", x(t)).attr("y1", 0).attr("y2", height - 22);
      svg.append("text").attr("class", "axis").attr("x", x(t)).attr("y", height - 6).attr("text-anchor", "middle").text(`${+t.toPrecision(3)} ms`);
    }
    for (const f of forms.values()) {
      const y = f.i * 46 + 32;
      svg.append("text").attr("class", "name").attr("x", 0).attr("y", y - 16).attr("fill", `var(--c${f.i % 8})`).text(f.name);
      f.starts.filter((s) => s.block > 0).forEach((s) => {
        svg.append("circle").attr("cx", x(s.v)).attr("cy", y + ((s.block * 7) % 13) - 6).attr("r", 3).attr("fill", `var(--c${f.i % 8})`).attr("fill-opacity", 0.75);
      });
      const counted = f.starts.filter((s) => s.block > 0).map((s) => s.v);
      if (counted.length) {
        const m = x(d3.median(counted));
        svg.append("line").attr("stroke", "var(--ink)").attr("stroke-width", 1.6).attr("x1", m).attr("x2", m).attr("y1", y - 10).attr("y2", y + 10);
      }
    }
    place.replaceChildren(svg.node());
  }

  function progress(block, at) {
    const bar = by("progress");
    const of = settings.least + 1;
    bar.max = of;
    bar.value = Math.min(block, of);
    say(block === 0 ? "Warming up" : `Block ${block} of at least ${settings.least} and at most ${settings.most}`);
    if (began !== null && total > before + forms.size) {
      const perStart = (at - began) / (total - before);
      const least = Math.max(0, (settings.least + 1) * forms.size - total) * perStart;
      by("left").textContent = least > 0 ? `About ${time(least)} left, and longer if the figures are not precise enough by then.`
        : "It goes on until the figures are precise enough.";
    }
  }

  const time = (millis) => (millis < 90000 ? `${Math.max(1, Math.round(millis / 1000))} s` : `${Math.round(millis / 60000)} min`);

  function later() {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => { pending = false; table(); swarm(); });
  }

  const on = {
    queued(event) {
      chip("queued", "busy");
      by("headline").textContent = "Waiting for a worker.";
      if (event.place !== undefined) say(event.place === 0 ? "Next in the queue" : `${event.place} before it in the queue`);
    },
    place(event) { on.queued(event); },
    began(event) {
      chip("measuring", "busy");
      by("headline").textContent = `Being measured by ${event.worker}.`;
      [began, settled, last] = [null, false, Infinity];
    },
    start(event, at) {
      const key = `${event.variant}/${event.block}`;
      const f = form(event.variant);
      if (!seen.has(key)) total++;
      seen.add(key);
      // What happened before the page was opened comes all at once, and says nothing of how long a start takes.
      settled ||= at - last > 300;
      if (!settled || began === null) { began = at; before = total; }
      last = at;
      f.starts = f.starts.filter((s) => s.block !== event.block);
      if (event.milliseconds === undefined || event.milliseconds === null) { f.failed++; f.latest = event.failure ?? "failed"; }
      else { f.starts.push({ block: event.block, v: event.milliseconds }); f.latest = ms(event.milliseconds); }
      progress(event.block, at);
      later();
    },
    returned(event) {
      chip("queued", "busy");
      by("headline").textContent = "Waiting for a worker again.";
      say(`It goes on from block ${event["next-block"]}: ${event.why}`);
    },
    ended() {
      source.close();
      // The page as it is when it has ended, with report and figures.
      location.reload();
    },
  };

  table();
  const source = new EventSource(root.dataset.events);
  for (const kind of Object.keys(on)) {
    source.addEventListener(kind, (message) => {
      const event = JSON.parse(message.data);
      on[kind](event, Date.now());
    });
  }
  new ResizeObserver(() => requestAnimationFrame(swarm)).observe(by("swarm"));
})();
