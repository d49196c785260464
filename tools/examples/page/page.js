// Compiles and screens at every change. What comes out is set as text, never as markup.
import { EligoError, load } from "./eligo.js";

const [criteria, patient, answer] = ["criteria", "patient", "answer"].map((id) => document.getElementById(id));
const eligo = await load();

function element(name, className, text, ...inside) {
  const made = document.createElement(name);
  made.className = className;
  made.append(text, ...inside);
  return made;
}

/** A condition or quantity, what led to its answer, and its parts. */
function explained(one) {
  const text = one.isQuantity && one.value ? `${one.text}: ${one.value}` : one.text;
  const lines = [...one.records.map((record) => record.text + (record.why && ` (${record.why})`)), ...one.reasons];
  const parts = [...lines.map((line) => element("li", "", line)), ...one.parts.map((part) => explained(part))];
  return element("li", one.state ?? "", text, ...(parts.length > 0 ? [element("ul", "", "", ...parts)] : []));
}

function show() {
  try {
    const trial = eligo.compile(criteria.value);
    const screening = trial.screen(patient.value);
    const rules = trial.criteria.map(({ id, quotation }, index) => {
      const { status } = screening.criteria[index];
      const head = element("h2", "", `${id} ${status.replace("_", " ")}`);
      return element("section", status, head, element("q", "", quotation),
        element("ul", "", "", explained(screening.explain(id))));
    });
    const asks = screening.ask.map((request) => element("li", "", `ask for ${request.text}`));
    answer.replaceChildren(element("p", screening.verdict, `${screening.patient} is ${screening.verdict}.`),
      element("ul", "", "", ...asks), ...rules);
    trial.free();
  } catch (error) {
    if (!(error instanceof EligoError)) throw error;
    answer.replaceChildren(element("pre", "mistake", error.message));
  }
}

criteria.addEventListener("input", show);
patient.addEventListener("input", show);
show();
