// The review queue by keyboard: one event a time, the next one fetched before it is asked for.
import { csrf, post, say, typing } from "./app.js";

const DEFAULTS = { accept: "a", reject: "x", edit: "e", duplicate: "d", split: "s", geocode: "g", next: "j", previous: "k", undo: "u", help: "?" };
const NAMES = { accept: "Accept", reject: "Reject", edit: "Edit", duplicate: "Mark as duplicate", split: "Split", geocode: "Place on the map", next: "Next", previous: "Previous", undo: "Undo", help: "These keys" };
const STORED = "dateline.keys";

let keys = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(STORED) ?? "{}") };
const fetched = new Map();
const undoable = JSON.parse(sessionStorage.getItem("dateline.undo") ?? "[]");
let busy = false;

const item = () => document.getElementById("item");
const current = () => item()?.dataset.event ?? "";
const queue = () => (item()?.dataset.queue || "").split(" ").filter(Boolean);
let seen = queue();

function page(event) {
  if (!fetched.has(event)) {
    fetched.set(event, fetch(event ? `/review/${event}` : "/review").then(async (answer) => {
      if (!answer.ok) throw new Error(`The event could not be fetched (${answer.status}).`);
      return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("item");
    }));
    fetched.get(event).catch(() => fetched.delete(event));
  }
  return fetched.get(event);
}

async function show(event) {
  const part = (await page(event)).cloneNode(true);
  fetched.delete(event);
  item().replaceWith(part);
  const lit = part.querySelector(".sentence");
  const pane = part.querySelector("#words");
  if (lit && pane) pane.scrollTop = lit.offsetTop - pane.clientHeight / 3;
  const waiting = document.getElementById("waiting");
  if (waiting && part.dataset.queue !== undefined) waiting.textContent = queue().length >= 200 ? "200 and more" : String(queue().length);
  history.replaceState(null, "", event ? `/review/${event}` : "/review");
  part.querySelector("#summary")?.focus({ preventScroll: true });
  paint();
  ahead();
}

function neighbour(step) {
  const order = seen.length ? seen : queue();
  const at = order.indexOf(current());
  return order[at + step];
}

function ahead() {
  const next = neighbour(1);
  if (next) page(next).catch(() => {});
}

async function move(step) {
  const next = neighbour(step);
  if (next) await show(next);
  else say(step > 0 ? "This is the last one that waits." : "This is the first one.");
}

function chosenCredibility() {
  return item().querySelector('input[name="credibility"]:checked')?.value ?? "";
}

async function decide(decision) {
  const event = current();
  const next = neighbour(1) ?? neighbour(-1) ?? "";
  const why = item().querySelector('input[name="why"]')?.value ?? "";
  const fields = { decision, why };
  if (chosenCredibility()) fields.credibility = chosenCredibility();
  await settle(await post(`/review/${event}`, fields), event, next);
}

async function settle(made, event, next) {
  undoable.push(made.number);
  sessionStorage.setItem("dateline.undo", JSON.stringify(undoable.slice(-100)));
  say(made.said, undo);
  seen = seen.filter((each) => each !== event);
  fetched.delete(event);
  if (next) await show(next);
  else await show("");
  if (!seen.length) seen = queue();
}

async function undo() {
  const number = undoable.pop();
  if (number === undefined) return say("Nothing to undo: older decisions are on the page Decisions.");
  sessionStorage.setItem("dateline.undo", JSON.stringify(undoable));
  const undone = await post("/review/undo", { number });
  fetched.clear();
  if (!seen.includes(undone.event)) seen.unshift(undone.event);
  await show(undone.event);
  say(undone.said);
}

async function openForm(form, query = "") {
  const answer = await fetch(`/review/${current()}/${form}${query}`);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("change");
  const dialog = document.getElementById("form");
  dialog.replaceChildren(part);
  if (!dialog.open) dialog.showModal();
  (part.querySelector("[autofocus]") ?? part.querySelector("input:not([type=hidden]), select"))?.focus();
}

async function send(form) {
  if (form.method === "get") return openForm("place", `?${new URLSearchParams(new FormData(form))}`);
  const event = current();
  const next = neighbour(1) ?? "";
  const sent = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-CSRF-Token": csrf, Accept: "application/json" } });
  if (!sent.ok) {
    const words = new DOMParser().parseFromString(await sent.text(), "text/html").querySelector("main p")?.textContent;
    return say(words ?? `The server answered ${sent.status}.`);
  }
  document.getElementById("form").close();
  await settle(await sent.json(), event, next);
}

const ACTS = {
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  edit: () => openForm("edit"),
  duplicate: () => openForm("duplicate"),
  split: () => (item().querySelector('[data-act="split"]') ? openForm("split") : say("One claim alone cannot be split.")),
  geocode: () => openForm("place"),
  next: () => move(1),
  previous: () => move(-1),
  undo,
  help: () => help(),
};

async function act(name) {
  if (busy) return;
  if (!current() && !["undo", "help"].includes(name)) return;
  busy = true;
  try {
    await ACTS[name]();
  } catch (error) {
    say(error.message);
  } finally {
    busy = false;
  }
}

document.addEventListener("keydown", (event) => {
  if (!item() || document.querySelector("dialog[open]") || typing(event)) return;
  if (/^[1-6]$/.test(event.key)) {
    const radio = item().querySelector(`input[name="credibility"][value="${event.key}"]`);
    if (radio) {
      radio.checked = true;
      say(radio.closest("label").title);
    }
    return;
  }
  const name = Object.keys(keys).find((each) => keys[each] === event.key);
  if (!name) return;
  event.preventDefault();
  act(name);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button && item()?.contains(button)) {
    event.preventDefault();
    act(button.dataset.act);
  }
  if (event.target.closest("[data-open]")) help();
  if (event.target.closest("dialog [data-close]")) {
    event.preventDefault();
    document.getElementById("form").close();
  }
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#form")) return;
  event.preventDefault();
  send(event.target).catch((error) => say(error.message));
});

function paint() {
  for (const [name, key] of Object.entries(keys)) {
    const mark = item()?.querySelector(`[data-act="${name}"] kbd`);
    if (mark) mark.textContent = key;
  }
}

function help() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector(".keys");
  list.replaceChildren(...Object.keys(DEFAULTS).map((name) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.name = name;
    input.value = keys[name];
    input.maxLength = 1;
    input.autocomplete = "off";
    label.append(NAMES[name], input);
    return label;
  }));
  const fixed = document.createElement("p");
  fixed.className = "small quiet";
  fixed.textContent = "1 to 6 choose the credibility, / goes to the search.";
  list.append(fixed);
  check();
  if (!dialog.open) dialog.showModal();
}

function check() {
  const dialog = document.getElementById("keys");
  const inputs = [...dialog.querySelectorAll(".keys input")];
  const taken = ["1", "2", "3", "4", "5", "6", "/"];
  const clashes = inputs.filter((input) => !input.value.trim() || taken.includes(input.value) || inputs.some((other) => other !== input && other.value === input.value));
  for (const input of inputs) input.setAttribute("aria-invalid", String(clashes.includes(input)));
  dialog.querySelector("#clash").textContent = clashes.length ? `These clash: ${clashes.map((input) => `${NAMES[input.name]} (${input.value || "none"})`).join(", ")}.` : "";
  dialog.querySelector('[value="save"]').disabled = clashes.length > 0;
}

const dialog = document.getElementById("keys");
dialog?.addEventListener("input", check);
dialog?.addEventListener("focusin", (event) => event.target.select?.());
dialog?.addEventListener("close", () => {
  if (dialog.returnValue === "save") keys = Object.fromEntries([...dialog.querySelectorAll(".keys input")].map((input) => [input.name, input.value]));
  else if (dialog.returnValue === "defaults") keys = { ...DEFAULTS };
  else return;
  localStorage.setItem(STORED, JSON.stringify(keys));
  dialog.returnValue = "";
  paint();
  say("The keys are kept on this browser.");
});

if (item()) {
  paint();
  ahead();
}
const lit = document.querySelector("#words .sentence");
if (lit) document.getElementById("words").scrollTop = lit.offsetTop - 160;
