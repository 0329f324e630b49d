// The console of one world. It knows nothing but the addresses under _sim, relative to its own.
"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const SIM = "_sim";
const EVERY = 1000;
const KEPT = 1000;
const PAGE = 50;

// ---- talking to the simulator

async function ask(path, method = "GET", body = undefined) {
  const init = { method, cache: "no-store" };
  if (body !== undefined) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const answer = await fetch(SIM + path, init);
  const said = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Error(explained(said, answer.status));
  return said;
}

function explained(problem, status) {
  const errors = (problem.schemaErrors || []).map((each) => `${each.jsonPointer}: ${each.error}`);
  return [`${status} ${problem.title}`, problem.detail, ...errors].filter(Boolean).join(" · ");
}

let hiding;
function complain(error) {
  const box = $("#trouble");
  box.textContent = error.message;
  box.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (box.hidden = true), 8000);
}

const attempt = (action) => (event) => Promise.resolve(action(event)).catch(complain);

// ---- making elements, never from text that is HTML

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const tone = (status) => (status >= 500 ? "bad" : status >= 400 ? "warn" : "good");
const BRUSSELS = { timeZone: "Europe/Brussels" };
const dayAndTime = new Intl.DateTimeFormat("en-GB", { ...BRUSSELS, dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en-CA", BRUSSELS);
const time = new Intl.DateTimeFormat("en-GB", { ...BRUSSELS, timeStyle: "medium" });

// ---- head: world, clock, reset

const here = location.pathname.match(/^(.*?)\/(?:worlds\/([^/]+)\/)?$/) || ["", "", undefined];
let clock = null;

async function refreshOverview() {
  const overview = await ask("");
  showWorlds(overview);
  clock = { at: Date.parse(overview.clock.now), seen: performance.now(), mode: overview.clock.mode };
  showClock();
  $("#count-faults").textContent = overview.faults || "";
  $("#count-journal").textContent = overview.journal || "";
  if (overview.journal < calls.length) await readAgain();
}

function showWorlds(overview) {
  const select = $("#world");
  const known = [...select.options].map((option) => option.value).join("\n");
  if (known !== overview.worlds.join("\n")) {
    select.replaceChildren(...overview.worlds.map((name) => make("option", { value: name }, name)));
  }
  if (document.activeElement !== select) select.value = overview.world;
  document.title = `${overview.world} · uitkern simulator`;
}

function showClock() {
  if (!clock) return;
  const frozen = clock.mode === "frozen";
  const now = new Date(clock.at + (frozen ? 0 : performance.now() - clock.seen));
  $("#now").textContent = `${day.format(now)} ${time.format(now)}`;
  $("#now").dateTime = now.toISOString();
  $("#now").title = "The clock of this world, in Brussels time";
  $("#mode").textContent = frozen ? "frozen" : "running";
  $("#mode").className = frozen ? "badge frozen" : "badge";
}

function goToWorld() {
  const name = $("#world").value;
  location.href = `${here[1]}/${name === "default" ? "" : `worlds/${encodeURIComponent(name)}/`}${location.hash}`;
}

async function reset() {
  await ask("/reset", "POST");
  forgetCalls();
  await Promise.all([refreshOverview(), refreshView()]);
}

// ---- journal

let calls = [];
let chosen = null;

async function refreshJournal() {
  const last = calls.length ? calls[0].number : 0;
  const { entries } = await ask(`/journal?since=${last}&limit=${KEPT}`);
  const fresh = entries.filter((entry) => entry.number > last).reverse();
  if (!fresh.length) return;
  calls = [...fresh, ...calls].slice(0, KEPT);
  showCalls();
}

// There are fewer than we hold: the oldest went, somebody let it forget, or it was started anew and counts from one.
async function readAgain() {
  const { entries } = await ask(`/journal?limit=${KEPT}`);
  const newest = calls[0].number;
  if (!entries.length || entries[entries.length - 1].number < newest) forgetCalls();
  calls = entries.reverse();
  showCalls();
}

function forgetCalls() {
  calls = [];
  chosen = null;
  showCalls();
  $("#detail").replaceChildren(make("p", { class: "empty" }, "Choose a call by its number to see its request and its answer."));
}

const addressed = (entry) => `/${entry.service}${entry.path}`;

function wanted(entry) {
  const form = $("#filters").elements;
  const text = form.text.value.trim().toLowerCase();
  const heap = [addressed(entry), entry.operationId, entry.clientId, entry.fault, entry.status].join(" ").toLowerCase();
  const status = form.status.value;
  return (
    (!text || heap.includes(text)) &&
    (!form.service.value || entry.service === form.service.value) &&
    (!form.operation.value || (entry.operationId || "").includes(form.operation.value.trim())) &&
    (!form.method.value || entry.method === form.method.value) &&
    (!status || (status === "bad" ? entry.status >= 400 || entry.fault : String(entry.status)[0] === status))
  );
}

function showCalls() {
  const seen = calls.filter(wanted);
  const focused = document.activeElement?.dataset?.number;
  $("#calls tbody").replaceChildren(...seen.map(callRow));
  if (focused) $(`#calls [data-number="${focused}"]`)?.focus();
  $("#no-calls").hidden = seen.length > 0;
  $("#no-calls").textContent = calls.length
    ? "No call fits these filters."
    : "No calls yet. Every request to this world appears here at once.";
}

function callRow(entry) {
  const number = make(
    "button",
    { type: "button", class: "link", "data-number": entry.number, "aria-label": `Show call ${entry.number}`, onclick: attempt(() => choose(entry.number)) },
    String(entry.number),
  );
  return make(
    "tr",
    { "aria-selected": String(entry.number === chosen) },
    make("td", { class: "num" }, number),
    make("td", { class: "time", title: dayAndTime.format(new Date(entry.at)) }, time.format(new Date(entry.at))),
    make("td", { class: "mono call", title: addressed(entry) }, make("span", { class: "method" }, entry.method), addressed(entry)),
    make("td", { class: "short" }, entry.operationId || "—"),
    make(
      "td",
      { class: "short" },
      make("span", { class: `status ${tone(entry.status)}` }, String(entry.status)),
      entry.fault ? make("span", { class: "tag warn" }, entry.fault) : null,
    ),
    make("td", { class: "num" }, (entry.duration * 1000).toFixed(1)),
  );
}

async function choose(number) {
  const entry = await ask(`/journal/${number}`);
  chosen = number;
  for (const row of document.querySelectorAll("#calls tbody tr")) {
    row.setAttribute("aria-selected", String(row.querySelector("button").dataset.number === String(number)));
  }
  const facts = {
    Operation: entry.operationId || "none",
    Client: entry.clientId || "none",
    "On the world's clock": dayAndTime.format(new Date(entry.at)),
    Took: `${(entry.duration * 1000).toFixed(2)} ms`,
    Fault: entry.fault,
  };
  $("#detail").replaceChildren(
    make("h3", { class: "mono" }, `${entry.method} ${addressed(entry)}`),
    make("dl", {}, ...Object.entries(facts).filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
    ...message("Request", entry.request),
    ...message("Answer", entry.answer, make("span", { class: `status ${tone(entry.status)}` }, ` ${entry.status}`)),
  );
  $("#detail").scrollIntoView({ block: "nearest" });
}

function message(title, sent, status = null) {
  const about = sent && sent.size ? ` ${sent.contentType || ""} · ${sent.size} bytes` : "";
  const head = make("h3", {}, title, status, make("small", {}, about));
  if (!sent || sent.body === null) {
    return [head, make("p", { class: "empty" }, sent && sent.size ? "The body is too large to be kept." : "Without a body.")];
  }
  const text = typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body, null, 2);
  return [head, make("pre", {}, text)];
}

// ---- state

let start = 0;

async function refreshTables() {
  const { tables } = await ask("/tables");
  const select = $("#browse").elements.table;
  const before = select.value || "passholders";
  select.replaceChildren(...tables.map((table) => make("option", { value: table.name }, `${table.name} (${table.rows})`)));
  select.value = tables.some((table) => table.name === before) ? before : tables[0].name;
}

async function showRows() {
  const form = $("#browse").elements;
  const query = new URLSearchParams({ start, limit: PAGE, find: form.find.value.trim() });
  const { total, rows } = await ask(`/tables/${form.table.value}?${query}`);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  $("#rows").replaceChildren(
    make("thead", {}, make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...columns.map((name) => cell(row[name]))))),
  );
  $("#no-rows").hidden = rows.length > 0;
  $("#no-rows").textContent = form.find.value.trim() ? "No row of this table has that text." : "This table has no rows.";
  $("#range").textContent = rows.length ? `${start + 1}–${start + rows.length} of ${total}` : "no rows";
  $("#earlier").disabled = start === 0;
  $("#later").disabled = start + PAGE >= total;
}

function cell(value) {
  const empty = value === null || value === undefined || value === "" || (typeof value === "object" && !Object.keys(value).length);
  if (empty) return make("td", { class: "soft" }, "—");
  if (typeof value === "number") return make("td", { class: "num" }, String(value));
  if (typeof value !== "object") {
    const text = String(value);
    return text.length > 80 ? folded("", text, text) : make("td", { class: text.length <= 40 ? "short" : "" }, text);
  }
  const line = JSON.stringify(value).replaceAll('"', "");
  if (line.length <= 32) return make("td", { class: "mono short" }, line);
  return folded("mono", line, JSON.stringify(value, null, 1));
}

const folded = (kind, line, whole) =>
  make("td", { class: kind }, make("details", {}, make("summary", {}, `${line.slice(0, 28)}…`), make("pre", {}, whole)));

const turn = (by) => attempt(() => {
  start = Math.max(0, start + by * PAGE);
  return showRows();
});

// ---- faults

const MATCHERS = ["operationId", "path", "method", "clientId", "nth", "times", "probability", "seed"];

async function refreshFaults() {
  const { faults } = await ask("/faults");
  $("#armed tbody").replaceChildren(...faults.map(faultRow));
  $("#armed").hidden = $("#disarm").hidden = !faults.length;
  $("#no-faults").hidden = faults.length > 0;
  $("#count-faults").textContent = faults.length || "";
}

function faultRow(fault) {
  const { id, fitted, failed, ...rest } = fault;
  const which = MATCHERS.filter((name) => name in rest).map((name) => `${name} ${rest[name]}`);
  const what = Object.entries(rest).filter(([name]) => !MATCHERS.includes(name)).map(([name, value]) => (value === true ? name : `${name} ${value}`));
  return make(
    "tr",
    {},
    make("td", { class: "num" }, String(id)),
    make("td", {}, which.join(", ") || "every call"),
    make("td", {}, what.join(", ")),
    make("td", { class: "num" }, `${failed} of ${fitted}`),
    make("td", {}, make("button", { type: "button", "aria-label": `Remove fault ${id}`, onclick: attempt(() => ask(`/faults/${id}`, "DELETE").then(refreshFaults)) }, "Remove")),
  );
}

function describedFault(form) {
  const fault = {};
  for (const name of MATCHERS) {
    const value = form[name].value.trim();
    if (value) fault[name] = form[name].type === "number" ? Number(value) : value;
  }
  const kind = form.kind.value;
  if (kind === "status") {
    fault.status = Number(form.status.value);
    if (form.problem.value) fault.problem = form.problem.value;
  } else if (kind === "limit") Object.assign(fault, { status: 429, retryAfter: Number(form.retryAfter.value) });
  else if (kind === "latency") fault.latency = Number(form.latency.value);
  else if (kind.includes("-")) fault[kind.split("-")[0]] = kind.split("-")[1];
  else fault[kind] = true;
  return fault;
}

function showKind() {
  const kind = $("#fault").elements.kind.value;
  for (const label of document.querySelectorAll("[data-for]")) {
    label.hidden = label.dataset.for !== kind;
    $("input", label).disabled = label.hidden;
  }
}

// ---- report

async function refreshReport() {
  const [{ findings, calls: read }, { operations, services }] = await Promise.all([ask("/conformance"), ask("/coverage")]);
  $("#verdict").textContent = `${read} calls read, ${findings.length ? `${findings.length} findings` : "nothing to remark"}`;
  $("#findings").replaceChildren(
    ...(findings.length ? findings.map(article) : [make("p", { class: "empty" }, "Nothing that publiq would remark on.")]),
  );
  $("#covered").textContent = services.map((each) => `${each.service}: ${each.behaves} of ${each.operations}`).join(" · ");
  $("#coverage tbody").replaceChildren(
    ...operations.map((each) =>
      make(
        "tr",
        {},
        make("td", {}, each.operationId),
        make("td", { class: "mono" }, make("span", { class: "method" }, each.method), `/${each.service}${each.path}`),
        make("td", { class: each.behaves ? "good short" : "warn" }, each.behaves ? "behaves" : `501: ${each.reason}`),
      ),
    ),
  );
}

function article(finding) {
  const links = finding.evidence.slice(0, 12).map((number) =>
    make("button", { type: "button", class: "link", "aria-label": `Show call ${number}`, onclick: attempt(() => showEvidence(number)) }, String(number)),
  );
  const more = finding.evidence.length - links.length;
  return make(
    "article",
    {},
    make("h4", { class: { problem: "bad", advice: "warn" }[finding.weight] || "" }, finding.title),
    make("p", {}, finding.advice),
    make("p", {}, "Calls: ", ...links, more > 0 ? ` and ${more} more` : ""),
  );
}

async function showEvidence(number) {
  location.hash = "#journal";
  await choose(number);
  $("#detail").focus();
}

// ---- views, and the beat

const VIEWS = { journal: refreshJournal, state: () => refreshTables().then(showRows), faults: refreshFaults, report: refreshReport };
const view = () => (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "journal");
const refreshView = () => VIEWS[view()]();

function showView() {
  for (const name of Object.keys(VIEWS)) {
    $(`#${name}`).hidden = name !== view();
    const link = $(`nav a[href="#${name}"]`);
    name === view() ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  window.scrollTo(0, 0);
  return refreshView();
}

async function beat() {
  const paused = $("#filters").elements.paused.checked;
  try {
    if (!document.hidden) {
      await refreshOverview();
      if (view() === "journal" && !paused) await refreshJournal();
      if (view() === "faults") await refreshFaults();
    }
    live(paused ? "paused" : "live", paused ? "paused" : "");
  } catch {
    live("the simulator does not answer", "lost");
  }
  setTimeout(beat, EVERY);
}

function live(text, kind) {
  const light = $("#live");
  if (light.textContent !== text) light.textContent = text;
  light.className = `live ${kind}`;
}

async function nameOperations() {
  const { operations, services } = await ask("/coverage");
  $("#operations").replaceChildren(...operations.map((each) => make("option", { value: each.operationId })));
  $("#filters").elements.service.append(...services.map((each) => make("option", {}, each.service)));
}

function begin() {
  for (const button of document.querySelectorAll("[data-clock]")) {
    button.addEventListener("click", attempt(() => ask("/clock", "POST", JSON.parse(button.dataset.clock)).then(refreshOverview)));
  }
  $("#freeze").addEventListener("submit", (event) => {
    event.preventDefault();
    ask("/clock", "POST", { freeze: event.target.elements.at.value || true }).then(refreshOverview).catch(complain);
  });
  $("#world").addEventListener("change", goToWorld);
  $("#reset").addEventListener("click", () => $("#sure").showModal());
  $("#sure").addEventListener("close", attempt(() => ($("#sure").returnValue === "yes" ? reset() : null)));
  $("#filters").addEventListener("input", showCalls);
  $("#filters").addEventListener("submit", (event) => event.preventDefault());
  $("#filters").addEventListener("reset", () => setTimeout(showCalls));
  $("#forget").addEventListener("click", attempt(() => ask("/journal", "DELETE").then(forgetCalls)));
  $("#browse").addEventListener("submit", (event) => (event.preventDefault(), (start = 0), showRows().catch(complain)));
  $("#browse").elements.table.addEventListener("change", attempt(() => ((start = 0), showRows())));
  $("#earlier").addEventListener("click", turn(-1));
  $("#later").addEventListener("click", turn(1));
  $("#fault").elements.kind.addEventListener("change", showKind);
  $("#fault").addEventListener("submit", (event) => {
    event.preventDefault();
    ask("/faults", "POST", describedFault(event.target.elements)).then(refreshFaults).catch(complain);
  });
  $("#disarm").addEventListener("click", attempt(() => ask("/faults", "DELETE").then(refreshFaults)));
  $("#review").addEventListener("click", attempt(refreshReport));
  window.addEventListener("hashchange", attempt(showView));
  showKind();
  setInterval(showClock, 250);
  attempt(nameOperations)();
  attempt(showView)();
  beat();
}

begin();
