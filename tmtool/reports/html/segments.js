const content = JSON.parse(document.getElementById("content").textContent);
const { drafts, metrics, segments, languages } = content;

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
  return value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

// The dot of a draft, as it stands in the head of the page.
function key(index) {
  const made = document.querySelector("svg.key").cloneNode(true);
  made.setAttribute("class", `key k${index % 5}`);
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

function draftLine(one, draft, index, now) {
  const chips = draft.scores.map((score, at) => chip(metrics[at].name, number(score), at === now));
  if (draft.reference !== null) chips.push(chip("against reference", draft.reference + 1, false));
  const soft = (text) => element("span", { class: "soft" }, text);
  let text = draft.parts === null ? ["–"] : draft.parts.map((part) => piece(part, one.findings));
  if (!text.length) text = [soft("(empty)")];
  const issues = draft.findings.map((at) => issue(one.findings[at]));
  return element(
    "div", { class: "line draft" },
    element("dt", {}, key(index), element("bdi", {}, drafts[index])),
    element(
      "dd", {}, paragraph(text, languages[1]), element("p", { class: "chips" }, ...chips),
      issues.length ? element("ul", { class: "issues" }, ...issues) : null,
    ),
  );
}

// A segment with all its drafts, or with one alone; the score of one metric stands out.
function segment(one, metric, only) {
  const [from, into] = languages;
  const tags = [one.document, one.match, one.label].filter(Boolean);
  const several = one.references.length > 1;
  const source = one.source && one.source.map((part) => piece(part, one.findings));
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
        only === null || only === at ? draftLine(one, draft, at, metric) : null),
    ),
  );
}

function link(one) {
  return `#s-${encodeURIComponent(one.id)}`;
}
