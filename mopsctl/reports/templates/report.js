"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const targetOf = (hash) => byId(decodeURIComponent(hash.slice(1)));

  // Which page shows is the style sheet's doing (:target). Here it gets the tab's title and the reader's place.
  const front = document.title;
  const target = () => (location.hash ? targetOf(location.hash) : null);
  const openPage = () => target()?.closest(".page");
  const arrive = () => {
    const page = openPage();
    document.title = page ? `${nameOf(page)} · ${front}` : front;
    for (let at = target(); at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (page) page.focus({ preventScroll: true });
  };
  const nameOf = (page) => page.querySelector("h2").textContent.trim();
  addEventListener("hashchange", arrive);
  arrive();
  document.querySelector(".skip").addEventListener("click", (event) => {
    if (!openPage()) return;
    event.preventDefault();
    openPage().focus();
  });

  const finder = byId("finder");
  const asked = byId("finder-text");
  const hits = byId("finder-hits");
  const MOST_HITS = 12;
  const known = [...document.querySelectorAll(".page")].map((page) => {
    const kind = page.id.split("/")[0];
    const code = page.querySelector(".facts code");
    const name = nameOf(page);
    const about = kind === "rule" && code ? code.textContent : kind;
    return { id: page.id, about, name, text: `${name} ${code ? code.textContent : ""} ${page.id}`.toLowerCase() };
  });

  const find = () => {
    const words = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? known.filter((page) => words.every((word) => page.text.includes(word))) : [];
    const isNamed = (page) => page.name.toLowerCase().startsWith(words[0]);
    found.sort((a, b) => isNamed(b) - isNamed(a));
    hits.replaceChildren(...found.slice(0, MOST_HITS).map((page) => {
      const link = document.createElement("a");
      link.href = `#${page.id}`;
      link.textContent = page.name;
      const about = document.createElement("span");
      about.className = "of";
      about.textContent = page.about;
      link.append(" ", about);
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    hits.hidden = !found.length;
    byId("finder-told").textContent = words.length ? `${found.length} found` : "";
  };

  const step = (event) => {
    const links = [...hits.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      hits.hidden = true;
      asked.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && links.length) {
      (links[at - 1] || asked).focus();
    } else if (event.key === "Enter" && document.activeElement === asked && links.length) {
      links[0].click();
    } else {
      return;
    }
    event.preventDefault();
  };

  if (known.length) {
    finder.hidden = false;
    asked.addEventListener("input", find);
    asked.addEventListener("focus", find);
    finder.addEventListener("keydown", step);
    finder.addEventListener("focusout", (event) => {
      if (!finder.contains(event.relatedTarget)) hits.hidden = true;
    });
    hits.addEventListener("click", () => { asked.value = ""; hits.hidden = true; });
    addEventListener("keydown", (event) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      asked.focus();
    });
  }

  // A file may not use the clipboard in every browser: then the text is chosen, for the reader to copy.
  const choose = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async (button, text) => {
    choose(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = document.execCommand("copy") ? "Copied" : "Selected: press Ctrl or ⌘ and C";
    }
  };
  for (const box of document.querySelectorAll(".copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(button, box.querySelector("pre")));
    box.prepend(button);
  }

  const table = byId("rules");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => {
    const part = targetOf(row.querySelector("a").hash);
    const page = part && part.closest(".page");
    const about = page ? page.querySelector(".advice").textContent : "";
    return [row, `${row.textContent} ${about} ${part ? part.textContent : ""}`.toLowerCase()];
  }));
  const field = (name) => byId("filter-" + name);
  const choices = ["severity", "object", "dimension"];
  const shown = byId("shown");

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

  const keyOf = (row, column) => row.cells[column].dataset.key;

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
    body.append(...rows);
  };

  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(heading, column));
    heading.append(button);
  });

  ["text", ...choices].forEach((name) => field(name).addEventListener("input", applyFilters));
  for (const link of document.querySelectorAll(".tallies a[data-severity]")) {
    link.addEventListener("click", () => { field("severity").value = link.dataset.severity; applyFilters(); });
  }
  byId("filters").hidden = false;
  applyFilters();
})();
