// Collects everything that a live region says from now on in `window.heard`, in the order in which it is
// said.
function listen() {
  window.heard = [];
  const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  new MutationObserver((changes) => {
    const changed = new Set();
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      changed.add(element?.closest(live));
      for (const node of addedNodes) {
        if (node.nodeType !== 1) continue;
        [node, ...node.querySelectorAll("*")]
          .filter((added) => added.matches(live))
          .forEach((added) => changed.add(added));
      }
    }
    for (const region of changed) {
      const text = region?.textContent.trim();
      if (region?.isConnected && text) window.heard.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
