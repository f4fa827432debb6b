import { flushSync } from 'react-dom';
import { Editor, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';

const EDITOR = '[data-slate-editor]';
const READY = `${EDITOR}[contenteditable="true"]`;
const GIVE_UP_AFTER = 1000; // ms
// Volto's own timer focuses a new block after 100 ms, even if the person has
// moved on to the next one by then.
const VOLTO_FOCUSES_AFTER = 120; // ms

let lastStart = -VOLTO_FOCUSES_AFTER;

/** Does this key write a character? (AltGr counts as Ctrl+Alt on Windows.) */
function writes(event: KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.isComposing) return false;
  if (event.getModifierState('AltGraph')) return true;
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Slate's editor that draws this element. (The lookup needs no editor.) */
function editorOf(element: HTMLElement): ReactEditor {
  const nowhere = undefined as unknown as ReactEditor;
  return ReactEditor.toSlateNode(nowhere, element) as unknown as ReactEditor;
}

/** The editor with its caret at the start, if it has none yet. */
function withSelection(element: HTMLElement): ReactEditor {
  const editor = editorOf(element);
  if (!editor.selection) {
    Transforms.select(editor, Editor.start(editor, []));
  }
  return editor;
}

/**
 * Write at the caret. The form and the editor must take the change over in one
 * go: where the form is ahead, Volto moves the caret to the end of the block.
 */
function write(element: HTMLElement, text: string) {
  const editor = withSelection(element);
  const { onChange } = editor;
  editor.onChange = (options) => {
    editor.onChange = onChange;
    flushSync(() => onChange(options));
  };
  editor.insertText(text);
}

/**
 * Give the focus to the text editor that has just appeared in `container`, as
 * soon as it can take it, and write there what was typed meanwhile.
 *
 * After Enter, Volto makes a new block but moves the focus to it about 0.1 s
 * later; what is typed in between would land in the paragraph before.
 * Another Enter within that time does nothing: it would break the paragraph
 * before once more. Returns a function that stops waiting.
 */
export function holdTyping(container: HTMLElement): () => void {
  const start = performance.now();
  const notBefore = lastStart + VOLTO_FOCUSES_AFTER;
  lastStart = start;
  let typed = '';
  let frame = 0;

  const onKeyDown = (event: KeyboardEvent) => {
    const isEnter = event.key === 'Enter';
    if (!isEnter && !writes(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isEnter) typed += event.key;
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener('keydown', onKeyDown, true);
  };
  const attempt = () => {
    const now = performance.now();
    const gaveUp = now - start > GIVE_UP_AFTER;
    const element = container.querySelector<HTMLElement>(
      gaveUp ? EDITOR : READY,
    );
    if (element && now >= notBefore) ReactEditor.focus(withSelection(element));
    if (gaveUp || (element && document.activeElement === element)) {
      stop();
      if (element && typed) write(element, typed);
    } else {
      frame = requestAnimationFrame(attempt);
    }
  };

  window.addEventListener('keydown', onKeyDown, true);
  frame = requestAnimationFrame(attempt);
  return stop;
}

/** Is somebody typing in a text editor outside of `container`? */
export function isTypingElsewhere(container: HTMLElement): boolean {
  const active = document.activeElement;
  return (
    active !== null &&
    active.matches('[data-slate-editor]') &&
    !container.contains(active)
  );
}
