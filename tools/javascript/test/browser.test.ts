// The package in headless Chromium, and the page of tools/examples/page as a person uses it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { type Browser, chromium, type Page } from "playwright-core";
import { command, lines, root, sources } from "./command.js";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
const server = createServer(({ url = "/" }, response) => {
  const name = url === "/" ? "index.html" : url.slice(1);
  const folder = name.startsWith("eligo.") ? "tools/javascript/dist" : "tools/examples/page";
  try {
    const content = readFileSync(join(root, folder, name));
    response.writeHead(200, { "Content-Type": types[extname(name)] ?? "text/plain" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});

let browser: Browser;
let page: Page;
let address: string;
const faults: string[] = [];

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  page.on("console", (message) => message.type() === "error" && !message.text().includes("favicon") && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(address);
});

after(async () => {
  await browser?.close();
  server.close();
});

test("every patient of the founding trial gets the bytes of eligo screen in the browser", async (context) => {
  const documents = lines("criteria/nct06710717/patients.ndjson");
  const given = { files: sources("criteria/nct06710717"), documents };
  const { answers, times } = await page.evaluate(async ({ files, documents }) => {
    const address = "/eligo.js";
    const { load } = (await import(address)) as typeof import("eligo");
    const eligo = await load();
    const times: string[] = [];
    for (let i = 0; i < 20; ++i) {
      const begin = performance.now();
      const trial = eligo.compile({ files, main: "nct06710717.crit" });
      trial.screenJson(documents[1] ?? "");
      times.push((performance.now() - begin).toFixed(1));
      trial.free();
    }
    const trial = eligo.compile({ files, main: "nct06710717.crit" });
    return { answers: documents.map((document) => trial.screenJson(document)), times };
  }, given);
  const trial = "criteria/nct06710717/nct06710717.crit";
  const printed = command(["screen", trial, "criteria/nct06710717/patients.ndjson", "--format", "json"]);
  assert.deepEqual(answers, printed.trimEnd().split("\n"));
  context.diagnostic(`compiled and a patient screened, in ms: ${times.join(" ")}`);
});

test("the page says who is eligible, why, and what is to be asked for", async () => {
  const answer = page.locator("#answer");
  await answer.getByText("P-001 is undetermined.").waitFor();
  await answer.getByText("ask for a result of ALT with the laboratory's normal range").waitFor();
  const patient = await page.inputValue("#patient");
  await page.fill("#patient", patient.replace('"unit": "U/L"', '"unit": "U/L", "reference": { "high": 40 }'));
  await answer.getByText("P-001 is ineligible.").waitFor();
  await answer.getByText("I2 not met").waitFor();
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT, fullPage: true });
  assert.deepEqual(faults, []);
});

test("the page shows a mistake with its repair, and markup as text", async () => {
  const answer = page.locator("#answer");
  const criteria = await page.inputValue("#criteria");
  await page.fill("#criteria", criteria.replace(">= 18 years", ">= 18 yeers"));
  await answer.getByText("help: write `years`").waitFor();
  await page.fill("#criteria", criteria.replace("Aged 18", "<img src=x onerror=alert(1)> 18"));
  await answer.getByText("<img src=x onerror=alert(1)> 18 years or more").waitFor();
  assert.equal(await page.locator("#answer img").count(), 0);
  assert.deepEqual(faults, []);
});

test("a module that is loaded twice has two memories", async () => {
  const verdicts = await page.evaluate(async () => {
    const address = "/eligo.js";
    const { load } = (await import(address)) as typeof import("eligo");
    const code = await WebAssembly.compileStreaming(fetch("/eligo.wasm"));
    const two = await Promise.all([load(code), load(new URL("/eligo.wasm", location.href))]);
    return two.map((eligo) => eligo.version);
  });
  assert.equal(verdicts[0], verdicts[1]);
});
