// The patients: filters, a list that grows on demand, and for each patient what led to the verdict.

const PAGE_SIZE = 50;
const filter = { search: "", verdict: "", criterion: "", outcome: "" };
let found = [];
let shownCount = 0;

function matches(patient) {
  const [id, verdict, statuses] = patient;
  if (filter.search && !id.toLowerCase().includes(filter.search)) return false;
  if (filter.verdict !== "" && verdict !== Number(filter.verdict)) return false;
  if (filter.criterion === "") return true;
  const letter = statuses[filter.criterion];
  if (filter.outcome === "") return true;
  return filter.outcome === "out" ? consequence(head.criteria[filter.criterion], letter) === "out"
    : letter === filter.outcome;
}

/** Sets the filter to exactly this and lists what it finds. */
function filterBy(wanted) {
  byId("search").value = wanted.search ?? "";
  byId("by-verdict").value = wanted.verdict ?? "";
  byId("by-criterion").value = wanted.criterion ?? "";
  byId("by-outcome").value = wanted.outcome ?? "";
  applyFilter();
}

function toggleVerdict(verdict) {
  const select = byId("by-verdict");
  select.value = select.value === String(verdict) ? "" : String(verdict);
  applyFilter();
}

function applyFilter() {
  filter.search = byId("search").value.trim().toLowerCase();
  filter.verdict = byId("by-verdict").value;
  filter.criterion = byId("by-criterion").value;
  filter.outcome = byId("by-outcome").value;
  byId("by-outcome").disabled = filter.criterion === "";
  for (const chip of document.querySelectorAll("[data-verdict]")) {
    chip.setAttribute("aria-pressed", String(chip.dataset.verdict === filter.verdict));
  }
  found = patients.filter(matches);
  shownCount = 0;
  byId("patient-list").replaceChildren();
  showMore();
  // A search that leaves one patient opens it.
  if (found.length === 1 && patients.length > 1) byId("patient-list").firstChild.open = true;
}

function showMore() {
  const next = found.slice(shownCount, shownCount + PAGE_SIZE);
  shownCount += next.length;
  byId("patient-list").append(...next.map(patientEntry));
  byId("more").hidden = shownCount >= found.length;
  byId("more").textContent = `Show ${number(Math.min(PAGE_SIZE, found.length - shownCount))} more`;
  let text = `${number(found.length)} of ${counted(patients.length, "patient", "patients")}`;
  if (found.length > shownCount) text += `, the first ${number(shownCount)} shown`;
  if (patients.length < head.total) {
    text += `. This page lists the first ${number(patients.length)} of ${number(head.total)}; ` +
      "every figure above counts them all";
  }
  if (head.treed < head.total) {
    text += `. The first ${number(head.treed)} patients of the run bear their whole explanation; ` +
      "for another, ask `eligo explain`";
  }
  byId("shown").textContent = `${text}.`;
}

/** One line a patient; what led to the verdict is built when it is opened. */
function patientEntry(patient) {
  const [id, verdict, statuses] = patient;
  const entry = element("details", { class: "patient" },
    element("summary", {}, element("span", { class: "name" }, id),
      badge(VERDICTS[verdict].tone, `${VERDICTS[verdict].mark} ${VERDICTS[verdict].name}`),
      element("span", { class: "why" }, whyOf(patient))));
  entry.addEventListener("toggle", () => {
    if (entry.open && entry.children.length === 1) entry.append(patientBody(patient));
  });
  return entry;
}

/** What the verdict hangs on, in a few words. */
function whyOf([, , statuses, , , , , { conflict }]) {
  const ruling = indicesWith(statuses, "out");
  if (ruling.length > 0) return `ruled out by ${names(ruling)}`;
  if (conflict) return `ruled out by ${names(conflict)} together`;
  const open = indicesWith(statuses, "open");
  return open.length > 0 ? `open: ${names(open)}` : "";
}

function indicesWith(statuses, wanted) {
  return head.criteria.map((criterion, index) => index)
    .filter((index) => consequence(head.criteria[index], statuses[index]) === wanted);
}

function names(indices) {
  const shown = indices.slice(0, 8).map((index) => head.criteria[index].id).join(", ");
  return indices.length > 8 ? `${shown} and ${indices.length - 8} more` : shown;
}

function patientBody(patient) {
  const [, , statuses, , , effects, , { conflict }] = patient;
  const group = (title, wanted) => {
    const indices = indicesWith(statuses, wanted);
    return indices.length === 0 ? null : [element("h4", {}, `${title} (${indices.length})`),
      indices.map((index) => criterionEntry(patient, index, wanted))];
  };
  return element("div", { class: "body" },
    conflict && element("p", { class: "note out" }, `Ruled out by ${names(conflict)}, which cannot ` +
      `${conflict.length === 2 ? "both" : "all"} pass, whatever the missing facts are.`),
    askBox(patient),
    effects.length > 0 && element("p", { class: "hint" }, "Hangs on a reading: ",
      effects.map(([criterion, reading, to], i) => [i > 0 ? "; " : "",
        `${head.criteria[criterion].readings[reading].id} makes it ${VERDICTS[to].name}`])),
    group("Rules out", "out"), group("Open", "open"), group("Passed", "pass"), group("Not applicable", "none"));
}

/** What to ask for, what each answer may settle alone, and what several may settle together. */
function askBox([, , , , asks, , , { together }]) {
  if (asks.length === 0) return null;
  const ask = ([text, criteria, power]) => element("li", {}, strings[text], " ",
    element("small", {}, criteria.map((c) => head.criteria[c].id).join(", ")),
    strings[power] && element("span", { class: "power" }, ` ${strings[power]}`));
  return element("div", { class: "ask" }, element("h4", {}, "Ask for"), element("ul", {}, asks.map(ask)),
    together && element("p", { class: "power" }, `Together: ${together.map((set) => strings[set]).join("; ")}.`));
}

function criterionEntry([, , statuses, allReasons, , , trees, rest], index, tone) {
  const criterion = head.criteria[index];
  const status = STATUSES.find((known) => known.letter === statuses[index]).name;
  const isByCases = (rest.byCases ?? []).includes(index);
  const summary = element("summary", {}, element("span", { class: `mark ${tone}`, "aria-hidden": "true" }, MARKS[tone]),
    element("b", {}, criterion.id), element("span", { class: "quote" }, criterion.quote || criterion.rule),
    element("span", { class: `status ${tone}` }, status));
  const entry = element("details", { class: "criterion" }, summary);
  if (tone === "open") {
    summary.append(...(allReasons[index] ?? []).map((reason) => element("span", { class: "reason" }, strings[reason])));
  }
  if (isByCases) summary.append(element("span", { class: "jointly" }, "whatever the missing facts are"));
  entry.addEventListener("toggle", () => {
    if (!entry.open || entry.children.length > 1) return;
    entry.append(explanationOf(criterion, trees[index], rest.restsOn?.[index]));
  });
  return entry;
}

/** The fewest facts that the outcome rests on, the tree, and where the rule stands. */
function explanationOf(criterion, tree, restsOn) {
  if (tree === undefined) {
    return element("p", { class: "hint" }, "The explanation is not part of this page: `eligo explain` gives it.");
  }
  return element("div", { class: "explanation" },
    restsOn && element("div", { class: "rests" }, "Rests on",
      element("ul", { class: "records" }, restsOn.map((fact) => element("li", { class: "decided" }, strings[fact])))),
    element("ul", { class: "tree" }, rootNodes(tree)),
    criterion.reviews.map((review) => element("p", { class: "window" }, `To settle: ${review}`)),
    element("p", { class: "window place" }, `${criterion.file}:${criterion.line}`));
}

// ---------------------------------------------------------------------------------------------- explanations

const OUTCOMES = [
  { mark: "✗", name: "does not hold" },
  { mark: "✓", name: "holds" },
  { mark: "?", name: "open" },
  { mark: "–", name: "not applicable" },
  { mark: "=", name: "quantity" },
];
const ROLES = ["decided", "considered", "may count", "left out", "left out", "left out", "left out", "left out"];

/** A root without a text of its own leaves the word to its parts. */
function rootNodes(index) {
  const [, text, , , , , , , parts] = nodes[index];
  return strings[text] === "" ? parts.map(treeNode) : [treeNode(index)];
}

function treeNode(index) {
  const [outcome, text, label, value, window, records, reasons, assumptions, parts, file, line] = nodes[index];
  const kept = records.filter(([, role]) => role < 3);
  const leftOut = records.filter(([, role]) => role >= 3);
  const item = element("li", { class: `o${outcome}` },
    element("span", { class: "mark", title: OUTCOMES[outcome].name }, OUTCOMES[outcome].mark),
    element("div", {},
      element("p", { class: "rule", title: strings[file] ? `${strings[file]}:${line}` : null },
        strings[label] && element("b", { class: "label" }, strings[label]), strings[text],
        strings[window] && element("span", { class: "window" }, strings[window]),
        strings[value] && element("span", { class: "value" }, strings[value])),
      kept.length > 0 && element("ul", { class: "records" }, kept.map(recordEntry)),
      leftOut.length > 0 && element("details", { class: "left-out" },
        element("summary", {}, `${counted(leftOut.length, "record", "records")} left out`),
        element("ul", { class: "records" }, leftOut.map(recordEntry))),
      reasons.map((reason) => element("p", { class: "reason" }, strings[reason])),
      assumptions.map((assumption) => element("p", { class: "assumption" }, `depends on: ${strings[assumption]}`)),
      parts.length > 0 && treeParts(parts, outcome, strings[text].includes(" each with "))));
  return item;
}

/** The parts of a node; those that add nothing to a score or a sum are named in one line that opens. */
function treeParts(parts, outcome, isEach) {
  const names = parts.map((part) => nothingName(outcome, isEach, nodes[part]));
  const rest = parts.filter((part, i) => names[i] === "");
  const nothing = parts.filter((part, i) => names[i] !== "");
  if (nothing.length === 0) return element("ul", { class: "tree" }, rest.map(treeNode));
  const fold = element("details", { class: "left-out" },
    element("summary", {}, `nothing for: ${names.filter((name) => name !== "").join(", ")}`));
  fold.addEventListener("toggle", () => {
    if (fold.open && fold.children.length === 1) fold.append(element("ul", { class: "tree" }, nothing.map(treeNode)));
  });
  return [rest.length > 0 && element("ul", { class: "tree" }, rest.map(treeNode)), fold];
}

/** As `nothing_name` in readable.h: an item without points, a domain or a dose of 0, a drug without a record. */
function nothingName(parentOutcome, isEach, [outcome, text, label, value, , records]) {
  if (outcome === 4) return /^0( (?!to )|$)/.test(strings[value]) && records.length === 0 ? strings[text] : "";
  if (isEach && outcome === 0 && records.length === 0) return strings[text];
  return parentOutcome === 4 && outcome === 0 ? strings[label] : "";
}

function recordEntry([text, role, why]) {
  return element("li", { class: role === 0 ? "decided" : null }, strings[text],
    role > 1 && element("small", {}, ` ${ROLES[role]}${strings[why] ? `: ${strings[why]}` : ""}`));
}

// ---------------------------------------------------------------------------------------------- start

function fillFilters() {
  const option = (value, text) => element("option", { value }, text);
  byId("by-verdict").append(option("", "all"), ...VERDICTS.map((verdict, i) => option(i, verdict.name)));
  byId("by-criterion").append(option("", "any"), ...head.criteria.map((criterion, i) =>
    option(i, `${criterion.id}  ${criterion.quote.replace(/\s+/g, " ").slice(0, 50)}`)));
  byId("by-outcome").append(option("", "any"), option("out", "rules out"),
    ...STATUSES.map((status) => option(status.letter, status.name)));
  const form = byId("filters");
  form.addEventListener("input", applyFilter);
  form.addEventListener("reset", () => setTimeout(applyFilter));
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", showMore);
}

showHeader();
showVerdicts();
drawAttrition();
showAsks();
showRuling();
showCriteria();
document.documentElement.style.setProperty("--ids", `${Math.min(longestId(), 12) * 1.1 + 0.6}ch`);
fillFilters();
applyFilter();
showQuestions();
showSources();

let redraw;
addEventListener("resize", () => {
  clearTimeout(redraw);
  redraw = setTimeout(() => drawAttrition(), 150);
});
addEventListener("beforeprint", () => drawAttrition(640));
addEventListener("afterprint", () => drawAttrition());
