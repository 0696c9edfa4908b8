// Answers file dialogs with these files: names, and contents in Base64. `window.files` has them too.
function answerDialogsWithAll(files) {
  const data = new DataTransfer();
  for (const [name, base64] of files) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    data.items.add(new File([bytes], name));
  }
  window.files = data.files;
  HTMLInputElement.prototype.click = function () {
    this.files = data.files;
    this.dispatchEvent(new Event("change"));
  };
}
