// Makes forms quicker: a search among counters, copying. Without this file all of them work all the same.
"use strict";

for (const search of document.querySelectorAll("[data-filters]")) {
  const rows = [...document.getElementById(search.dataset.filters).children];
  const found = document.getElementById(search.getAttribute("aria-describedby"));
  search.parentElement.hidden = false;
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase() + row.querySelector("input").value;
      row.hidden = !row.querySelector(":checked") && !words.every(word => text.includes(word));
    }
    found.textContent = rows.some(row => !row.hidden) ? "" : found.dataset.none;
  };
  search.addEventListener("input", filter);
  search.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault());
  filter();
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(source); // for the keyboard: without TLS a page has no clipboard
    }
  });
}
