// Typing over a selection. The browser would carry the look of what was selected over to what is typed, as an inline
// style, which the page's policy forbids and reports.

import { EditorView } from "@codemirror/view";

/** Puts what is typed in the place of the selection before the browser does; not while an input method writes. */
export const typeOver = EditorView.domEventHandlers({
  beforeinput({ data, inputType, isComposing }, view) {
    const { ranges, main } = view.state.selection;
    const isPlain = inputType === "insertText" && data !== null && !isComposing && !view.composing;
    if (!isPlain || ranges.length > 1 || main.empty || view.state.readOnly) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});
