// What a place means, in a tooltip: under the pointer, or at the cursor by F1.

import type { Extension } from "@codemirror/state";
import { EditorView, activateHover, closeHoverTooltips, hasHoverTooltips, hoverTooltip, keymap } from "@codemirror/view";
import { element } from "./dom";
import type { Hover, Options } from "./interface";
import { placeOf, rangeOf } from "./places";

/** Opens what there is to say about a place, problems and help, until the cursor moves or the text changes. */
export function showHelpAt(view: EditorView, offset: number): boolean {
  for (const side of [1, -1] as const) {
    activateHover(view, offset, side, { until: (transaction) => transaction.docChanged || !!transaction.selection });
    if (hasHoverTooltips(view.state)) return true;
  }
  return false;
}

export function help(hover: Options["hover"]): Extension {
  return [
    hoverTooltip((view, offset) => {
      const { line, column } = placeOf(view.state.doc, offset);
      const found = hover(line, column);
      if (!found) return null;
      const { from, to } = rangeOf(view.state.doc, found);
      return { pos: from, end: to, above: true, create: () => ({ dom: drawn(view, found) }) };
    }),
    keymap.of([
      {
        key: "F1",
        preventDefault: true,
        run(view) {
          const { state } = view;
          const effects = [EditorView.announce.of(state.phrase("No help here"))];
          if (showHelpAt(view, state.selection.main.head)) effects[0] = EditorView.announce.of(shownText(view));
          view.dispatch({ effects });
          return true;
        },
      },
      {
        key: "Escape",
        run(view) {
          if (!hasHoverTooltips(view.state)) return false;
          view.dispatch({ effects: closeHoverTooltips });
          return true;
        },
      },
    ]),
  ];
}

function shownText(view: EditorView): string {
  const parts = view.dom.querySelectorAll(".cm-tooltip-hover :is(p, h2)");
  return [...parts].map((part) => part.textContent).join(". ");
}

function drawn(view: EditorView, { title, text, docs }: Hover): HTMLElement {
  const dom = element("div", { class: "help" }, [element("h2", {}, [title])]);
  for (const paragraph of text) dom.append(element("p", {}, [paragraph]));
  if (docs !== "") {
    const link = element("a", { href: docs, target: "_blank", rel: "noreferrer" }, [view.state.phrase("Documentation")]);
    dom.append(element("p", {}, [link]));
  }
  return dom;
}
