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
