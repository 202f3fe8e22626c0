// Find and replace: CodeMirror's search with a panel in the look of the page, which counts the matches.

import {
  SearchQuery,
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  searchPanelOpen,
  setSearchQuery,
} from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap, runScopeHandlers, type Command, type EditorView, type Panel, type ViewUpdate } from "@codemirror/view";
import { drawing, element } from "./dom";
import type { Phrase } from "./phrases";

/** More are not counted. */
const MOST = 999;

export const find: Extension = [
  search({ top: true, createPanel: (view) => new FindPanel(view) }),
  keymap.of([
    { key: "Mod-f", run: openSearchPanel, scope: "editor search-panel", preventDefault: true },
    ...[
      { key: "F3", run: findNext, shift: findPrevious },
      { key: "Mod-g", run: findNext, shift: findPrevious },
    ].map((binding) => ({ ...binding, scope: "editor search-panel", preventDefault: true })),
    { key: "Escape", run: closeSearchPanel, scope: "editor search-panel" },
  ]),
];

class FindPanel implements Panel {
  readonly dom: HTMLElement;
  readonly top = true;
  private readonly searchField: HTMLInputElement;
  private readonly replaceField: HTMLInputElement;
  private readonly switches: { option: "caseSensitive" | "wholeWord" | "regexp"; button: HTMLButtonElement }[];
  private readonly count: HTMLElement;
  private counting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: EditorView) {
    const say = (phrase: Phrase) => view.state.phrase(phrase);
    const field = (phrase: Phrase) =>
      element("input", { type: "text", "aria-label": say(phrase), placeholder: say(phrase), autocomplete: "off", spellcheck: "false" });
    const button = (phrase: Phrase, child: Node | string, run: Command) => {
      const made = element("button", { type: "button" }, [child]);
      if (child instanceof Node) {
        made.title = say(phrase);
        made.setAttribute("aria-label", say(phrase));
      }
      made.addEventListener("click", () => run(view));
      return made;
    };
    const toggle = (option: FindPanel["switches"][number]["option"], phrase: Phrase, letters: string) => {
      const made = element("button", { type: "button", title: say(phrase), "aria-label": say(phrase), "aria-pressed": "false", "data-sign": letters });
      made.addEventListener("click", () => {
        made.setAttribute("aria-pressed", String(made.getAttribute("aria-pressed") !== "true"));
        this.commit();
      });
      return { option, button: made };
    };

    this.searchField = field("Find");
    this.searchField.setAttribute("main-field", "true");
    this.replaceField = field("Replace with");
    this.switches = [
      toggle("caseSensitive", "Match case", "Aa"),
      toggle("wholeWord", "Whole words", "ab"),
      toggle("regexp", "Regular expression", ".*"),
    ];
    this.count = element("span", { class: "matches", role: "status" });
    const rows = [
      element("div", { class: "row" }, [
        element("div", { class: "field" }, [this.searchField, this.count, ...this.switches.map(({ button }) => button)]),
        button("Previous match", drawing("M8 13V3.5M3.5 8 8 3.5 12.5 8"), findPrevious),
        button("Next match", drawing("M8 3v9.5M3.5 8 8 12.5 12.5 8"), findNext),
        button("Close", drawing("M3.5 3.5l9 9M12.5 3.5l-9 9"), closeSearchPanel),
      ]),
    ];
    if (!view.state.readOnly) {
      const replacing = element("div", { class: "field" }, [this.replaceField]);
      const buttons = [
        button("Replace", say("Replace"), replaceNext),
        button("Replace all", say("Replace all"), replaceAll),
      ];
      rows.push(element("div", { class: "row" }, [replacing, ...buttons]));
    }
    this.dom = element("div", { class: "find", role: "search" }, rows);
    this.dom.addEventListener("input", () => this.commit());
    this.dom.addEventListener("keydown", (event) => this.press(event));
    this.show(getSearchQuery(view.state));
  }

  mount(): void {
    this.searchField.select();
  }

  update(update: ViewUpdate): void {
    for (const { effects } of update.transactions) {
      for (const effect of effects) if (effect.is(setSearchQuery)) this.show(effect.value);
    }
    if (update.docChanged || update.selectionSet) this.countSoon();
  }

  destroy(): void {
    clearTimeout(this.counting);
  }

  private commit(): void {
    const chosen = Object.fromEntries(
      this.switches.map(({ option, button }) => [option, button.getAttribute("aria-pressed") === "true"]),
    );
    const query = new SearchQuery({ ...chosen, search: this.searchField.value, replace: this.replaceField.value });
    if (!query.eq(getSearchQuery(this.view.state))) this.view.dispatch({ effects: setSearchQuery.of(query) });
  }

  private show(query: SearchQuery): void {
    if (this.searchField.value !== query.search) this.searchField.value = query.search;
    if (this.replaceField.value !== query.replace) this.replaceField.value = query.replace;
    for (const { option, button } of this.switches) button.setAttribute("aria-pressed", String(query[option]));
    this.countSoon();
  }

  private press(event: KeyboardEvent): void {
    // The fields have an undo of their own, which the page's must not take.
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) event.stopPropagation();
    if (runScopeHandlers(this.view, event, "search-panel")) {
      event.preventDefault();
    } else if (event.key === "Enter" && !event.isComposing && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (event.target === this.replaceField) replaceNext(this.view);
      else (event.shiftKey ? findPrevious : findNext)(this.view);
    }
  }

  /** Counting reads the whole text, so it waits until the typing rests. */
  private countSoon(): void {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => {
      if (!searchPanelOpen(this.view.state)) return;
      const text = this.counted();
      if (this.count.textContent !== text) this.count.textContent = text;
    }, 120);
  }

  private counted(): string {
    const { state } = this.view;
    const query = getSearchQuery(state);
    const wrong = query.search !== "" && !query.valid;
    this.searchField.toggleAttribute("aria-invalid", wrong);
    if (wrong) this.searchField.setAttribute("aria-invalid", "true");
    if (!query.valid) return "";
    const { from, to } = state.selection.main;
    const matches = query.getCursor(state);
    let [count, current] = [0, 0];
    for (let match = matches.next(); !match.done; match = matches.next()) {
      if (++count > MOST) return state.phrase("More than $ matches", MOST);
      if (match.value.from === from && match.value.to === to) current = count;
    }
    if (count === 0) return state.phrase("No matches");
    return current > 0 ? state.phrase("$1 of $2", current, count) : state.phrase("$ matches", count);
  }
}
