// Problems in the gutter, in the text, in tooltips, and read aloud on the way from one to the next.

import { forEachDiagnostic, linter, setDiagnostics, setDiagnosticsEffect, type Diagnostic } from "@codemirror/lint";
import { RangeSet, StateField, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, GutterMarker, gutter, keymap, type Command } from "@codemirror/view";
import { element } from "./dom";
import { showHelpAt } from "./help";
import type { Fix, Problem } from "./interface";
import type { Phrase } from "./phrases";
import { placeOf, rangeOf } from "./places";

/** CodeMirror's names, the worst first, and the words for them. */
const SEVERITIES = { error: "Error", warning: "Warning", info: "Note" } as const satisfies Record<string, Phrase>;
type Severity = keyof typeof SEVERITIES;

/** What CodeMirror keeps of a problem. */
interface Shown extends Diagnostic {
  severity: Severity;
  help: string;
}

type FixesAt = (state: EditorState, offset: number) => Fix[];

/** Replaces all problems. */
export function showProblems(view: EditorView, list: Problem[]): void {
  const shown = list.map((problem): Shown => {
    const { message, help, code } = problem;
    const severity = problem.severity === "note" ? "info" : problem.severity;
    const renderMessage = () => {
      const word = element("b", {}, [view.state.phrase(SEVERITIES[severity])]);
      const text = element("div", {}, [element("p", {}, [word, " ", message])]);
      if (help !== "") text.append(element("p", {}, [help]));
      text.append(element("small", {}, [code]));
      return text;
    };
    return { ...rangeOf(view.state.doc, problem), severity, message, help, renderMessage };
  });
  view.dispatch(setDiagnostics(view.state, shown));
}

/** The problems that begin in a line or reach into it. */
export function hasProblem(state: EditorState, offset: number): boolean {
  const line = state.doc.lineAt(offset);
  let found = false;
  forEachDiagnostic(state, (_problem, from, to) => (found ||= from <= line.to && to >= line.from));
  return found;
}

class Sign extends GutterMarker {
  override elementClass = "sign";

  constructor(readonly severity: Severity) {
    super();
  }

  override eq(other: Sign): boolean {
    return other.severity === this.severity;
  }

  override toDOM(): Node {
    return element("span", { class: this.severity });
  }
}

const signs = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(signs, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setDiagnosticsEffect)) return signsOf(transaction.state, effect.value);
    }
    return signs.map(transaction.changes);
  },
});

/** One sign for each line, of the worst that begins there. */
function signsOf(state: EditorState, list: readonly Diagnostic[]): RangeSet<GutterMarker> {
  const order = Object.keys(SEVERITIES);
  const worst = new Map<number, Severity>();
  for (const { from, severity } of list as readonly Shown[]) {
    const line = state.doc.lineAt(from).from;
    const other = worst.get(line);
    if (!other || order.indexOf(severity) < order.indexOf(other)) worst.set(line, severity);
  }
  return RangeSet.of([...worst].map(([line, severity]) => new Sign(severity).range(line)), true);
}

const signGutter = gutter({
  class: "signs",
  markers: (view) => view.state.field(signs),
  domEventHandlers: {
    click(view, line) {
      let first: number | undefined;
      forEachDiagnostic(view.state, (_problem, from) => {
        if (from >= line.from && from <= line.to) first ??= from;
      });
      if (first === undefined) return false;
      view.dispatch({ selection: { anchor: first } });
      view.focus();
      showHelpAt(view, first);
      return true;
    },
  },
});

/** Goes to the next problem behind the cursor, or the last before it, around the ends of the text. */
function goTo(forward: boolean, fixesAt: FixesAt): Command {
  return (view) => {
    const { state } = view;
    const { head } = state.selection.main;
    const places: number[] = [];
    forEachDiagnostic(state, (_problem, from) => places.push(from));
    places.sort((left, right) => left - right);
    const place = forward
      ? (places.find((from) => from > head) ?? places[0])
      : (places.findLast((from) => from < head) ?? places.at(-1));
    if (place === undefined) {
      view.dispatch({ effects: EditorView.announce.of(state.phrase("No problems")) });
      return true;
    }
    const said: string[] = [];
    forEachDiagnostic(state, (problem, from) => {
      if (from !== place) return;
      const { severity, message, help } = problem as Shown;
      said.push(`${state.phrase(SEVERITIES[severity])}: ${message} ${help}`.trim());
    });
    said.unshift(state.phrase("Line $", placeOf(state.doc, place).line + 1));
    const fixes = fixesAt(state, place).length;
    if (fixes > 0) said.push(state.phrase("Fixes: $", fixes));
    view.dispatch({
      selection: { anchor: place },
      effects: [EditorView.scrollIntoView(place, { y: "nearest", yMargin: 60 }), EditorView.announce.of(said.map(sentence).join(" "))],
    });
    showHelpAt(view, place);
    return true;
  };
}

/** Texts that are read one after the other need a stop between them. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

export function problems(fixesAt: FixesAt): Extension {
  return [
    // CodeMirror's part stands here, so that problems come before help in a tooltip.
    linter(null),
    signs,
    signGutter,
    keymap.of([
      { key: "F8", run: goTo(true, fixesAt), shift: goTo(false, fixesAt), preventDefault: true },
    ]),
  ];
}
