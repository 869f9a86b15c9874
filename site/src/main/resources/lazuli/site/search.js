"use strict";
(() => {
  const root = document.currentScript.dataset.root;
  const field = document.querySelector("input[type=search]");
  const results = document.getElementById("results");
  const most = 12;
  let sections = null;

  // search-index.js calls it once it has been loaded, which is when somebody first wants to search.
  window.lazuliSearch = entries => {
    sections = entries.map(entry => ({
      ...entry,
      inHeading: (entry.page + " " + entry.heading).toLowerCase(),
      inText: entry.text.toLowerCase(),
    }));
    show();
  };

  function load() {
    if (sections === null) {
      sections = [];
      const script = document.createElement("script");
      script.src = root + "search-index.js";
      document.head.append(script);
    }
  }

  // Every word must be there; a word in a heading counts more than one in the text, a whole word more than a part.
  function score(section, words) {
    let sum = 0;
    for (const word of words) {
      const heading = section.inHeading.includes(word);
      const text = section.inText.split(word).length - 1;
      if (!heading && text === 0) {
        return 0;
      }
      sum += (heading ? 20 : 0) + Math.min(text, 5) + (section.heading.toLowerCase() === word ? 20 : 0);
    }
    return sum;
  }

  function excerpt(section, words) {
    const at = Math.max(0, section.inText.indexOf(words[0]) - 50);
    return (at > 0 ? "... " : "") + section.text.slice(at, at + 160).replace(/\s+/g, " ");
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word.length > 0);
    results.replaceChildren();
    results.hidden = words.length === 0;
    if (results.hidden) {
      return;
    }
    const found = sections
      .map(section => ({ section, points: score(section, words) }))
      .filter(each => each.points > 0)
      .sort((a, b) => b.points - a.points)
      .slice(0, most);
    for (const { section } of found) {
      const link = document.createElement("a");
      link.href = root + section.place;
      const title = document.createElement("b");
      title.textContent = section.page === section.heading ? section.page : section.page + ": " + section.heading;
      const text = document.createElement("span");
      text.textContent = excerpt(section, words);
      link.append(title, text);
      results.append(link);
    }
    if (found.length === 0) {
      const nothing = document.createElement("p");
      nothing.textContent = "Nothing found.";
      results.append(nothing);
    }
  }

  function close() {
    results.hidden = true;
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", () => { load(); show(); });
  field.form.addEventListener("submit", event => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  results.addEventListener("click", event => { if (event.target.closest("a")) { close(); } });
  document.addEventListener("click", event => {
    if (!results.contains(event.target) && event.target !== field) {
      close();
    }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "/" && document.activeElement.tagName !== "INPUT") {
      event.preventDefault();
      field.focus();
    }
  });
})();
