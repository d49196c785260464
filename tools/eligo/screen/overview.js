// Everything above and below the patients: header, verdicts, attrition, criteria, open questions, sources.

function showHeader() {
  byId("protocol").textContent = [head.protocol, head.version && `version ${head.version}`].filter(Boolean).join(" · ");
  byId("title").textContent = head.title || head.protocol;
  const facts = byId("facts");
  for (const [word, text] of head.header) {
    if (["sponsor", "status", "location"].includes(word)) facts.append(element("span", {}, text));
  }
  facts.append(element("span", { title: head.digest }, `digest ${head.digest.replace("sha256:", "").slice(0, 12)}`));
  if (head.inForce.length > 0) {
    const names = head.inForce.map(([criterion, reading]) => head.criteria[criterion].readings[reading].id);
    byId("in-force").hidden = false;
    byId("in-force").textContent = `Not the protocol's own reading: this run takes ${names.join(", ")}.`;
  }
}

function showVerdicts() {
  const order = [0, 2, 1];
  byId("verdicts").append(
    element("div", { class: "verdict whole" }, element("b", {}, number(head.total)),
      element("span", {}, head.total === 1 ? "patient" : "patients")),
    ...order.map((verdict) =>
      element("button", { type: "button", class: `verdict ${VERDICTS[verdict].tone}`, "aria-pressed": "false",
        "data-verdict": verdict, onclick: () => toggleVerdict(verdict) },
        element("b", {}, number(head.verdicts[verdict])),
        element("span", {}, `${VERDICTS[verdict].name} `, element("small", {}, percent(head.verdicts[verdict]))))));
  if (head.unreadable > 0)
    byId("verdicts").append(element("div", { class: "verdict" }, element("b", {}, number(head.unreadable)),
      element("span", {}, head.unreadable === 1 ? "document not read" : "documents not read")));
}

/** Bars in the protocol's order: how many are left over after each criterion, and how many it rules out first. */
function drawAttrition(width = Math.max(280, Math.min(byId("attrition").clientWidth || 640, 900))) {
  const row = 22;
  const isWide = width > 520;
  const ids = Math.max(44, 8 * Math.min(longestId(), 14) + 12);
  const left = isWide ? ids + 166 : ids;
  const right = 84;
  const scale = (width - left - right) / Math.max(1, head.total);
  const picture = element("svg", { viewBox: `0 0 ${width} ${head.criteria.length * row + 4}`, role: "img",
    style: `max-width:${width}px`,
    "aria-label": `Of ${counted(head.total, "patient", "patients")}, ` +
      `${head.criteria.length ? head.criteria.at(-1).remaining : head.total} are ruled out by no criterion.` });
  head.criteria.forEach((criterion, index) => {
    const y = index * row;
    const clear = criterion.remaining - criterion.open;
    const bar = (from, count, tone) => count > 0 && element("rect", { class: tone, x: left + from * scale, y: y + 4,
      width: Math.max(count * scale, 1.5), height: row - 8, rx: 2 });
    const quote = criterion.quote.replace(/\s+/g, " ");
    const room = Math.floor((left - ids - 6) / 6.7);
    picture.append(element("g", { class: "row" },
      element("title", {}, `${criterion.id} ${quote}: ${number(criterion.remaining)} left over` +
        ` (${number(criterion.open)} with something open), ${number(criterion.ruledOut)} ruled out here`),
      element("text", { class: "id", x: 0, y: y + 15 }, shortened(criterion.id, 14)),
      isWide && element("text", { class: "quote", x: ids - 4, y: y + 15 }, shortened(quote, room)),
      bar(0, clear, "pass"), bar(clear, criterion.open, "open"), bar(criterion.remaining, criterion.ruledOut, "out"),
      element("text", { class: "left", x: width - 42, y: y + 15 }, number(criterion.remaining)),
      criterion.ruledOut > 0 && element("text", { class: "lost", x: width, y: y + 15 },
        `−${number(criterion.ruledOut)}`)));
  });
  byId("attrition").replaceChildren(picture);
}

function longestId() {
  return Math.max(...head.criteria.map((criterion) => criterion.id.length), 0);
}

function shortened(text, length) {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

function showAsks() {
  const shown = head.asks.slice(0, 12);
  byId("asks").append(...shown.map((ask) =>
    element("li", {}, element("b", {}, number(ask.patients)),
      element("span", {}, element("small", {}, `(${number(ask.alone)}) `), ask.text, " ",
        ask.criteria.map((c) => criterionLink(c, "u"))))));
  if (shown.length === 0) byId("asks").replaceWith(element("p", { class: "hint" }, "Nobody waits for anything."));
  else if (head.asks.length > shown.length) {
    byId("asks").after(element("p", { class: "hint" },
      `and ${counted(head.asks.length - shown.length, "more", "more")}, each named with its patients`));
  }
}

function showRuling() {
  const count = (criterion) => criterion.counts[criterion.kind === "inclusion" ? 1 : 0];
  const order = head.criteria.map((criterion, index) => index).filter((index) => count(head.criteria[index]) > 0)
    .sort((a, b) => count(head.criteria[b]) - count(head.criteria[a]) || a - b).slice(0, 8);
  byId("ruling").append(...order.map((index) => {
    const criterion = head.criteria[index];
    return element("li", {}, element("b", {}, number(count(criterion))),
      element("span", { class: "clamp", title: criterion.quote }, criterionLink(index, "out"),
        element("small", {}, `(${number(criterion.ruledOutAlone)}) `), criterion.quote));
  }));
  if (head.ruledOutJointly > 0) {
    byId("ruling").append(element("li", {}, element("b", {}, number(head.ruledOutJointly)),
      element("span", {}, "criteria that cannot all pass, whatever the missing facts are")));
  } else if (order.length === 0) {
    byId("ruling").replaceWith(element("p", { class: "hint" }, "Nobody is ruled out."));
  }
}

/** A criterion's id that leads to the patients with that outcome. */
function criterionLink(index, letter) {
  return element("a", { class: "ref", href: "#patients", title: head.criteria[index].quote,
    onclick: () => filterBy({ criterion: index, outcome: letter }) }, head.criteria[index].id);
}

function outcomeBar(criterion) {
  const parts = STATUSES.map((status, i) => ({ count: criterion.counts[i], tone: consequence(criterion, status.letter) }));
  parts.sort((a, b) => ["pass", "none", "open", "out"].indexOf(a.tone) - ["pass", "none", "open", "out"].indexOf(b.tone));
  return element("span", { class: "bar", "aria-hidden": "true" }, parts.filter((part) => part.count > 0)
    .map((part) => element("i", { class: part.tone, style: `flex-grow:${part.count}` })));
}

function showCriteria() {
  const cell = (criterion, index, status, i) => {
    const count = criterion.counts[i];
    const tone = consequence(criterion, status.letter);
    return element("td", { class: "count", "data-label": status.short }, count === 0 ? element("span", { class: "nil" }, "0")
      : element("a", { href: "#patients", class: tone, onclick: () => filterBy({ criterion: index, outcome: status.letter }) },
        number(count)));
  };
  const rows = head.criteria.map((criterion, index) =>
    element("tr", {},
      element("th", { scope: "row" }, criterion.id),
      element("td", { class: "text" },
        element("details", {},
          element("summary", {}, element("span", { class: "quote" }, criterion.quote || criterion.rule),
            criterion.reviews.length > 0 && element("small", { class: "todo" }, "to settle")),
          element("dl", {},
            element("dt", {}, "Rule"), element("dd", {}, element("code", {}, criterion.rule),
              element("small", {}, ` ${criterion.file}:${criterion.line}`)),
            criterion.notes.flatMap((note) => [element("dt", {}, "Note"), element("dd", {}, note)]),
            criterion.reviews.flatMap((review) => [element("dt", {}, "To settle"), element("dd", {}, review)]),
            criterion.listedUnder && [element("dt", {}, "Listed"), element("dd", {}, criterion.listedUnder)],
            criterion.readings.flatMap((reading) => [element("dt", {}, reading.id), element("dd", {}, reading.label)])))),
      element("td", { class: "kind" }, criterion.kind),
      element("td", { class: "chart" }, outcomeBar(criterion)),
      STATUSES.map((status, i) => cell(criterion, index, status, i))));
  byId("criteria-table").append(element("table", { class: "criteria" },
    element("thead", {}, element("tr", {},
      ["", "Criterion", "Kind", "Outcomes", "met", "not met", "unknown", "n.a."].map((title, i) =>
        element("th", { scope: "col", class: i > 3 ? "count" : null }, title)))),
    element("tbody", {}, rows)));
}

function showQuestions() {
  const list = byId("question-list");
  const reviews = head.criteria.flatMap((criterion, index) => criterion.reviews.map((review) => [index, review]));
  if (reviews.length > 0) {
    list.append(element("div", { class: "card" }, element("h3", {}, "For the protocol's authors to settle"),
      element("ul", { class: "plain" }, reviews.map(([index, review]) =>
        element("li", {}, element("b", { class: "tag" }, head.criteria[index].id), element("span", {}, review))))));
  }
  if (head.readings.length > 0) {
    const still = head.readings.filter((tally) => tally.changed === 0).map((tally) => readingOf(tally).id);
    list.append(element("div", { class: "card" }, element("h3", {}, "Other honest readings, each taken alone"),
      element("ul", { class: "plain" }, head.readings.filter((tally) => tally.changed > 0).map(readingEntry)),
      still.length > 0 && element("p", { class: "hint" }, `No verdict changes under ${still.join(", ")}.`)));
  }
  if (head.assumptions.length > 0) {
    list.append(element("div", { class: "card" }, element("h3", {}, "Assumptions that answers leaned on"),
      element("ul", { class: "plain" }, head.assumptions.map((assumption) =>
        element("li", {}, element("b", { class: "tag" }, number(assumption.patients)),
          element("span", {}, element("code", {}, assumption.text),
            !assumption.text.includes(assumption.because) && [" because ", assumption.because]))))));
  }
  if (list.children.length === 0) list.append(element("p", { class: "hint" }, "None."));
}

function readingOf(tally) {
  return head.criteria[tally.criterion].readings[tally.reading];
}

function readingEntry(tally) {
  const changes = tally.changes.slice(0, 200).map(([patient, from, to]) =>
    element("li", {}, element("a", { href: "#patients", onclick: () => filterBy({ search: patient }) }, patient), " ",
      badge(VERDICTS[from].tone, VERDICTS[from].name), " → ", badge(VERDICTS[to].tone, VERDICTS[to].name)));
  const missing = tally.changed - changes.length;
  if (missing > 0) changes.push(element("li", {}, `and ${number(missing)} more`));
  return element("li", {}, element("b", { class: "tag" }, readingOf(tally).id),
    element("details", {}, element("summary", {}, readingOf(tally).label,
      element("small", {}, ` ${counted(tally.changed, "verdict changes", "verdicts change")}`)),
      element("ul", { class: "changes" }, changes)));
}

function showSources() {
  byId("source-list").append(element("table", { class: "sources" }, element("tbody", {}, head.sources.map(([name, digest]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, element("code", {}, digest)))))));
}
