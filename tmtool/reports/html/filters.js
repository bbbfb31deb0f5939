const rows = document.getElementById("rows");
const form = document.getElementById("filters");
const more = document.getElementById("more");
const told = document.getElementById("status");
let found = segments;
let shown = 0;
let applied = null;

function asked() {
  return new URLSearchParams(new FormData(form)).toString();
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

function chosenDrafts(one) {
  return one.drafts.filter((_, at) => state().draft === null || at === state().draft);
}

function scores(one) {
  return chosenDrafts(one).map((draft) => draft.scores[state().metric] ?? null)
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
    const findingsThere = chosenDrafts(one).flatMap((draft) => draft.findings.map((at) => one.findings[at]));
    if (!findingsThere.some((finding) => !check || finding.check === check)) return false;
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
  applied = asked();
  found = ordered(segments.filter(wanted));
  shown = 0;
  rows.replaceChildren();
  const bound = form.querySelector("[data-bound]");
  if (bound) bound.textContent = falls() ? "Score at least" : "Score at most";
  show(content.step);
}

function show(count) {
  const next = found.slice(shown, shown + count);
  rows.append(...next.map((one) => segment(one, state().metric, state().draft)));
  shown += next.length;
  const left = found.length - shown;
  more.hidden = !left;
  more.textContent = `Show ${Math.min(content.step, left)} more`;
  const of = segments.length === found.length ? "" : ` of ${segments.length.toLocaleString("en")}`;
  told.textContent = found.length
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
    if (field.name === "bucket") offerBucket(field, data.get("bucket"));
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

const KINDS = ["length", "match", "document", "label"];

function fillBuckets() {
  const label = form.querySelector('[data-for="bucket"]');
  const select = label.querySelector("select");
  for (const kind of KINDS) {
    const values = [...new Set(segments.map((one) => one[kind]).filter((value) => value))];
    if (!values.length) continue;
    const options = values.map((value) => element("option", { value: `${kind}:${value}` }, value));
    select.append(element("optgroup", { label: kind }, ...options));
    label.hidden = false;
  }
}

// A bucket none of whose segments is on the page can be asked for by a link.
function offerBucket(select, bucket) {
  const [kind] = bucket.split(":", 1);
  if (!KINDS.includes(kind) || [...select.options].some((one) => one.value === bucket)) return;
  select.append(element("option", { value: bucket }, bucket.slice(kind.length + 1)));
}

if (form) {
  fillBuckets();
  form.hidden = false;
  let waiting = 0;
  // A field tells of itself while it is typed in, and again when it is left.
  const follow = () => {
    clearTimeout(waiting);
    if (asked() === applied) return;
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
      told.textContent = "The link to the segment is copied.";
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
