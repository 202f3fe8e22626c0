// Fixes of the problems at the cursor: a lamp in the gutter where there are any, and a list by Ctrl+. to choose from.

import { setDiagnosticsEffect } from "@codemirror/lint";
import { RangeSet, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  GutterMarker,
  ViewPlugin,
  gutter,
  keymap,
  showTooltip,
  type Tooltip,
  type TooltipView,
  type ViewUpdate,
} from "@codemirror/view";
import { drawing, element } from "./dom";
import type { Fix, Options } from "./interface";
import { placeOf } from "./places";
import { hasProblem } from "./problems";

/** How long the cursor rests before the lamp asks for fixes, in ms. */
const REST = 150;

const setList = StateEffect.define<Tooltip | null>();
const setLamp = StateEffect.define<number | null>();

const list = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setList)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

class Lamp extends GutterMarker {
  override eq(): boolean {
    return true;
  }

  override toDOM(view: EditorView): Node {
    const bulb = "M5.5 11C5.5 9.5 3.5 8.6 3.5 6a4.5 4.5 0 0 1 9 0c0 2.6-2 3.5-2 5zM6 13.2h4M7 15.2h2";
    return element("span", { class: "lamp", title: view.state.phrase("Fixes") }, [drawing(bulb)]);
  }
}

const lamp = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setLamp)) return effect.value === null ? RangeSet.empty : RangeSet.of(new Lamp().range(effect.value));
    }
    // Gone as soon as it might be wrong; it comes back when the cursor rests.
    return transaction.docChanged ? RangeSet.empty : shown;
  },
});

export function fixes(fixesAt: (state: EditorState, offset: number) => Fix[]): Extension {
  const open = (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    const found = fixesAt(view.state, head);
    const nothing = EditorView.announce.of(view.state.phrase("Nothing to fix here"));
    view.dispatch({
      effects: found.length === 0 ? nothing : setList.of({ pos: head, create: () => drawn(view, found) }),
    });
    return true;
  };

  const lampKeeper = ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const { state } = view;
      const { head } = state.selection.main;
      const line = state.doc.lineAt(head).from;
      const lit = !state.readOnly && hasProblem(state, head) && fixesAt(state, head).length > 0 ? line : null;
      const shown = state.field(lamp).iter();
      if (lit !== (shown.value ? shown.from : null)) view.dispatch({ effects: setLamp.of(lit) });
    };
    return {
      update(update: ViewUpdate) {
        const told = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect)));
        if (!told && !update.docChanged && !update.selectionSet) return;
        clearTimeout(timer);
        timer = setTimeout(look, REST);
      },
      destroy: () => clearTimeout(timer),
    };
  });

  return [
    list,
    lamp,
    lampKeeper,
    gutter({
      class: "lamps",
      markers: (view) => view.state.field(lamp),
      domEventHandlers: {
        mousedown(view, line, event) {
          const { head } = view.state.selection.main;
          if (!(event.target as Element).closest(".lamp") || head < line.from || head > line.to) return false;
          event.preventDefault();
          return open(view);
        },
      },
    }),
    keymap.of([{ key: "Mod-.", run: open, preventDefault: true }]),
  ];
}

export function fixesOf(options: Options): (state: EditorState, offset: number) => Fix[] {
  return (state, offset) => {
    const { line, column } = placeOf(state.doc, offset);
    return state.readOnly ? [] : options.fixes(line, column);
  };
}

/** Before a change that would take the list away, and the focus with it. */
export function leaveFixes(view: EditorView): void {
  if (view.state.field(list)) view.focus();
}

/** The list, as a menu that holds the focus until one is chosen or it is left. */
function drawn(view: EditorView, found: Fix[]): TooltipView {
  const items = found.map(({ title }) => element("button", { type: "button", role: "menuitem", tabindex: "-1" }, [title]));
  const dom = element("div", { class: "fixes", role: "menu", "aria-label": view.state.phrase("Fixes") }, items);
  const close = () => {
    if (view.state.field(list)) view.dispatch({ effects: setList.of(null) });
  };
  // The focus goes first, so that it never leaves the editor.
  const leave = () => {
    view.focus();
    close();
  };
  const choose = (index: number) => {
    leave();
    found[index]?.apply();
  };
  items.forEach((item, index) => item.addEventListener("click", () => choose(index)));
  dom.addEventListener("keydown", (event) => {
    const at = items.indexOf(event.target as HTMLButtonElement);
    const last = items.length - 1;
    const next: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = next[event.key];
    if (target !== undefined) {
      items[target]?.focus();
    } else if (event.key === "Escape") {
      leave();
    } else if (event.key === "Tab") {
      // Goes on from the editor, as Tab always does.
      leave();
      return;
    } else {
      return;
    }
    event.preventDefault();
  });
  dom.addEventListener("focusout", (event) => {
    if (!dom.contains(event.relatedTarget as Node | null)) close();
  });
  return { dom, mount: () => items[0]?.focus({ preventScroll: true }) };
}
