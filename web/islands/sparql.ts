// The query form as an editor: colours, completion of prefixes and terms, the answer below it without leaving the page.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { make, one, page, t } from "./page";
import { terms } from "./vocabulary";

/** Longer addresses go as a form: the server takes 16 KiB. */
const LONGEST_ADDRESS = 8000;

const KEYWORDS = ("SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES ORDER BY GROUP BY HAVING LIMIT OFFSET ASK CONSTRUCT " +
  "DESCRIBE COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG REGEX CONTAINS STRSTARTS STRENDS EXISTS NOT IF COALESCE BOUND YEAR MONTH").split(" ");

const form = one<HTMLFormElement>("form.query");
const field = one<HTMLTextAreaElement>("textarea", form);
const format = one<HTMLSelectElement>("select", form);
const button = one<HTMLButtonElement>("button", form);
const rows = document.querySelectorAll(".prefixes tr");
const prefixes = new Map([...rows].map((row) => {
  const [prefix, space] = [...row.querySelectorAll("code")].map((code) => code.textContent ?? "");
  return [(prefix ?? "").slice(0, -1), space ?? ""];
}));

/** All that can be completed without a look at the query; asked for once, when the first word is typed. */
let offers: Promise<Completion[]> | undefined;

async function offered(): Promise<Completion[]> {
  const known: Completion[] = [...new Set(KEYWORDS)].map((word) => ({ label: word, type: "keyword" }));
  for (const [prefix, space] of prefixes) known.push({ label: `${prefix}:`, detail: space, type: "namespace" });
  for (const { name, label, meaning, kind } of await terms(prefixes)) {
    const told = meaning ? { info: meaning } : {};
    known.push({ label: name, detail: label, type: kind, ...told });
    // 事件 finds sem:Event.
    if (label) known.push({ label, detail: name, apply: name, type: kind, boost: -1, ...told });
  }
  return known;
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[?$]?[\p{L}\w-]*:?[\p{L}\w-]*/u);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (/^[?$]/.test(word.text)) {
    const names = context.state.doc.toString().match(/[?$][\p{L}\w]+/gu) ?? [];
    const others = new Set(names.filter((name) => name !== word.text));
    return { from: word.from, options: [...others].map((label) => ({ label, type: "variable" })) };
  }
  offers ??= offered();
  return { from: word.from, options: await offers, validFor: /^[\p{L}\w-]*:?[\p{L}\w-]*$/u };
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--seal)", fontWeight: "600" },
  { tag: [tags.atom, tags.meta], color: "var(--link)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.variableName, tags.standard(tags.variableName)], color: "var(--code-variable)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: ".3rem", fontSize: ".92rem" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace', minHeight: "15rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--link) 6%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--link) 25%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", maxWidth: "min(40rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-completionDetail": { color: "inherit", opacity: ".75", fontStyle: "normal" },
});

/** What is typed over a selection is put there by us: the browser would leave styles inside the elements, against the policy of the pages. */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const text = event.data;
  if (empty || !text || event.inputType !== "insertText" || view.composing) return false;
  event.preventDefault();
  const put = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  if (!view.state.facet(EditorView.inputHandler).some((handles) => handles(view, from, to, text, put))) view.dispatch(put());
  return true;
}

// The styles of the editor are made by its script; in a root of its own they come as sheets, which the policy of the
// pages allows, and not as elements, which it does not.
const host = make("div", { class: "editor" });
field.hidden = true;
field.before(host);
const root = host.attachShadow({ mode: "open" });
const view = new EditorView({
  parent: root,
  root,
  state: EditorState.create({
    doc: field.value,
    extensions: [
      lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), EditorView.lineWrapping,
      StreamLanguage.define(sparql), syntaxHighlighting(colours), look,
      autocompletion({ override: [complete], icons: false }),
      keymap.of([
        { key: "Mod-Enter", run: () => (form.requestSubmit(), true) },
        ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap,
      ]),
      EditorView.domEventHandlers({ beforeinput: typedOver }),
      EditorView.contentAttributes.of({ "aria-label": t("查询", "Query"), id: "editor" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) field.value = update.state.doc.toString();
      }),
    ],
  }),
});
one<HTMLLabelElement>("label[for=query]", form).addEventListener("click", () => view.focus());
button.after(make("span", { class: "note keys" }, t("Ctrl+Enter 提问，Ctrl+空格补全", "Ctrl+Enter asks, Ctrl+Space completes")));

/** The query under way. */
let running: AbortController | undefined;
const said = make("p", { class: "note", role: "status" });
one(".buttons", form).after(said);

form.addEventListener("submit", (event) => {
  // A file is a download, which the browser knows how to take.
  if (format.value) return;
  event.preventDefault();
  void ask(true);
});
window.addEventListener("popstate", () => {
  const query = new URL(location.href).searchParams.get("query");
  if (query === null) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query } });
  void ask(false);
});

/** Asks, and puts the answer where the page has it. A second asking ends the first; the server then stops, too. */
async function ask(remember: boolean): Promise<void> {
  running?.abort();
  const own = (running = new AbortController());
  const stop = make("button", { type: "button" }, t("停止", "Stop"));
  stop.addEventListener("click", () => own.abort());
  said.replaceChildren(t("正在回答…… ", "Working… "), stop);
  const values = [...new FormData(form)].filter(([name]) => name !== "format");
  const parameters = new URLSearchParams(values.map(([name, value]) => [name, String(value)]));
  const address = `${form.action}?${parameters}`;
  const begun = performance.now();
  try {
    const long = address.length > LONGEST_ADDRESS;
    const answer = long
      ? await page(form.action, { method: "POST", body: parameters, signal: own.signal })
      : await page(address, { signal: own.signal });
    one("#answer").replaceWith(document.adoptNode(one("#answer", answer)));
    said.textContent = `${Math.round(performance.now() - begun)} ms`;
    if (remember && !long) kept(address);
    point();
  } catch (problem) {
    if (running !== own) return;
    said.textContent = own.signal.aborted ? t("已停止", "stopped") : String(problem);
  }
}

function kept(address: string): void {
  if (address !== location.href) window.history.pushState(null, "", address);
}

/** Puts the cursor where the server says that the query is wrong. */
function point(): void {
  const place = /line (\d+), column (\d+)/.exec(document.querySelector("#answer .problem")?.textContent ?? "");
  if (!place) return;
  const line = view.state.doc.line(Math.min(Number(place[1]), view.state.doc.lines));
  const at = Math.min(line.from + Number(place[2]) - 1, line.to);
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}
