{
  const content = JSON.parse(document.getElementById("content").textContent);
  const { drafts, metrics, segments, languages } = content;
  const rows = document.getElementById("rows");
  const form = document.getElementById("filters");
  const more = document.getElementById("more");
  const status = document.getElementById("status");
  let found = segments;
  let shown = 0;

  // Elements are made of text nodes alone: nothing in a text can become markup.
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function number(value) {
    if (value === null) return "–";
    const text = value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return text === "-0.0" ? "0.0" : text.replace("-", "−");
  }

  function counted(count, noun) {
    return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  }

  function key(index) {
    const space = "http:" + "/" + "/www.w3.org/2000/svg";
    const made = document.createElementNS(space, "svg");
    const circle = document.createElementNS(space, "circle");
    made.setAttribute("class", `key k${index % 5}`);
    made.setAttribute("viewBox", "0 0 10 10");
    made.setAttribute("aria-hidden", "true");
    for (const [name, value] of [["cx", 5], ["cy", 5], ["r", 4]]) circle.setAttribute(name, value);
    made.append(circle);
    return made;
  }

  function piece(part, findings) {
    if (typeof part === "string") return part;
    const [text, code, marks] = part;
    let made = text;
    if (code) {
      const small = code.toLowerCase();
      const kind = code === small ? small : `${small} strong`;
      made = element(small === "d" || small === "m" ? "del" : "ins", { class: kind }, text);
    }
    if (!marks.length) return made;
    const told = marks.map((at) => `${findings[at].check}: ${findings[at].message}`).join("; ");
    return element("mark", { class: findings[marks[0]].severity, title: told }, made);
  }

  function paragraph(children, language) {
    return element("p", { class: "text", lang: language, dir: "auto" }, ...children);
  }

  function line(name, children, language) {
    return element(
      "div", { class: "line " },
      element("dt", {}, name),
      element("dd", {}, paragraph(children, language)),
    );
  }

  function chip(name, value, now) {
    return element("span", { class: now ? "chip now" : "chip" }, element("span", {}, name), ` ${value}`);
  }

  function issue(one) {
    return element(
      "li", {},
      element("span", { class: `severity ${one.severity}` }, one.severity), " ",
      element("b", {}, one.check), " ", element("bdi", {}, one.message),
      one.replacement === null ? null : " → ",
      one.replacement === null ? null : element("ins", { class: "i" }, one.replacement),
    );
  }

  function draftLine(one, draft, index) {
    const now = state().metric;
    const chips = draft.scores.map((score, at) => chip(metrics[at].name, number(score), at === now));
    if (draft.reference !== null) chips.push(chip("against reference", draft.reference + 1, false));
    const soft = (text) => element("span", { class: "soft" }, text);
    let text = draft.parts === null ? ["–"] : draft.parts.map((part) => piece(part, one.findings));
    if (!text.length) text = [soft("(empty)")];
    const issues = draft.findings.map((at) => issue(one.findings[at]));
    return element(
      "div", { class: "line draft" },
      element(
        "dt", {}, key(index), element("bdi", {}, drafts[index]),
        element("span", { class: "chips" }, ...chips),
      ),
      element(
        "dd", {}, paragraph(text, languages[1]),
        issues.length ? element("ul", { class: "issues" }, ...issues) : null,
      ),
    );
  }

  function segment(one) {
    const [from, into] = languages;
    const tags = [one.document, one.match, one.label].filter(Boolean);
    const several = one.references.length > 1;
    const source = one.source && one.source.map((part) => piece(part, one.findings));
    const chosen = state().draft;
    return element(
      "li", { class: "segment", id: `s-${one.id}`, tabindex: "-1" },
      element(
        "div", { class: "head" },
        element("h3", {}, element("a", { class: "anchor", href: link(one) }, one.id)),
        ...tags.map((tag) => element("bdi", { class: "tag" }, tag)),
      ),
      element(
        "dl", {},
        source === null ? null : line("Source", source, from),
        ...one.references.map((text, at) =>
          line(several ? `Reference ${at + 1}` : "Reference", [text ?? "–"], into)),
        one.memory === null ? null : line("In the memory", [one.memory], into),
        ...one.drafts.map((draft, at) =>
          chosen === null || chosen === at ? draftLine(one, draft, at) : null),
      ),
    );
  }

  function link(one) {
    return `#s-${encodeURIComponent(one.id)}`;
  }

  // What is chosen in the form; an index is null where all are meant.
  let chosen = null;

  function state() {
    if (chosen) return chosen;
    const data = form ? new FormData(form) : new FormData();
    const value = (name) => data.get(name) ?? "";
    const bound = parseFloat(value("bound"));
    const metric = metrics.findIndex((one) => one.id === value("metric"));
    chosen = {
      words: value("q").trim().toLowerCase(),
      draft: value("draft") === "" ? null : Number(value("draft")),
      metric: metric < 0 ? content.leading : metric,
      order: value("order"),
      bound: Number.isNaN(bound) ? null : bound,
      bucket: value("bucket"),
      check: value("check"),
      findings: data.has("findings"),
      differ: data.has("differ"),
    };
    return chosen;
  }

  const haystacks = new Map();

  function haystack(one) {
    if (!haystacks.has(one)) {
      const texts = [one.id, own(one.source), ...one.references];
      texts.push(...one.drafts.map((draft) => own(draft.parts)));
      haystacks.set(one, texts.join("\n").toLowerCase());
    }
    return haystacks.get(one);
  }

  // A text as it was, without what a reference has in its place.
  function own(parts) {
    return (parts ?? [])
      .map((part) => typeof part === "string" ? part : /^[ig]$/i.test(part[1]) ? "" : part[0])
      .join("");
  }

  function differ(one) {
    return new Set(one.drafts.map((draft) => own(draft.parts))).size > 1;
  }

  function asked(one) {
    return one.drafts.filter((_, at) => state().draft === null || at === state().draft);
  }

  function scores(one) {
    return asked(one).map((draft) => draft.scores[state().metric] ?? null)
      .filter((score) => score !== null);
  }

  // The worst score; the lowest one, or the highest where less is better.
  function worst(one) {
    const all = scores(one);
    if (!all.length) return null;
    return falls() ? Math.max(...all) : Math.min(...all);
  }

  function falls() {
    return metrics.length > 0 && metrics[state().metric].falls;
  }

  function inBucket(one, bucket) {
    const at = bucket.indexOf(":");
    return String(one[bucket.slice(0, at)] ?? "") === bucket.slice(at + 1);
  }

  function wanted(one) {
    const { words, bound, bucket, check, findings, differ: different } = state();
    if (bucket && !inBucket(one, bucket)) return false;
    if (different && !differ(one)) return false;
    if (bound !== null) {
      const score = worst(one);
      if (score === null || (falls() ? score < bound : score > bound)) return false;
    }
    if (check || findings) {
      const told = asked(one).flatMap((draft) => draft.findings.map((at) => one.findings[at]));
      if (!told.some((finding) => !check || finding.check === check)) return false;
    }
    return !words || haystack(one).includes(words);
  }

  function ordered(all) {
    const { order } = state();
    const spread = (one) => {
      const every = scores(one);
      return every.length ? Math.max(...every) - Math.min(...every) : null;
    };
    const figure = { worst, best: worst, spread }[order];
    if (!figure) return all;
    const up = order === "worst" ? !falls() : order === "best" ? falls() : false;
    const rated = all.map((one) => [figure(one), one]);
    // Segments without a figure come last; equals stay in the order of the text.
    rated.sort(([a], [b]) =>
      a === b ? 0 : a === null ? 1 : b === null ? -1 : up ? a - b : b - a);
    return rated.map(([, one]) => one);
  }

  function apply() {
    chosen = null;
    found = ordered(segments.filter(wanted));
    shown = 0;
    rows.replaceChildren();
    const bound = form.querySelector("[data-bound]");
    if (bound) bound.textContent = falls() ? "Score at least" : "Score at most";
    show(content.step);
  }

  function show(count) {
    const next = found.slice(shown, shown + count);
    rows.append(...next.map(segment));
    shown += next.length;
    const left = found.length - shown;
    more.hidden = !left;
    more.textContent = `Show ${Math.min(content.step, left)} more`;
    const of = segments.length === found.length ? "" : ` of ${segments.length.toLocaleString("en")}`;
    status.textContent = found.length
      ? `Showing ${shown.toLocaleString("en")} of ${counted(found.length, "segment")}`
        + (of ? ` that fit,${of} on the page.` : ".")
      : "No segment fits; Reset shows all.";
    return next.length ? rows.children[shown - next.length] : null;
  }

  // The filters stand in the address, so that a view can be kept and sent.
  function write() {
    const data = new URLSearchParams();
    for (const field of form.elements) {
      if (!field.name || (field.type === "checkbox" && !field.checked)) continue;
      const initial = field.tagName === "SELECT"
        ? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]).value : "";
      if (field.value !== initial) data.set(field.name, field.value);
    }
    const text = data.toString();
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }

  function read() {
    const hash = location.hash.slice(1);
    if (hash.startsWith("s-")) {
      let id = hash.slice(2);
      try { id = decodeURIComponent(id); } catch { /* as it is */ }
      return reveal(id);
    }
    if (!hash.includes("=")) return false;
    const data = new URLSearchParams(hash);
    form.reset();
    for (const field of form.elements) {
      if (!field.name || !data.has(field.name)) continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = data.get(field.name);
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
    }
    apply();
    return true;
  }

  function reveal(id) {
    const one = segments.find((each) => each.id === id);
    if (!one) return false;
    if (!found.includes(one) || !shown) {
      form.reset();
      apply();
    }
    const at = found.indexOf(one);
    if (at >= shown) show(at + 1 - shown);
    for (const row of rows.querySelectorAll(".here")) row.classList.remove("here");
    const row = rows.children[at];
    row.classList.add("here");
    row.scrollIntoView();
    row.focus({ preventScroll: true });
    return true;
  }

  function fillBuckets() {
    const label = form.querySelector('[data-for="bucket"]');
    const select = label.querySelector("select");
    for (const kind of ["length", "match", "document", "label"]) {
      const values = [...new Set(segments.map((one) => one[kind]).filter((value) => value))];
      if (!values.length) continue;
      const options = values.map((value) => element("option", { value: `${kind}:${value}` }, value));
      select.append(element("optgroup", { label: kind }, ...options));
      label.hidden = false;
    }
  }

  function sortable(table) {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = element("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sortBy(table, head, column));
    });
  }

  function sortBy(table, head, column) {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const order = (a, b) => {
      if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
      const numbers = !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
      const sign = numbers ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true });
      return up ? sign : -sign;
    };
    body.append(...[...body.rows].sort((a, b) => order(value(a), value(b))));
  }

  document.documentElement.classList.add("scripts");
  document.querySelectorAll("table.sortable").forEach(sortable);
  if (form) {
    fillBuckets();
    form.hidden = false;
    let waiting = 0;
    const follow = () => {
      clearTimeout(waiting);
      apply();
      write();
    };
    form.addEventListener("change", follow);
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(follow, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      follow();
    });
    form.querySelector("[type=reset]").addEventListener("click", () => {
      setTimeout(follow);
    });
    more.addEventListener("click", () => show(content.step)?.focus());
    rows.addEventListener("click", (event) => {
      const anchor = event.target.closest(".anchor");
      if (!anchor || !navigator.clipboard) return;
      navigator.clipboard.writeText(anchor.href).then(() => {
        status.textContent = "The link to the segment is copied.";
      }, () => {});
    });
    addEventListener("hashchange", () => {
      if (read() && !location.hash.startsWith("#s-")) {
        document.getElementById("segments").scrollIntoView();
      }
    });
    if (!read()) apply();
    else if (!location.hash.startsWith("#s-")) document.getElementById("segments").scrollIntoView();
  }
}
