// Whether an element comes before the one with the focus. False if nothing has the focus.
function isBeforeFocus(element) {
  const focused = document.activeElement;
  return (
    focused !== document.body &&
    !!(focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
  );
}
