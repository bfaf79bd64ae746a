// What every page shares: htmx for parts of pages, "/" to search, and remarks at the foot of the page.
import htmx from "htmx.org/dist/htmx.esm.js";

window.htmx = htmx;

export const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

export function say(words, undo) {
  const place = document.getElementById("said");
  const remark = document.createElement("p");
  remark.textContent = `${words} `;
  if (undo) {
    const button = document.createElement("button");
    button.className = "link";
    button.type = "button";
    button.textContent = "Undo";
    button.addEventListener("click", undo);
    remark.append(button);
  }
  place.replaceChildren(remark);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.replaceChildren(), 8000);
}

export function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

export async function post(address, fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRF-Token": csrf, Accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.text()).match(/<h1>[^]*?<p>([^<]*)/)?.[1] ?? `The server answered ${answer.status}.`);
  return answer.json();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || typing(event)) return;
  const box = document.querySelector("#q, #find");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select?.();
});

// On narrow screens facets and operators start folded, so that the results come first.
if (matchMedia("(max-width: 62rem)").matches) for (const part of document.querySelectorAll("#facets, #operators")) part.open = false;

// A sample operator goes into the search box where the cursor is.
document.getElementById("operators")?.addEventListener("click", (event) => {
  const sample = event.target.closest("code");
  const box = document.getElementById("q");
  if (!sample || !box) return;
  const at = box.selectionStart ?? box.value.length;
  const gap = at && !/\s$/.test(box.value.slice(0, at)) ? " " : "";
  box.setRangeText(gap + sample.textContent + (sample.textContent.endsWith(":") ? "" : " "), at, at, "end");
  box.focus();
});
