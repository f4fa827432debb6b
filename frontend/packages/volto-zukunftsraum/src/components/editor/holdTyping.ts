import { Editor, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';

const EDITOR = '[data-slate-editor][contenteditable="true"]';
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

function takeFocus(element: HTMLElement) {
  const editor = editorOf(element);
  if (!editor.selection) {
    Transforms.select(editor, Editor.start(editor, []));
  }
  ReactEditor.focus(editor);
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
    const element =
      now < notBefore ? null : container.querySelector<HTMLElement>(EDITOR);
    if (element) takeFocus(element);
    if (element && document.activeElement === element) {
      // Let what the focus sets off come to rest before writing.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          stop();
          if (typed) editorOf(element).insertText(typed);
        });
      });
    } else if (now - start > GIVE_UP_AFTER) {
      stop();
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
