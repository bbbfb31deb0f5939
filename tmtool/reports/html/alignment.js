"use strict";
document.documentElement.className = "scripts";
// The rows stand in the page once, as a table for readers without scripts, which a browser that
// runs this does not parse. They are escaped, like all of the page; each is made when it is drawn.
const step = Number(document.getElementById("drawn").dataset.step);
const rows = document.getElementById("rows");
const form = document.getElementById("filters");
const more = document.getElementById("more");
const earlier = document.getElementById("earlier");
const told = document.getElementById("status");
const HEAD = /^<tr id="b-(\d+)" class="([a-z ]*)" data-r="([a-z ]*)">/;

const source = document.getElementById("all").textContent;
const beads = [];
for (const line of source.split("\n")) {
  const head = HEAD.exec(line);
  if (head) {
    beads.push({
      number: Number(head[1]), kinds: head[2].split(" "), remarks: head[3].split(" "), line,
    });
  }
}

let found = beads;
let first = 0;
let end = 0;
let here = null;

const template = document.createElement("template");

function made(bead) {
  template.innerHTML = bead.line;
  const row = template.content.firstElementChild;
  if (bead === here) row.classList.add("here");
  return row;
}

// What a row says of texts, without tags; letters that stand for themselves are enough to search.
const texts = new Map();

function text(bead) {
  if (!texts.has(bead)) {
    const sides = bead.line.slice(bead.line.indexOf(bead.kinds[0] === "run" ? "<details" : '<td class="side"'));
    texts.set(bead, plain(sides.replace(/<span class="place">[^<]*<\/span>/g, "")).toLowerCase());
  }
  return texts.get(bead);
}

const SIGNS = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };

function plain(html) {
  return html.replace(/<\/?mark[^>]*>/g, "").replace(/<[^>]*>/g, "\n")
    .replace(/&(lt|gt|#34|#39|amp);/g, (sign) => SIGNS[sign]);
}

function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function value(name) {
  return form.elements[name] ? form.elements[name].value.trim() : "";
}

function apply() {
  const words = value("q").toLowerCase();
  const show = value("show");
  const remark = value("remark");
  found = beads.filter((bead) =>
    (!show || bead.kinds.includes(show)) && (!remark || bead.remarks.includes(remark))
    && (!words || text(bead).includes(words)));
  draw(0);
}

// Draws the rows from one place on; those before and after are drawn when they are asked for.
function draw(start) {
  first = start;
  end = start;
  rows.replaceChildren();
  below();
}

function below() {
  const next = found.slice(end, end + step);
  rows.append(...next.map(made));
  end += next.length;
  tell();
}

function above() {
  const start = Math.max(0, first - step);
  const top = rows.firstElementChild;
  const before = top ? top.getBoundingClientRect().top : 0;
  rows.prepend(...found.slice(start, first).map(made));
  first = start;
  tell();
  if (top) scrollBy(0, top.getBoundingClientRect().top - before);
}

function tell() {
  const left = found.length - end;
  more.hidden = !left;
  more.textContent = `Show ${Math.min(step, left)} more`;
  earlier.hidden = !first;
  earlier.textContent = `Show ${Math.min(step, first)} earlier`;
  const of = found.length === beads.length ? "" : ` that fit, of ${beads.length.toLocaleString("en")}`;
  told.textContent = found.length
    ? `Rows ${(first + 1).toLocaleString("en")} to ${end.toLocaleString("en")} of ${counted(found.length, "row")}${of}.`
    : "No row fits; Reset shows all.";
}

// The row that has a bead: a run of beads has the number of its first.
function rowOf(number) {
  let low = 0;
  let high = beads.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (beads[middle].number <= number) low = middle;
    else high = middle - 1;
  }
  return beads[low];
}

function reveal(bead) {
  if (!found.includes(bead)) {
    form.reset();
    found = beads;
    draw(0);
  }
  const at = found.indexOf(bead);
  if (at < first || at >= end) draw(Math.max(0, at - 20));
  for (const row of rows.querySelectorAll(".here")) row.classList.remove("here");
  const row = rows.children[at - first];
  row.classList.add("here");
  row.scrollIntoView({ block: "center" });
  here = bead;
}

function go(direction) {
  const review = (bead) => bead.kinds.includes("review");
  const at = here && found.includes(here) ? found.indexOf(here) : direction > 0 ? -1 : found.length;
  const rest = direction > 0 ? found.slice(at + 1) : found.slice(0, Math.max(at, 0)).reverse();
  const next = rest.find(review);
  if (next) reveal(next);
  else told.textContent = direction > 0 ? "No row below is to be reviewed." : "No row above is to be reviewed.";
}

function follow() {
  const asked = /^#b-(\d+)$/.exec(location.hash);
  if (!asked || !beads.length) return false;
  reveal(rowOf(Number(asked[1])));
  return true;
}

form.hidden = false;
let waiting = 0;
form.addEventListener("change", apply);
form.addEventListener("input", (event) => {
  if (event.target.name !== "q") return;
  clearTimeout(waiting);
  waiting = setTimeout(apply, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  apply();
});
form.addEventListener("reset", () => setTimeout(apply));
more.addEventListener("click", below);
earlier.addEventListener("click", above);
addEventListener("hashchange", follow);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "n") go(1);
  else if (event.key === "p") go(-1);
  else if (event.key === "/") form.elements.q.focus();
  else return;
  event.preventDefault();
});
addEventListener("beforeprint", () => {
  while (end < found.length) below();
  for (const one of document.querySelectorAll("details")) one.open = true;
});
apply();
follow();
