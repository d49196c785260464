// What all parts of the page share: the data, its words, and a way to build elements. Text from the data only ever
// becomes text, never markup.

const { head, strings, nodes, patients } = JSON.parse(document.getElementById("data").textContent);

const VERDICTS = [
  { name: "eligible", tone: "pass", mark: "✓" },
  { name: "ineligible", tone: "out", mark: "✗" },
  { name: "undetermined", tone: "open", mark: "?" },
];
const STATUSES = [
  { letter: "m", name: "met", short: "met" },
  { letter: "n", name: "not met", short: "not met" },
  { letter: "u", name: "unknown", short: "unknown" },
  { letter: "a", name: "not applicable", short: "n.a." },
];

/** What an outcome means for the patient: pass, out, open or none (not applicable). */
function consequence(criterion, letter) {
  if (letter === "u") return "open";
  if (letter === "a") return "none";
  return (letter === "m") === (criterion.kind === "inclusion") ? "pass" : "out";
}

const MARKS = { pass: "✓", out: "✗", open: "?", none: "–" };

/** An element with attributes and children; a child that is no node becomes text. */
function element(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "text", "title", "line"].includes(tag);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

function number(value) {
  return value.toLocaleString("en");
}

function counted(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function percent(count) {
  if (head.total === 0) return "";
  const share = (100 * count) / head.total;
  return share > 0 && share < 1 ? "<1 %" : `${Math.round(share)} %`;
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function badge(tone, text) {
  return element("span", { class: `badge ${tone}` }, text);
}
