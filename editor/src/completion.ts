// Completion: while typing and by Ctrl+Space, Enter takes the selected one. Tab does not, because Tab leaves the
// editor, always: whoever uses the keyboard alone must never have to guess what it does now.

import {
  autocompletion,
  type Completion as Option,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type Rect, ViewPlugin } from "@codemirror/view";
import { element } from "./dom";
import type { Completion, Options } from "./interface";
import { placeOf, rangeOf } from "./places";

/** The signs before the labels. */
const SIGNS: Record<string, string | undefined> = { key: "K", value: "V", plan: "$", name: "@", variable: "X" };

export function completion(complete: Options["complete"]): Extension {
  return [wheel, list(complete)];
}

/** The list clips what it has no room for, so that no scrolling region wants the focus; the wheel moves it. */
const wheel = ViewPlugin.define((view) => {
  const move = (event: WheelEvent) => {
    const options = (event.target as Element).closest(".cm-tooltip-autocomplete > ul");
    if (!options) return;
    options.scrollTop += event.deltaY;
    event.preventDefault();
  };
  view.dom.addEventListener("wheel", move, { passive: false });
  return { destroy: () => view.dom.removeEventListener("wheel", move) };
});

function list(complete: Options["complete"]): Extension {
  return autocompletion({
    override: [(context) => completionsAt(complete, context)],
    icons: false,
    addToOptions: [{ position: 20, render: ({ type = "" }) => sign(type) }],
    // A key is followed by its value.
    activateOnCompletion: ({ apply }) => typeof apply === "string" && /\s$/.test(apply),
    maxRenderedOptions: 200,
    positionInfo: (_view, list, option, info, space) => ({ style: placeInfo(list, option, info, space) }),
  });
}

function completionsAt(complete: Options["complete"], { state, pos, explicit }: CompletionContext): CompletionResult | null {
  const { line, column } = placeOf(state.doc, pos);
  const found = complete(line, column);
  if (!found) return null;
  const { from, to } = rangeOf(state.doc, found);
  // A word that stands there whole needs no list, which would take the next Enter.
  const isWhole = (typed: string) => !explicit && found.items.some(({ insert }) => insert === typed);
  if (found.items.length === 0 || from > pos || isWhole(state.sliceDoc(from, pos))) return null;
  return {
    from,
    to: Math.max(to, pos),
    options: found.items.map(optionOf),
    validFor: (typed) => /^[\w.-]*$/.test(typed) && !isWhole(typed),
  };
}

function optionOf({ label, detail, info, kind, insert }: Completion, index: number): Option {
  return {
    label,
    detail,
    type: kind,
    apply: insert,
    // What matches equally well stays in the given order.
    sortText: String(index).padStart(6, "0"),
    ...(info !== "" && { info: () => element("p", {}, [info]) }),
  };
}

const GAP = 4;

/** Beside the list; where the window is too narrow for both, below or above it, so that no option is covered. */
function placeInfo(list: Rect, option: Rect, info: Rect, space: Rect): string {
  const width = info.right - info.left;
  const height = info.bottom - info.top;
  const top = Math.max(space.top, Math.min(option.top, space.bottom - height)) - list.top;
  const beside = list.right - list.left + GAP;
  if (space.right - list.right >= width + 2 * GAP) return `top: ${top}px; left: ${beside}px`;
  if (list.left - space.left >= width + 2 * GAP) return `top: ${top}px; right: ${beside}px`;
  const left = Math.min(0, space.right - GAP - list.left - width);
  const edge = list.bottom + GAP + height <= space.bottom ? "top" : "bottom";
  return `left: ${left}px; ${edge}: ${list.bottom - list.top + GAP}px`;
}

function sign(kind: string): Node {
  return element("span", { class: `kind kind-${kind}`, "aria-hidden": "true" }, [SIGNS[kind] ?? "·"]);
}
