"use strict";
(() => {
  const table = document.getElementById("rules");

  const openFor = (target) => {
    if (!target) return;
    target.querySelectorAll("details").forEach((details) => { details.open = true; });
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  const followLink = () => {
    if (!/^#f\d+$/.test(location.hash)) return;
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) clearFilters();
    openFor(target);
    if (target) target.scrollIntoView({ block: "center" });
  };

  // Paper cannot be opened: everything is, and what was closed closes again afterwards.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

  if (!table) return;
  const rows = [...table.tBodies];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const field = (name) => document.getElementById("filter-" + name);
  const choices = ["severity", "object", "dimension"];
  const shown = document.getElementById("shown");

  const applyFilters = () => {
    const words = field("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    let visible = 0;
    for (const row of rows) {
      const chosen = choices.every((name) => !field(name).value || row.dataset[name] === field(name).value);
      row.hidden = !(chosen && words.every((word) => texts.get(row).includes(word)));
      if (!row.hidden) visible += 1;
    }
    shown.textContent = visible === rows.length ? `${visible} rules` : `${visible} of ${rows.length} rules`;
  };

  function clearFilters() {
    ["text", ...choices].forEach((name) => { field(name).value = ""; });
    applyFilters();
  }

  const keyOf = (row, column) => row.rows[0].cells[column].dataset.key;

  const sortBy = (heading, column) => {
    const numeric = heading.dataset.sort === "number";
    const before = heading.getAttribute("aria-sort");
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const order = before === first ? second : first;
    const sign = order === "ascending" ? 1 : -1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    rows.sort((a, b) => {
      const [left, right] = [keyOf(a, column), keyOf(b, column)];
      return sign * (numeric ? left - right : left.localeCompare(right));
    });
    table.append(...rows);
  };

  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(heading, column));
    heading.append(button);
  });

  const openAll = document.getElementById("open-all");
  openAll.addEventListener("click", () => {
    const open = openAll.getAttribute("aria-pressed") !== "true";
    openAll.setAttribute("aria-pressed", String(open));
    openAll.textContent = open ? "Close all" : "Open all";
    table.querySelectorAll("details").forEach((details) => { details.open = open; });
  });

  ["text", ...choices].forEach((name) => field(name).addEventListener("input", applyFilters));
  document.getElementById("filters").hidden = false;
  addEventListener("hashchange", followLink);
  applyFilters();
  followLink();
})();
