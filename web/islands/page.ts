// What the islands know of the page they stand on.

/** Whether the page is in Chinese. */
const chinese = document.documentElement.lang.startsWith("zh");

/** The words in the page's language. */
export function t(zh: string, en: string): string {
  return chinese ? zh : en;
}

/** The tag by which the vocabulary marks words in the page's language. */
export const language = chinese ? "zh" : "en";

/** The element that the page has by this selector. */
export function one<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** A new element with its attributes and what stands in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...within: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...within);
  return element;
}

/** A button with a sign or a short word on it, and what it does. */
export function press(words: string, name: string, act: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", "aria-label": name, title: name }, words);
  button.addEventListener("click", act);
  return button;
}

/** Another page of this server. */
export async function page(address: string, request: RequestInit = {}): Promise<Document> {
  const response = await fetch(address, { ...request, headers: { ...request.headers, Accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** An address of this server, which keeps the language where the page's own names it. */
export function to(address: string): string {
  const tongue = new URL(location.href).searchParams.get("lang");
  if (!tongue || !address.startsWith("/")) return address;
  const [path, place] = address.split("#");
  return `${path}${path?.includes("?") ? "&" : "?"}lang=${tongue}${place ? `#${place}` : ""}`;
}

/** A colour of the pages, for what is drawn and not styled. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
