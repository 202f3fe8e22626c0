// The editor of the page's text: CodeMirror 6 in a shadow root of its own, so that its styles are adopted style
// sheets and the page's policy can forbid all others. It owns cursor, selection, folding and what is being typed;
// it knows no Render and no YAML beyond colours and indentation, and asks the page for everything else.
//
// Keys: Tab and Shift+Tab leave, always. Ctrl+Space completes, F1 helps, F8 and Shift+F8 go to the next and the
// previous problem, Ctrl+. lists fixes, Ctrl+F finds, Ctrl+/ comments, Ctrl+] and Ctrl+[ indent, Alt with arrows
// moves lines, Ctrl+Shift+[ and ] fold.

import {
  copyLineDown,
  copyLineUp,
  deleteLine,
  indentLess,
  indentMore,
  moveLineDown,
  moveLineUp,
  standardKeymap,
  toggleComment,
} from "@codemirror/commands";
import { yamlLanguage } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, tooltips } from "@codemirror/view";
import { PageHistory, replaceText, tellChanges } from "./changes";
import { completion } from "./completion";
import { element } from "./dom";
import css from "./editor.css";
import { find } from "./find";
import { fixes, fixesOf, leaveFixes } from "./fixes";
import { folding } from "./fold";
import { help } from "./help";
import { highlight } from "./highlight";
import { newLine, stepOf } from "./indent";
import type { Editor, Marks, Options, Problem } from "./interface";
import { marks, showMarks } from "./marks";
import { typeOver } from "./over";
import { offsetOf, placeOf } from "./places";
import { problems, showProblems } from "./problems";

export { PHRASES } from "./phrases";
export type * from "./interface";

/** Puts an editor into `host`, which it fills. */
export function mount(host: HTMLElement, options: Options): Editor {
  const frame = element("div");
  // The host's box, so that only the text scrolls where the host has a height.
  frame.style.height = "100%";
  host.append(frame);
  const root = frame.attachShadow({ mode: "open" });
  const history = new PageHistory(options);
  const step = new Compartment();
  const view = new EditorView({
    state: EditorState.create({
      doc: options.text,
      extensions: [
        step.of([]),
        history.extension,
        tellChanges(options.changed),
        features(options),
        EditorState.readOnly.of(options.readOnly ?? false),
        EditorState.phrases.of(options.phrases),
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          tabindex: "0",
          ...(options.description && { "aria-describedby": "description" }),
        }),
      ],
    }),
    root,
  });
  root.append(view.dom);
  if (options.description) root.append(element("p", { id: "description", hidden: "" }, [options.description]));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  const followIndentation = () => {
    const unit = stepOf(view.state.doc);
    if (unit !== view.state.facet(indentUnit)) view.dispatch({ effects: step.reconfigure(indentUnit.of(unit)) });
  };
  followIndentation();

  // A key that did something here is not the page's as well.
  frame.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) event.stopPropagation();
  });

  // Lists come and go with the focus in them, so only where it is in the end counts.
  let leaving: ReturnType<typeof setTimeout> | undefined;
  frame.addEventListener("focusout", () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => root.activeElement ?? options.blurred?.());
  });
  const later = new AfterComposition(view);

  return {
    setText(text) {
      leaveFixes(view);
      replaceText(view, text, history.isStep() && view.hasFocus);
      followIndentation();
    },
    setDiagnostics: (list: Problem[]) => later.run("problems", () => showProblems(view, list)),
    setMarks: (list: Marks) => later.run("marks", () => showMarks(view, list)),
    reveal(line, column) {
      const anchor = offsetOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    focus: () => view.focus(),
    place: () => placeOf(view.state.doc, view.state.selection.main.head),
    destroy() {
      leaveFixes(view);
      later.stop();
      view.destroy();
      frame.remove();
      clearTimeout(leaving);
    },
  };
}

function features(options: Options): Extension {
  const fixesAt = fixesOf(options);
  return [
    // The page opens files, wherever they are dropped.
    EditorView.domEventHandlers({ drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0 }),
    typeOver,
    yamlLanguage,
    highlight,
    highlightSpecialChars(),
    bracketMatching(),
    EditorState.tabSize.of(2),
    tooltips({ tooltipSpace: () => ({ top: 4, left: 4, bottom: innerHeight - 4, right: innerWidth - 4 }) }),
    // From the left: lamp, number, problem, fold.
    fixes(fixesAt),
    lineNumbers(),
    highlightActiveLineGutter(),
    problems(fixesAt),
    folding,
    marks,
    find,
    completion(options.complete),
    help(options.hover),
    keymap.of([
      { key: "Enter", run: newLine, shift: newLine },
      { key: "Mod-/", run: toggleComment },
      { key: "Mod-]", run: indentMore },
      { key: "Mod-[", run: indentLess },
      { key: "Alt-ArrowUp", run: moveLineUp, shift: copyLineUp },
      { key: "Alt-ArrowDown", run: moveLineDown, shift: copyLineDown },
      { key: "Shift-Mod-k", run: deleteLine },
      ...standardKeymap,
    ]),
  ];
}

/** Puts off what would redraw the text while an input method writes in it; of each kind the last counts. */
class AfterComposition {
  private readonly waiting = new Map<string, () => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: EditorView) {
    view.contentDOM.addEventListener("compositionend", () => this.soon());
  }

  run(kind: string, work: () => void): void {
    if (!this.view.composing) return work();
    this.waiting.set(kind, work);
    this.soon();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** CodeMirror reads the end of a composition a moment after the browser's event. */
  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.view.composing) return this.soon();
      const work = [...this.waiting.values()];
      this.waiting.clear();
      for (const one of work) one();
    }, 60);
  }
}
